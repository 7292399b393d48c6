/**
 * Captions of a narration, edited. They stay in order, do not overlap, and lie within it, whatever is
 * asked. Times are samples of the narration.
 */
import { type Id, newId } from './ids';
import {
  type Narration,
  type NarrationCue,
  samplesIn,
  type Stretch,
  usToSamples,
  VOICE_RATE,
} from './narration';
import { heldAt, replaced } from './narration-edit';
import type { ReadCue } from './read-captions';

type Cues = readonly NarrationCue[];

/**
 * Characters a second that a room reads: 17, the quicker of what Netflix's Timed Text Style Guides for
 * English allow for children's programmes; adults are given 20, and a room has the picture to look at.
 */
const READ_A_SECOND = 17;
/** The same guides: none shorter than five sixths of a second. */
const LEAST = Math.round((VOICE_RATE * 5) / 6);
/** A glance at the picture, before and after reading. */
const GLANCE = VOICE_RATE;
/** A cue that is added where nobody speaks stands so long, where there is room. */
const USUAL = VOICE_RATE * 3;
/** The shortest a cue is ever made. */
export const SHORTEST_CUE = VOICE_RATE / 10;
const MOST_CUES = 10_000;
const MOST_TEXT = 2_000;

/** How long words have to stand so that a room can read them, in samples. */
export function samplesToRead(text: string): number {
  const length = [...text.trim()].length;
  return Math.max(LEAST, Math.round((length / READ_A_SECOND) * VOICE_RATE)) + GLANCE;
}

/** The cue over a time; undefined where there is none. */
export function cueOver(cues: Cues, t: number): NarrationCue | undefined {
  return cues.find(({ from, to }) => from <= t && t < to);
}

/** Where a cue that begins at a time could lie: up to the next one or the end. */
function roomAt(cues: Cues, t: number, end: number): { from: number; to: number } {
  const before = cues.findLast(({ from }) => from <= t);
  const from = Math.max(0, Math.min(t, end), before?.to ?? 0);
  const after = cues.find((cue) => cue.from >= from);
  return { from, to: Math.min(end, after?.from ?? end) };
}

/**
 * A new cue at a time, or behind the one that is there.
 * @param end of the narration
 * @returns null where there is no room for one
 */
export function withCueAt(
  cues: Cues,
  t: number,
  end: number,
  text = '',
): { cues: NarrationCue[]; id: Id } | null {
  const room = roomAt(cues, Math.round(t), end);
  const to = Math.min(room.to, room.from + Math.max(USUAL, text === '' ? 0 : samplesToRead(text)));
  if (to - room.from < SHORTEST_CUE || cues.length >= MOST_CUES) return null;
  const cue = { id: newId(), from: room.from, to, text: text.slice(0, MOST_TEXT) };
  return { cues: [...cues, cue].sort((a, b) => a.from - b.from), id: cue.id };
}

export function withText(cues: Cues, id: Id, text: string): NarrationCue[] {
  return cues.map((cue) => (cue.id === id ? { ...cue, text: text.slice(0, MOST_TEXT) } : cue));
}

export function withoutCue(cues: Cues, id: Id): NarrationCue[] {
  return cues.filter((cue) => cue.id !== id);
}

/**
 * A cue at other times: as near to them as its neighbours and the ends allow.
 * @returns null when it would have no length there
 */
export function retimed(
  cues: Cues,
  id: Id,
  { from, to }: { from: number; to: number },
  end: number,
): NarrationCue[] | null {
  const at = cues.findIndex((cue) => cue.id === id);
  const least = cues[at - 1]?.to ?? 0;
  const most = cues[at + 1]?.from ?? end;
  const [first, last] = [Math.max(least, Math.round(from)), Math.min(most, Math.round(to))];
  if (at < 0 || last - first < SHORTEST_CUE) return null;
  return cues.map((cue) => (cue.id === id ? { ...cue, from: first, to: last } : cue));
}

/** Where a text is parted: at the gap between two words nearest to a place in it. */
function gapNear(text: string, place: number): number {
  const gaps = [...text.matchAll(/\s+/g)].map(({ index }) => index);
  const inside = gaps.filter((gap) => gap > 0 && gap < text.length);
  return inside.reduce(
    (best, gap) => (Math.abs(gap - place) < Math.abs(best - place) ? gap : best),
    inside[0] ?? text.length,
  );
}

/**
 * One cue as two.
 * @param t where the second begins; the middle when that lies outside of the cue
 * @param place characters of the text that stay with the first; as many as the time says when left out
 * @returns null for one too short to be two
 */
export function splitCue(cues: Cues, id: Id, t: number, place?: number): NarrationCue[] | null {
  const cue = cues.find((each) => each.id === id);
  if (!cue || cue.to - cue.from < 2 * SHORTEST_CUE || cues.length >= MOST_CUES) return null;
  const inside = t >= cue.from + SHORTEST_CUE && t <= cue.to - SHORTEST_CUE;
  const middle = Math.round(inside ? t : (cue.from + cue.to) / 2);
  const share = (middle - cue.from) / (cue.to - cue.from);
  const gap = place ?? gapNear(cue.text, cue.text.length * share);
  const first = { ...cue, to: middle, text: cue.text.slice(0, gap).trim() };
  const second = { id: newId(), from: middle, to: cue.to, text: cue.text.slice(gap).trim() };
  return cues.flatMap((each) => (each.id === id ? [first, second] : [each]));
}

/** A cue and the one after it as one; null for the last, and where the words would be too many. */
export function mergedWithNext(cues: Cues, id: Id): NarrationCue[] | null {
  const at = cues.findIndex((cue) => cue.id === id);
  const [cue, next] = [cues[at], cues[at + 1]];
  if (!cue || !next) return null;
  const text = [cue.text, next.text].filter((each) => each.trim() !== '').join(' ');
  if (text.length > MOST_TEXT) return null;
  const whole = { ...cue, to: next.to, text };
  return [...cues.slice(0, at), whole, ...cues.slice(at + 2)];
}

/**
 * Words over a picture that stands until they are read. What is said around them is parted there.
 * @param picture the stretch that is held, of any length; null for the picture at that time
 * @returns null where there is no picture (nothing was ever shown), or no more captions are taken
 */
export function wordsAt(
  { row, cues }: Pick<Narration, 'row' | 'cues'>,
  t: number,
  { id, text }: Pick<NarrationCue, 'id' | 'text'>,
  picture: Stretch | null,
): { row: Stretch[]; cues: NarrationCue[]; cue: NarrationCue } | null {
  const samples = samplesToRead(text);
  const end = samplesIn({ row });
  if ((!picture && end === 0) || cues.length + 2 > MOST_CUES) return null;
  const over = cueOver(cues, t);
  let from = Math.min(Math.max(0, t), end);
  // No caption is left with a length that nobody could see.
  if (over && from - over.from < SHORTEST_CUE) from = over.from;
  else if (over && over.to - from < SHORTEST_CUE) from = over.to;
  const parted = over && from > over.from && from < over.to ? splitCue(cues, over.id, from) : null;
  const mended = { row, cues: parted ?? [...cues] };
  const held = picture
    ? replaced(mended, from, from, [heldFor(picture, samples)])
    : heldAt(mended, from, samples);
  const cue = { id, from, to: from + samples, text: text.slice(0, MOST_TEXT) };
  const others = held.cues.filter((each) => each.to <= cue.from || each.from >= cue.to);
  return { row: held.row, cues: [...others, cue].sort((a, b) => a.from - b.from), cue };
}

function heldFor({ takeId, from }: Stretch, samples: number): Stretch {
  return { type: 'hold', takeId, from, samples };
}

/** What a file of captions says, in order, without overlaps, and within a narration. @param end of it */
export function cuesFrom(read: readonly ReadCue[], end: number): NarrationCue[] {
  const sorted = read
    .filter(({ text }) => text.trim() !== '')
    .map(({ startUs, endUs, text }) => ({
      from: usToSamples(startUs),
      to: usToSamples(endUs),
      text,
    }))
    .sort((a, b) => a.from - b.from);
  const cues: NarrationCue[] = [];
  for (const [at, cue] of sorted.entries()) {
    if (cues.length >= MOST_CUES) break;
    const next = sorted[at + 1]?.from ?? end;
    // One without a length stands until the next.
    const until = cue.to > cue.from ? cue.to : next;
    const from = Math.max(cue.from, cues.at(-1)?.to ?? 0);
    const to = Math.min(until, end, Math.max(next, from + SHORTEST_CUE));
    if (to - from < SHORTEST_CUE) continue;
    cues.push({ id: newId(), from, to, text: cue.text.trim().slice(0, MOST_TEXT) });
  }
  return cues;
}
