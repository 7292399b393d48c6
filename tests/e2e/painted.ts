/** Has stills painted by the built app's own painter, inside the running app, and looks at them. */
import { readdirSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ElectronApplication } from 'playwright/test';
import type { Painter, PainterOptions } from '../../src/main/electron/painter';
import type { StillAsked } from '../../src/shared/domain/still';
import { bytesOf } from '../fixtures/look';
import { testTools } from '../fixtures/make-footage';
import { REPOSITORY } from './launch';

const CHUNKS = join(REPOSITORY, 'out/main/chunks');

interface Kept {
  painter?: Painter;
}

/** The painter's file, which the app loads when it first needs it. */
function painterFile(): string {
  const name = readdirSync(CHUNKS).find((file) => /^painter-.*\.js$/.test(file));
  if (!name) throw new Error('the painter is not in a file of its own: every start would load it');
  return join(CHUNKS, name);
}

/** Makes a painter in main, as the app does; it is kept there for `paintAll`. */
export async function setUpPainter(app: ElectronApplication): Promise<void> {
  await app.evaluate(
    (_electron, { file, pages, resources }) => {
      const load = process.getBuiltinModule('node:module').createRequire(file);
      if (load.cache[file]) throw new Error('the painter was loaded before anyone asked for it');
      const { createPainter } = load(file) as {
        createPainter(options: PainterOptions): Painter;
      };
      (globalThis as Kept).painter = createPainter({ pages, resources, log: () => undefined });
    },
    {
      file: painterFile(),
      pages: join(REPOSITORY, 'out/renderer'),
      resources: join(REPOSITORY, 'resources'),
    },
  );
}

/** All asked for at once; as PNGs, in their order. */
export async function paintAll(
  app: ElectronApplication,
  stills: readonly StillAsked[],
): Promise<Buffer[]> {
  const painted = await app.evaluate(async (_electron, stills) => {
    const { painter } = globalThis as Kept;
    if (!painter) throw new Error('no painter was set up');
    const { signal } = new AbortController();
    return Promise.all(
      stills.map(async (still) => (await painter.paint(still, signal)).toString('base64')),
    );
  }, stills);
  return painted.map((base64) => Buffer.from(base64, 'base64'));
}

export interface Pixel {
  red: number;
  green: number;
  blue: number;
  /** 0 to 255. */
  alpha: number;
}

export interface Box {
  left: number;
  top: number;
  /** One past the last. */
  right: number;
  bottom: number;
}

export interface Picture {
  width: number;
  height: number;
  at(x: number, y: number): Pixel;
  /** The box around all pixels of a kind; null when there is none. */
  boxOf(kind: (pixel: Pixel) => boolean): Box | null;
  /** How many pixels are of a kind. */
  count(kind: (pixel: Pixel) => boolean): number;
}

/**
 * A PNG's pixels, as ffmpeg reads them.
 * @param over a colour to lay it over, as ffmpeg names it; without one it keeps its alpha
 */
export async function pictureOf(png: Buffer, folder: string, over?: string): Promise<Picture> {
  await mkdir(folder, { recursive: true });
  const file = join(folder, 'still.png');
  await writeFile(file, png);
  const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)];
  const { ffmpeg } = await testTools();
  const ground = ['-f', 'lavfi', '-i', `color=${over}:s=${width}x${height}:d=1,format=rgb24`];
  const laid = [...ground, '-i', file, '-filter_complex', '[0][1]overlay=format=rgb'];
  const pixels = await bytesOf(ffmpeg, [
    ...['-v', 'error'],
    ...(over === undefined ? ['-i', file] : laid),
    ...['-frames:v', '1', '-f', 'rawvideo', '-pix_fmt', 'rgba', 'pipe:1'],
  ]);
  if (pixels.length !== width * height * 4) throw new Error('not as many pixels as it says');
  const into = (pixel: Pixel, x: number, y: number): Pixel => {
    const from = (y * width + x) * 4;
    pixel.red = pixels[from] ?? 0;
    pixel.green = pixels[from + 1] ?? 0;
    pixel.blue = pixels[from + 2] ?? 0;
    pixel.alpha = pixels[from + 3] ?? 0;
    return pixel;
  };
  const nothing = (): Pixel => ({ red: 0, green: 0, blue: 0, alpha: 0 });
  const each = (kind: (pixel: Pixel) => boolean, found: (x: number, y: number) => void): void => {
    // One for all: millions of them would be most of the work.
    const pixel = nothing();
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) if (kind(into(pixel, x, y))) found(x, y);
    }
  };
  return {
    width,
    height,
    at: (x, y) => into(nothing(), x, y),
    boxOf(kind) {
      const box = { left: width, top: height, right: 0, bottom: 0 };
      each(kind, (x, y) => {
        box.left = Math.min(box.left, x);
        box.top = Math.min(box.top, y);
        box.right = Math.max(box.right, x + 1);
        box.bottom = Math.max(box.bottom, y + 1);
      });
      return box.right === 0 ? null : box;
    },
    count(kind) {
      let count = 0;
      each(kind, () => count++);
      return count;
    },
  };
}
