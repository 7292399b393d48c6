/** A board while it is being written: what fields hold, and what becomes of them. Pure. */
import type { BoardColour, BoardContent, BoardKind } from '../../../shared/domain/board';
import { newId } from '../../../shared/domain/ids';
import { US_PER_SECOND, usToSeconds } from '../../../shared/domain/time';

export interface KindDraft {
  id: string;
  name: string;
  key: string;
  colour: BoardColour;
  shape: BoardKind['shape'];
  /** Seconds; null for the person's own setting. */
  leadSeconds: number | null;
  lagSeconds: number;
  group: string;
  /** Separated by commas, as typed. */
  followUps: string;
}

export interface TagDraft {
  /** Only to tell rows apart while they are written. */
  id: string;
  name: string;
  key: string;
  followUps: string;
}

export interface BoardDraft {
  name: string;
  about: string;
  kinds: readonly KindDraft[];
  tags: readonly TagDraft[];
}

export const MOST_KINDS = 24;
export const MOST_TAGS = 40;

/** Keys that a board may use: digits, and letters that nothing else in the room is on. */
export const BOARD_KEYS = Array.from('1234567890abcdghpqrtuvwxy');

export const COLOURS: readonly { id: BoardColour; name: string }[] = [
  { id: 'sand', name: 'Sand' },
  { id: 'sky', name: 'Sky' },
  { id: 'iris', name: 'Iris' },
  { id: 'board', name: 'Green' },
  { id: 'coral', name: 'Coral' },
];

export function draftOf(content: BoardContent): BoardDraft {
  return {
    name: content.name,
    about: content.about,
    kinds: content.kinds.map((kind) => ({
      id: kind.id,
      name: kind.name,
      key: BOARD_KEYS.includes(kind.key) ? kind.key : '',
      colour: kind.colour,
      shape: kind.shape,
      leadSeconds: kind.leadUs === null ? null : usToSeconds(kind.leadUs),
      lagSeconds: usToSeconds(kind.lagUs),
      group: kind.group,
      followUps: kind.followUps.join(', '),
    })),
    tags: content.tags.map((tag) => ({
      id: newId(),
      name: tag.name,
      key: BOARD_KEYS.includes(tag.key) ? tag.key : '',
      followUps: tag.followUps.join(', '),
    })),
  };
}

/** Words between commas, each once, none longer than a tag may be. */
export function wordsOf(text: string): string[] {
  const words = text.split(',').map((word) => word.trim().replace(/\s+/g, ' ').slice(0, 40).trim());
  return [...new Set(words)].filter((word) => word !== '').slice(0, 20);
}

export function contentOf(draft: BoardDraft): BoardContent {
  return {
    name: draft.name.trim(),
    about: draft.about.trim(),
    kinds: draft.kinds.map((kind) => ({
      id: kind.id,
      name: kind.name.trim(),
      key: kind.key,
      colour: kind.colour,
      shape: kind.shape,
      leadUs: kind.leadSeconds === null ? null : Math.round(kind.leadSeconds * US_PER_SECOND),
      lagUs: Math.round(kind.lagSeconds * US_PER_SECOND),
      group: kind.group.trim(),
      followUps: wordsOf(kind.followUps),
    })),
    tags: draft.tags.map((tag) => ({
      name: tag.name.trim(),
      key: tag.key,
      followUps: wordsOf(tag.followUps),
    })),
  };
}

/** The first key nobody on the board has; none when all are taken. */
export function freeKey(draft: BoardDraft): string {
  const taken = new Set([...draft.kinds, ...draft.tags].map((row) => row.key));
  return BOARD_KEYS.find((key) => !taken.has(key)) ?? '';
}

export function newKind(draft: BoardDraft): KindDraft {
  const colour = COLOURS[draft.kinds.length % COLOURS.length]?.id ?? 'sand';
  return {
    ...{ id: newId(), name: '', key: freeKey(draft), colour, shape: 'point' },
    ...{ leadSeconds: null, lagSeconds: 0, group: '', followUps: '' },
  };
}

/** What has to be mended before it can be saved, by the id of a row; `''` for the board itself. */
export function problemsOf(draft: BoardDraft): Map<string, string> {
  const problems = new Map<string, string>();
  if (draft.name.trim() === '') problems.set('', 'A board needs a name.');
  const keys = new Map<string, string>();
  const names = new Set<string>();
  for (const row of [...draft.kinds, ...draft.tags]) {
    const other = row.key === '' ? undefined : keys.get(row.key);
    if (other !== undefined) {
      problems.set(row.id, `${row.key.toUpperCase()} is already the key of ${other}.`);
    }
    keys.set(row.key, row.name.trim() || 'another one');
    if (row.name.trim() === '') problems.set(row.id, 'Give it a name.');
  }
  for (const tag of draft.tags) {
    const name = tag.name.trim().toLowerCase();
    if (name !== '' && names.has(name)) problems.set(tag.id, 'This tag is here twice.');
    names.add(name);
  }
  return problems;
}
