/**
 * What each step of a smart clip costs of all of it, so that its progress, and with it the time that is
 * said to be left, is true. Seconds of the machine that they were measured on (`npm run bench -- clips`,
 * clips.time-left); only what they are to each other counts. Pure.
 */
import { usToSeconds } from '../../../shared/domain/time';
import type { ClipPlan } from '../clip-plan';
import { type Encoded, lengthUs } from './row';

/** Of one second of 1080p25: encoding it, reading it on the way there, and looking at it afterwards. */
const ENCODE = 0.55;
const READ = 0.12;
const LOOK = 0.14;
/** Until a program is under way. */
const START = 0.2;
/** Of one second of any clip: its sound, which is encoded beside all else; writing it, and reading it back. */
const SOUND = 0.006;
const WRITE = 0.003;
const READ_BACK = 0.0035;

const PIXELS = 1920 * 1080;
const FPS = 25;

export interface Shares {
  /** Of the whole; what is left of it is the check. */
  encoding: number;
  sound: number;
  writing: number;
  /** Of all encoding, what is done when a stretch, by its number, has come so far, in microseconds. */
  encoded(stretch: number, us: number): number;
}

/** @param runUpsUs of each encoded stretch, what is read before its first frame, in microseconds */
export function sharesOf(
  clip: Pick<ClipPlan, 'size' | 'durationUs' | 'timesUs' | 'channels'>,
  encoded: readonly Encoded[],
  runUpsUs: readonly number[],
): Shares {
  const seconds = usToSeconds(clip.durationUs);
  const { width, height } = clip.size ?? { width: 0, height: 0 };
  const rate = clip.timesUs.length / Math.max(seconds, 0.001);
  const heavy = ((width * height) / PIXELS) * (rate / FPS);
  const befores = runUpsUs.map((us) => START + heavy * usToSeconds(us) * READ);
  const anew = usToSeconds(encoded.reduce((sum, one) => sum + lengthUs(clip, one), 0));
  const encoding = befores.reduce((sum, one) => sum + one, heavy * anew * ENCODE);
  const sound = clip.channels > 0 ? START + seconds * SOUND : 0;
  const writing = START + seconds * WRITE;
  const checking = START + seconds * READ_BACK + heavy * anew * LOOK;
  const all = encoding + sound + writing + checking;
  return {
    encoding: encoding / all,
    sound: sound / all,
    writing: writing / all,
    encoded: (stretch, us) =>
      ((befores[stretch] ?? 0) + heavy * usToSeconds(us) * ENCODE) / Math.max(encoding, START),
  };
}
