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
/** Seconds before and after a cut in which it looks for the next keyframe. */
const AROUND_S = 10;

/** The first keyframe at or after a time, from the file's packets around it. */
async function nextKey(path: string, fromS: number): Promise<number | null> {
  const around = `${Math.max(0, fromS - AROUND_S)}%${fromS + AROUND_S}`;
  const show = ['-show_packets', '-show_entries', 'packet=pts_time,flags', '-of', 'csv=p=0', path];
  const found = ['-read_intervals', around, '-select_streams', 'v:0', ...show];
  const { stdout } = await run('ffprobe', ['-v', 'error', ...found]);
  const keys = stdout.split('\n').flatMap((line) => {
    const [time = '', flags = ''] = line.split(',');
    return flags.startsWith('K') ? [Number(time)] : [];
  });
  return keys.sort((a, b) => a - b).find((one) => one >= fromS) ?? null;
}

/** How long it takes, and by how many frames the result is longer or shorter than it should be. */
export async function cutAsLosslessCut(
  { path, probe }: Source,
  startS: number,
  seconds: number,
  folder: string,
): Promise<{ ms: number; framesOff: number }> {
  const from = startS + probe.firstFrameUs / 1e6;
  const to = from + seconds;
  const [head, rest, list, out] = ['head.mp4', 'rest.mp4', 'list.txt', 'losslesscut.mp4'].map(
    (name) => join(folder, name),
  ) as [string, string, string, string];
  const ms = await timed(async () => {
    const key = (await nextKey(path, from)) ?? to;
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
