/** What the probe says of made footage, whole and broken. */
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readFrameTimes } from '../../../src/main/media/frame-times';
import { handlingOf } from '../../../src/main/media/handling';
import { probe } from '../../../src/main/media/probe';
import { Probe } from '../../../src/main/media/probe-schema';
import type { Tools } from '../../../src/main/media/tools';
import { type Footage, makeFootage, testTools } from '../../fixtures/make-footage';

let tools: Tools;
let folder: string;
beforeAll(async () => {
  tools = await testTools();
  folder = await mkdtemp(join(tmpdir(), 'plenary-probe-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function look(footage: Footage) {
  const path = await makeFootage(footage);
  const found = await probe(tools, path);
  return { path, found, ...handlingOf(found) };
}
const AAC = { codec: 'aac' } as const;

test('an ordinary file, and that it survives being stored', async () => {
  const { found, handling } = await look({ bFrames: 2, sound: AAC });
  expect(found).toMatchObject({
    ...{ firstFrameUs: 0, durationUs: 4_000_000, saysLength: true, fragmented: false },
    ...{ trouble: '', recordedAt: null, recordedOn: null },
    picture: { codec: 'h264', width: 640, height: 360, rotation: 0, fps: 25, variable: false },
    sound: { codec: 'aac', channels: 2, sampleRate: 48_000, offsetUs: 0, runsOn: true },
  });
  expect(handling).toBe('direct');
  expect(Probe.parse(JSON.parse(JSON.stringify(found)))).toEqual(found);
});

test.each([
  [90, 360, 640],
  [180, 640, 360],
  [270, 360, 640],
] as const)('turned by %d', async (rotation, width, height) => {
  const { found, handling } = await look({ rotation, width, height });
  expect(found.picture).toMatchObject({ rotation, width, height });
  expect(handling).toBe('direct');
});

test('pixels that are not square', async () => {
  const { found } = await look({ aspect: '16/15', width: 720, height: 576 });
  expect(found.picture).toMatchObject({ storedWidth: 720, width: 768, height: 576 });
});

test('a clock that does not begin at zero, and an edit list', async () => {
  const late = await look({ startsAt: 10, sound: AAC });
  expect(late.found).toMatchObject({ firstFrameUs: 10_000_000, durationUs: 4_000_000 });
  const edited = await look({ editStart: 1.32, gop: 50, bFrames: 2, sound: AAC });
  expect(edited.found.durationUs).toBe(2_680_000);
  const times = await readFrameTimes(tools, edited.path, edited.found);
  expect(times.length - 1).toBe(67);
});

test('sound that begins late', async () => {
  const { found } = await look({ sound: { codec: 'aac', delay: 1.5 } });
  expect(Math.abs((found.sound?.offsetUs ?? 0) - 1_500_000)).toBeLessThan(30_000);
});

test('when it was recorded', async () => {
  const { found } = await look({ tags: true });
  expect(found).toMatchObject({ recordedAt: '2024-03-05T09:41:00.000Z', recordedOn: '2024-03-05' });
});

describe('handling', () => {
  const copies: [string, Footage][] = [
    ['HEVC', { codec: 'hevc' }],
    ['MPEG-2', { codec: 'mpeg2video', ending: 'mpg' }],
    ['DV', { codec: 'dvvideo', width: 720, height: 576, ending: 'avi', interlaced: true }],
    ['Motion JPEG', { codec: 'mjpeg', ending: 'mov' }],
    ['MPEG-4 Part 2', { codec: 'mpeg4', sound: AAC }],
    ['ProRes', { codec: 'prores', ending: 'mov' }],
    ['H.264 in a transport stream', { ending: 'mts', sound: { codec: 'ac3' } }],
    ['AC-3 in MP4', { sound: { codec: 'ac3' } }],
    ['interlaced', { interlaced: true }],
    ['4:4:4', { pixelFormat: 'yuv444p' }],
    ['10 bits', { pixelFormat: 'yuv420p10le' }],
    ['no stated length', { codec: 'vp8', ending: 'webm', live: true, sound: { codec: 'libopus' } }],
    ['fragments', { fragmented: true }],
    ['H.264 with sound in Matroska', { ending: 'mkv', sound: AAC }],
    ['PCM in AVI', { ending: 'avi', sound: { codec: 'pcm_s16le' } }],
  ];
  test.each(copies)('%s needs a playable copy', async (_, footage) => {
    const { handling, found } = await look(footage);
    expect(handling).toBe('copy');
    expect(found.durationUs).toBeGreaterThan(3_900_000);
  });

  const direct: [string, Footage][] = [
    ['H.264 in Matroska without sound', { ending: 'mkv' }],
    ['VP8 with a length', { codec: 'vp8', ending: 'webm', sound: { codec: 'libopus' } }],
    ['VP9', { codec: 'vp9', ending: 'webm', sound: { codec: 'libvorbis' } }],
    ['PCM in QuickTime', { ending: 'mov', sound: { codec: 'pcm_s16le' } }],
    ['MP3', { sound: { codec: 'libmp3lame' } }],
    ['sound alone', { picture: false, sound: AAC }],
  ];
  test.each(direct)('%s is played as it is', async (_, footage) => {
    expect((await look(footage)).handling).toBe('direct');
  });
});

describe('footage that is cut short opens as far as it goes, and says so', () => {
  const cut: [string, Footage][] = [
    ['MP4 with its index in front', { indexFirst: true, cutTo: 0.5, sound: AAC }],
    ['MP4 in fragments', { fragmented: true, cutTo: 0.5, sound: AAC }],
    ['Matroska', { ending: 'mkv', cutTo: 0.5, sound: AAC }],
  ];
  test.each(cut)('%s', async (_, footage) => {
    const { path, found, handling } = await look(footage);
    expect(found.trouble).toMatch(/cut short/);
    expect(handling).toBe('copy');
    expect(found.durationUs).toBeGreaterThan(1_000_000);
    expect(found.durationUs).toBeLessThan(3_000_000);
    const times = await readFrameTimes(tools, path, found);
    expect(times.at(-1)).toBe(found.durationUs);
  });

  test('a transport stream has no length to miss', async () => {
    const { found } = await look({ ending: 'mts', cutTo: 0.5, sound: { codec: 'ac3' } });
    expect(found.durationUs).toBeGreaterThan(1_000_000);
    expect(found.durationUs).toBeLessThan(3_000_000);
  });
});

describe('footage that cannot be read says why', () => {
  const refused = (path: string, code: string, reason: RegExp) =>
    expect(probe(tools, path)).rejects.toMatchObject({
      code,
      details: { reason: expect.stringMatching(reason) as string },
    });

  test('MP4 cut off before its index', async () =>
    refused(await makeFootage({ cutTo: 0.5 }), 'file-unreadable', /cut off before/));

  test.each([
    ['empty.mp4', '', /empty/],
    ['text.mp4', 'Dear colleague,\n'.repeat(99), /damaged or are not footage/],
    ['list.mp4', '#EXTM3U\n#EXTINF:4,\nhttp://127.0.0.1:9/a.ts\n#EXT-X-ENDLIST\n', /not footage/],
    ['script.mp4', "ffconcat version 1.0\nfile 'other.mp4'\n", /playlist or a script/],
  ])('%s', async (name, contents, reason) => {
    const path = join(folder, name);
    await writeFile(path, contents);
    await refused(path, 'file-unreadable', reason);
  });

  test('a folder, a missing file, a link to nothing', async () => {
    await refused(folder, 'file-unreadable', /not a file/);
    await expect(probe(tools, join(folder, 'none.mp4'))).rejects.toMatchObject({
      code: 'file-missing',
      details: { name: 'none.mp4' },
    });
    await symlink(join(folder, 'none.mp4'), join(folder, 'link.mp4'));
    await expect(probe(tools, join(folder, 'link.mp4'))).rejects.toMatchObject({
      code: 'file-missing',
    });
  });

  test('stopped', async () => {
    const path = await makeFootage({});
    await expect(probe(tools, path, AbortSignal.abort())).rejects.toMatchObject({
      code: 'cancelled',
    });
  });
});
