/** What lies over footage, painted and handed to media: words, drawings, how long a clip has run. */
import type { ClipForm } from '../../shared/domain/clip';
import type { StillAsked } from '../../shared/domain/still';
import { formatClock } from '../../shared/domain/time';
import { placeIn, type Size } from '../media/clip-form';
import { type ClipPiece, planClip, startsIn } from '../media/clip-plan';
import type { Over, StillFile } from '../media/dress/dressing';
import { Probe } from '../media/probe-schema';
import type { ClipPart, ClipWords } from '../services/clips-ports';

/** Footage as media takes it: with what is hidden in it, and nothing painted yet. */
export function footagePiece(part: ClipPart): ClipPiece {
  const { path, frames, startUs, endUs, slow, covers, hushes } = part;
  const [probe, place] = [Probe.parse(part.probe), { ...part.place, clip: part.clip }];
  return { path, probe, frames, startUs, endUs, slow, covers, hushes, place };
}

/** A piece that is whole, or footage that may still be dressed. */
type Undressed = ClipPiece | { item: ClipPart; piece: ClipPiece };

export const bare = (one: Undressed): ClipPiece => ('item' in one ? one.piece : one);

type Layers = StillAsked['layers'];
type Paint = (still: StillAsked) => Promise<StillFile>;

function wordLayers({ caption, number, line }: ClipWords): Layers {
  return [
    ...(caption ? [{ type: 'caption' as const, text: caption, number }] : []),
    ...(line ? [{ type: 'line' as const, text: line }] : []),
  ];
}

/** Where a part's picture lies in a clip's, in shares of it. */
function withinOf({ probe }: ClipPiece, size: Size) {
  const { picture } = probe;
  if (!picture) return null;
  const { x, y, width, height } = placeIn(picture, size);
  return {
    ...{ x: x / size.width, y: y / size.height },
    ...{ width: width / size.width, height: height / size.height },
  };
}

interface Shown {
  startUs: number;
  endUs: number;
  layers: Layers;
}

/** Words all the time, and drawings while they are shown. */
function shownOn(part: ClipPart, piece: ClipPiece, size: Size): Shown[] {
  const words = part.words ? wordLayers(part.words) : [];
  const within = withinOf(piece, size);
  const shown: Shown[] = [];
  let nextUs = part.startUs;
  const until = (endUs: number): void => {
    if (endUs > nextUs) shown.push({ startUs: nextUs, endUs, layers: words });
  };
  for (const { startUs, endUs, drawings } of within ? part.drawn : []) {
    until(startUs);
    const shapes = { type: 'shapes' as const, drawings, ...(within && { within }) };
    shown.push({ startUs, endUs, layers: [shapes, ...words] });
    nextUs = endUs;
  }
  until(part.endUs);
  return shown.filter(({ layers }) => layers.length > 0);
}

const SECOND_US = 1_000_000;

/** Seconds that a piece shows of a clip that has run for so long when it begins; part time. */
function secondsOf(piece: ClipPiece, ranUs: number, lengthUs: number) {
  const slow = piece.slow ?? 1;
  const first = Math.floor(ranUs / SECOND_US);
  const last = Math.floor((ranUs + lengthUs - 1) / SECOND_US);
  return Array.from({ length: last - first + 1 }, (_, nth) => {
    const second = first + nth;
    const partUs = (ofClipUs: number): number => piece.startUs + (ofClipUs - ranUs) / slow;
    return {
      second,
      startUs: Math.max(piece.startUs, partUs(second * SECOND_US)),
      endUs: Math.min(piece.endUs, partUs((second + 1) * SECOND_US)),
    };
  });
}

/** The corner in which a clip's time stands: all that is taken of its still. */
function cornerOf({ width, height }: Size) {
  const even = (length: number): number => 2 * Math.ceil(length / 2);
  const [wide, high] = [Math.min(width, even(width / 4)), Math.min(height, even(height / 8))];
  return { x: width - wide, y: 0, width: wide, height: high };
}

/** A still that is to lie over a piece, and when; part time. */
type Wanted = Omit<Over, 'still'> & { asked: StillAsked };

/** What lies over a piece that begins when its clip has run for so long. */
function wantedOn(
  { item, piece }: Exclude<Undressed, ClipPiece>,
  size: Size,
  ranUs: number,
  lengthUs: number,
): Wanted[] {
  const words = shownOn(item, piece, size).map(
    ({ layers, ...range }): Wanted => ({ asked: { ...size, layers }, x: 0, y: 0, ...range }),
  );
  const only = cornerOf(size);
  const seconds = item.timer ? secondsOf(piece, ranUs, lengthUs) : [];
  const times = seconds.map(({ second, ...range }): Wanted => {
    const text = formatClock(second * SECOND_US).padStart(5, '0');
    const layers: Layers = [{ type: 'line', text, corner: 'top-right' }];
    return { asked: { ...size, layers, only }, x: only.x, y: only.y, ...range };
  });
  return [...words, ...times];
}

/**
 * Paints what lies over pieces, each still once.
 * @param size the clip's
 * @param onPainted is told how many of how many stills are painted, also of none before the first
 */
export async function dressed(
  all: readonly Undressed[],
  size: Size,
  form: ClipForm,
  paint: Paint,
  onPainted: (done: number, of: number) => void = () => undefined,
): Promise<ClipPiece[]> {
  const pieces = all.map(bare);
  const startsUs = startsIn(planClip(pieces, form), pieces);
  const beganUs = new Map<number, number>();
  const wanted = all.map((one, at): Wanted[] => {
    if (!('item' in one)) return [];
    const [startUs = 0, endUs = 0] = [startsUs[at], startsUs[at + 1]];
    const { clip } = one.item;
    if (!beganUs.has(clip)) beganUs.set(clip, startUs);
    return wantedOn(one, size, startUs - (beganUs.get(clip) ?? 0), endUs - startUs);
  });
  const stills = new Map(wanted.flat().map(({ asked }) => [JSON.stringify(asked), asked]));
  const painted = new Map<string, StillFile>();
  onPainted(0, stills.size);
  for (const [key, asked] of stills) {
    painted.set(key, await paint(asked));
    onPainted(painted.size, stills.size);
  }
  return pieces.map((piece, at) => {
    const overs = (wanted[at] ?? []).flatMap(({ asked, ...over }): Over[] => {
      const still = painted.get(JSON.stringify(asked));
      return still ? [{ still, ...over }] : [];
    });
    return 'item' in (all[at] ?? {}) ? { ...piece, overs } : piece;
  });
}
