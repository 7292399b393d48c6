/** How loud a voice is to the ear: EBU R128, by ffmpeg's `ebur128`. */
import type { Readable } from 'node:stream';
import { runFfmpeg } from './ffmpeg';
import type { Tools } from './tools';

export interface Loudness {
  /** Of all of it, pauses left out, LUFS; null where nothing is loud enough to be measured. */
  lufs: number | null;
  /** The highest the sound rises to, between its samples too, dBTP. */
  peakDb: number;
}

/** What `ebur128` says of silence; its gate leaves out everything below (ITU-R BS.1770). */
const SILENCE_LUFS = -70;

/**
 * @param voice one WAV file. One channel counts as it is heard, from both loudspeakers.
 * @throws AppError `cancelled`, `ffmpeg-missing`, `ffmpeg-failed`
 */
export async function measureLoudness(
  tools: Tools,
  voice: Readable,
  signal?: AbortSignal,
): Promise<Loudness> {
  let lufs = SILENCE_LUFS;
  let peakDb = Number.NEGATIVE_INFINITY;
  await runFfmpeg(
    tools,
    {
      inputs: [{ path: 'voice', stream: voice }],
      args: ['-af', 'ebur128=peak=true:dualmono=true:framelog=verbose'],
      output: null,
    },
    {
      signal,
      low: true,
      logLevel: 'info',
      onLine: (line) => {
        lufs = Number(/^\s*I:\s+(-?[\d.]+) LUFS/.exec(line)?.[1] ?? lufs);
        peakDb = Number(/^\s*Peak:\s+(-?[\d.]+) dBFS/.exec(line)?.[1] ?? peakDb);
      },
    },
  );
  return { lufs: lufs > SILENCE_LUFS ? lufs : null, peakDb };
}
