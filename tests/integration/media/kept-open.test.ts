import { copyFile, mkdtemp, rm, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeKept, openKept } from '../../../src/main/media/coded/kept-open';
import { makeFootage } from '../../fixtures/make-footage';

describe('files that clips are copied from', () => {
  let folder = '';
  let path = '';
  const probe = { firstFrameUs: 0 };
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'plenary-kept-'));
    path = join(folder, 'lesson.mp4');
    await copyFile(await makeFootage({ gop: 25 }), path);
  });
  afterAll(async () => {
    await closeKept();
    await rm(folder, { recursive: true, force: true });
  });

  it('stay open for the next, also while others use them', async () => {
    const [one, other] = await Promise.all([openKept(path, probe), openKept(path, probe)]);
    expect(one?.sink).toBe(other?.sink);
    await one?.close();
    await one?.close();
    expect(await other?.sink.getFirstPacket()).not.toBeNull();
    await other?.close();
    const next = await openKept(path, probe);
    expect(next?.sink).toBe(one?.sink);
    await next?.close();
    await closeKept();
    const anew = await openKept(path, probe);
    expect(anew?.sink).not.toBe(one?.sink);
    await anew?.close();
  });

  it('are opened anew when they were changed, and missed when they are gone', async () => {
    const one = await openKept(path, probe);
    await one?.close();
    await utimes(path, new Date(), new Date(2020, 1, 1));
    const changed = await openKept(path, probe);
    expect(changed?.sink).not.toBe(one?.sink);
    await changed?.close();
    await rm(path);
    await expect(openKept(path, probe)).rejects.toMatchObject({ code: 'ENOENT' });
  });
});
