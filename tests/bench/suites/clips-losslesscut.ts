/**
 * The steps of LosslessCut's smart cut as its documentation describes them (mifi/lossless-cut, "smart
 * cut"): encode from the cut to the next keyframe, copy from there on, join the two with the concat
 * demuxer. With the same encoder settings as ours.
 */
import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ffmpeg, timed } from '../harness/ffmpeg';
import { ENCODE, type Source } from './clips-source';

const run = promisify(execFile);
const FPS = 25;

/** How long it takes, and by how many frames the result is longer or shorter than it should be. */
export async function cutAsLosslessCut(
  { path, keys, probe }: Source,
  startS: number,
  seconds: number,
  folder: string,
): Promise<{ ms: number; framesOff: number }> {
  const from = startS + probe.firstFrameUs / 1e6;
  const to = from + seconds;
  const key = keys.find((one) => one >= from) ?? to;
  const [head, rest, list, out] = ['head.mp4', 'rest.mp4', 'list.txt', 'losslesscut.mp4'].map(
    (name) => join(folder, name),
  ) as [string, string, string, string];
  const ms = await timed(async () => {
    const scale = ['-video_track_timescale', '12800'];
    if (key - from > 0.02) {
      const cut = ['-ss', from.toFixed(5), '-i', path, '-t', (key - from - 0.001).toFixed(5)];
      await ffmpeg(...cut, ...ENCODE, '-c:a', 'copy', ...scale, head);
    }
    const copy = ['-ss', (key + 0.001).toFixed(5), '-i', path, '-t', (to - key).toFixed(5)];
    await ffmpeg(...copy, '-c', 'copy', '-avoid_negative_ts', 'make_zero', ...scale, rest);
    const files = key - from > 0.02 ? [head, rest] : [rest];
    writeFileSync(list, files.map((file) => `file '${file}'\n`).join(''));
    const join = ['-f', 'concat', '-safe', '0', '-i', list];
    await ffmpeg(...join, '-c', 'copy', '-movflags', '+faststart', out);
  });
  const count = ['-v', 'error', '-select_streams', 'v', '-count_packets'];
  const show = ['-show_entries', 'stream=nb_read_packets', '-of', 'csv=p=0', out];
  const { stdout } = await run('ffprobe', [...count, ...show]);
  return { ms, framesOff: Math.abs(Number.parseInt(stdout, 10) - seconds * FPS) };
}
