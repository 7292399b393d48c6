/** A voice note as the page recorded it, made whole: given its length, and listened to once. */
import { MOST_LEVELS_OF_VOICE } from '../../shared/domain/voice';
import { US_PER_SECOND } from '../../shared/domain/time';
import { AppError } from '../../shared/errors';
import { runFfmpeg } from './ffmpeg';
import { SAMPLES } from './samples';
import type { Tools } from './tools';

/** Enough to tell loud from quiet. */
const RATE = 8_000;
/** Square root of the mean square of speech close to a microphone; drawn as a full bar. */
const LOUD = 0.25;

/**
 * Loudness along a recording, each 0 to 1.
 * @param samples 16-bit, one channel.
 * @returns at most `MOST_LEVELS_OF_VOICE`, none for no sound; about eight a second while it is short.
 */
export function levelsOf(samples: Int16Array, rate: number): number[] {
  const bars = Math.min(MOST_LEVELS_OF_VOICE, Math.ceil((samples.length / rate) * 8));
  return Array.from({ length: bars }, (_, bar) => {
    const from = Math.floor((bar * samples.length) / bars);
    const to = Math.max(from + 1, Math.floor(((bar + 1) * samples.length) / bars));
    let squares = 0;
    for (let at = from; at < to; at++) squares += ((samples[at] ?? 0) / 32_768) ** 2;
    const level = Math.sqrt(squares / (to - from)) / LOUD;
    return Math.round(Math.min(1, level) * 1_000) / 1_000;
  });
}

/**
 * Copies a recording into a file that says how long it is (a browser's recording does not), and
 * measures it.
 * @param to where the whole file goes; flushed and renamed by the caller.
 * @throws AppError `file-unreadable` when there is no sound in it, `disk-full` and such.
 */
export async function finishVoice(
  tools: Tools,
  from: string,
  to: string,
  signal?: AbortSignal,
): Promise<{ durationUs: number; levels: number[] }> {
  const chunks: Buffer[] = [];
  await runFfmpeg(
    tools,
    {
      inputs: [{ path: from }],
      args: ['-map', '0:a:0', '-c', 'copy', '-map_metadata', '-1', '-f', 'webm'],
      output: { path: to },
    },
    { signal },
  );
  await runFfmpeg(
    tools,
    {
      inputs: [{ path: to }],
      args: ['-map', '0:a:0', '-ac', '1', '-ar', String(RATE), ...SAMPLES],
      output: 'pipe',
    },
    { signal, onData: (chunk) => chunks.push(chunk) },
  );
  const bytes = Buffer.concat(chunks);
  const whole = bytes.subarray(0, bytes.length & ~1);
  const samples = new Int16Array(
    whole.buffer.slice(whole.byteOffset, whole.byteOffset + whole.length),
  );
  if (samples.length === 0) {
    throw new AppError('file-unreadable', 'Nothing was recorded.', {
      name: 'The voice note',
      reason: 'there is no sound in it',
    });
  }
  return {
    durationUs: Math.round((samples.length / RATE) * US_PER_SECOND),
    levels: levelsOf(samples, RATE),
  };
}
