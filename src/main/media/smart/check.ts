/** Makes sure of a smart clip: what was encoded, and each join, looks as in the source. */
import { inParallel } from '../../../shared/in-parallel';
import type { ClipPlan } from '../clip-plan';
import type { Stored } from '../clip-stored';
import type { Stretch } from './row';
import { type Frames, GREY_BYTES, greyOfClip, greyOfSource, type Run } from './stretches';

/** Frames after a join that are looked at too: decoders show there whether they were led astray. */
const AFTER_JOIN = 3;
/** Grey levels, root mean square: what good encoding changes of a small picture is below one. */
const MOST_OFF = 6;
/** Looked at side by side. */
const AT_ONCE = 2;

/** Whether two rows of grey pictures show the same, picture by picture. */
export function looksAlike(one: Buffer, other: Buffer, frames: number): boolean {
  if (one.length !== frames * GREY_BYTES || other.length !== one.length) return false;
  for (let from = 0; from < one.length; from += GREY_BYTES) {
    let squares = 0;
    for (let at = from; at < from + GREY_BYTES; at++) {
      squares += ((one[at] ?? 0) - (other[at] ?? 0)) ** 2;
    }
    if (Math.sqrt(squares / GREY_BYTES) > MOST_OFF) return false;
  }
  return true;
}

/** Up to where an encoded stretch's source is looked at: beyond a join, as far as it goes on there. */
export function seenTo(row: readonly Stretch[], stretch: Stretch): number {
  const next = row[row.indexOf(stretch) + 1];
  const goesOn = next?.how === 'copied' && next.segment === stretch.segment;
  return goesOn ? Math.min(next.to, next.at + AFTER_JOIN) : stretch.to;
}

/** Frames that are looked at in the finished clip, one after the other. */
export interface Seen {
  at: number;
  to: number;
  /** How their sources show them: of each stretch those that were made with it, or are still to be. */
  sources: { frames: Frames; grey: Buffer | null }[];
}

/**
 * What is to be looked at: all frames that were encoded, and the first of what follows each join. Where
 * players have to set something right, the first of all too.
 * @param greys of the encoded stretches, up to where {@link seenTo} says
 */
export function toSee(
  row: readonly Stretch[],
  { rotation, fullRange }: Stored,
  greys: ReadonlyMap<Stretch, Buffer>,
): Seen[] {
  const setRight = rotation !== 0 || fullRange;
  const seen: Seen[] = [];
  let seenUpTo = 0;
  for (const [index, stretch] of row.entries()) {
    const { how, segment, at } = stretch;
    const to = how === 'copied' ? Math.min(stretch.to, at + AFTER_JOIN) : seenTo(row, stretch);
    // Nothing comes before the first, and what follows an encoded one was seen with it.
    if (how === 'copied' && ((index === 0 && !setRight) || to <= seenUpTo)) continue;
    seenUpTo = to;
    const source = { frames: { segment, at, to }, grey: greys.get(stretch) ?? null };
    const last = seen.at(-1);
    if (last?.to === at) {
      last.sources.push(source);
      last.to = to;
    } else seen.push({ at, to, sources: [source] });
  }
  return seen;
}

/** Whether what was encoded anew, and the first pictures after each join, look as in the source. */
export async function sameLooks(
  outFile: string,
  clip: ClipPlan,
  seen: readonly Seen[],
  run: Run,
): Promise<boolean> {
  const alike = await inParallel(seen, AT_ONCE, async ({ at, to, sources }) => {
    const [there, here] = await Promise.all([
      inParallel(sources, 1, async ({ frames, grey }) => grey ?? greyOfSource(clip, frames, run)),
      greyOfClip(outFile, clip.timesUs[at] ?? 0, to - at, run),
    ]);
    return looksAlike(Buffer.concat(there), here, to - at);
  });
  return alike.every(Boolean);
}
