/**
 * What is hidden goes along with the footage that it hides, when parts are moved, put in another order,
 * taken out or brought back. None of that footage is ever hidden less than it was; where in doubt it is
 * hidden for longer. Pure.
 */
import type { LessonDocument } from './document';
import { newId } from './ids';
import type { Part } from './lesson';
import { partEndUs, toLessonUs, toPartUs } from './lesson-time';
import type { Mask, MaskKey } from './mask';
import { retimed } from './mask-edits';
import { joined, sortOf } from './mask-joining';
import { clampUs } from './time';

/** Lesson time = offsetUs + time on the file * rate. */
type Clock = Pick<Part, 'offsetUs' | 'rate'>;

/** What reckoning with rates may add to a whole number of microseconds. */
const TINY = 1e-4;

/** What a mask hides of one file. */
interface Piece {
  /** The mask as it was on that file alone. */
  mask: Mask;
  clock: Clock;
  fileId: string;
  /** Null for one that was adrift. */
  part: Part | null;
}

/** What was adrift is at once its row, in the lesson time of then, and a stretch of its file. */
function adriftPiece(mask: Mask, { fileId, startUs, endUs }: NonNullable<Mask['adrift']>): Piece {
  const rate = (mask.endUs - mask.startUs) / (endUs - startUs);
  const known = Number.isFinite(rate) && rate > 0 ? rate : 1;
  const clock = { rate: known, offsetUs: mask.startUs - startUs * known };
  return { mask, clock, fileId, part: null };
}

/** The part before a time, or the first: what hides in a gap goes with it. */
function partBefore(parts: readonly Part[], us: number): Part | undefined {
  return parts.findLast((part) => part.offsetUs <= us) ?? parts[0];
}

/** What a mask hides of each file. @param parts those whose picture, or sound, it is of */
function piecesOf(mask: Mask, parts: readonly Part[]): Piece[] {
  if (mask.adrift) return [adriftPiece(mask, mask.adrift)];
  const inTime = parts.toSorted((a, b) => a.offsetUs - b.offsetUs);
  const met = inTime.filter((part) => part.offsetUs < mask.endUs && partEndUs(part) > mask.startUs);
  const beside = met.length > 0 ? [] : [partBefore(inTime, mask.startUs)];
  return [...met, ...beside].flatMap((part) => {
    if (!part) return [];
    if (met.length === 0) return [{ mask, clock: part, fileId: part.fileId, part }];
    const endUs = Math.ceil(part.offsetUs + part.durationUs * part.rate);
    const cut = {
      startUs: Math.max(mask.startUs, part.offsetUs),
      endUs: Math.min(mask.endUs, endUs),
    };
    return [{ mask: retimed(mask, cut), clock: part, fileId: part.fileId, part }];
  });
}

/** Keys in order of time, however near to each other they came. */
function inOrder(keys: readonly MaskKey[]): MaskKey[] {
  let leastUs = 0;
  return keys.map(({ afterUs, box }) => {
    const at = Math.max(leastUs, afterUs);
    leastUs = at + 1;
    return { afterUs: at, box };
  });
}

/**
 * The piece in the lesson time of another clock: exact where only the place has changed, and by less than a
 * microsecond longer at both ends where the rate has. May begin before the lesson.
 */
function onClock({ mask, clock }: Piece, to: Clock): Mask {
  const isShifted = clock.rate === to.rate;
  const move = (us: number): number =>
    isShifted
      ? us + to.offsetUs - clock.offsetUs
      : to.offsetUs + ((us - clock.offsetUs) / clock.rate) * to.rate;
  // A clip hides whole microseconds of the file: all of these again.
  const moveEdge = (us: number): number =>
    isShifted ? move(us) : to.offsetUs + toPartUs(clock, us) * to.rate;
  const startUs = Math.floor(moveEdge(mask.startUs) + TINY);
  const endUs = Math.max(startUs, Math.ceil(moveEdge(mask.endUs) - TINY));
  const { what } = mask;
  if (what.type !== 'area') return { ...mask, startUs, endUs };
  const keys = what.keys.map(({ afterUs, box }) => {
    return { afterUs: Math.round(move(mask.startUs + afterUs)) - startUs, box };
  });
  return { ...mask, startUs, endUs, what: { ...what, keys: inOrder(keys) } };
}

/** The piece kept by its file, until that is in the lesson again. */
function adrift({ mask, clock, fileId }: Piece, endUs = toPartUs(clock, mask.endUs)): Mask {
  const startUs = toPartUs(clock, mask.startUs);
  return { ...mask, adrift: { fileId, startUs, endUs: Math.max(startUs, endUs) } };
}

/**
 * A piece where its file is now. What lies before the lesson's beginning has no place in it and is adrift
 * until it has.
 */
function settled(piece: Piece, after: readonly Part[], fromUs: number): Mask[] {
  const { mask, clock, fileId, part } = piece;
  const home =
    after.find(({ id }) => id === part?.id) ?? after.find((row) => row.fileId === fileId);
  if (!home) return [adrift(piece)];
  const angleId = mask.angleId === null ? null : home.angleId;
  const there: Mask = { ...onClock(piece, home), angleId, adrift: null };
  if (there.startUs >= fromUs) return [there];
  const early = { ...piece, mask: { ...mask, angleId } };
  if (there.endUs <= fromUs) return [adrift(early)];
  const cutUs = toPartUs(home, fromUs);
  const endUs = clampUs(toLessonUs(clock, cutUs), mask.startUs, mask.endUs);
  return [
    adrift({ ...early, mask: retimed(early.mask, { startUs: mask.startUs, endUs }) }, cutUs),
    retimed(there, { startUs: fromUs, endUs: there.endUs }),
  ];
}

/** How far all the pieces' parts have moved; null where not all alike. */
function shiftOf(pieces: readonly Piece[], after: readonly Part[]): number | null {
  const shifts = pieces.map(({ part }) => {
    const now = after.find(({ id }) => id === part?.id);
    const isSame = part && now && now.rate === part.rate && now.angleId === part.angleId;
    return isSame ? now.offsetUs - part.offsetUs : null;
  });
  const [first = null] = shifts;
  return shifts.every((shift) => shift === first) ? first : null;
}

function carried(
  mask: Mask,
  before: readonly Part[],
  after: readonly Part[],
  fromUs: number,
): Mask[] {
  const pieces = piecesOf(mask, before);
  const shiftUs = shiftOf(pieces, after);
  if (pieces.length === 0 || shiftUs === 0) return [mask];
  if (shiftUs !== null && mask.startUs + shiftUs >= fromUs) {
    return [{ ...mask, startUs: mask.startUs + shiftUs, endUs: mask.endUs + shiftUs }];
  }
  const rows = pieces.flatMap((piece) => settled(piece, after, fromUs));
  const [only] = rows;
  // Still adrift, and whole.
  if (mask.adrift && rows.length === 1 && only?.adrift) return [mask];
  return rows.map((row, at) => (at === 0 ? row : { ...row, id: newId() }));
}

/**
 * The lesson's masks once its parts are others. Each goes with the parts it hides something of: a picture's with its
 * own camera's, sound with those of every file that has any, so that it stays hidden wherever it is heard. A mask over
 * a join becomes as many as have to go different ways, and these one again when they meet. What was not changed is
 * the same row.
 * @param after all parts that the lesson will have
 * @param fromUs nothing is placed before this, lesson time; it is adrift instead
 */
export function carriedMasks(
  { masks, parts, files }: Pick<LessonDocument, 'masks' | 'parts' | 'files'>,
  after: readonly Part[],
  fromUs = 0,
): Mask[] {
  const silent = new Set(files.filter(({ sound }) => sound === null).map(({ id }) => id));
  const heard = parts.filter(({ fileId }) => !silent.has(fileId));
  const moved = new Set<string>();
  const rows = masks.flatMap((mask) => {
    const own = parts.filter(({ angleId }) => angleId === mask.angleId);
    const next = carried(mask, mask.angleId === null ? heard : own, after, fromUs);
    if (next.length !== 1 || next[0] !== mask) for (const row of next) moved.add(sortOf(row));
    return next;
  });
  const isMoved = (mask: Mask) => moved.has(sortOf(mask));
  return [...rows.filter((mask) => !isMoved(mask)), ...joined(rows.filter(isMoved))];
}
