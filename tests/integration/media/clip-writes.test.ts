/** Each write, force and look of our own on the way of a clip fails in turn, as on a disk that is full. */
import type * as files from 'node:fs/promises';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { makeClip } from '../../../src/main/media/clip';
import { readFrameTimes } from '../../../src/main/media/frame-times';
import { probe } from '../../../src/main/media/probe';
import type { Tools } from '../../../src/main/media/tools';
import { numbersIn } from '../../fixtures/look';
import { makeFootage, testTools } from '../../fixtures/make-footage';

/** Writes and forces until the disk is full; counted also while it has room. */
const disk = { room: Number.POSITIVE_INFINITY, used: 0 };
function take(): void {
  disk.used++;
  if (disk.used > disk.room) {
    throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
  }
}
vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof files>();
  return {
    ...real,
    open: async (...asked: Parameters<typeof real.open>) => {
      const file = await real.open(...asked);
      const [write, sync] = [file.write.bind(file), file.sync.bind(file)] as [
        (...given: unknown[]) => unknown,
        () => Promise<void>,
      ];
      return Object.assign(file, {
        write: async (...given: unknown[]) => {
          take();
          return write(...given);
        },
        sync: async () => {
          take();
          return sync();
        },
      });
    },
  };
});

let tools: Tools;
let folder: string;
beforeAll(async () => {
  tools = await testTools();
  folder = await mkdtemp(join(tmpdir(), 'plenary-writes-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('whichever write the disk has no room for, the clip is whole or there is none', async () => {
  const path = await makeFootage({ seconds: 3, gop: 25, sound: { codec: 'aac' } });
  const found = await probe(tools, path);
  const frames = await readFrameTimes(tools, path, found);
  const piece = { path, probe: found, frames, startUs: 1_000_000, endUs: 2_000_000 };
  const file = join(folder, 'clip.partial');
  disk.used = 0;
  const whole = await makeClip(tools, [piece], file);
  expect(whole).toMatchObject({ frames: 25, copied: 25 });
  const writes = disk.used;
  const wanted = await numbersIn(file);
  // The file is opened and written, its head made plain, and all of it forced to the disk.
  expect(writes).toBeGreaterThan(5);
  for (let room = 0; room < writes; room++) {
    await rm(file);
    disk.used = 0;
    disk.room = room;
    const made = await makeClip(tools, [piece], file).catch((error: unknown) => error);
    disk.room = Number.POSITIVE_INFINITY;
    if (made instanceof Error) {
      expect(made, `${room}`).toMatchObject({ code: 'disk-full' });
      expect(await readdir(folder)).toEqual([]);
    } else {
      expect(made, `${room}`).toMatchObject({ fellBack: true, exact: true });
      expect(await numbersIn(file)).toEqual(wanted);
    }
    await makeClip(tools, [piece], file);
  }
}, 300_000);
