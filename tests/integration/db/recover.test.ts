import {
  closeSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { listBackups } from '../../../src/main/db/backups';
import { openDatabase } from '../../../src/main/db/open';
import { ANYWHERE, openedLibrary, seedLesson, tempFolder } from './temp-library';

/** A library with a lesson in it and in its backup, and a lesson made since; closed. */
async function libraryWithBackup(): Promise<{ folder: string; file: string; kept: string }> {
  const folder = tempFolder();
  const library = await openedLibrary(folder);
  const { lesson } = seedLesson(
    library.store,
    {},
    Array.from({ length: 500 }, (_, n) => `note ${n}`),
  );
  await library.backups.daily();
  seedLesson(library.store, { title: 'Made since' });
  await library.close();
  return { folder, file: join(folder, 'plenary.db'), kept: lesson.id };
}

function overwrite(file: string, at: number, bytes: Buffer): void {
  const fd = openSync(file, 'r+');
  writeSync(fd, bytes, 0, bytes.length, at);
  closeSync(fd);
}

const garbage = Buffer.alloc(8192, 0xa5);

const DAMAGE: [string, (file: string) => void][] = [
  ['truncated', (file) => truncateSync(file, Math.floor(statSync(file).size / 2))],
  ['cut to a few bytes', (file) => truncateSync(file, 60)],
  ['garbage from the first byte', (file) => writeFileSync(file, garbage)],
  ['of no length', (file) => writeFileSync(file, '')],
  ['overwritten in the middle', (file) => overwrite(file, 4096 * 3, garbage)],
  [
    'another program’s database',
    (file) => {
      rmSync(file);
      const db = openDatabase(file, { journal: 'DELETE' });
      db.exec('CREATE TABLE thing (a)');
      db.close();
    },
  ],
];

describe('a library that is', () => {
  it.each(DAMAGE)(
    '%s is set aside and the backup opened, with a plain message',
    async (_, damage) => {
      const { folder, file, kept } = await libraryWithBackup();
      damage(file);
      const bytes = readFileSync(file);
      const library = await openedLibrary(folder);
      expect(library.recovered).toBe(true);
      expect(library.store.rows.tables.lesson.get(kept)).toBeDefined();
      expect(library.store.rows.momentsOf(kept)).toHaveLength(500);
      expect(library.checkThoroughly()).toEqual([]);
      const [notice] = library.store.notices.all();
      expect(notice?.text).toContain('set aside');
      expect(notice?.text).toContain('backup of');
      // The damaged file itself is still there, as it was.
      const [aside] = readdirSync(join(folder, 'damaged'));
      expect(readFileSync(join(folder, 'damaged', aside ?? '')).equals(bytes)).toBe(true);
      // And it is told once: the next start is an ordinary one.
      library.store.notices.remove(notice?.id ?? '');
      await library.close();
      const again = await openedLibrary(folder);
      expect(again.recovered).toBe(false);
      expect(again.store.notices.all()).toEqual([]);
    },
  );

  it('gone is opened from its backup', async () => {
    const { folder, file, kept } = await libraryWithBackup();
    rmSync(file);
    const library = await openedLibrary(folder);
    expect(library.recovered).toBe(true);
    expect(library.store.rows.tables.lesson.get(kept)).toBeDefined();
    expect(library.store.notices.all()[0]?.text).toContain('was gone');
  });

  it('damaged and has no backup gives way to an empty one, and stays aside', async () => {
    const folder = tempFolder();
    writeFileSync(join(folder, 'plenary.db'), garbage);
    const library = await openedLibrary(folder);
    expect(library.recovered).toBe(true);
    expect(library.store.cards.all()).toEqual([]);
    expect(library.store.notices.all()[0]?.text).toContain('no backup');
    expect(readdirSync(join(folder, 'damaged'))).toHaveLength(1);
  });

  it('new, or was cut off in its first second, is nothing to tell of', async () => {
    const fresh = await openedLibrary(tempFolder());
    expect([fresh.recovered, fresh.store.notices.all()]).toEqual([false, []]);
    const folder = tempFolder();
    writeFileSync(join(folder, 'plenary.db'), '');
    const empty = await openedLibrary(folder);
    expect([empty.recovered, empty.store.notices.all()]).toEqual([false, []]);
  });
});

describe('the WAL', () => {
  async function crashed(): Promise<{ folder: string; last: string }> {
    const { folder } = await libraryWithBackup();
    const library = await openedLibrary(folder);
    const { lesson } = seedLesson(library.store, { title: 'In the WAL' });
    // As SIGKILL leaves them: copied while the library is open.
    const copy = tempFolder();
    for (const end of ['', '-wal']) {
      copyFileSync(join(folder, `plenary.db${end}`), join(copy, `plenary.db${end}`));
    }
    return { folder: copy, last: lesson.id };
  }

  it('that outlived its library is not written over the backup', async () => {
    const { folder, kept } = await libraryWithBackup();
    const library = await openedLibrary(folder);
    seedLesson(library.store, { title: 'In the WAL' });
    const crash = tempFolder();
    cpSync(join(folder, 'backups'), join(crash, 'backups'), { recursive: true });
    copyFileSync(join(folder, 'plenary.db-wal'), join(crash, 'plenary.db-wal'));
    const opened = await openedLibrary(crash);
    expect(opened.recovered).toBe(true);
    expect(opened.checkThoroughly()).toEqual([]);
    expect(opened.store.cards.all().map(({ lesson }) => lesson.id)).toEqual([kept]);
  });

  it('of a crash is read', async () => {
    const { folder, last } = await crashed();
    const library = await openedLibrary(folder);
    expect(library.recovered).toBe(false);
    expect(library.store.rows.tables.lesson.get(last)).toBeDefined();
  });

  it('that is missing or cut off leaves the library whole as it was before', async () => {
    for (const cut of [(wal: string) => rmSync(wal), (wal: string) => truncateSync(wal, 5000)]) {
      const { folder, last } = await crashed();
      cut(join(folder, 'plenary.db-wal'));
      const library = await openedLibrary(folder);
      expect(library.recovered).toBe(false);
      expect(library.store.rows.tables.lesson.get(last)).toBeUndefined();
      expect(library.store.cards.all()).toHaveLength(2);
      expect(library.checkThoroughly()).toEqual([]);
    }
  });
});

describe('recovery', () => {
  it('passes over a backup that is damaged, for the next one', async () => {
    const folder = tempFolder();
    let nowMs = Date.parse('2026-03-01T12:00:00Z');
    const library = await openedLibrary(folder, { nowMs: () => nowMs });
    const { lesson } = seedLesson(library.store);
    await library.backups.daily();
    nowMs += 86_400_000;
    await library.backups.daily();
    await library.close();
    const [newest, older] = listBackups(join(folder, 'backups'));
    writeFileSync(newest?.path ?? '', garbage);
    writeFileSync(join(folder, 'plenary.db'), garbage);
    const again = await openedLibrary(folder);
    expect(again.store.rows.tables.lesson.get(lesson.id)).toEqual(lesson);
    expect(again.store.notices.all()[0]?.text).toContain('1 March 2026');
    expect(older).toBeDefined();
  });

  it('that was cut off before the backup was in place goes on at the next start', async () => {
    const { folder, file, kept } = await libraryWithBackup();
    // The library had been moved away and its replacement half copied.
    rmSync(file);
    writeFileSync(`${file}.partial`, garbage);
    const library = await openedLibrary(folder);
    expect(library.store.rows.tables.lesson.get(kept)).toBeDefined();
    expect(existsSync(`${file}.partial`)).toBe(false);
  });

  it('does not take a folder that may not be written for damage', async () => {
    const { folder, file } = await libraryWithBackup();
    rmSync(file);
    // A folder of that name cannot be opened as a file: no access, not damage.
    mkdirSync(file);
    await expect(openedLibrary(folder)).rejects.toMatchObject({ code: 'database' });
    expect(existsSync(join(folder, 'damaged'))).toBe(false);
  });
});

describe('the thorough check', () => {
  it('makes a damaged text index anew', async () => {
    const { folder, file, kept } = await libraryWithBackup();
    const db = openDatabase(file);
    db.unsafeMode();
    db.exec("UPDATE moment_text_data SET block = x'00000000' WHERE id > 10");
    db.close();
    const library = await openedLibrary(folder);
    expect(library.checkThoroughly()).toEqual([]);
    expect(
      library.store.search.find({ ...ANYWHERE, text: 'note 499' }).hits.length,
    ).toBeGreaterThan(0);
    expect(library.store.rows.momentsOf(kept)).toHaveLength(500);
    expect(existsSync(join(folder, 'check-at-start'))).toBe(false);
  });

  it('leaves what it cannot mend for the next start, which then looks thoroughly', async () => {
    const { folder, file, kept } = await libraryWithBackup();
    const db = openDatabase(file);
    db.pragma('foreign_keys = OFF');
    db.exec(`DELETE FROM person`);
    db.close();
    const library = await openedLibrary(folder);
    expect(library.recovered).toBe(false);
    expect(library.checkThoroughly().length).toBeGreaterThan(0);
    await library.close();
    const again = await openedLibrary(folder);
    expect(again.recovered).toBe(true);
    expect(again.store.rows.tables.lesson.get(kept)).toBeDefined();
    expect(again.checkThoroughly()).toEqual([]);
  });
});
