/** The picture on a lesson's card. */
import { rename, rm } from 'node:fs/promises';
import { usToSeconds } from '../../shared/domain/time';
import { AppError } from '../../shared/errors';
import { type FfmpegJob, runFfmpeg } from './ffmpeg';
import { fileUrl } from './inputs';
import { deinterlace, fitWithin, toneMap } from './picture-filters';
import type { Probe, ProbePicture } from './probe-schema';
import type { Tools } from './tools';

const POSTER_SIDE = 640;

/** Where in the lesson a good picture is looked for, first choice first. */
const SHARES = [0.1, 0.25, 0.5, 0.02, 0];
/** Side of the small grey picture by which a frame is judged. */
const GLANCE = 32;
/** Grey levels of 0 to 255: a frame with less spread than this shows nothing. */
const FLAT = 12;

/** One frame at a share of the part: as JPEG into `outFile`, and as a small grey picture to a pipe. */
export function posterJob(
  path: string,
  probe: Probe,
  picture: ProbePicture,
  share: number,
  outFile: string,
  tools: Pick<Tools, 'filters'>,
  side = POSTER_SIDE,
): FfmpegJob {
  const { width, height } = fitWithin(picture, { width: side, height: side });
  const at = usToSeconds(probe.firstFrameUs + probe.durationUs * share).toFixed(6);
  const filters = [
    ...deinterlace(picture, tools),
    ...toneMap(picture, tools),
    `scale=${width}:${height}:out_range=pc`,
    'setsar=1',
    'format=yuvj420p',
  ].join(',');
  const graph = `[0:${picture.stream}]${filters},split[jpeg][s];[s]scale=${GLANCE}:${GLANCE},format=gray[grey]`;
  const still = ['-frames:v', '1', '-map_metadata', '-1', '-fflags', '+bitexact'];
  return {
    inputs: [{ path, options: share === 0 ? [] : ['-seek_timestamp', '1', '-ss', at] }],
    args: [
      ...['-filter_complex', graph].concat(['-map', '[jpeg]'], still),
      ...['-c:v', 'mjpeg', '-q:v', '4', '-f', 'mjpeg', fileUrl(outFile)],
      ...['-map', '[grey]', '-frames:v', '1', '-f', 'rawvideo'],
    ],
    output: 'pipe',
  };
}

/** How much there is to see: the standard deviation of the grey levels. */
export function spreadOf(grey: Uint8Array): number {
  if (grey.length === 0) return -1;
  let sum = 0;
  let squares = 0;
  for (const level of grey) {
    sum += level;
    squares += level * level;
  }
  const mean = sum / grey.length;
  return Math.sqrt(Math.max(0, squares / grey.length - mean * mean));
}

/**
 * Makes a JPEG, upright, at most 640 pixels a side unless `side` says so: a frame near a tenth of the way in, or the next
 * place where there is something to see.
 * @returns false when there is no picture to make it from
 * @throws AppError `cancelled`, `disk-full` and such
 */
export async function makePoster(
  tools: Tools,
  path: string,
  probe: Probe,
  outFile: string,
  signal?: AbortSignal,
  side = POSTER_SIDE,
): Promise<boolean> {
  const { picture } = probe;
  if (!picture) return false;
  const trial = `${outFile}.trial.partial`;
  const best = `${outFile}.partial`;
  let bestSpread = -1;
  try {
    for (const share of SHARES) {
      const grey: Buffer[] = [];
      const job = posterJob(path, probe, picture, share, trial, tools, side);
      try {
        await runFfmpeg(tools, job, { signal, low: true, onData: (chunk) => grey.push(chunk) });
      } catch (error) {
        // Nothing can be decoded there: somewhere else it may. Anything else is for the caller.
        if (!(error instanceof AppError) || error.code !== 'ffmpeg-failed') throw error;
      }
      const spread = spreadOf(Buffer.concat(grey));
      if (spread > bestSpread) {
        await rename(trial, best);
        bestSpread = spread;
      }
      if (spread >= FLAT) break;
    }
    if (bestSpread < 0) return false;
    await rename(best, outFile);
    return true;
  } finally {
    await rm(trial, { force: true });
    await rm(best, { force: true });
  }
}
