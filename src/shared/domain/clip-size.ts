/** How large an export is likely to be, before it is made. Pure. */
import type { ClipForm } from './clip';
import type { FileView } from './lesson';

/**
 * Bits a pixel and frame at each form's quality: medians of nineteen recordings of many makers, six
 * seconds each. Half of them lie within a factor of two and a half.
 */
const BITS_A_PIXEL = { exact: 0.14, slides: 0.11, sharing: 0.04 } as const;
/** Bits a second of sound: see the forms in media/clip-form.ts. */
const SOUND = { exact: 160_000, slides: 160_000, sharing: 96_000, sound: 160_000 } as const;
const SMALL_PIXELS = 1280 * 720;

export type SizedFile = Pick<FileView, 'bytes' | 'durationUs' | 'picture' | 'sound'>;

/**
 * Bytes of so much of a file in a form. What is copied is as large as it is in the file; what is encoded
 * goes by its pixels. A guess: pictures differ.
 * @param lengthUs how long the export is, in microseconds.
 */
export function likelyBytes(file: SizedFile, form: ClipForm, lengthUs: number): number {
  const seconds = lengthUs / 1e6;
  const sound = file.sound ? (SOUND[form] / 8) * seconds : 0;
  const { picture } = file;
  if (!picture || form === 'sound') return Math.round(sound);
  const own = picture.width * picture.height;
  const pixels = form === 'exact' ? own : Math.min(own, SMALL_PIXELS);
  const copied =
    picture.codec === 'h264' && (form === 'exact' || (form === 'slides' && own <= SMALL_PIXELS));
  const fileSeconds = Math.max(1, file.durationUs / 1e6);
  if (copied) return Math.round((file.bytes / fileSeconds) * seconds);
  return Math.round(sound + (pixels * picture.fps * BITS_A_PIXEL[form] * seconds) / 8);
}
