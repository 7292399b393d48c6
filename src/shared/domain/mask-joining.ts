/** Masks that were one, and lie side by side again, as one. Pure. */
import { boxAt, type Mask, type MaskKey } from './mask';
import type { Range } from './time';

/** No two boxes this near, as shares of the picture, are told apart. */
const NEAR = 1e-6;
/** Ends that were rounded each for itself lie so far from each other at most, in microseconds. */
const NEAR_US = 2;
const MOST_KEYS = 1_000;

/** What all pieces of one mask have in common: who made it and when, what it is of, and how it hides. */
export function sortOf({ authorId, createdAt, angleId, what }: Mask): string {
  const how = what.type === 'area' ? { ...what, keys: null } : what;
  return JSON.stringify([authorId, createdAt, angleId, how]);
}

const isNear = (a: MaskKey['box'], b: MaskKey['box']): boolean =>
  (['x', 'y', 'width', 'height'] as const).every((side) => Math.abs(a[side] - b[side]) < NEAR);

/** Where a mask lies: in the lesson, or on the file that it is adrift from. */
const placeOf = (mask: Mask): Range => mask.adrift ?? mask;

/** The keys of two areas of which the second goes on where the first ends; null where it does not. */
function keysOfBoth(a: Mask, b: Mask): MaskKey[] | null {
  if (a.what.type !== 'area' || b.what.type !== 'area') return [];
  const lengthUs = a.endUs - a.startUs;
  const first = a.what.keys;
  const second = b.what.keys;
  if (!isNear(boxAt(first, lengthUs), boxAt(second, 0))) return null;
  const met: MaskKey = { afterUs: lengthUs, box: boxAt(second, 0) };
  const before = first.filter(({ afterUs }) => afterUs < lengthUs);
  const behind = second
    .filter(({ afterUs }) => afterUs > 0)
    .map(({ afterUs, box }) => ({ afterUs: lengthUs + afterUs, box }));
  const others = [...before, ...behind];
  // A cut through a straight line is no position that anyone has set.
  const isOnTheWay = others.length > 0 && isNear(boxAt(others, lengthUs), met.box);
  const keys = isOnTheWay ? others : [...before, met, ...behind];
  return keys.length <= MOST_KEYS ? keys : null;
}

/** Two pieces as one; null where they do not meet. @param b begins no earlier than `a` */
function asOne(a: Mask, b: Mask): Mask | null {
  if (a.adrift?.fileId !== b.adrift?.fileId) return null;
  const [one, two] = [placeOf(a), placeOf(b)];
  const apartUs = two.startUs - one.endUs;
  const isArea = a.what.type === 'area';
  if (apartUs > NEAR_US || (isArea && apartUs < -NEAR_US)) return null;
  const keys = keysOfBoth(a, b);
  if (keys === null) return null;
  const endUs = Math.max(one.endUs, two.endUs);
  const whole: Mask = {
    ...{ ...a, id: a.id < b.id ? a.id : b.id },
    what: a.what.type === 'area' ? { ...a.what, keys } : a.what,
  };
  if (!a.adrift) return { ...whole, endUs };
  const lengthUs = isArea ? a.endUs - a.startUs + b.endUs - b.startUs : endUs - one.startUs;
  return { ...whole, endUs: a.startUs + lengthUs, adrift: { ...a.adrift, endUs } };
}

/** The masks, with those that were one and meet as one. */
export function joined(masks: readonly Mask[]): Mask[] {
  const order = (mask: Mask) => `${sortOf(mask)} ${mask.adrift?.fileId ?? ''}`;
  const sorted = masks.toSorted((a, b) => {
    const [one, two] = [order(a), order(b)];
    if (one !== two) return one < two ? -1 : 1;
    return placeOf(a).startUs - placeOf(b).startUs;
  });
  const whole: Mask[] = [];
  for (const mask of sorted) {
    const last = whole.at(-1);
    const both = last && sortOf(last) === sortOf(mask) ? asOne(last, mask) : null;
    if (both) whole[whole.length - 1] = both;
    else whole.push(mask);
  }
  return whole;
}
