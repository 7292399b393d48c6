import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { listBackups } from '../../../src/main/db/backups';
import { openDatabase } from '../../../src/main/db/open';
import { openedLibrary, seedLesson, tempFolder } from '../db/temp-library';
import { places } from '../../../src/main/services/places';
import { upkeep } from '../../../src/main/services/upkeep';
import type { AppError } from '../../../src/shared/errors';

async function kept(folder = tempFolder()) {
  const library = await openedLibrary(folder);
  const events: { name: string; payload: unknown }[] = [];
  const troubles: AppError[] = [];
  const keeping = upkeep({
    library,
    places: places(folder),
    send: (noun, name, payload) => {
      events.push({ name: `${noun}.${String(name)}`, payload });
    },
    checkFiles: () => Promise.resolve(),
    trouble: (error) => troubles.push(error),
  });
  return { folder, library, keeping, events, troubles };
}

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
