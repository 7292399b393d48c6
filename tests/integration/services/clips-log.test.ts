/** The export log with real files and real pictures: what is found, served, made and taken away. */
import {
  appendFileSync,
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { createFootageAnswers } from '../../../src/main/footage/answer-footage';
import { isHevcClip } from '../../../src/main/media/mp4-boxes';
import { clipFiles } from '../../../src/main/services/clip-files';
import { clipsLogService } from '../../../src/main/services/clips-log';
import { places } from '../../../src/main/services/places';
import { newId } from '../../../src/shared/domain/ids';
import { AppError } from '../../../src/shared/errors';
import { tempFolder } from '../db/temp-library';
import { footage, type Rig, rig } from './rig';

interface Set {
  r: Rig;
  lessonId: string;
  out: string;
  clips: ReturnType<typeof clipsLogService>;
  shown: string[];
  add(fileName: string, change?: object): string;
}

/** A lesson, a folder that clips went to, and the log over both. */
async function prepared(): Promise<Set> {
  const r = await rig();
  const folder = tempFolder();
  const original = join(folder, 'Circuits.mp4');
  copyFileSync(footage({ tone: 300 }), original);
  const pick = await r.services.hold([original]);
  const added = await r.services.handlers.footage.add({ pickId: pick.id, as: 'separate' });
  await r.quiet();
  const [lessonId = ''] = added.lessonIds;
  const out = join(folder, 'INSET');
  mkdirSync(out);
  const { store } = r.library;
  const shown: string[] = [];
  const clips = clipsLogService({
    log: store.exports,
    files: clipFiles(),
    stills: r.services.stills,
    stillOf: places(r.folder).stillOf,
    lesson: (id) => {
      const lesson = store.rows.tables.lesson.get(id);
      if (!lesson) return undefined;
      const { title, notShown } = lesson;
      const [angles, parts] = [store.rows.anglesOf(id), store.rows.partsOf(id)];
      return { title, notShown, angles, parts, masks: store.rows.masksOf(id) };
    },
    hasPicture: () => true,
    narrationOf: () => null,
    sessionOf: () => null,
    isHevc: isHevcClip,
    isRemoving: r.services.isRemoving,
    dialogs: { showInFolder: (path) => void shown.push(path) },
  });
  let count = 0;
  const add = (fileName: string, change: object = {}): string => {
    const id = newId();
    const at = new Date(Date.UTC(2026, 10, 10, 9, count++)).toISOString();
    const bytes = statSync(join(out, fileName), { throwIfNoEntry: false })?.size ?? 9;
    store.exports.add([
      {
        ...{
          id,
          at,
          author: 'RK',
          lessonId,
          lessonTitle: 'Circuits',
          startUs: 0,
          endUs: 1_000_000,
        },
        ...{ fileName, folderPath: out, bytes, frames: 25 },
        ...{ angleId: null, fileId: null },
        ...change,
      },
    ]);
    return id;
  };
  return { r, lessonId, out, clips, shown, add };
}

/** A ceiling against hanging, never a measure of speed. */
const WITHIN = { timeout: 60_000 };

const pictured = (r: Rig) =>
  r.events.filter(({ name }) => name === 'clips.pictured').map(({ payload }) => payload);

describe('looking for exported files', () => {
  it('tells those that are there from changed ones, gone ones and folders that are away', async () => {
    const { clips, out, add } = await prepared();
    for (const name of ['There.mp4', 'Changed.mp4']) copyFileSync(footage(), join(out, name));
    const ids = [
      add('There.mp4'),
      add('Changed.mp4', { bytes: 5 }),
      add('Gone.mp4'),
      add('Away.mp4', { folderPath: join(out, 'a stick') }),
    ];
    mkdirSync(join(out, 'A folder.mp4'));
    ids.push(add('A folder.mp4', { bytes: 5 }));
    const looks = await clips.handlers.look({ exportIds: [...ids, newId()], inView: true });
    expect(looks.map(({ file }) => file)).toEqual(['there', 'changed', 'gone', 'away', 'gone']);
  });

  it('names the folder and never says its path', async () => {
    const { clips, out, add, lessonId } = await prepared();
    add('There.mp4');
    const log = await clips.handlers.log();
    expect(log).toMatchObject([{ fileName: 'There.mp4', folderName: 'INSET' }]);
    const copies = await clips.handlers.copies({ lessonIds: [lessonId] });
    expect(copies).toMatchObject([{ fileName: 'There.mp4', folderName: 'INSET', file: 'gone' }]);
    expect(JSON.stringify([log, copies])).not.toContain(out);
  });

  it('names a reel once, however many ranges are in it', async () => {
    const { clips, add, lessonId } = await prepared();
    add('Reel.mp4');
    add('Reel.mp4', { startUs: 2_000_000, endUs: 3_000_000 });
    add('Other.mp4');
    const copies = await clips.handlers.copies({ lessonIds: [lessonId] });
    expect(copies.map(({ fileName }) => fileName).sort()).toEqual(['Other.mp4', 'Reel.mp4']);
  });

  it('shows a file in its folder, and says when it is not there', async () => {
    const { clips, out, add, shown } = await prepared();
    const exportId = add('There.mp4');
    expect(() => clips.handlers.showInFolder({ exportId })).toThrow(
      expect.objectContaining({ code: 'file-missing' }) as Error,
    );
    writeFileSync(join(out, 'There.mp4'), 'clip');
    await clips.handlers.showInFolder({ exportId });
    expect(shown).toEqual([join(out, 'There.mp4')]);
  });
});

describe('pictures of exported clips', () => {
  it('are made from the file when it is looked at, once, and served by id', async () => {
    const { r, clips, out, add } = await prepared();
    copyFileSync(footage(), join(out, 'There.mp4'));
    const exportId = add('There.mp4');
    const get = createFootageAnswers({
      pathOf: (kind, id) => (kind === 'clip' || kind === 'still' ? clips.pathOf(kind, id) : null),
    });
    const ask = (kind: string, id: string) =>
      get({ url: `footage://${kind}/${id}`, method: 'GET', origin: null });
    expect(await ask('still', exportId)).toEqual({ status: 404 });
    expect(await clips.handlers.look({ exportIds: [exportId], inView: true })).toEqual([
      { exportId, file: 'there', picture: false, hevc: false },
    ]);
    await vi.waitFor(() => expect(pictured(r)).toEqual([{ exportId }]), WITHIN);
    expect(await clips.handlers.look({ exportIds: [exportId], inView: true })).toMatchObject([
      { picture: true },
    ]);
    const still = await ask('still', exportId);
    expect(still).toMatchObject({ status: 200, path: places(r.folder).stillOf(exportId) });
    // A JPEG, small.
    const jpeg = readFileSync(places(r.folder).stillOf(exportId));
    expect(jpeg.subarray(0, 2)).toEqual(Buffer.from([0xff, 0xd8]));
    expect(jpeg.length).toBeLessThan(60_000);
    expect(await ask('clip', exportId)).toMatchObject({
      status: 200,
      path: join(out, 'There.mp4'),
    });
    expect(await ask('clip', newId())).toEqual({ status: 404 });
    expect(pictured(r)).toHaveLength(1);
  });

  it('are not made of a file that was changed or cannot be read, nor is a changed one served', async () => {
    const { r, clips, out, add } = await prepared();
    copyFileSync(footage(), join(out, 'Changed.mp4'));
    const changed = add('Changed.mp4');
    appendFileSync(join(out, 'Changed.mp4'), 'x');
    writeFileSync(join(out, 'Broken.mp4'), 'no film');
    const broken = add('Broken.mp4');
    copyFileSync(footage(), join(out, 'There.mp4'));
    const there = add('There.mp4');
    await clips.handlers.look({ exportIds: [changed, broken, there], inView: true });
    // Asked about while it plays: that calls off nothing.
    await clips.handlers.look({ exportIds: [changed], inView: false });
    // The last one in turn is made, so the ones before it have been tried.
    await vi.waitFor(() => expect(pictured(r)).toEqual([{ exportId: there }]), WITHIN);
    expect(readdirSync(places(r.folder).stillsFolder)).toEqual([`${there}.jpg`]);
    expect(await clips.pathOf('clip', changed)).toBeNull();
    rmSync(join(out, 'There.mp4'));
    await expect(clips.pathOf('clip', there)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('go with the lesson, and so does every name; the files themselves stay', async () => {
    const { r, clips, out, add, lessonId, shown } = await prepared();
    copyFileSync(footage(), join(out, 'There.mp4'));
    const exportId = add('There.mp4');
    await clips.handlers.look({ exportIds: [exportId], inView: true });
    await vi.waitFor(() => expect(pictured(r)).toHaveLength(1), WITHIN);
    const { stillsFolder } = places(r.folder);
    const receipt = join(tempFolder(), 'receipt.txt');
    r.answers.saved = receipt;
    add('Gone.mp4');
    const { title } = await r.services.handlers.lessons.removal({ lessonId });
    await r.services.handlers.lessons.remove({
      ...{ lessonId, title, originalsToo: false, receipt: true },
    });
    expect(readdirSync(stillsFolder)).toEqual([]);
    expect(readdirSync(out)).toEqual(['There.mp4']);
    const written = readFileSync(receipt, 'utf8');
    expect(written).toMatch(/- There\.mp4 in “INSET”, 10 November 2026.*, by RK\n/);
    expect(written).toMatch(/- Gone\.mp4 in “INSET”, .*, by RK \(no longer there\)\n/);
    expect(await clips.handlers.log()).toMatchObject([
      { fileName: '', lessonTitle: '', lessonId: null, folderName: 'INSET' },
      { fileName: '', lessonTitle: '', lessonId: null, folderName: 'INSET' },
    ]);
    expect(await clips.handlers.look({ exportIds: [exportId], inView: true })).toEqual([]);
    expect(await clips.pathOf('clip', exportId)).toBeNull();
    expect(await clips.pathOf('still', exportId)).toBeNull();
    await clips.handlers.showInFolder({ exportId });
    expect(shown).toEqual([out]);
  });

  it('of a clip that no log speaks of any more goes at the next start', async () => {
    const { r, clips, out, add } = await prepared();
    copyFileSync(footage(), join(out, 'There.mp4'));
    const exportId = add('There.mp4');
    await clips.handlers.look({ exportIds: [exportId], inView: true });
    await vi.waitFor(() => expect(pictured(r)).toHaveLength(1), WITHIN);
    const { stillsFolder, stillOf } = places(r.folder);
    copyFileSync(stillOf(exportId), stillOf(newId()));
    writeFileSync(`${stillOf(newId())}.partial`, 'half');
    await r.services.sweep();
    expect(readdirSync(stillsFolder)).toEqual([`${exportId}.jpg`]);
  });
});

describe('exporting again', () => {
  it('begins with the range, the name that was asked for and the cameras that were recording', async () => {
    const { r, clips, add, lessonId } = await prepared();
    const [angle] = r.library.store.rows.anglesOf(lessonId);
    const exportId = add('Wait time (2).mp4');
    expect(await clips.handlers.again({ exportId })).toEqual({
      ...{ lessonId, lessonTitle: 'Circuits', name: 'Wait time', notShown: '', covered: false },
      ranges: [{ startUs: 0, endUs: 1_000_000 }],
      cameras: [{ id: angle?.id, name: angle?.name }],
      angleId: angle?.id,
    });
  });

  it('of a reel begins with all its ranges, in the order of the reel', async () => {
    const { clips, add } = await prepared();
    const fileId = newId();
    const ranges = [1.5, 0, 0.5].map((from) => ({
      startUs: from * 1_000_000,
      endUs: (from + 0.25) * 1_000_000,
    }));
    // Lines of one file are of one moment; their ids are in its order.
    const at = '2026-11-10T09:00:00.000Z';
    const ids = ranges.map((_, n) => newId(Date.UTC(2026, 10, 10) + n));
    for (const [n, range] of ranges.entries())
      add('Reel.mp4', { ...range, fileId, at, id: ids[n] });
    add('Other.mp4');
    for (const exportId of ids) {
      expect(await clips.handlers.again({ exportId })).toMatchObject({ name: 'Reel', ranges });
    }
    const log = await clips.handlers.log();
    expect(log.map(({ camera }) => camera)).toEqual(['', '', '', '']);
  });

  it('says that someone is not to be shown', async () => {
    const { r, clips, add, lessonId } = await prepared();
    const { tables } = r.library.store.rows;
    const before = tables.lesson.get(lessonId);
    if (!before) throw new Error('no lesson');
    const after = { ...before, notShown: 'Ann B.' };
    await r.services.handlers.lessons.change({
      lessonId,
      label: 'Not to be shown',
      ops: [{ table: 'lesson', id: lessonId, before, after }],
    });
    const exportId = add('A.mp4');
    expect(await clips.handlers.again({ exportId })).toMatchObject({ notShown: 'Ann B.' });
  });

  it('names what was only sound without its ending', async () => {
    const { clips, add } = await prepared();
    const exportId = add('What was said.m4a');
    expect(await clips.handlers.again({ exportId })).toMatchObject({ name: 'What was said' });
  });

  it('says when the lesson is gone, or its footage', async () => {
    const { clips, add } = await prepared();
    const refusal = (exportId: string): string => {
      try {
        void clips.handlers.again({ exportId });
        return '';
      } catch (thrown) {
        return AppError.from(thrown).code;
      }
    };
    expect(refusal(add('A.mp4', { lessonId: null }))).toBe('not-found');
    expect(refusal(newId())).toBe('not-found');
    expect(refusal(add('B.mp4', { startUs: 9e9, endUs: 9.1e9 }))).toBe('nothing-there');
  });
});
