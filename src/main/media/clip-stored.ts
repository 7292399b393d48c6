/**
 * How a clip's pictures lie in its file. Phones hold their cameras upright and store pictures that lie
 * on their side, and some use all levels from 0 to 255: players set both right. Where pictures are
 * copied as they are coded, what is encoded beside them is stored as they are. Pure.
 */
import type { ClipForm } from '../../shared/domain/clip';
import { FORMS } from './clip-form';
import type { Probe, ProbePicture } from './probe-schema';

/** Clockwise degrees by which players turn it, and whether levels go from 0 to 255. */
export type Stored = Pick<ProbePicture, 'rotation' | 'fullRange'>;

/** Upright and in video range: how everything is stored of which nothing is copied. */
export const AS_SHOWN: Stored = { rotation: 0, fullRange: false };

/** How footage would have to be stored to stand beside copied pictures: as all of it is. */
export function storedAsCopied({
  form,
  segments,
}: {
  form: ClipForm;
  segments: readonly { piece: { probe: Probe } }[];
}): Stored {
  const pictures = segments.flatMap(({ piece: { probe } }) => probe.picture ?? []);
  const [first] = pictures;
  if (!first || !FORMS[form].copies) return AS_SHOWN;
  const { rotation, fullRange } = first;
  const alike = pictures.every(
    (picture) => picture.rotation === rotation && picture.fullRange === fullRange,
  );
  return alike ? { rotation, fullRange } : AS_SHOWN;
}

/** Whether a source's pictures lie as those of the clip do, in its size. */
export function isStoredAs(
  picture: ProbePicture,
  { stored, size }: { stored: Stored; size: { width: number; height: number } | null },
): boolean {
  const { rotation, fullRange, storedWidth, storedHeight } = picture;
  const [width, height] =
    rotation % 180 === 0 ? [storedWidth, storedHeight] : [storedHeight, storedWidth];
  return (
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

/** What the encoder is told of it: ffmpeg's `yuvj420p` is 4:2:0 with all levels. */
export function storedArgs({ fullRange }: Stored): string[] {
  return [
    ...['-pix_fmt:v:0', fullRange ? 'yuvj420p' : 'yuv420p'],
    ...['-color_range', fullRange ? 'pc' : 'tv'],
  ];
}
