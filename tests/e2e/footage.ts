/** Small footage made by ffmpeg, for tests that need a lesson and not its look. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

interface Made {
  seconds?: number;
  /** What Chromium plays as it is, or MPEG-4 Part 2, which needs a playable copy. */
  codec?: 'h264' | 'mpeg4';
  name?: string;
}

/** Makes a lesson of moving test bars with a tone. @returns its path */
export function makeFootage(
  folder: string,
  { seconds = 6, codec = 'h264', name }: Made = {},
): string {
  const path = join(folder, name ?? (codec === 'h264' ? 'lesson.mp4' : 'lesson.avi'));
  const video =
    codec === 'h264' ? ['-c:v', 'libx264', '-preset', 'ultrafast'] : ['-c:v', 'mpeg4', '-q:v', '5'];
  const sound = codec === 'h264' ? ['-c:a', 'aac'] : ['-c:a', 'libmp3lame'];
  execFileSync('ffmpeg', [
    ...['-v', 'error', '-nostdin', '-y'],
    ...['-f', 'lavfi', '-i', `testsrc2=size=640x360:rate=25:duration=${seconds}`],
    ...['-f', 'lavfi', '-i', `sine=frequency=440:sample_rate=48000:duration=${seconds}`],
    ...video,
    ...['-g', '50', '-pix_fmt', 'yuv420p'],
    ...sound,
    path,
  ]);
  return path;
}
