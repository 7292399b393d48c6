// Makes the drawn lesson: picture, sound, and the two together as a film like a camera's.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run, lastLines } from '../setup/run.mjs';
import { drawPicture } from './picture.mjs';
import { makeSound } from './sound.mjs';
import { FPS, LENGTH } from './story.mjs';

/**
 * @param {string} output an MP4 file, H.264 and AAC, 1280x720
 * @param {{preset?: string}} [how] x264's preset: slower makes a smaller film
 * @returns {Promise<'voices' | 'tones'>} what is heard
 */
export async function makeLesson(output, { preset = 'veryslow' } = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'plenary-lesson-'));
  try {
    const picture = join(folder, 'picture.mkv');
    const sound = join(folder, 'sound.wav');
    const [, heard] = await Promise.all([drawPicture(picture), makeSound(folder, sound)]);
    const { code, err } = await run(
      'ffmpeg',
      ['-hide_banner', '-loglevel', 'error', '-y', '-i', picture, '-i', sound]
        .concat(['-map', '0:v', '-map', '1:a', '-map_metadata', '-1', '-t', String(LENGTH)])
        .concat(['-c:v', 'libx264', '-preset', preset, '-crf', '28', '-tune', 'animation'])
        .concat(['-g', String(FPS * 2), '-pix_fmt', 'yuv420p', '-profile:v', 'high'])
        .concat(['-color_primaries', 'bt709', '-color_trc', 'bt709', '-colorspace', 'bt709'])
        .concat(['-c:a', 'aac', '-b:a', '64k', '-movflags', '+faststart'])
        .concat(['-fflags', '+bitexact', '-flags:v', '+bitexact', '-flags:a', '+bitexact', output]),
    );
    if (code !== 0) throw new Error(`ffmpeg could not make the lesson:\n${lastLines(err)}`);
    return heard;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
