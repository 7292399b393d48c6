/** How chosen clips are handed on: in which form, and as one reel or as files of their own. */
import { useState } from 'react';
import type {
  CardColours,
  ClipForm,
  ClipMarks,
  ClipNotes,
  ClipSpeed,
  ReelRequest,
} from '../../../shared/domain/clip';
import { useSettings } from '../../stores/settings';

/** Where the notes of shared moments go. */
export type NotesChoice = 'off' | ClipNotes;

export interface HowToExport {
  form: ClipForm;
  setForm: (form: ClipForm) => void;
  joined: boolean;
  setJoined: (joined: boolean) => void;
  name: string;
  setName: (name: string) => void;
  titles: boolean;
  setTitles: (titles: boolean) => void;
  /** Of black between the clips of a reel. */
  gapUs: number;
  setGapUs: (gapUs: number) => void;
  /** Of title cards; null for the app's own. */
  colours: CardColours | null;
  setColours: (colours: CardColours | null) => void;
  notes: NotesChoice;
  setNotes: (notes: NotesChoice) => void;
  /** What is written on every picture. */
  marks: ClipMarks;
  setMarks: (marks: ClipMarks) => void;
  /** What is marked to be hidden is. */
  masked: boolean;
  setMasked: (masked: boolean) => void;
  /** Of each clip; as it was where nothing was said. */
  speeds: ReadonlyMap<string, ClipSpeed>;
  setSpeed: (ids: readonly string[], speed: ClipSpeed) => void;
  /** Titles that were typed, by clip. */
  wordings: ReadonlyMap<string, string>;
  setWording: (id: string, title: string) => void;
  /** Ids in the order that was last made by hand; empty before. */
  order: readonly string[];
  setOrder: (ids: string[]) => void;
  /** What is seldom changed is shown too. */
  more: boolean;
  setMore: (more: boolean) => void;
}

/** @param title the lesson's, which a reel is named after to begin with. */
export function useHow(title: string): HowToExport {
  const kept = useSettings((state) => state.cardColours);
  const [form, setForm] = useState<ClipForm>('exact');
  const [joined, setJoined] = useState(false);
  const [name, setName] = useState(`${title} reel`);
  const [titles, setTitles] = useState(true);
  const [gapUs, setGapUs] = useState(0);
  const [colours, setColours] = useState(kept);
  const [notes, setNotes] = useState<NotesChoice>('off');
  const [marks, setMarks] = useState<ClipMarks>({ discussion: false, name: '' });
  const [masked, setMasked] = useState(true);
  const [speeds, setSpeeds] = useState<ReadonlyMap<string, ClipSpeed>>(new Map());
  const [wordings, setWordings] = useState<ReadonlyMap<string, string>>(new Map());
  const [order, setOrder] = useState<readonly string[]>([]);
  const [more, setMore] = useState(false);
  return {
    ...{ form, setForm, joined, setJoined, name, setName, titles, setTitles },
    ...{ gapUs, setGapUs, colours, setColours, notes, setNotes, marks, setMarks },
    ...{ masked, setMasked, speeds, wordings, order, setOrder, more, setMore },
    setSpeed: (ids, speed) =>
      setSpeeds(new Map([...speeds, ...ids.map((id) => [id, speed] as const)])),
    setWording: (id, typed) => setWordings(new Map(wordings).set(id, typed)),
  };
}

/** What is asked for; nothing when they are to be files of their own. */
export function reelOf(
  { joined, name, titles, gapUs, colours, form }: HowToExport,
  count: number,
): ReelRequest | undefined {
  if (!joined || count < 2) return undefined;
  const cards = titles && form !== 'sound';
  return {
    name: name.trim(),
    titles,
    ...(gapUs > 0 && { gapUs }),
    ...(cards && colours && { colours }),
  };
}

/** True when something lies over every picture, so that none can be copied as it is. */
export function isWrittenOn({ marks, notes, form }: HowToExport): boolean {
  if (form === 'sound') return false;
  const { discussion, name, drawings, timer } = marks;
  return (
    discussion || name.trim() !== '' || drawings === true || timer === true || notes === 'picture'
  );
}

/** What was chosen of the rest, in a few words; empty when it is as it comes. */
export function moreWords(how: HowToExport, ids: readonly string[]): string {
  const { marks, notes, form } = how;
  const pictures = form !== 'sound';
  return [
    pictures && ids.some((id) => (how.speeds.get(id) ?? 'usual') !== 'usual') && 'speed',
    pictures && notes !== 'off' && 'notes',
    pictures && marks.drawings && 'drawings',
    pictures && marks.timer && 'timer',
    pictures && (marks.discussion || marks.name.trim() !== '') && 'words',
    how.joined && ids.length > 1 && how.gapUs > 0 && 'black between',
  ]
    .filter(Boolean)
    .join(', ');
}
