/** Whether footage plays where it is to be shown: real files, whole ones and really damaged ones. */
import { open, stat, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { playsAt } from '../../../src/main/media/first-frames';
import { probe } from '../../../src/main/media/probe';
import { type Footage, ownCopy, testTools } from '../../fixtures/make-footage';
import { tempFolder } from '../db/temp-library';

/** Writes over a share of a file, as a card that fails leaves it. */
async function damage(path: string, from: number, to: number): Promise<void> {
  const { size } = await stat(path);
  const [start, end] = [Math.floor(size * from), Math.floor(size * to)];
  const file = await open(path, 'r+');
  await file.write(Buffer.alloc(end - start, 0xa5), 0, end - start, start);
  await file.close();
}

const tried = async (path: string, atUs: number, known?: Awaited<ReturnType<typeof probe>>) => {
  const tools = await testTools();
  return playsAt(tools, path, known ?? (await probe(tools, path)), atUs);
};

const copy = (footage: Footage, name = 'lesson') =>
  ownCopy(footage, join(tempFolder(), `${name}.${footage.ending ?? 'mp4'}`));

const WHOLE: Footage[] = [
  { seconds: 8, gop: 25 },
  { seconds: 8, gop: 50, bFrames: 2, openGop: true },
  { seconds: 8, gop: 25, codec: 'hevc', ending: 'mov' },
  { seconds: 8, codec: 'vp9', ending: 'webm' },
  { seconds: 8, codec: 'mpeg2video', ending: 'mts', gop: 12 },
  { seconds: 8, gop: 250, variable: true },
];

describe('the first frames of a place', () => {
  it.each(WHOLE)('plays everywhere: %j', async (footage) => {
    const path = await copy(footage);
    const known = await probe(await testTools(), path);
    for (const atUs of [0, 1_234_567, 4_000_000, known.durationUs - 50_000, known.durationUs]) {
      expect(await tried(path, atUs, known), String(atUs)).toBe(true);
    }
  });

  it('of a recorder without pictures its sound is tried', async () => {
    const path = await copy({ seconds: 8, picture: false, sound: { codec: 'aac' } });
    const known = await probe(await testTools(), path);
    expect(await tried(path, 3_000_000, known)).toBe(true);
    await damage(path, 0.02, 0.9);
    expect(await tried(path, 3_000_000, known)).toBe(false);
  });

  it('what is written over does not play there, and plays before', async () => {
    const path = await copy({ seconds: 8, gop: 25, bitrate: '800k' });
    const known = await probe(await testTools(), path);
    await damage(path, 0.45, 0.7);
    expect(await tried(path, 0, known)).toBe(true);
    expect(await tried(path, 4_500_000, known)).toBe(false);
  });

  it('what was cut off does not play behind the cut', async () => {
    const path = await copy({ seconds: 8, gop: 25, ending: 'mkv' });
    const known = await probe(await testTools(), path);
    const { size } = await stat(path);
    await truncate(path, Math.floor(size / 2));
    expect(await tried(path, 0, known)).toBe(true);
    const index = await copy({ seconds: 8, gop: 25 });
    const whole = await probe(await testTools(), index);
    await truncate(index, 2_000);
    expect(await tried(index, 0, whole)).toBe(false);
  });
});
