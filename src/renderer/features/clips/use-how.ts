/** How chosen clips are handed on: in which form, and as one reel or as files of their own. */
import { useState } from 'react';
import type { ClipForm, ClipMarks, ReelRequest } from '../../../shared/domain/clip';

export interface HowToExport {
  form: ClipForm;
  setForm: (form: ClipForm) => void;
  joined: boolean;
  setJoined: (joined: boolean) => void;
  name: string;
  setName: (name: string) => void;
  titles: boolean;
  setTitles: (titles: boolean) => void;
  /** Notes of shared moments lie over their clips. */
  notes: boolean;
  setNotes: (notes: boolean) => void;
  /** What is written on every picture. */
  marks: ClipMarks;
  setMarks: (marks: ClipMarks) => void;
  /** Titles that were typed, by clip. */
  wordings: ReadonlyMap<string, string>;
  setWording: (id: string, title: string) => void;
  /** Ids in the order that was last made by hand; empty before. */
  order: readonly string[];
  setOrder: (ids: string[]) => void;
}

/** @param title the lesson's, which a reel is named after to begin with. */
export function useHow(title: string): HowToExport {
  const [form, setForm] = useState<ClipForm>('exact');
  const [joined, setJoined] = useState(false);
  const [name, setName] = useState(`${title} reel`);
  const [titles, setTitles] = useState(true);
  const [notes, setNotes] = useState(false);
  const [marks, setMarks] = useState<ClipMarks>({ discussion: false, name: '' });
  const [wordings, setWordings] = useState<ReadonlyMap<string, string>>(new Map());
  const [order, setOrder] = useState<readonly string[]>([]);
  return {
    ...{ form, setForm, joined, setJoined, name, setName, titles, setTitles },
    ...{ notes, setNotes, marks, setMarks, wordings, order },
    setWording: (id, typed) => setWordings(new Map(wordings).set(id, typed)),
    setOrder,
  };
}

/** What is asked for; nothing when they are to be files of their own. */
export function reelOf(
  { joined, name, titles }: HowToExport,
  count: number,
): ReelRequest | undefined {
  return joined && count > 1 ? { name: name.trim(), titles } : undefined;
}
