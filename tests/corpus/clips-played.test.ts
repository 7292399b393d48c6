/** Clips whose pictures are stored as the footage is, turned or in full range, in the real player. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeClip } from '../../src/main/media/clip';
import { readFrameTimes } from '../../src/main/media/frame-times';
import { probe } from '../../src/main/media/probe';
import { type Footage, makeFootage, testTools } from '../fixtures/make-footage';
import { examine } from './examine';
import { type CorpusPlayer, launchPlayer } from './player/launch';

let player: CorpusPlayer;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plenary-clips-played-'));
  player = await launchPlayer();
});
afterAll(async () => {
  await player.close();
  await rm(folder, { recursive: true, force: true });
});

const STORED: Record<string, Footage> = {
  'turned 90': { rotation: 90, width: 270, height: 480 },
  'turned 180': { rotation: 180 },
  'turned 270': { rotation: 270 },
  'in full range': { pixelFormat: 'yuvj420p' },
  'in full range, turned 90': { pixelFormat: 'yuvj420p', rotation: 90 },
};

test.each(Object.entries(STORED))('%s', async (name, stored) => {
  const tools = await testTools();
  const footage = { seconds: 6, gop: 50, bFrames: 2, sound: { codec: 'aac' } as const };
  const path = await makeFootage({ ...footage, width: 480, height: 270, ...stored });
  const found = await probe(tools, path);
  const frames = await readFrameTimes(tools, path, found);
  const file = join(folder, `${name}.mp4`);
  // Encoded, copied, and encoded again.
  const range = { startUs: 1_500_000, endUs: 5_480_000 };
  const made = await makeClip(tools, [{ path, probe: found, frames, ...range }], file);
  expect(made.copied).toBeGreaterThan(50);
  const { handling, opened, looks, probe: clip } = await examine(player, file, folder);
  expect(handling).toBe('direct');
  const { picture } = clip ?? {};
  expect(opened).toMatchObject({ error: '', width: picture?.width, height: picture?.height });
  expect(picture).toMatchObject({
    ...{ width: found.picture?.width, rotation: stored.rotation ?? 0 },
    fullRange: stored.pixelFormat === 'yuvj420p',
  });
  expect(looks).toHaveLength(4);
  for (const { index, upright, turned, nearest } of looks) {
    expect(upright, `frame ${index}`).toBeGreaterThan(0.9);
    expect(upright, `frame ${index}`).toBeGreaterThan(turned);
    expect(nearest).toBe(index);
  }
});
