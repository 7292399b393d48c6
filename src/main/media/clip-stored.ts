/**
 * How a clip's pictures lie in its file. Phones hold their cameras upright and store pictures that lie
 * on their side, and some use all levels from 0 to 255: players set both right. Where pictures are
 * copied as they are coded, what is encoded beside them is stored as they are. Pure.
 */
import type { ClipForm } from '../../shared/domain/clip';
import { type Colour, hdrColourOf } from './clip-colour';
import { FORMS } from './clip-form';
import type { Probe, ProbePicture } from './probe-schema';

/** Clockwise degrees by which players turn it, and whether levels go from 0 to 255. */
export interface Stored extends Pick<ProbePicture, 'rotation' | 'fullRange'> {
  codec: 'h264' | 'hevc';
  /** Bits of a colour. */
  depth: 8 | 10;
  /** High dynamic range stays as it is, in the clip's colour. */
  hdr: boolean;
}

const AS_H264 = { codec: 'h264', depth: 8, hdr: false } as const;
/** Upright, in video range, as what plays everywhere: how everything is stored of which nothing is copied. */
export const AS_SHOWN: Stored = { rotation: 0, fullRange: false, ...AS_H264 };

/** 4:2:0 in video range and, with 8 bits, in full. */
const DEPTHS = new Map<string, Stored['depth']>([
  ['yuv420p', 8],
  ['yuvj420p', 8],
  ['yuv420p10le', 10],
]);

interface Kept {
  stored: Stored;
  colour: Colour;
}
interface Asked {
  form: ClipForm;
  colour: Colour;
  segments: readonly {
    piece: { probe: Pick<Probe, 'picture'> };
    /** What lies on its pictures. */
    overs: readonly unknown[];
    covers: readonly unknown[];
  }[];
}

/** As H.264, beside whose pictures footage can stand: where all of it is turned alike, turned so. */
export function storedAsH264({ form, segments, colour }: Asked): Kept {
  const pictures = segments.flatMap(({ piece: { probe } }) => probe.picture ?? []);
  const [first] = pictures;
  if (!first || !FORMS[form].copies) return { stored: AS_SHOWN, colour };
  const { rotation, fullRange } = first;
  const alike = pictures.every(
    (picture) => picture.rotation === rotation && picture.fullRange === fullRange,
  );
  return { stored: alike ? { rotation, fullRange, ...AS_H264 } : AS_SHOWN, colour };
}

/**
 * As HEVC, where all footage is that, of one kind.
 * @returns null where it is not, where the form is one for every player, and where something lies on
 *   pictures of high dynamic range: what is white on an ordinary screen would glare
 */
export function storedAsHevc({ form, segments, colour }: Asked): Kept | null {
  const pictures = segments.flatMap(({ piece: { probe } }) => probe.picture ?? []);
  const [first] = pictures;
  const depth = DEPTHS.get(first?.pixelFormat ?? '');
  if (!first || !FORMS[form].hevc || depth === undefined) return null;
  const { rotation, fullRange, hdr, pixelFormat } = first;
  const colours = JSON.stringify(hdrColourOf(first));
  const alike = pictures.every(
    (picture) =>
      picture.codec === 'hevc' &&
      picture.pixelFormat === pixelFormat &&
      picture.rotation === rotation &&
      picture.fullRange === fullRange &&
      picture.hdr === hdr &&
      (!hdr || JSON.stringify(hdrColourOf(picture)) === colours),
  );
  const isPlain =
    pictures.length === segments.length &&
    segments.every(({ overs, covers }) => overs.length + covers.length === 0);
  if (!alike || (fullRange && depth === 10) || (hdr && !isPlain)) return null;
  const stored: Stored = { rotation, fullRange, codec: 'hevc', depth, hdr };
  return { stored, colour: hdr ? hdrColourOf(first) : colour };
}

/** Whether a source's pictures are coded and lie as those of the clip, in its size. */
export function isStoredAs(
  picture: ProbePicture,
  { stored, size }: { stored: Stored; size: { width: number; height: number } | null },
): boolean {
  const { rotation, fullRange, storedWidth, storedHeight, pixelFormat } = picture;
  const [width, height] =
    rotation % 180 === 0 ? [storedWidth, storedHeight] : [storedHeight, storedWidth];
  return (
    picture.codec === stored.codec &&
    DEPTHS.get(pixelFormat) === stored.depth &&
    picture.hdr === stored.hdr &&
    rotation === stored.rotation &&
    fullRange === stored.fullRange &&
    width === size?.width &&
    height === size.height
  );
}

/** The other way round from how players turn it. */
const TURN_BACK: Record<Stored['rotation'], readonly string[]> = {
  0: [],
  90: ['transpose=cclock'],
  180: ['hflip', 'vflip'],
  270: ['transpose=clock'],
};

/** From upright pictures in video range to how they are stored; empty when that is the same. */
export function toStored({ rotation, fullRange }: Stored): string[] {
  const levels = ['scale=in_range=tv:out_range=pc', 'format=yuvj420p', 'setparams=range=pc'];
  return [...(fullRange ? levels : []), ...TURN_BACK[rotation]];
}

/** The pixels that it is encoded from: ffmpeg's `yuvj420p` is 4:2:0 with all levels. */
export function pixelsOf({ fullRange, depth }: Stored): string {
  return depth === 10 ? 'yuv420p10le' : fullRange ? 'yuvj420p' : 'yuv420p';
}

/** What the encoder is told of it. */
export function storedArgs(stored: Stored): string[] {
  return ['-pix_fmt:v:0', pixelsOf(stored), '-color_range', stored.fullRange ? 'pc' : 'tv'];
}
