/**
 * What covers a camera's picture, and hushes its sound, while a lesson is shown to others. Wider and
 * longer than what is marked: a picture is on screen before or after the time that is asked about.
 */
import type { Box } from './drawing';
import type { Id } from './ids';
import { boxAt, type Mask, masksIn } from './mask';
import type { Range } from './time';

/** Covered and hushed for so much longer at both ends, µs: sound comes and goes within a fifth of a second. */
const SLACK_US = 250_000;
/** Covered beyond what is marked, as a share of the picture: as in a clip. */
const MARGIN = 0.02;

/** A mask of a camera's picture, and where it covers it. */
export interface Covering {
  mask: Mask;
  /** Null is the whole picture. */
  box: Box | null;
}

const wider = ({ x, y, width, height }: Box): Box => ({
  x: Math.min(x, x + width) - MARGIN,
  y: Math.min(y, y + height) - MARGIN,
  width: Math.abs(width) + 2 * MARGIN,
  height: Math.abs(height) + 2 * MARGIN,
});

const longer = ({ startUs, endUs }: Range): Range => ({
  startUs: startUs - SLACK_US,
  endUs: endUs + SLACK_US,
});

/** Where a mask lies at the ends of a range of lesson time, and at each of its keys between. */
function boxesOf(mask: Mask, { startUs, endUs }: Range): (Box | null)[] {
  if (mask.what.type !== 'area') return mask.what.type === 'picture' ? [null] : [];
  const { keys } = mask.what;
  const [from, to] = [startUs - mask.startUs, endUs - mask.startUs];
  const between = keys.map(({ afterUs }) => afterUs).filter((us) => us > from && us < to);
  const boxes = [from, ...between, to].map((us) => wider(boxAt(keys, us)));
  return boxes.filter((box, at) => !isSameBox(box, boxes[at - 1]));
}

const isSameBox = (a: Box, b: Box | undefined) =>
  b !== undefined && a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height;

const isSameCover = (a: Covering, b: Covering | undefined) =>
  b !== undefined &&
  a.mask === b.mask &&
  (a.box === null ? b.box === null : b.box !== null && isSameBox(a.box, b.box));

/** True where nothing would look different. */
export function areSameCovers(a: readonly Covering[], b: readonly Covering[]): boolean {
  return a.length === b.length && a.every((one, at) => isSameCover(one, b[at]));
}

/**
 * What has to be covered on a camera's picture so that nothing hidden is seen, whichever picture of a
 * range of lesson time (µs) is on screen. An area that moves is there more than once.
 */
export function coversIn(masks: readonly Mask[], angleId: Id, range: Range): Covering[] {
  const all = longer(range);
  return masksIn(masks, angleId, all).flatMap((mask) =>
    boxesOf(mask, all).map((box): Covering => ({ mask, box })),
  );
}

/** True where something said around a range of lesson time (µs) is not to be heard. */
export function isHushed(masks: readonly Mask[], range: Range): boolean {
  const { startUs, endUs } = longer(range);
  return masks.some(
    ({ what, adrift, ...mask }) =>
      what.type === 'sound' && adrift === null && mask.startUs < endUs && mask.endUs > startUs,
  );
}
