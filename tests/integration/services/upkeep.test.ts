import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { listBackups } from '../../../src/main/db/backups';
import { openDatabase } from '../../../src/main/db/open';
import { openedLibrary, seedLesson, tempFolder } from '../db/temp-library';
import { places } from '../../../src/main/services/places';
import { upkeep } from '../../../src/main/services/upkeep';
import type { AppError } from '../../../src/shared/errors';

async function kept(
  folder = tempFolder(),
  checkFiles: () => Promise<boolean> = () => Promise.resolve(true),
) {
  const library = await openedLibrary(folder);
  const events: { name: string; payload: unknown }[] = [];
  const troubles: AppError[] = [];
  const keeping = upkeep({
    library,
    places: places(folder),
    send: (noun, name, payload) => {
      events.push({ name: `${noun}.${String(name)}`, payload });
    },
    checkFiles,
    trouble: (error) => troubles.push(error),
  });
  return { folder, library, keeping, events, troubles };
}

afterEach(() => {
  vi.useRealTimers();
});

describe('upkeep', () => {
  it('makes the day’s backup, and finds nothing wrong with a whole library', async () => {
    const { folder, keeping, events, troubles } = await kept();
    await keeping.round();
    await keeping.round();
    expect(listBackups(join(folder, 'backups'))).toHaveLength(1);
    expect([events, troubles]).toEqual([[], []]);
    await keeping.stop();
  });

  it('tells once when a backup cannot be made, and makes it when it can', async () => {
    const { folder, library, keeping, events, troubles } = await kept();
    writeFileSync(join(folder, 'backups'), 'a file where the folder should be');
    await keeping.round();
    await keeping.round();
    expect(troubles).toHaveLength(2);
    expect(events.map((event) => event.name)).toEqual(['app.noticed']);
    expect(library.store.notices.all()[0]?.text).toContain('Your work is saved');
    rmSync(join(folder, 'backups'));
    await keeping.round();
    expect(library.backups.count()).toBe(1);
  });

  it('tells also when what it tells cannot be kept', async () => {
    const { folder, library, keeping, events, troubles } = await kept();
    const db = openDatabase(join(folder, 'plenary.db'));
    db.exec("CREATE TRIGGER full BEFORE INSERT ON notice BEGIN SELECT RAISE(FAIL, 'no room'); END");
    db.close();
    writeFileSync(join(folder, 'backups'), 'a file where the folder should be');
    await keeping.round();
    expect(library.store.notices.all()).toEqual([]);
    expect(events.map((event) => event.name)).toEqual(['app.noticed']);
    expect(troubles).toHaveLength(2);
  });

  it('asks a disk that did not answer again soon, and leaves one that did alone', async () => {
    const answers = [
      () => Promise.resolve(false),
      () => Promise.reject(new Error('no such share')),
      () => Promise.resolve(true),
    ];
    const checkFiles = vi.fn(() => answers.shift()?.() ?? Promise.resolve(true));
    const { keeping, troubles } = await kept(tempFolder(), checkFiles);
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    await keeping.round();
    expect(checkFiles).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(15_000);
    expect(checkFiles).toHaveBeenCalledTimes(2);
    await vi.advanceTimersByTimeAsync(29_000);
    expect(checkFiles).toHaveBeenCalledTimes(2);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(checkFiles).toHaveBeenCalledTimes(3);
    await vi.advanceTimersByTimeAsync(7_200_000);
    expect(checkFiles).toHaveBeenCalledTimes(3);
    expect(troubles).toHaveLength(1);
    await keeping.stop();
  });

  it('tells of damage that only a thorough look finds', async () => {
    const folder = tempFolder();
    const first = await openedLibrary(folder);
    seedLesson(first.store);
    await first.close();
    const db = openDatabase(join(folder, 'plenary.db'));
    db.pragma('foreign_keys = OFF');
    db.exec('DELETE FROM person');
    db.close();
    const { keeping, library } = await kept(folder);
    await keeping.round();
    expect(library.store.notices.all()[0]?.text).toContain('found damage');
  });
});
