/** Whether what is to be shown can be: its first frames are decoded and thrown away. */
import { AppError } from '../../shared/errors';
import { type FfmpegJob, runFfmpeg } from './ffmpeg';
import type { Probe } from './probe-schema';
import type { Tools } from './tools';
import { soundsDamaged } from './trouble';

/** So many are asked for, from so much of the file: a picture may stand still in between. */
const FRAMES = 5;
const WITHIN_S = 4;
/** Each comes small and grey, so that its bytes count the frames. */
const SIDE = 16;
/** Before the frame's own time, so that no rounding passes it. */
const BEFORE_US = 1_000;

/** Containers whose index leads to a keyframe. In others reading begins in the middle of frames. */
const INDEXED = /(^|,)(mov|matroska)(,|$)/;

/** @param atUs part time */
export function firstFramesJob(path: string, probe: Probe, atUs: number): FfmpegJob {
  const { picture, sound, firstFrameUs } = probe;
  const last = Math.max(0, probe.durationUs - BEFORE_US);
  const seekUs = firstFrameUs + Math.min(Math.max(0, atUs), last) - BEFORE_US;
  const from = atUs <= 0 ? [] : ['-seek_timestamp', '1', '-ss', (seekUs / 1e6).toFixed(6)];
  const shown = picture
    ? [
        ...['-map', `0:${picture.stream}`, '-frames:v', String(FRAMES)],
        ...['-vf', `scale=${SIDE}:${SIDE},format=gray`, '-f', 'rawvideo'],
      ]
    : ['-map', `0:${sound?.stream ?? 0}`, '-ac', '1', '-ar', '8000', '-f', 's16le'];
  return {
    inputs: [{ path, options: from }],
    args: [...shown, '-t', String(picture ? WITHIN_S : 0.5)],
    output: 'pipe',
  };
}

/**
 * Decodes the first frames from a place on; of a recording without pictures its sound.
 * @param atUs part time
 * @returns false where nothing comes of it, or where what comes is damaged
 * @throws AppError `cancelled`, `file-missing`, `file-denied`, `ffmpeg-missing`
 */
export async function playsAt(
  tools: Tools,
  path: string,
  probe: Probe,
  atUs: number,
  signal?: AbortSignal,
): Promise<boolean> {
  let bytes = 0;
  let complained = false;
  try {
    await runFfmpeg(tools, firstFramesJob(path, probe, atUs), {
      signal,
      onData: (chunk) => {
        bytes += chunk.length;
      },
      onLine: (line) => {
        complained ||= soundsDamaged(line);
      },
    });
  } catch (error) {
    if (error instanceof AppError && error.code === 'ffmpeg-failed') return false;
    throw error;
  }
  // Nothing, and nothing said against it: one picture may stand for longer than was looked at.
  if (bytes === 0) return !complained && probe.picture !== null;
  // Without an index the first that is read is the end of something, and is complained of.
  return !complained || !INDEXED.test(probe.container);
}
