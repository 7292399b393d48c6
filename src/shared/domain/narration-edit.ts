/**
 * Mending a narration. Each edit answers a new row and touches no take, so every one can be undone, and
 * what is not in the stretch that is edited shows and sounds as it did.
 */
import {
  lengthOf,
  type Narration,
  type NarrationEvent,
  samplesIn,
  type Stretch,
} from './narration';
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

const inside = (row: Row, t: number): number =>
  Math.min(Math.max(0, t), samplesIn({ row: [...row] }));

/** Puts `instead` where a stretch of the narration was. Cutting puts nothing there. */
export function replaced(row: Row, from: number, to: number, instead: Row = []): Stretch[] {
  const [first, last] = [inside(row, Math.min(from, to)), inside(row, Math.max(from, to))];
  const end = samplesIn({ row: [...row] });
  return joined([...between(row, 0, first), ...instead, ...between(row, last, end)]);
}

/** Only what lies between. */
export function trimmed(row: Row, from: number, to: number): Stretch[] {
  return joined(between(row, inside(row, from), inside(row, to)));
}

/** The picture stands for so long at a time, and nobody speaks. */
export function heldAt(row: Row, t: number, samples: number): Stretch[] {
  const { index, into } = placeIn({ row: [...row] }, t);
  const stretch = row[index];
  if (!stretch || samples <= 0) return [...row];
  const from = stretch.type === 'hold' ? stretch.from : stretch.from + into;
  const time = inside(row, t);
  return replaced(row, time, time, [{ type: 'hold', takeId: stretch.takeId, from, samples }]);
}

/** An event of a take elsewhere in time, or gone. @param to null to take it out */
export function withEventMoved(
  { takes }: Pick<Narration, 'takes'>,
  takeId: string,
  event: NarrationEvent,
  to: number | null,
): Narration['takes'] {
  return takes.map((take) => {
    if (take.id !== takeId || !take.events.includes(event)) return take;
    const others = take.events.filter((other) => other !== event);
    if (to === null) return { ...take, events: others };
    const at = Math.min(Math.max(0, Math.round(to)), take.samples);
    const before = others.filter((other) => other.at <= at);
    return { ...take, events: [...before, { ...event, at }, ...others.slice(before.length)] };
  });
}
