/** Feeding the real player with a playable copy that is made meanwhile. */
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { probe } from '../../src/main/media/probe';
import { newId } from '../../src/shared/domain/ids';
import { makeFootage, testTools } from '../fixtures/make-footage';
import { type CorpusPlayer, launchPlayer } from './player/launch';
import type { OpenPart } from './player/page';

let player: CorpusPlayer;
let folder: string;
let part: OpenPart;
let pieces: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plenary-feeding-'));
  player = await launchPlayer();
});
beforeEach(async () => {
  // Thirty-one pieces, and a copy that nothing is made of yet.
  const path = await makeFootage({
    ...{ codec: 'mpeg4', seconds: 60.6, width: 320, height: 180, gop: 50, sound: { codec: 'aac' } },
  });
  const found = await probe(await testTools(), path);
  const { durationUs, firstFrameUs } = found;
  part = { partId: newId(), handling: 'copy', durationUs, firstFrameUs };
  pieces = join(folder, part.partId);
  await player.add({ partId: part.partId, path, probe: found, pieces });
  await player.call('asked');
});
afterAll(async () => {
  await player.close();
  await rm(folder, { recursive: true, force: true });
});

/** A slow machine may take its time. */
const PATIENT = { timeout: 120_000 };

const heldFrom = (seconds: number) =>
  vi.waitFor(async () => {
    const held = await player.call('buffered');
    expect(held).toEqual([{ start: seconds, end: expect.any(Number) as number }]);
    return held[0]?.end ?? 0;
  }, PATIENT);

test('begins where it is opened, and holds some seconds ahead of that', async () => {
  const opened = await player.call('open', { ...part, startUs: 33_000_000 });
  expect(opened).toMatchObject({ error: '', width: 320, height: 180 });
  expect(opened.durationS).toBeCloseTo(part.durationUs / 1e6, 4);
  await vi.waitFor(
    async () => expect(await player.call('buffered')).toEqual([{ start: 32, end: 54 }]),
    PATIENT,
  );
  const asked = await player.call('asked');
  expect(asked).toEqual(Array.from({ length: 11 }, (_, index) => 16 + index));
  // Nothing asks for more while nothing moves.
  await new Promise((resolve) => setTimeout(resolve, 1000));
  expect(await player.call('asked')).toEqual([]);
});

test('a seek into what is not made yet is there as soon as it is made', async () => {
  await player.call('open', part);
  await heldFrom(0);
  await player.call('seek', 45_100_000);
  const shot = await player.call('shot', 45_500_000, 45_480_000, 32, 18);
  expect(Math.abs(shot.partUs - 45_480_000)).toBeLessThan(21_000);
  expect((await readdir(pieces)).includes('22.mp4')).toBe(true);
  // Far behind is let go; what is kept ahead has been asked for in order.
  expect(await heldFrom(44)).toBeGreaterThan(45);
});

test('plays across pieces, and to its end', async () => {
  await player.call('open', { ...part, startUs: 57_400_000 });
  const { ended, partUs } = await player.call('playTo', part.durationUs + 1);
  expect(ended).toBe(true);
  expect(Math.abs(partUs - part.durationUs)).toBeLessThan(50_000);
  // And back again from there.
  await player.call('seek', 1_000_000);
  const back = await player.call('playTo', 2_600_000);
  expect(back.ended).toBe(false);
  expect(back.partUs).toBeGreaterThanOrEqual(2_600_000);
});

test('closed, it asks for nothing any more', async () => {
  await player.call('open', part);
  await player.call('seek', 20_000_000);
  await player.call('close');
  await player.call('asked');
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(await player.call('asked')).toEqual([]);
  expect(await player.call('buffered')).toEqual([]);
});

test('what cannot be had is an error of the video', async () => {
  const opened = await player.call('open', { ...part, partId: newId() });
  expect(opened.error).not.toBe('');
});
