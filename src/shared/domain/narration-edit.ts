/**
 * Mending a narration. Each edit answers a new row and touches no take, so every one can be undone, and
 * what is not in the stretch that is edited shows and sounds as it did.
 */
import { lengthOf, type Narration, samplesIn, type Stretch, type TakeMend } from './narration';
import { placeIn } from './narration-state';

type Row = readonly Stretch[];

/** A stretch's part from one place in it to another. */
function part(stretch: Stretch, from: number, to: number): Stretch {
  return stretch.type === 'hold'
    ? { ...stretch, samples: to - from }
    : { ...stretch, from: stretch.from + from, to: stretch.from + to };
}

/** The part of a row between two of its times. @param from, to samples of the narration */
export function between(row: Row, from: number, to: number): Stretch[] {
  const kept: Stretch[] = [];
  let begins = 0;
  for (const stretch of row) {
    const length = lengthOf(stretch);
    const [first, last] = [Math.max(0, from - begins), Math.min(length, to - begins)];
    if (last > first) kept.push(part(stretch, first, last));
    begins += length;
  }
  return kept;
}

/** What follows each other in one take is one stretch. */
function joined(row: Row): Stretch[] {
  const all: Stretch[] = [];
  for (const stretch of row) {
    const last = all.at(-1);
    const goesOn =
      last?.type === 'told' &&
      stretch.type === 'told' &&
      last.takeId === stretch.takeId &&
      last.to === stretch.from;
    if (goesOn) all[all.length - 1] = { ...last, to: stretch.to };
    else if (lengthOf(stretch) > 0) all.push(stretch);
  }
  return all;
}

const inside = (row: Row, t: number): number => Math.min(Math.max(0, t), samplesIn({ row }));

type Mended = Pick<Narration, 'row' | 'cues'>;

/** Words stay with what they are said over: those of what goes, go. */
function cuesAfter(cues: Narration['cues'], from: number, to: number, instead: number) {
  const by = instead - (to - from);
  return cues.flatMap((cue) => {
    if (cue.to <= from) return [cue];
    if (cue.from >= to) return [{ ...cue, from: cue.from + by, to: cue.to + by }];
    // Over all that goes: what is left on both sides is one again.
    if (cue.from < from && cue.to > to) return [{ ...cue, to: cue.to + by }];
    if (cue.from < from) return [{ ...cue, to: from }];
    if (cue.to > to) return [{ ...cue, from: to + by, to: cue.to + by }];
    return [];
  });
}

/** Puts `instead` where a stretch of the narration was. Cutting puts nothing there. */
export function replaced(
  { row, cues }: Mended,
  from: number,
  to: number,
  instead: Row = [],
): Mended {
  const [first, last] = [inside(row, Math.min(from, to)), inside(row, Math.max(from, to))];
  const end = samplesIn({ row });
  return {
    row: joined([...between(row, 0, first), ...instead, ...between(row, last, end)]),
    cues: cuesAfter(cues, first, last, samplesIn({ row: instead })),
  };
}

/** Only what lies between. */
export function trimmed(mended: Mended, from: number, to: number): Mended {
  const [first, last] = [Math.min(from, to), Math.max(from, to)];
  const end = samplesIn(mended);
  return replaced(replaced(mended, inside(mended.row, last), end), 0, inside(mended.row, first));
}

/** The picture stands for so long at a time, and nobody speaks. */
export function heldAt(mended: Mended, t: number, samples: number): Mended {
  const { index, into } = placeIn(mended, t);
  const stretch = mended.row[index];
  if (!stretch || samples <= 0) return { row: [...mended.row], cues: mended.cues };
  const from = stretch.type === 'hold' ? stretch.from : stretch.from + into;
  const time = inside(mended.row, t);
  return replaced(mended, time, time, [{ type: 'hold', takeId: stretch.takeId, from, samples }]);
}

function mendOf(mends: readonly TakeMend[], takeId: string): TakeMend {
  return mends.find((mend) => mend.takeId === takeId) ?? { takeId, gainDb: 0, moved: [] };
}

function withMend(mends: readonly TakeMend[], mend: TakeMend): TakeMend[] {
  return [...mends.filter(({ takeId }) => takeId !== mend.takeId), mend];
}

/** An event of a take elsewhere in time, or gone. @param at samples of the take; null takes it out */
export function withEventMoved(
  mends: readonly TakeMend[],
  takeId: string,
  event: number,
  at: number | null,
): TakeMend[] {
  const mend = mendOf(mends, takeId);
  const others = mend.moved.filter((moved) => moved.event !== event);
  const place = at === null ? null : Math.max(0, Math.round(at));
  return withMend(mends, { ...mend, moved: [...others, { event, at: place }] });
}

/** A take's voice louder or softer, whatever it was before. */
export function withGain(mends: readonly TakeMend[], takeId: string, gainDb: number): TakeMend[] {
  return withMend(mends, { ...mendOf(mends, takeId), gainDb });
}
