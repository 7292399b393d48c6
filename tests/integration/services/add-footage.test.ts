import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { arrangeParts } from '../../../src/shared/domain/arrange';
import { applyOps } from '../../../src/shared/domain/document';
import { partsOf } from '../../../src/shared/domain/lesson-time';
import { tempFolder } from '../db/temp-library';
import { footage, NOTHING_MADE, type Rig, rig } from './rig';

/** Copies of footage under the names a camera gives, in a folder of their own. */
function card(files: Record<string, string>): { folder: string; path: (name: string) => string } {
  const folder = tempFolder();
  for (const [name, from] of Object.entries(files)) copyFileSync(from, join(folder, name));
  return { folder, path: (name) => join(folder, name) };
}

const open = (r: Rig, lessonId: string) => r.services.handlers.lessons.open({ lessonId });

describe('adding one file', () => {
  it('makes a lesson of it, with title, day and keep-until, and prepares it in the background', async () => {
    const r = await rig({ nowMs: () => Date.parse('2026-03-12T10:00:00Z') });
    const { path } = card({
      'Area_of_triangles-8B.mp4': footage({ recordedAt: '2026-03-10T09:15:00Z' }),
    });
    const pick = await r.services.hold([path('Area_of_triangles-8B.mp4')]);
    expect(pick).toMatchObject({ cloud: false, files: [{ name: 'Area_of_triangles-8B.mp4' }] });
    const result = await r.services.handlers.footage.add({ pickId: pick.id, as: 'parts' });
    expect(result).toMatchObject({ known: [], refused: [] });
    const [lessonId = ''] = result.lessonIds;
    await r.quiet();
    const document = await open(r, lessonId);
    expect(document.lesson).toMatchObject({
      title: 'Area of triangles-8B',
      taughtOn: '2026-03-10',
      keepUntil: '2026-07-31',
      made: false,
      authorId: r.me.id,
    });
    expect(document.files[0]).toMatchObject({ present: true, handling: 'direct', copied: false });
    expect(JSON.stringify(document)).not.toContain(path('').slice(0, -1));
    const [part] = document.parts;
    const frames = await r.services.pathOf('frames', part?.id ?? '');
    const times = new Float64Array(new Uint8Array(readFileSync(frames ?? '')).buffer);
    expect(times).toHaveLength(51);
    expect(times[0]).toBe(0);
    expect(times.at(-1)).toBeCloseTo(2_000_000, -4);
    const poster = await r.services.pathOf('poster', lessonId);
    expect(readFileSync(poster ?? '').subarray(0, 2)).toEqual(Buffer.from([0xff, 0xd8]));
    const [shown] = r.services.snapshot().lessons;
    expect(shown).toMatchObject({ hasPoster: true, partCount: 1, missing: [], playable: null });
    expect(r.events.filter((event) => event.name === 'lessons.changed').length).toBeGreaterThan(1);
    expect(r.jobs.list().map((job) => [job.kind, job.state])).toEqual([['prepare', 'done']]);
  });

  it('waits for the frame list that is being made, and answers null for a part that is not', async () => {
    const r = await rig();
    const pick = await r.services.hold([footage()]);
    const { lessonIds } = await r.services.handlers.footage.add({ pickId: pick.id, as: 'parts' });
    const [part] = (await open(r, lessonIds[0] ?? '')).parts;
    expect(await r.services.pathOf('frames', part?.id ?? '')).not.toBeNull();
    expect(await r.services.pathOf('frames', pick.id)).toBeNull();
    expect(await r.services.pathOf('part', pick.id)).toBeNull();
    expect(await r.services.pathOf('poster', pick.id)).toBeNull();
  });

  it('takes the day from the file where the recording says none, and names it by that', async () => {
    const r = await rig({ nowMs: () => Date.parse('2026-03-12T10:00:00Z') });
    const { path } = card({ 'GH010034.MP4': footage() });
    const written = new Date(2026, 1, 3, 12);
    utimesSync(path('GH010034.MP4'), written, written);
    const pick = await r.services.hold([path('GH010034.MP4')]);
    await r.services.handlers.footage.add({ pickId: pick.id, as: 'parts' });
    const [shown] = r.services.snapshot().lessons;
    expect(shown?.lesson).toMatchObject({
      title: 'Lesson on 3 February 2026',
      taughtOn: '2026-02-03',
    });
  });

  it('needs to know who adds it', async () => {
    const r = await rig({ name: null });
    const pick = await r.services.hold([footage()]);
    await expect(
      r.services.handlers.footage.add({ pickId: pick.id, as: 'parts' }),
    ).rejects.toMatchObject({ code: 'not-allowed' });
    const waiting = r.services.introduced();
    await r.services.handlers.people.introduce({ name: 'Ms K' });
    expect((await waiting).name).toBe('Ms K');
    const { lessonIds } = await r.services.handlers.footage.add({ pickId: pick.id, as: 'parts' });
    expect(lessonIds).toHaveLength(1);
  });
});

describe('adding several files', () => {
  it('offers them in the order they were recorded, and lays them out with the gaps that are known', async () => {
    const r = await rig();
    const { path } = card({
      'b.mp4': footage({ tone: 300, recordedAt: '2026-03-10T09:00:00Z' }),
      'a.mp4': footage({ tone: 500, recordedAt: '2026-03-10T09:01:02Z' }),
      'c.mp4': footage({ tone: 700, recordedAt: '2026-03-10T09:01:04Z' }),
    });
    const pick = await r.services.hold([path('a.mp4'), path('c.mp4'), path('b.mp4')]);
    expect(pick.files.map((file) => file.name)).toEqual(['b.mp4', 'a.mp4', 'c.mp4']);
    const { lessonIds } = await r.services.handlers.footage.add({ pickId: pick.id, as: 'parts' });
    expect(lessonIds).toHaveLength(1);
    const document = await open(r, lessonIds[0] ?? '');
    const parts = partsOf(document);
    const [first, second, third] = parts;
    // A minute passed between the first two; the third followed the second at once.
    expect(second?.gapBeforeUs).toBe(62_000_000 - (first?.durationUs ?? 0));
    expect(second?.offsetUs).toBe(62_000_000);
    expect(third?.gapBeforeUs).toBe(0);
    expect(third?.offsetUs).toBe(62_000_000 + (second?.durationUs ?? 0));
  });

  it('goes by the names a card gives where no time is known, in the order that is asked for', async () => {
    const r = await rig();
    const { path } = card({
      '00010.mp4': footage({ tone: 300 }),
      '00002.mp4': footage({ tone: 500 }),
      '00001.mp4': footage({ tone: 700 }),
    });
    const pick = await r.services.hold(['00010.mp4', '00002.mp4', '00001.mp4'].map(path));
    expect(pick.files.map((file) => file.name)).toEqual(['00001.mp4', '00002.mp4', '00010.mp4']);
    const { lessonIds } = await r.services.handlers.footage.add({
      pickId: pick.id,
      as: 'parts',
      order: [2, 0],
    });
    const document = await open(r, lessonIds[0] ?? '');
    const names = partsOf(document).map(
      (part) => document.files.find((file) => file.id === part.fileId)?.name,
    );
    expect(names).toEqual(['00010.mp4', '00001.mp4']);
  });

  it('as separate lessons makes one of each', async () => {
    const r = await rig();
    const { path } = card({ 'Year 9.mp4': footage({ tone: 300 }), 'Year 7.mp4': footage() });
    const pick = await r.services.hold([path('Year 9.mp4'), path('Year 7.mp4')]);
    const { lessonIds } = await r.services.handlers.footage.add({
      pickId: pick.id,
      as: 'separate',
    });
    expect(lessonIds).toHaveLength(2);
    expect(
      r.services
        .snapshot()
        .lessons.map((c) => c.lesson.title)
        .sort(),
    ).toEqual(['Year 7', 'Year 9']);
  });

  it('refuses what cannot be read with a reason, recognises what is there, and takes the rest', async () => {
    const r = await rig();
    const before = await r.services.hold([footage({ tone: 300 })]);
    const first = await r.services.handlers.footage.add({ pickId: before.id, as: 'parts' });
    const { folder, path } = card({
      'new.mp4': footage(),
      'renamed.mp4': footage({ tone: 300 }),
      'again.mp4': footage(),
    });
    writeFileSync(path('notes.mp4'), 'not footage at all');
    mkdirSync(path('folder'));
    const names = ['new.mp4', 'renamed.mp4', 'again.mp4', 'notes.mp4', 'folder', 'gone.mp4'];
    const pick = await r.services.hold(names.map((name) => join(folder, name)));
    const result = await r.services.handlers.footage.add({ pickId: pick.id, as: 'separate' });
    expect(result.lessonIds).toHaveLength(1);
    expect(Object.fromEntries(result.refused.map((one) => [one.name, one.error.code]))).toEqual({
      folder: 'file-unreadable',
      'gone.mp4': 'file-missing',
      'notes.mp4': 'file-unreadable',
    });
    for (const { error } of result.refused) expect(error.message).not.toContain(folder);
    const title = r.library.store.rows.tables.lesson.get(first.lessonIds[0] ?? '')?.title;
    expect(result.known).toContainEqual({
      name: 'renamed.mp4',
      lessonId: first.lessonIds[0],
      title,
    });
    expect(result.known).toHaveLength(2);
    await expect(
      r.services.handlers.footage.add({ pickId: pick.id, as: 'separate' }),
    ).rejects.toMatchObject({ code: 'not-found' });
  });

  it('finds footage that has moved when it is added again from its new place', async () => {
    const r = await rig();
    const from = card({ 'Circuits.mp4': footage({ seconds: 1 }) });
    const { id } = await r.services.hold([from.path('Circuits.mp4')]);
    const first = await r.services.handlers.footage.add({ pickId: id, as: 'parts' });
    const [lessonId = ''] = first.lessonIds;
    await r.quiet();
    const to = card({ 'Renamed.mp4': from.path('Circuits.mp4') });
    rmSync(from.path('Circuits.mp4'));
    const again = await r.services.hold([to.path('Renamed.mp4')]);
    const result = await r.services.handlers.footage.add({ pickId: again.id, as: 'parts' });
    expect(result).toMatchObject({ lessonIds: [], known: [{ name: 'Renamed.mp4', lessonId }] });
    const [file] = r.library.store.files.of(lessonId);
    expect(file).toMatchObject({ path: to.path('Renamed.mp4'), present: true });
    expect((await open(r, lessonId)).files).toMatchObject([{ name: 'Renamed.mp4', present: true }]);
  });
});

describe('the same footage given twice at once', () => {
  it('goes in once', async () => {
    const r = await rig({ media: NOTHING_MADE });
    const first = await r.services.hold([footage()]);
    const second = await r.services.hold([footage()]);
    const add = (pickId: string) => r.services.handlers.footage.add({ pickId, as: 'parts' });
    const [a, b, again] = await Promise.allSettled([add(first.id), add(second.id), add(first.id)]);
    expect(a).toMatchObject({ value: { known: [], refused: [] } });
    expect(b).toMatchObject({
      value: { lessonIds: [], known: [{ name: expect.stringMatching('mp4') as string }] },
    });
    expect(again).toMatchObject({ status: 'rejected', reason: { code: 'not-found' } });
    expect(r.services.snapshot().lessons).toHaveLength(1);
  });
});

describe('preparing that fails', () => {
  it('is said once, not at each opening, and tried again at the next start', async () => {
    const broken = { ...NOTHING_MADE, readFrameTimes: () => Promise.reject(new Error('broken')) };
    const r = await rig({ media: broken });
    const pick = await r.services.hold([footage()]);
    const { lessonIds } = await r.services.handlers.footage.add({ pickId: pick.id, as: 'parts' });
    const [lessonId = ''] = lessonIds;
    await r.quiet();
    await open(r, lessonId);
    await open(r, lessonId);
    await r.quiet();
    expect(r.jobs.list().map((job) => job.state)).toEqual(['failed']);
    const [part] = r.library.store.rows.partsOf(lessonId);
    expect(await r.services.pathOf('frames', part?.id ?? '')).toBeNull();
    await r.close();
    const again = await rig({ folder: r.folder });
    again.services.begin();
    await again.quiet();
    expect(await again.services.pathOf('frames', part?.id ?? '')).not.toBeNull();
  });
});

describe('footage that is copied into the library', () => {
  it('is compared, watched from there, and leaves the original alone', async () => {
    const r = await rig();
    await r.services.handlers.settings.change({ footageStays: false });
    const { path } = card({ 'lesson.MP4': footage() });
    const original = readFileSync(path('lesson.MP4'));
    const pick = await r.services.hold([path('lesson.MP4')]);
    const { lessonIds } = await r.services.handlers.footage.add({ pickId: pick.id, as: 'parts' });
    await r.quiet();
    expect(Object.fromEntries(r.jobs.list().map((job) => [job.kind, job.state]))).toEqual({
      'copy-in': 'done',
      prepare: 'done',
    });
    const document = await open(r, lessonIds[0] ?? '');
    expect(document.files[0]).toMatchObject({ copied: true, present: true, name: 'lesson.MP4' });
    const copy = await r.services.pathOf('part', document.parts[0]?.id ?? '');
    expect(copy?.startsWith(join(r.folder, 'footage'))).toBe(true);
    expect(readFileSync(copy ?? '').equals(original)).toBe(true);
    expect(readFileSync(path('lesson.MP4')).equals(original)).toBe(true);
  });

  it('goes on being copied at the next start where it was cut off', async () => {
    const r = await rig({
      media: { copyVerified: () => Promise.reject(new Error('the power went')) },
    });
    await r.services.handlers.settings.change({ footageStays: false });
    const pick = await r.services.hold([footage()]);
    const { lessonIds } = await r.services.handlers.footage.add({ pickId: pick.id, as: 'parts' });
    await r.quiet();
    expect((await open(r, lessonIds[0] ?? '')).files[0]?.copied).toBe(false);
    await r.close();
    const copies = join(r.folder, 'footage');
    writeFileSync(join(copies, 'half.mp4.partial'), 'half');
    const again = await rig({ folder: r.folder });
    expect(existsSync(join(copies, 'half.mp4.partial'))).toBe(false);
    again.services.begin();
    await again.quiet();
    expect((await open(again, lessonIds[0] ?? '')).files[0]?.copied).toBe(true);
  });
});

describe('more parts for a lesson that is there', () => {
  it('are placed by one edit, carry moments, and come back as the same file', async () => {
    const r = await rig();
    const { path } = card({ '1.mp4': footage({ tone: 300 }), '2.mp4': footage({ tone: 500 }) });
    const pick = await r.services.hold([path('1.mp4')]);
    const { lessonIds } = await r.services.handlers.footage.add({ pickId: pick.id, as: 'parts' });
    const [lessonId = ''] = lessonIds;
    let document = await open(r, lessonId);
    const angleId = document.angles[0]?.id ?? '';
    const change = async (ops: ReturnType<typeof arrangeParts>) => {
      await r.services.handlers.lessons.change({ lessonId, label: 'Parts', ops });
      const files = document.files;
      document = applyOps(document, ops);
      const onDisk = await open(r, lessonId);
      expect({ ...document, files }).toEqual({ ...onDisk, files });
      document = onDisk;
    };

    const more = await r.services.hold([path('2.mp4'), path('1.mp4')]);
    const registered = await r.services.handlers.footage.register({
      pickId: more.id,
      lessonId,
      angleId,
    });
    expect(registered.result.known.map((known) => known.name)).toEqual(['1.mp4']);
    expect(registered.parts).toHaveLength(1);
    expect(registered.files.map((file) => file.name)).toEqual(['2.mp4']);
    // Not in the lesson until the page has placed it.
    expect((await open(r, lessonId)).parts).toHaveLength(1);

    const now = '2026-03-12T10:00:00.000Z';
    const second = registered.parts[0];
    if (!second) throw new Error('there is a part');
    await change(arrangeParts(document, angleId, [second, ...partsOf(document)], now));
    expect(partsOf(document).map((part) => part.fileId)[0]).toBe(second.fileId);
    await r.quiet();
    expect(await r.services.pathOf('frames', second.id)).not.toBeNull();

    // Removed, and registered again: the same file, so that what is adrift finds it.
    const without = partsOf(document).filter((part) => part.id !== second.id);
    await change(arrangeParts(document, angleId, without, now));
    const back = await r.services.hold([path('2.mp4')]);
    const again = await r.services.handlers.footage.register({
      pickId: back.id,
      lessonId,
      angleId,
    });
    expect(again.parts[0]?.fileId).toBe(second.fileId);
    expect(statSync(path('2.mp4')).isFile()).toBe(true);
  });
});

describe('the made lesson', () => {
  it('is added once, with its moments, from the library’s own copy', async () => {
    const r = await rig();
    const [a, b] = await Promise.all([
      r.services.handlers.lessons.addMade(),
      r.services.handlers.lessons.addMade(),
    ]);
    expect(a).toEqual(b);
    expect(await r.services.handlers.lessons.addMade()).toEqual(a);
    const document = await open(r, a.lessonId);
    expect(document.lesson.made).toBe(true);
    expect(document.moments).toHaveLength(3);
    expect(document.files[0]).toMatchObject({ copied: true, present: true });
    expect(
      (await r.services.pathOf('part', document.parts[0]?.id ?? ''))?.startsWith(r.folder),
    ).toBe(true);
  });
});
