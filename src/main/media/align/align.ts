/**
 * Lines cameras and recorders up by what they heard: every sound is decoded once, low and mono, and
 * handed to a thread that finds where it lies in the lesson (see solve.ts).
 */
import { US_PER_SECOND } from '../../../shared/domain/time';
import { type FfmpegJob, runFfmpeg } from '../ffmpeg';
import type { Probe } from '../probe-schema';
import { LARGE_PIECES, SAMPLES, toPartTime } from '../samples';
import type { Tools } from '../tools';
import { SAMPLE_RATE } from './heard';
import type { Placed } from './solve';
import { openThread, type Thread } from './thread';

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
  /** The thread's program: `align-worker.js` beside main's. */
  workerPath: string;
}

/** Of all the work, what decoding takes. */
const DECODING = 0.75;

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
    `aresample=${SAMPLE_RATE}:async=1:min_hard_comp=0.015:first_pts=0`,
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
  { signal, report = () => undefined, workerPath }: Alignment,
): Promise<(Placed | null)[]> {
  signal.throwIfAborted();
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
  const thread = openThread(workerPath, signal);
  try {
    let decoded = 0;
    await Promise.all(
      lanes(sounding).map(async (lane) => {
        for (const one of lane) {
          const samples = Math.ceil((one.probe.durationUs * SAMPLE_RATE) / US_PER_SECOND);
          thread.say({ type: 'listen', sound: one.sound, samples });
          await decode(tools, one, thread, signal, (count) => {
            decoded += count;
            report(DECODING * Math.min(1, decoded / expected));
          });
          thread.say({ type: 'heard', sound: one.sound });
        }
      }),
    );
    const placed = await thread.place(
      {
        type: 'place',
        lesson: lesson.flatMap(({ offsetUs, rate }, sound) =>
          heard(sound) ? [{ sound, offsetUs, rate }] : [],
        ),
        sounds: asked.filter(heard),
      },
      (share) => report(DECODING + (1 - DECODING) * share),
    );
    let next = 0;
    return asked.map((sound) => (heard(sound) ? (placed[next++] ?? null) : null));
  } finally {
    await thread.close();
  }
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

async function decode(
  tools: Tools,
  file: Parameters<typeof soundJob>[0] & { sound: number },
  thread: Thread,
  signal: AbortSignal,
  came: (samples: number) => void,
): Promise<void> {
  // A chunk may end in the middle of a sample.
  let odd = Buffer.alloc(0);
  await runFfmpeg(tools, soundJob(file), {
    signal,
    onData: (chunk) => {
      const all = odd.length > 0 ? Buffer.concat([odd, chunk]) : chunk;
      const whole = all.length - (all.length % 2);
      odd = Buffer.from(all.subarray(whole));
      if (whole === 0) return;
      const pcm = new Uint8Array(all.subarray(0, whole)).buffer;
      thread.say({ type: 'pcm', sound: file.sound, pcm });
      came(whole / 2);
    },
  });
}
