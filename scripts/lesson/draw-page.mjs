// In the drawing window: paints each frame and hands its pixels to ffmpeg. This window belongs to a
// script, shows only our own file, and may use Node; the app's windows may not.
import { scene } from './scene.mjs';
import { FPS, HEIGHT, LENGTH, WIDTH } from './story.mjs';

const { spawn } = require('node:child_process');
const { once } = require('node:events');
const { ipcRenderer } = require('electron');

async function film(output) {
  const ctx = document.querySelector('#film').getContext('2d', { willReadFrequently: true });
  const draw = scene(ctx);
  // Kept without loss here; the last encoding, with the sound, is the only one that loses.
  const ffmpeg = spawn(
    'ffmpeg',
    ['-hide_banner', '-loglevel', 'error', '-y', '-f', 'rawvideo', '-pix_fmt', 'rgba']
      .concat(['-s', `${WIDTH}x${HEIGHT}`, '-r', String(FPS), '-i', 'pipe:0'])
      .concat(['-vf', 'scale=out_color_matrix=bt709:out_range=tv', '-pix_fmt', 'yuv420p'])
      .concat(['-c:v', 'libx264', '-preset', 'ultrafast', '-qp', '4', output]),
    { stdio: ['pipe', 'ignore', 'inherit'] },
  );
  const ended = once(ffmpeg, 'close');
  for (let frame = 0; frame < LENGTH * FPS; frame += 1) {
    draw(frame);
    const { data } = ctx.getImageData(0, 0, WIDTH, HEIGHT);
    if (!ffmpeg.stdin.write(Buffer.from(data.buffer))) await once(ffmpeg.stdin, 'drain');
  }
  ffmpeg.stdin.end();
  const [code] = await ended;
  if (code !== 0) throw new Error(`ffmpeg ended with ${code}`);
}

film(process.env.PLENARY_FILM).then(
  () => ipcRenderer.send('drawn', ''),
  (error) => ipcRenderer.send('drawn', String(error?.stack ?? error)),
);
