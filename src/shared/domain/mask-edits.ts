/**
 * Changes of masks: boxes that are moved and fitted, keys that are set and taken away, and a range
 * that is drawn in or out. Pure.
 */
import type { Box, Point } from './drawing';
import { boxAt, type Mask, type MaskKey } from './mask';
import type { Range } from './time';

/** No part that is hidden is narrower or lower than this share of the picture. */
export const LEAST_SHARE = 0.01;
/** As many keys as a mask may have. */
const MOST_KEYS = 1_000;

const between = (least: number, value: number, most: number): number =>
  Math.min(Math.max(value, least), most);

/** The box kept no larger than the picture, and with its middle on it. */
export function fittingBox({ x, y, width, height }: Box): Box {
  const wide = between(LEAST_SHARE, width, 1);
  const high = between(LEAST_SHARE, height, 1);
  return {
    x: between(-wide / 2, x, 1 - wide / 2),
    y: between(-high / 2, y, 1 - high / 2),
    width: wide,
    height: high,
  };
}

/** @param dx to the right, as a share of the picture */
export function boxMoved(box: Box, dx: number, dy: number): Box {
  return fittingBox({ ...box, x: box.x + dx, y: box.y + dy });
}

/** The box made larger or smaller by shares of the picture; its left upper corner stays. */
export function boxGrown(box: Box, dx: number, dy: number): Box {
  return fittingBox({ ...box, width: box.width + dx, height: box.height + dy });
}

export type BoxCorner = 'nw' | 'ne' | 'sw' | 'se';

/** The box with one corner somewhere else; the corner opposite stays where it is. */
export function boxCornered({ x, y, width, height }: Box, corner: BoxCorner, to: Point): Box {
  const [right, bottom] = [x + width, y + height];
  const west = corner === 'nw' || corner === 'sw';
  const north = corner === 'nw' || corner === 'ne';
  const left = west ? between(right - 1, to.x, right - LEAST_SHARE) : x;
  const top = north ? between(bottom - 1, to.y, bottom - LEAST_SHARE) : y;
  return fittingBox({
    x: left,
    y: top,
    width: west ? right - left : between(LEAST_SHARE, to.x - x, 1),
    height: north ? bottom - top : between(LEAST_SHARE, to.y - y, 1),
  });
}

/** The box between two places that a hand went from and to, as far as it is on the picture. */
export function boxBetween(from: Point, to: Point): Box {
  const share = (value: number) => between(0, value, 1);
  const [left, right] = [share(Math.min(from.x, to.x)), share(Math.max(from.x, to.x))];
  const [top, bottom] = [share(Math.min(from.y, to.y)), share(Math.max(from.y, to.y))];
  return fittingBox({ x: left, y: top, width: right - left, height: bottom - top });
}

/**
 * The keys with one at a time, in place of what there was in that frame. A mask that has as many as it
 * may have takes no further one: its keys come back as they were.
 * @param at from the mask's start, in microseconds: the frame's first, and the next frame's
 */
export function withKey(keys: readonly MaskKey[], at: Range, box: Box): MaskKey[] {
  const others = keys.filter(({ afterUs }) => afterUs < at.startUs || afterUs >= at.endUs);
  if (others.length >= MOST_KEYS) return [...keys];
  return [...others, { afterUs: at.startUs, box }].sort((a, b) => a.afterUs - b.afterUs);
}

/** The keys without the one at a time; the last one stays, an area lies somewhere. */
export function withoutKey(keys: readonly MaskKey[], afterUs: number): MaskKey[] {
  const others = keys.filter((key) => key.afterUs !== afterUs);
  return others.length > 0 ? others : [...keys];
}

/**
 * The mask from another time to another. What it hides in the time that both have in common stays where
 * it is: keys keep their place in the lesson, and those outside are taken in to its ends.
 * @param to lesson time; ends no earlier than it starts
 */
export function retimed(mask: Mask, to: Range): Mask {
  const { what, startUs } = mask;
  if (what.type !== 'area') return { ...mask, ...to };
  const lengthUs = to.endUs - to.startUs;
  const keys = what.keys.map((key) => ({ ...key, afterUs: key.afterUs + startUs - to.startUs }));
  const inside = keys.filter(({ afterUs }) => afterUs >= 0 && afterUs <= lengthUs);
  const edge = (afterUs: number): MaskKey => ({ afterUs, box: boxAt(keys, afterUs) });
  const isCutBefore = keys.some(({ afterUs }) => afterUs < 0);
  const isCutAfter = keys.some(({ afterUs }) => afterUs > lengthUs);
  if (isCutBefore && inside[0]?.afterUs !== 0) inside.unshift(edge(0));
  if (isCutAfter && inside.at(-1)?.afterUs !== lengthUs) inside.push(edge(lengthUs));
  return { ...mask, ...to, what: { ...what, keys: inside } };
}
