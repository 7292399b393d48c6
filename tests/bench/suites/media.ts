/** media.*: what is made of an hour's pictures and sound, beside ffmpeg's fastest way. */
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { STRIP_TILES, stripLevel, tileNumber } from '../../../src/shared/domain/thumbs';
import { places } from '../../../src/main/services/places';
import { hourOfH264 } from '../footage/make-hour';
import { scratch } from '../harness/electron';
import { ffmpeg, timed } from '../harness/ffmpeg';
import { type Figure, figure, inTurns } from '../harness/figures';
import { addFootage, introduce } from '../harness/library';
import { familyMb } from '../harness/memory';
import { startPlenary, whenInLibrary } from '../harness/plenary';
import type { Suite } from '.';
import { aligned } from './media-align';

const STRIP = {
  unit: 'ms',
  peer: 'ffmpeg over the same keyframes, everything else left out',
  goal: 1.1,
} as const;
const SEEKS = { unit: 'ms', peer: 'ffmpeg, one accurate seek a tile', goal: 0.05 } as const;
const PEAKS = {
  unit: 'ms',
  peer: 'ffmpeg decoding the sound to nowhere on one thread',
  goal: 0.8,
} as const;
const MEMORY = { unit: 'MB', peer: null, goal: 150 } as const;

const HOUR_US = 3_600_000_000;
const LEVEL = stripLevel(HOUR_US);
const SPACING_S = 3_600 / STRIP_TILES;
/** Ten tiles in the middle are in view. */
const VIEW = { first: 100, end: 110 };
/** Accurate seeks that are timed; the others take as long. */
const SOUGHT = 12;

/** In the page: asks for the strip, and waits until every tile of it is there and decoded. */
async function wholeStrip(asked: {
  partId: string;
  level: number;
  view: { first: number; end: number };
  tiles: number[];
}): Promise<{ took: number; order: number[] }> {
  const { partId, level, view, tiles } = asked;
  const url = (tile: number): string => `footage://thumb/${partId}/${tile}`;
  // Those of the turn before were taken away: whoever asks finds out.
  await Promise.all(tiles.map((tile) => fetch(url(tile)).catch(() => null)));
  const order: number[] = [];
  const decoding: Promise<unknown>[] = [];
  const begun = performance.now();
  await new Promise<void>((done, failed) => {
    window.api.footage.onTilesMade((made) => {
      for (const tile of made.tiles) {
        order.push(tile);
        decoding.push(
          fetch(url(tile))
            .then((answer) => answer.blob())
            .then((blob) => createImageBitmap(blob)),
        );
      }
      if (order.length === tiles.length) done();
    });
    const whole = { partId, level, first: 0, end: tiles.length };
    window.api.footage.wantTiles({ wants: [{ partId, level, ...view }, whole] }).then((answer) => {
      if (!answer.ok || answer.value.made.some((made) => made.tiles.length > 0)) {
        failed(new Error('the strip was there already'));
      }
    }, failed);
  });
  for (const picture of await Promise.all(decoding)) (picture as ImageBitmap).close();
  return { took: performance.now() - begun, order };
}

/** In the page: asks for the peaks, and waits until all of them are there. */
async function wholePeaks(partId: string): Promise<number> {
  const begun = performance.now();
  const whole = new Promise<void>((done) => {
    window.api.footage.onPeaksChanged((changed) => {
      if (changed.partId === partId && changed.whole) done();
    });
  });
  await fetch(`footage://peaks/${partId}`).catch(() => null);
  await whole;
  const answer = await fetch(`footage://peaks/${partId}`);
  if ((await answer.arrayBuffer()).byteLength < 1_000_000) throw new Error('no peaks were made');
  return performance.now() - begun;
}

async function strips(page: Page, partId: string, folder: string, file: string, turns: number) {
  const tiles = Array.from({ length: STRIP_TILES }, (_, at) => tileNumber(LEVEL, at));
  const inView = new Set(tiles.slice(VIEW.first, VIEW.end));
  const out = scratch('strip');
  const ours = async (): Promise<number> => {
    rmSync(join(folder, 'tiles'), { recursive: true, force: true });
    const asked = { partId, level: LEVEL, view: VIEW, tiles };
    const { took, order } = await page.evaluate(wholeStrip, asked);
    // Two are made at once: while the last in view is made, the other hand may be done with one more.
    const first = order.slice(0, inView.size + 2);
    if (first.filter((tile) => inView.has(tile)).length < inView.size) {
      throw new Error('not in view first');
    }
    return took;
  };
  const scale = ['-vf', 'scale=160:90', '-q:v', '5'];
  const chosen = `select='isnan(prev_selected_t)+gte(t-prev_selected_t,${SPACING_S - 0.1})',scale=160:90`;
  const keyframes = (): Promise<number> =>
    timed(() =>
      ffmpeg(
        ...['-skip_frame', 'nokey', '-discard', 'nokey', '-i', file, '-an', '-vf', chosen],
        ...['-fps_mode', 'passthrough', '-q:v', '5', '-f', 'image2', join(out, '%d.jpg')],
      ),
    );
  const pass = await inTurns(turns, ours, keyframes);
  const seeks: number[] = [];
  for (let turn = 0; turn < SOUGHT; turn++) {
    const at = String(Math.floor((turn * STRIP_TILES) / SOUGHT) * SPACING_S);
    const picture = ['-an', ...scale, '-frames:v', '1', '-update', '1', join(out, 'one.jpg')];
    seeks.push(await timed(() => ffmpeg('-ss', at, '-i', file, ...picture)));
  }
  const each = seeks.reduce((sum, ms) => sum + ms, 0) / seeks.length;
  return [
    figure('media.strip', STRIP, pass.ours, pass.theirs),
    figure('media.strip-seeks', SEEKS, pass.ours, [each * STRIP_TILES]),
  ];
}

async function sound(
  app: { page: Page; pid: number },
  partId: string,
  folder: string,
  file: string,
  turns: number,
): Promise<Figure[]> {
  const grown: number[] = [];
  const ours = async (): Promise<number> => {
    rmSync(join(folder, 'peaks.bin'), { force: true });
    return app.page.evaluate(wholePeaks, partId);
  };
  const decoding = (): Promise<number> =>
    timed(() => ffmpeg('-threads', '1', '-i', file, '-vn', '-f', 'null', '-'));
  const took = await inTurns(turns, ours, decoding, { warmUp: 1 });
  // Apart from the timing, which looking would disturb.
  for (let turn = 0; turn < 3; turn++) {
    const before = familyMb(app.pid);
    let most = before;
    const over = new AbortController();
    const making = ours().finally(() => over.abort());
    while (!over.signal.aborted) {
      most = Math.max(most, familyMb(app.pid));
      await new Promise((done) => setTimeout(done, 50));
    }
    await making;
    grown.push(most - before);
  }
  return [
    figure('media.peaks', PEAKS, took.ours, took.theirs),
    figure('media.peaks-memory', MEMORY, grown, null),
  ];
}

export const media: Suite = async ({ quick }) => {
  const file = await hourOfH264();
  const library = scratch('media');
  await introduce(library);
  const { partId } = await addFootage(library, file);
  const folder = places(library).derivedOf(partId);
  mkdirSync(folder, { recursive: true });
  const app = await startPlenary({ library });
  try {
    await whenInLibrary(app.page);
    const turns = quick ? 2 : 5;
    return [
      ...(await strips(app.page, partId, folder, file, turns)),
      ...(await sound(app, partId, folder, file, turns)),
      await aligned(quick ? 2 : 4),
    ];
  } finally {
    await app.close();
  }
};
