/** How large an export is likely to be, before it is made. Pure. */
import type { ClipForm, ClipSpeed } from './clip';
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

/** How often a clip's pictures are in it, and how long it is shown for each second of footage. */
const AT_SPEED: Record<ClipSpeed, { pictures: number; length: number }> = {
  usual: { pictures: 1, length: 1 },
  half: { pictures: 1, length: 2 },
  quarter: { pictures: 1, length: 4 },
  again: { pictures: 2, length: 3 },
};

export interface HowSized {
  speed?: ClipSpeed | undefined;
  /** Something lies over the picture: then it cannot be copied. */
  covered?: boolean;
}

/**
 * Bytes of so much of a file in a form. What is copied is as large as it is in the file; what is encoded
 * goes by its pixels. A guess: pictures differ. Slowed footage has the same pictures, each for longer.
 * @param lengthUs how much of the file, in microseconds.
 */
export function likelyBytes(
  file: SizedFile,
  form: ClipForm,
  lengthUs: number,
  { speed = 'usual', covered = false }: HowSized = {},
): number {
  const seconds = lengthUs / 1e6;
  const { pictures, length } = AT_SPEED[speed];
  const sound = file.sound ? (SOUND[form] / 8) * seconds * length : 0;
  const { picture } = file;
  if (!picture || form === 'sound') return Math.round(sound);
  const own = picture.width * picture.height;
  const pixels = form === 'exact' ? own : Math.min(own, SMALL_PIXELS);
  const { codec } = picture;
  const copied =
    (form === 'exact' && (codec === 'h264' || codec === 'hevc')) ||
    (form === 'slides' && codec === 'h264' && own <= SMALL_PIXELS);
  const fileSeconds = Math.max(1, file.durationUs / 1e6);
  if (copied && speed === 'usual' && !covered) {
    return Math.round((file.bytes / fileSeconds) * seconds);
  }
  return Math.round(sound + (pixels * picture.fps * BITS_A_PIXEL[form] * seconds * pictures) / 8);
}

/** Bytes of so much of what stands still: black, or a card. Its sound is most of it. @param us microseconds */
export function stillBytes(form: ClipForm, us: number): number {
  return Math.round((SOUND[form] / 8) * (us / 1e6));
}
