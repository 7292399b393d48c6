/** Every kind of footage, from the file to the picture on the screen. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pieceSize } from '../../src/main/media/pieces-plan';
import { pieceCount } from '../../src/shared/domain/pieces';
import { type Case, madeCases, realCases } from './cases';
import { type Examined, examine } from './examine';
import { type CorpusPlayer, launchPlayer } from './player/launch';
import { INTRODUCTION, type Result, row, rowsIn, section } from './table';

const DOCUMENT = resolve(__dirname, '../../docs/formats.md');
const WRITE = process.env.PLENARY_WRITE_FORMATS === '1';

let player: CorpusPlayer;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plenary-corpus-'));
  player = await launchPlayer();
});
afterAll(async () => {
  await player.close();
  await rm(folder, { recursive: true, force: true });
});

function expectLength({ probe, sourceUs, frameUs }: Examined): void {
  expect(Math.abs((probe?.durationUs ?? 0) - sourceUs)).toBeLessThanOrEqual(frameUs + 1000);
}

/** The size on the screen: as shown, or what a copy of that is; aspects may round by a pixel. */
function expectSize({ probe, handling, opened }: Examined): void {
  const { picture } = probe ?? {};
  if (!picture || !opened) return;
  const shown = handling === 'copy' ? pieceSize(picture.width, picture.height) : picture;
  expect(Math.abs(opened.width - shown.width)).toBeLessThanOrEqual(1);
  expect(Math.abs(opened.height - shown.height)).toBeLessThanOrEqual(1);
}

function expectPictures({ looks, source, frameUs }: Examined): void {
  expect(looks.length).toBe(source ? Math.min(4, source.timesUs.length) : 0);
  for (const look of looks) {
    const which = `frame ${look.index}`;
    expect(look.upright, which).toBeGreaterThan(0.9);
    expect(look.upright, which).toBeGreaterThan(look.turned);
    expect(look.nearest, which).toBe(look.index);
    expect(look.shownUs, which).toBeGreaterThanOrEqual(look.timeUs - 1000);
    expect(look.shownUs, which).toBeLessThan(look.timeUs + Math.max(frameUs, 1000));
  }
}

function expectAll(examined: Examined): void {
  if (examined.handling === 'unreadable') {
    expect(examined.unreadable?.code).toBe('file-unreadable');
    expect(examined.reason.length).toBeGreaterThan(10);
    return;
  }
  expect(examined.opened?.error).toBe('');
  expectLength(examined);
  expectSize(examined);
  expectPictures(examined);
  expect(Math.abs(examined.lagMs ?? 0)).toBeLessThanOrEqual(40);
  if (examined.handling === 'direct') return;
  const durationUs = examined.probe?.durationUs ?? 0;
  expect(examined.pieces).toBe(pieceCount(durationUs));
  // Sound ends with a whole sample.
  expect(Math.abs((examined.opened?.durationS ?? 0) * 1e6 - durationUs)).toBeLessThan(100);
}

const results = new Map<string, (Result | undefined)[]>();

function suite(title: string, cases: Case[]): void {
  results.set(title, []);
  // Without the real files there are none: the run's last lines say how many that is.
  if (cases.length === 0) return;
  // While one is in the player, another is decoded for comparison.
  describe.concurrent(title, () => {
    for (const [at, { name, path }] of cases.entries()) {
      test(name, async () => {
        const own = await mkdtemp(join(folder, 'case-'));
        const examined = await examine(player, await path(), own);
        await rm(own, { recursive: true, force: true });
        const list = results.get(title);
        if (list) list[at] = { name, examined };
        expectAll(examined);
      });
    }
  });
}

const MADE = 'Made footage';
const REAL = 'Real footage';
const ABOUT = {
  [MADE]: 'By ffmpeg, every frame with its number drawn in.',
  [REAL]: 'In the folder that `PLENARY_MEDIA` names.',
} as const;

suite(MADE, madeCases());
suite(REAL, realCases());

test('docs/formats.md says what was found', async () => {
  const before = await readFile(DOCUMENT, 'utf8').catch(() => '');
  // Without the real files their rows stay as they were.
  const rows = (title: string) => {
    const found = (results.get(title) ?? []).flatMap((result) => result ?? []);
    return found.length > 0 ? found.map(row) : rowsIn(before, title);
  };
  const titles = [MADE, REAL] as const;
  const sections = titles.map((title) => section(title, ABOUT[title], rows(title)));
  const document = `${[INTRODUCTION, ...sections].join('\n').trimEnd()}\n`;
  if (WRITE) await writeFile(DOCUMENT, document);
  else expect(document).toBe(before);
});
