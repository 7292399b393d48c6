/**
 * A part's sound peaks, from ffmpeg's samples. An hour is read as two halves at once, each decoded by
 * a process of its own.
 */
import { open, rename, rm } from 'node:fs/promises';
import {
  BUCKET_US,
  bucketCount,
  emptyLevel,
  levelsOver,
  type Peaks,
  raise,
} from '../../../shared/domain/peaks';
import { encodePeaks } from '../../../shared/domain/peaks-file';
import { usToSeconds } from '../../../shared/domain/time';
import { AppError } from '../../../shared/errors';
import { type FfmpegJob, runFfmpeg } from '../ffmpeg';
import { createMeter, type Meter } from './meter';
import type { Probe, ProbeSound } from '../probe-schema';
import { cancelled } from '../run-program';
import { LARGE_PIECES, SAMPLES, toPartTime } from '../samples';
import type { Tools } from '../tools';

/** Shorter sound is read in one go. */
const WORTH_TWO_US = 120_000_000;
/** Containers with an index: reading can begin anywhere in them at the right sample. */
const INDEXED = /\b(mov|matroska)\b/;
/** Decoders need what comes before to get a sample right; this much is read and thrown away. */
const RUN_UP_US = 200_000;
/** How often what is there is written and told. */
const TELL_EVERY_MS = 400;

/**
 * Mono samples at the sound's own rate from a part time on: silence where there is none, so that a
 * sample's number is its time.
 */
export function samplesJob(
  path: string,
  probe: Probe,
  sound: ProbeSound,
  range: { startUs: number; endUs: number },
): FfmpegJob {
  // A seek to the very beginning would lose the first decoder's run-up, which lies before it.
  const fromStart = range.startUs === 0;
  const at = usToSeconds(probe.firstFrameUs + range.startUs).toFixed(6);
  const fromFirst = [toPartTime(probe), 'atrim=start=0'];
  const filters = [
    ...(fromStart ? fromFirst : []),
    'aresample=async=1:first_pts=0',
    LARGE_PIECES,
  ].join(',');
  const seek = fromStart ? [] : ['-seek_timestamp', '1', '-ss', at];
  return {
    inputs: [{ path, options: ['-threads', '1', '-vn', '-sn', '-dn', ...seek] }],
    args: [
      ...(fromStart ? ['-copyts'] : []),
      ...['-map', `0:${sound.stream}`, '-af', filters, '-ac', '1'],
      ...[
        '-ar',
        String(sound.sampleRate),
        '-t',
        usToSeconds(range.endUs - range.startUs).toFixed(6),
      ],
      ...SAMPLES,
    ],
    output: 'pipe',
  };
}

/** Halves, where that is worth it, at a bucket's edge. */
export function halvesOf(probe: Pick<Probe, 'container' | 'durationUs'>): [number, number][] {
  const count = bucketCount(probe.durationUs);
  if (probe.durationUs < WORTH_TWO_US || !INDEXED.test(probe.container)) return [[0, count]];
  const middle = Math.floor(count / 2);
  return [
    [0, middle],
    [middle, count],
  ];
}

export interface PeaksMaking {
  signal: AbortSignal;
  /** More is in the file that is being made: it can be read as it is. */
  onMore(): void;
}

/** Ends as everything half written does, so that what a kill leaves is swept away. */
const nextOf = (path: string): string => `${path}.next.partial`;

async function write(path: string, peaks: Peaks, sync: boolean): Promise<void> {
  const next = nextOf(path);
  const file = await open(next, 'w');
  try {
    await file.writeFile(encodePeaks(peaks));
    if (sync) await file.sync();
  } finally {
    await file.close();
  }
  await rename(next, path);
}

/** Where what there is of a peaks file can be read while it is being made. */
export function partialOf(outFile: string): string {
  return `${outFile}.partial`;
}

/** How much before a bucket reading begins. */
function runUpUs(first: number): number {
  return first === 0 ? 0 : RUN_UP_US;
}

/** One stretch of buckets; resolves when all of it is in the level. */
async function measure(
  tools: Tools,
  source: { path: string; probe: Probe; sound: ProbeSound },
  meter: Meter,
  [first, last]: readonly [number, number],
  signal: AbortSignal,
): Promise<void> {
  const startUs = first * BUCKET_US - runUpUs(first);
  const range = { startUs, endUs: last * BUCKET_US };
  const job = samplesJob(source.path, source.probe, source.sound, range);
  try {
    await runFfmpeg(tools, job, { signal, low: true, onData: meter.add });
  } catch (thrown) {
    const error = AppError.from(thrown);
    // Damaged at the end, as recordings that were cut off are: what was heard counts.
    if (error.code !== 'ffmpeg-failed' || meter.bucket === first) throw error;
  }
  meter.end();
}

/**
 * Makes a part's peaks file. While it is being made, what there is can be read from {@link partialOf},
 * which stays when the file is whole: a page may be about to read it.
 * @throws AppError `cancelled`, `file-missing`, `file-denied`, `disk-full`, `file-unreadable` without
 *   sound, `ffmpeg-failed` when none of it can be decoded. Sound that breaks off is silent from there.
 */
export async function makePeaks(
  tools: Tools,
  path: string,
  probe: Probe,
  outFile: string,
  making: PeaksMaking,
): Promise<void> {
  const { sound } = probe;
  if (!sound) throw new AppError('file-unreadable', 'There is no sound in this file.');
  const finest = emptyLevel(bucketCount(probe.durationUs));
  const levels = levelsOver(finest);
  const rate = sound.sampleRate;
  const parts = halvesOf(probe).map(([first, last]) => {
    const skip = Math.round(usToSeconds(runUpUs(first)) * rate);
    const meter = createMeter(finest, { rate, first, last, skip });
    return { first, last, meter, raised: first };
  });
  // When one half fails the other stops too.
  const failed = new AbortController();
  const signal = AbortSignal.any([making.signal, failed.signal]);
  let writing = Promise.resolve();
  let busy = false;
  /** Each bucket is summed up once, however often what there is is written. */
  const raiseAll = (): void => {
    for (const part of parts) {
      raise(levels, part.raised, part.meter.bucket);
      part.raised = part.meter.bucket;
    }
  };
  const writeWhatThereIs = async (): Promise<void> => {
    const made = parts
      .filter(({ meter, first }) => meter.bucket > first)
      .map(({ first, meter }) => [first, meter.bucket] as const);
    if (made.length === 0) return;
    raiseAll();
    await write(partialOf(outFile), { levels, made }, false);
    making.onMore();
  };
  const timer = setInterval(() => {
    if (busy) return;
    busy = true;
    // What is on its way is only a foretaste: a disk that is full will say so at the end.
    writing = writeWhatThereIs()
      .catch(() => undefined)
      .finally(() => {
        busy = false;
      });
  }, TELL_EVERY_MS);
  try {
    const runs = parts.map(({ first, last, meter }) =>
      measure(tools, { path, probe, sound }, meter, [first, last], signal).catch((error) => {
        failed.abort();
        throw error;
      }),
    );
    const ends = await Promise.allSettled(runs);
    if (making.signal.aborted) throw cancelled();
    const errors = ends.flatMap((end) =>
      end.status === 'rejected' ? [AppError.from(end.reason)] : [],
    );
    // The half that was stopped only says so.
    const error = errors.find(({ code }) => code !== 'cancelled') ?? errors[0];
    if (error) throw error;
    clearInterval(timer);
    await writing;
    raiseAll();
    await write(outFile, { levels, made: [[0, finest.min.length]] }, true);
  } catch (thrown) {
    clearInterval(timer);
    await writing;
    for (const path of [partialOf(outFile), nextOf(partialOf(outFile)), nextOf(outFile)]) {
      await rm(path, { force: true });
    }
    throw thrown;
  }
}
