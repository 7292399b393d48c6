/**
 * Clips of every kind of footage at random places: the very frames of the range, nothing from outside
 * it, and which way each went (docs/cutting.md). A sample here; everything with PLENARY_EVERY_CLIP=1.
 */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeClip } from '../../src/main/media/clip';
import { readFrameTimes } from '../../src/main/media/frame-times';
import { handlingOf } from '../../src/main/media/handling';
import { probe } from '../../src/main/media/probe';
import type { Probe } from '../../src/main/media/probe-schema';
import type { Tools } from '../../src/main/media/tools';
import { frameCount } from '../../src/shared/domain/frames';
import { greyFrames, psnr } from '../fixtures/look';
import { type Footage, makeFootage, testTools } from '../fixtures/make-footage';
import { seeded, seedOf } from '../fixtures/seeded';
import { type Case, madeCases, realCases } from './cases';

const DOCUMENT = resolve(__dirname, '../../docs/cutting.md');
const EVERY = process.env.PLENARY_EVERY_CLIP === '1';
const WRITE = process.env.PLENARY_WRITE_CUTTING === '1';
/** Clips of one file, and files of each sort when only a sample is looked at. */
const RANGES = EVERY ? 12 : 1;
const SAMPLED = 7;
const LONGEST_US = 8_000_000;
const SIZE = { width: 160, height: 90 } as const;

let tools: Tools;
let folder: string;
beforeAll(async () => {
  tools = await testTools();
  folder = await mkdtemp(join(tmpdir(), 'plenary-corpus-clips-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

interface Source {
  path: string;
  found: Probe;
  frames: Float64Array;
}

/** As players show it, small: of frames at one time only one, and not torn by fields. */
function shown({ path, found }: Source) {
  const { picture } = found;
  const square = picture?.aspect.num === picture?.aspect.den;
  // A clip has lost an odd edge, which would shift every line of a small picture a little.
  const even = square ? 'crop=trunc(iw/2)*2:trunc(ih/2)*2:0:0,' : '';
  const once = `select='isnan(prev_selected_t)+gt(t\\,prev_selected_t)'`;
  return greyFrames(path, {
    ...SIZE,
    stream: `0:${picture?.stream ?? 0}`,
    filters: `${once},yadif=deint=interlaced,${even}`,
  });
}

interface Cut {
  frames: number;
  copied: number;
}

/** Makes one clip and compares every frame of it with the source's. */
async function cut(source: Source, looks: Buffer[], random: () => number): Promise<Cut> {
  const { path, found, frames } = source;
  const count = frameCount(frames);
  const longest = Math.max(1, Math.floor((LONGEST_US / found.durationUs) * count));
  const length = 1 + Math.floor(random() * Math.min(count, longest));
  const first = Math.floor(random() * (count - length + 1));
  const last = Math.min(count, first + length) - 1;
  const inside = (frame: number) => ((frames[frame] ?? 0) + (frames[frame + 1] ?? 0)) / 2;
  const range = { startUs: Math.floor(inside(first)), endUs: Math.floor(inside(last)) + 1 };
  const which = `frames ${first} to ${last}`;
  const file = join(folder, 'clip.mp4');
  const made = await makeClip(tools, [{ path, probe: found, frames, ...range }], file);
  // All packets, those too that an edit list would hide.
  const mine = await greyFrames(file, { ...SIZE, before: ['-ignore_editlist', '1'] });
  expect(mine.frames.length, which).toBe(made.frames);
  if (found.trouble !== '') return made;
  expect(made, which).toMatchObject({ frames: last - first + 1, exact: true });
  // High dynamic range that is mapped to ordinary has other levels.
  if (found.picture?.hdr && made.hevc !== 'kept') return made;
  for (const [at, frame] of mine.frames.entries()) {
    const theirs = looks[first + at] ?? Buffer.alloc(0);
    expect(psnr(frame, theirs), `${which}, the ${at}th`).toBeGreaterThan(28);
  }
  return made;
}

interface Row {
  name: string;
  clips: number;
  joined: number;
  share: number;
}

const results = new Map<string, Row[]>();

function suite(title: string, cases: Case[]): void {
  results.set(title, []);
  const step = EVERY ? 1 : Math.max(1, Math.floor(cases.length / SAMPLED));
  const chosen = cases.filter((_, at) => at % step === 0);
  if (chosen.length === 0) return;
  describe(title, () => {
    test.each(chosen)('$name', async ({ name, path: pathOf }) => {
      const path = await pathOf();
      const found = await probe(tools, path).catch(() => null);
      if (!found?.picture || handlingOf(found).handling === 'unreadable') return;
      const source = { path, found, frames: await readFrameTimes(tools, path, found) };
      const looks = (await shown(source)).frames;
      const random = seeded(seedOf(name));
      const cuts: Cut[] = [];
      for (let n = 0; n < RANGES; n++) cuts.push(await cut(source, looks, random));
      const frames = cuts.reduce((sum, one) => sum + one.frames, 0);
      const copied = cuts.reduce((sum, one) => sum + one.copied, 0);
      const joined = cuts.filter((one) => one.copied > 0).length;
      results.get(title)?.push({ name, clips: cuts.length, joined, share: copied / frames });
    });
  });
}

const MADE = 'Made footage';
const REAL = 'Real footage';
/** More of what may be copied than the player is tried with. */
const CUT_ONLY: Record<string, Footage> = {
  'H.264, full range': { pixelFormat: 'yuvj420p', bFrames: 2 },
  'H.264, full range, turned 90': { pixelFormat: 'yuvj420p', rotation: 90, bFrames: 2 },
  'H.264, turned 270, variable frame rate': { rotation: 270, variable: true },
  'H.264, turned 180, starts at 10 s': { rotation: 180, startsAt: 10, gop: 50 },
  'HEVC, no B-frames': { codec: 'hevc', gop: 25 },
  'HEVC, open groups': { codec: 'hevc', gop: 25, bFrames: 3, openGop: true },
  'HEVC, 10 bits': { codec: 'hevc', gop: 25, bFrames: 3, pixelFormat: 'yuv420p10le' },
  'HEVC, 10 bits, open groups': {
    ...{ codec: 'hevc', gop: 25, bFrames: 3, openGop: true, pixelFormat: 'yuv420p10le' },
  },
  'HEVC, high dynamic range, open groups, turned 270': {
    ...{ codec: 'hevc', gop: 25, bFrames: 3, openGop: true, hdr: true, rotation: 270 },
  },
  'HEVC in Matroska, open groups': {
    ...{ codec: 'hevc', gop: 25, bFrames: 3, openGop: true, ending: 'mkv' },
  },
};
const cutOnly: Case[] = Object.entries(CUT_ONLY).map(([name, footage]) => ({
  name,
  path: () =>
    makeFootage({ seconds: 4, width: 480, height: 270, sound: { codec: 'aac' }, ...footage }),
}));

suite(MADE, [...madeCases(), ...cutOnly]);
suite(REAL, realCases());

const INTRODUCTION = `# How clips are cut

Made by \`PLENARY_EVERY_CLIP=1 PLENARY_WRITE_CUTTING=1 npm run test:corpus\`, which cuts every file at
twelve random places (the same in every run, at most eight seconds) and compares each frame of each clip
with the source's. Do not edit it by hand.

    chosen      [-----------------------------)
    coded    I..p..p..I..p..p..I..p..p..I..p..p..I
              [encode)[        copy       )[enc)

*Joined* are clips of which a stretch was copied as it is coded, from a keyframe that stands alone on; the
rest of them, and all other clips, are encoded. Turned pictures and those in full range are stored as they
are where all of the footage is so. Interlaced ones are not copied: what is encoded beside them would have
to be woven of fields again, and a clip is to look whole in any player. *Copied* is the share of all frames
of the twelve that were. A clip of HEVC of which some is copied is HEVC as a whole, in the bits and colour of its
footage; of which nothing is, H.264. Copying then begins at every keyframe, also at those with which groups
that are not closed begin; the pictures shown before such a one are encoded.
Why and when is in \`decisions/0014\`, \`0020\` and \`0022\`.

What lies on a clip (captions, marks, drawings, its time) and what is hidden in it is a matter of frames. Each
run of frames that have something on them is encoded, and the frames between two such runs are cut as if
they were a clip of their own:

    on it           [~~~~~~)
    coded    I..p..p..I..p..p..I..p..p..I..p..p..I
              [copy ][ encode )[     copy      )

What was encoded is compared with the same graph over the source, so what is hidden is compared as hidden
(\`decisions/0018\`). Sound that is hidden or slowed changes no frame; a slow part is encoded as a whole.
`;

function row({ name, clips, joined, share }: Row): string {
  return `| ${name} | ${joined} of ${clips} | ${Math.round(share * 100)} % |`;
}

function section(title: string, rows: readonly Row[]): string {
  const head = ['| footage | joined | copied |', '|---|---|---|'];
  return [`## ${title}`, '', ...head, ...rows.map(row), ''].join('\n');
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
const joined = (found: Row): string => (found.joined > 0 ? '[1-9]\\d*' : '\\d+');

test('docs/cutting.md says which way each went', async () => {
  if (WRITE) {
    const sections = [MADE, REAL].map((title) => section(title, results.get(title) ?? []));
    await writeFile(DOCUMENT, [INTRODUCTION, ...sections].join('\n'));
  }
  const written = await readFile(DOCUMENT, 'utf8');
  for (const found of [...results.values()].flat()) {
    if (EVERY) expect(written).toContain(row(found));
    // A sample's clip is the first of the twelve: where it was joined, one of them was.
    else
      expect(written).toMatch(new RegExp(`\\| ${escaped(found.name)} \\| ${joined(found)} of 12`));
  }
});
