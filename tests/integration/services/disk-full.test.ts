import { existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Db } from '../../../src/main/db/open';
import { openDatabase } from '../../../src/main/db/open';
import { migrate } from '../../../src/main/db/migrate';
import { openStore } from '../../../src/main/db/store';
import { createJobs } from '../../../src/main/jobs/jobs';
import { openJournal } from '../../../src/main/jobs/journal';
import { createPartials } from '../../../src/main/jobs/partials';
import { copyVerified } from '../../../src/main/media/fingerprint';
import { lessonsService } from '../../../src/main/services/lessons';
import type { RowOp } from '../../../src/shared/domain/document';
import { momentRow } from '../../unit/shared/rows';
import { filesBelow, openedLibrary, seedLesson, tempFolder } from '../db/temp-library';
import { footage, NOTHING_MADE, rig } from './rig';
import { emptied, fill, inNamespace, smallDisk, smallDisks } from './small-disk';

const bulk = (lessonId: string): RowOp[] =>
  Array.from({ length: 3_000 }, () => {
    const after = momentRow(lessonId, { note: 'x'.repeat(500) });
    return { table: 'moment', id: after.id, before: null, after };
  });

function expectWholeOrNothing(db: Db): void {
  const store = openStore(db);
  const { lesson } = seedLesson(store, {}, ['kept']);
  const service = lessonsService({
    store,
    viewFiles: () => Promise.resolve([]),
    changed: () => undefined,
    nowMs: Date.now,
  });
  expect(() => service.change({ lessonId: lesson.id, ops: bulk(lesson.id) })).toThrow(
    expect.objectContaining({ code: 'disk-full' }) as Error,
  );
  expect(store.rows.momentsOf(lesson.id).map((moment) => moment.note)).toEqual(['kept']);
}

it('refuses a change whole and says why (a database that may not grow)', () => {
  const folder = tempFolder();
  const db = openDatabase(join(folder, 'plenary.db'));
  onTestFinished(() => void db.close());
  migrate(db);
  db.pragma(`max_page_count = ${Number(db.pragma('page_count', { simple: true })) + 40}`);
  expectWholeOrNothing(db);
});

const disks = smallDisks();
const ON_DISKS = 6;

if (disks === 'none') {
  it('needs a small disk', () => {
    expect.fail(
      'This user may neither mount a small disk, nor make a namespace to mount one in, and there is no small one to fill: nothing shows here what a full disk does.',
    );
  });
} else if (disks === 'namespace') {
  it('shows what follows in a namespace of its own', () => {
    const { passed, failed, said } = inNamespace(import.meta.filename);
    expect({ passed, failed }, said).toEqual({ passed: ON_DISKS + 1, failed: 0 });
  });
} else
  describe('a full disk', () => {
    it('refuses a change whole, and takes it once there is room (a disk that is full)', async () => {
      const disk = smallDisk(3_000_000);
      const library = await openedLibrary(join(disk, 'library'));
      const { lesson } = seedLesson(library.store, {}, ['kept']);
      const service = lessonsService({
        store: library.store,
        viewFiles: () => Promise.resolve([]),
        changed: () => undefined,
        nowMs: Date.now,
      });
      fill(disk, 100_000);
      const ops = bulk(lesson.id);
      expect(() => service.change({ lessonId: lesson.id, ops })).toThrow(
        expect.objectContaining({ code: 'disk-full' }) as Error,
      );
      expect(library.store.rows.momentsOf(lesson.id)).toHaveLength(1);
      emptied(disk);
      service.change({ lessonId: lesson.id, ops: ops.slice(0, 100) });
      expect(library.store.rows.momentsOf(lesson.id)).toHaveLength(101);
      expect(library.checkThoroughly()).toEqual([]);
    });

    it('leaves no half backup and tells once; the work itself is saved', async () => {
      const disk = smallDisk(4_000_000);
      const r = await rig({ folder: join(disk, 'library') });
      seedLesson(
        r.library.store,
        {},
        Array.from({ length: 1_000 }, () => 'y'.repeat(300)),
      );
      fill(disk, 20_000);
      await expect(r.library.backups.daily()).rejects.toMatchObject({ code: 'disk-full' });
      expect(readdirSync(join(r.folder, 'backups'))).toEqual([]);
      emptied(disk);
      await r.library.backups.daily();
      expect(r.library.backups.count()).toBe(1);
    });

    it('leaves no half copy of footage, and the lesson is watched from where it is', async () => {
      const disk = smallDisk(3_000_000);
      const r = await rig({ folder: join(disk, 'library'), media: NOTHING_MADE });
      await r.services.handlers.settings.change({ footageStays: false });
      const long = footage({ seconds: 12 });
      expect(statSync(long).size).toBeGreaterThan(800_000);
      fill(disk, 700_000);
      const pick = await r.services.hold([long]);
      const { lessonIds } = await r.services.handlers.footage.add({ pickId: pick.id, as: 'parts' });
      await r.quiet();
      const copying = r.jobs.list().find((job) => job.kind === 'copy-in');
      expect(copying).toMatchObject({ state: 'failed', error: { code: 'disk-full' } });
      const copies = join(r.folder, 'footage');
      expect(existsSync(copies) ? readdirSync(copies) : []).toEqual([]);
      expect([...filesBelow(r.folder).keys()].filter((name) => name.endsWith('.partial'))).toEqual(
        [],
      );
      const document = await r.services.handlers.lessons.open({ lessonId: lessonIds[0] ?? '' });
      expect(document.files[0]).toMatchObject({ present: true, copied: false });
    });

    it('does not keep a job from ending: the next is refused, and one begins when there is room', async () => {
      const disk = smallDisk(200_000);
      const path = join(disk, 'under-way.json');
      const jobs = createJobs({ journal: openJournal(path) });
      const start = (title: string, run: () => void = () => undefined) =>
        jobs.start({ kind: 'clip', title, lessonId: null, run: async () => run() });
      const first = start('One', () => fill(disk));
      const second = start('Two');
      expect(await jobs.ended(first)).toMatchObject({ state: 'done' });
      expect(await jobs.ended(second)).toMatchObject({
        state: 'failed',
        error: { code: 'disk-full' },
      });
      emptied(disk);
      expect(await jobs.ended(start('Three'))).toMatchObject({ state: 'done' });
      expect(openJournal(path).leftovers.jobs).toEqual([]);
    });

    it('refuses an output that cannot be noted, and never half writes what is', () => {
      const disk = smallDisk(200_000);
      const path = join(disk, 'under-way.json');
      const partials = createPartials(openJournal(path));
      const noted = Array.from({ length: 100 }, (_, n) =>
        partials.open(join(disk, `${n}-`.padEnd(90, 'x'))),
      );
      // Room for a part of it.
      fill(disk, 4_096);
      expect(() => partials.open(join(disk, 'more'))).toThrow(
        expect.objectContaining({ code: 'disk-full' }) as Error,
      );
      expect(openJournal(path).leftovers.partials).toEqual(noted);
    });

    it('is said of a copy by name', async () => {
      const disk = smallDisk(40_000);
      mkdirSync(join(disk, 'footage'));
      fill(disk, 20_000);
      await expect(copyVerified(footage(), join(disk, 'footage', 'a.mp4'))).rejects.toMatchObject({
        code: 'disk-full',
      });
      expect(readdirSync(join(disk, 'footage'))).toEqual([]);
    });
  });
