/**
 * Lines cameras and recorders up by what they heard: every sound is decoded once, low and mono, and
 * then it is found where each lies in the lesson (see solve.ts). Much arithmetic: worker.ts runs it.
 */
import { US_PER_SECOND } from '../../../shared/domain/time';
import { type FfmpegJob, runFfmpeg } from '../ffmpeg';
import type { Probe } from '../probe-schema';
import { cancelled } from '../run-program';
import { LARGE_PIECES, SAMPLES, toPartTime } from '../samples';
import type { Tools } from '../tools';
import { type Heard, Listener, SAMPLE_RATE } from './heard';
import { type Placed, placeSounds } from './solve';

/** A part's file with what was found out about it. */
export interface SoundFile {
  path: string;
  probe: Pick<Probe, 'firstFrameUs' | 'durationUs' | 'sound'>;
}

export interface LaidFile extends SoundFile {
  /** Where its part time 0 lies on the lesson's clock, and how its clock runs. */
  offsetUs: number;
  rate: number;
}

export interface Alignment {
  signal: AbortSignal;
  /** How much is done, 0 to 1. */
  report?: (share: number) => void;
}

/** Of all the work, what decoding takes. */
const DECODING = 0.85;

/**
 * How steeply what is too high for the rate is left out: a quarter of swresample's own measure (32).
 * A tenth of the decoding is saved; what folds back lies above what is compared.
 */
const STEEP = 8;

/**
 * The sound of a file from part time 0 on, at {@link SAMPLE_RATE}, one channel, 16 bits: gaps are
 * filled, so that a sample's place is its part time.
 */
export function soundJob({
  path,
  probe,
}: SoundFile & { probe: { sound: NonNullable<Probe['sound']> } }): FfmpegJob {
  const filters = [
    toPartTime(probe),
    // Mixed as whole numbers: floating point would add the channels up, and loud sound would be cut off.
    ...(probe.sound.channels > 1 ? ['aformat=sample_fmts=s16:channel_layouts=mono'] : []),
    `aresample=${SAMPLE_RATE}:async=1:min_hard_comp=0.015:first_pts=0:filter_size=${STEEP}`,
    LARGE_PIECES,
  ];
  const args = ['-map', `0:${probe.sound.stream}`, '-af', filters.join(',')];
  return {
    // Left out as they are read: a camera's pictures are nearly all of the file.
    inputs: [{ path, options: ['-threads', '1', '-vn', '-sn', '-dn', '-copyts'] }],
    args: [...args, ...SAMPLES],
    output: 'pipe',
  };
}

/**
 * Where sounds lie in the lesson, one answer a file, in order: null where a file has no sound or
 * nothing was found; {@link SURE} says from which confidence on a place is believed.
 * @param lesson the first angle's files.
 * @throws AppError `cancelled`; `ffmpeg-failed` and what else a file that cannot be read gives.
 */
export async function alignSounds(
  tools: Tools,
  lesson: readonly LaidFile[],
  files: readonly SoundFile[],
  { signal, report = () => undefined }: Alignment,
): Promise<(Placed | null)[]> {
  if (signal.aborted) throw cancelled();
  const all = [...lesson, ...files].map(({ path, probe }, sound) => ({ path, probe, sound }));
  const sounding = all.flatMap((one) => {
    const { sound: stream, ...probe } = one.probe;
    return stream ? [{ ...one, probe: { ...probe, sound: stream } }] : [];
  });
  const heard = (sound: number) => sounding.some((one) => one.sound === sound);
  const asked = files.map((_, n) => lesson.length + n);
  if (!lesson.some((_, n) => heard(n)) || !asked.some(heard)) return files.map(() => null);

  const totalUs = sounding.reduce((sum, one) => sum + one.probe.durationUs, 0);
  const expected = Math.max(1, (totalUs * SAMPLE_RATE) / US_PER_SECOND);
  const known = new Map<number, Heard>();
  let decoded = 0;
  await Promise.all(
    lanes(sounding).map(async (lane) => {
      for (const one of lane) {
        const heardNow = await listen(tools, one, signal, (count) => {
          decoded += count;
          report(DECODING * Math.min(1, decoded / expected));
        });
        known.set(one.sound, heardNow);
      }
    }),
  );
  const laid = lesson.flatMap(({ offsetUs, rate }, sound) => {
    const sounds = known.get(sound);
    return sounds ? [{ heard: sounds, offsetUs, rate }] : [];
  });
  const placed = placeSounds(
    laid,
    asked.flatMap((sound) => known.get(sound) ?? []),
    (share) => {
      report(DECODING + (1 - DECODING) * share);
      if (signal.aborted) throw cancelled();
    },
  );
  let next = 0;
  return asked.map((sound) => (known.has(sound) ? (placed[next++] ?? null) : null));
}

/** Two at a time: the longest first, each to the lane with less to do. */
function lanes<T extends { probe: { durationUs: number } }>(all: readonly T[]): T[][] {
  const both: { todo: T[]; us: number }[] = [
    { todo: [], us: 0 },
    { todo: [], us: 0 },
  ];
  for (const one of [...all].sort((a, b) => b.probe.durationUs - a.probe.durationUs)) {
    const lane = both.reduce((least, other) => (other.us < least.us ? other : least));
    lane.todo.push(one);
    lane.us += one.probe.durationUs;
  }
  return both.map(({ todo }) => todo);
}

async function listen(
  tools: Tools,
  file: Parameters<typeof soundJob>[0],
  signal: AbortSignal,
  came: (samples: number) => void,
): Promise<Heard> {
  const listener = new Listener(Math.ceil((file.probe.durationUs * SAMPLE_RATE) / US_PER_SECOND));
  // A chunk may end in the middle of a sample.
  let odd = Buffer.alloc(0);
  await runFfmpeg(tools, soundJob(file), {
    signal,
    low: true,
    onData: (chunk) => {
      const all = odd.length > 0 ? Buffer.concat([odd, chunk]) : chunk;
      const whole = all.length - (all.length % 2);
      odd = Buffer.from(all.subarray(whole));
      if (whole === 0) return;
      // Numbers of two bytes must begin at an even place.
      const pcm = all.byteOffset % 2 === 0 ? all : Buffer.from(all);
      listener.add(new Int16Array(pcm.buffer, pcm.byteOffset, whole / 2));
      came(whole / 2);
    },
  });
  return listener.done();
}
