import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { copyVerified, fingerprint } from '../../../src/main/media/fingerprint';
import type { Media } from '../../../src/main/services/ports';
import { newId } from '../../../src/shared/domain/ids';
import { tempFolder } from '../db/temp-library';
import { footage, NOTHING_MADE, type Rig, rig } from './rig';

interface Placed {
  r: Rig;
  folder: string;
  path: string;
  lessonId: string;
  fileId: string;
  look: () => Promise<{ present: boolean; name: string; copied: boolean }>;
}

/** A lesson of one file in `<folder>/term/lesson.mp4`. */
async function placed(footageStays = true, media: Partial<Media> = {}): Promise<Placed> {
  const r = await rig({ media: { ...NOTHING_MADE, ...media } });
  await r.services.handlers.settings.change({ footageStays });
  const folder = tempFolder();
  mkdirSync(join(folder, 'term'));
  const path = join(folder, 'term', 'lesson.mp4');
  copyFileSync(footage(), path);
  const pick = await r.services.hold([path]);
  const { lessonIds } = await r.services.handlers.footage.add({ pickId: pick.id, as: 'parts' });
  await r.quiet();
  const [lessonId = ''] = lessonIds;
  const look = async () => {
    const [file] = (await r.services.handlers.lessons.open({ lessonId })).files;
    if (!file) throw new Error('there is a file');
    return file;
  };
  const fileId = r.library.store.files.of(lessonId)[0]?.id ?? '';
  return { r, folder, path, lessonId, fileId, look };
}

const WAIT = { timeout: 60_000, interval: 50 };

/** A search may outlast the opening of a lesson: what it finds is there soon. */
const soon = (look: Placed['look'], facts: object) => expect.poll(look, WAIT).toMatchObject(facts);

const missingOf = (r: Rig) => r.services.snapshot().lessons.map((card) => card.missing);

describe('a file that is not where it was', () => {
  it.each([
    ['renamed', ['term', 'Area of triangles.mp4']],
    ['in a folder beside', ['next term', 'lesson.mp4']],
    ['in a folder inside', ['term', 'week 3', 'lesson.mp4']],
    ['in the folder above', ['lesson.mp4']],
  ])('is found again: %s', async (_, to) => {
    const { r, folder, path, look } = await placed();
    const now = join(folder, ...to);
    mkdirSync(join(now, '..'), { recursive: true });
    // Others that look like it by size or by name are not it.
    writeFileSync(join(now, '..', 'aa.mp4'), Buffer.alloc((await look()) ? 5_000 : 0, 1));
    renameSync(path, now);
    await soon(look, { present: true, name: to.at(-1) });
    const [part] = r.library.store.rows.partsOf(r.services.snapshot().lessons[0]?.lesson.id ?? '');
    expect(await r.services.pathOf('part', part?.id ?? '')).toBe(now);
    expect(missingOf(r)).toEqual([[]]);
  });

  it('is found in a folder of other footage', async () => {
    const { r, path, look } = await placed();
    const elsewhere = tempFolder();
    copyFileSync(footage({ tone: 700 }), join(elsewhere, 'other.mp4'));
    const pick = await r.services.hold([join(elsewhere, 'other.mp4')]);
    await r.services.handlers.footage.add({ pickId: pick.id, as: 'parts' });
    renameSync(path, join(elsewhere, 'lesson.mp4'));
    await soon(look, { present: true });
  });

  it('is not taken for one that only has its name and size', async () => {
    const { r, path, look } = await placed();
    const same = Buffer.alloc(r.library.store.files.all()[0]?.bytes ?? 0, 7);
    rmSync(path);
    writeFileSync(join(path, '..', 'lesson 2.mp4'), same);
    await soon(look, { present: false, name: 'lesson.mp4' });
    await expect.poll(() => missingOf(r), WAIT).toEqual([['lesson.mp4']]);
    expect(r.events.some((event) => event.name === 'footage.fileChanged')).toBe(true);
  });

  it('counts as gone when another file has taken its place, and as there when it is back', async () => {
    const { path, look } = await placed();
    writeFileSync(path, 'something else');
    await soon(look, { present: false });
    copyFileSync(footage(), path);
    await soon(look, { present: true });
  });

  it('counts as gone when another recording of its size has taken its place', async () => {
    const { r, folder, path, look } = await placed();
    const [file] = r.library.store.files.all();
    const other = readFileSync(path);
    other.fill(7, other.length >> 1, (other.length >> 1) + 64);
    renameSync(path, join(folder, 'aside.mov'));
    writeFileSync(path, other);
    expect(statSync(path).size).toBe(file?.bytes);
    await soon(look, { present: false });
    await expect.poll(() => missingOf(r), WAIT).toEqual([['lesson.mp4']]);
    // The page found that it does not play: that says nothing about the recording.
    await r.services.handlers.footage.notPlayable({ fileId: file?.id ?? '', reason: 'other' });
    expect(await look()).toMatchObject({ present: false, handling: 'direct' });
    rmSync(path);
    renameSync(join(folder, 'aside.mov'), path);
    await soon(look, { present: true });
  });

  it('is compared once for each time it was written, and no more', async () => {
    const compared: string[] = [];
    const { r, path, look } = await placed(true, {
      fingerprint: (at) => {
        compared.push(at);
        return fingerprint(at);
      },
    });
    await look();
    expect(compared).toEqual([path]);
    utimesSync(path, new Date(1_700_000_000_000), new Date(1_700_000_000_000));
    expect(await look()).toMatchObject({ present: true });
    await look();
    expect(compared).toEqual([path, path]);
    // As in a library of the schema before, which did not remember.
    const [file] = r.library.store.files.all();
    if (!file) throw new Error('there is a file');
    r.library.store.files.update({ ...file, writtenMs: null });
    await look();
    await look();
    expect(compared).toHaveLength(3);
  });

  it('is looked for by the library itself, without opening the lesson', async () => {
    const { r, path } = await placed();
    rmSync(path);
    expect(missingOf(r)).toEqual([[]]);
    await r.close();
    const again = await rig({ folder: r.folder });
    again.services.begin();
    await again.services.handlers.lessons.open({
      lessonId: again.services.snapshot().lessons[0]?.lesson.id ?? '',
    });
    await expect.poll(() => missingOf(again), WAIT).toEqual([['lesson.mp4']]);
  });
});

describe('pointing to a file', () => {
  it('takes the same footage wherever it is, and refuses another', async () => {
    const { r, path, fileId, look } = await placed();
    const elsewhere = join(tempFolder(), 'deep', 'er');
    mkdirSync(elsewhere, { recursive: true });
    const now = join(elsewhere, 'Renamed.mp4');
    renameSync(path, now);
    await soon(look, { present: false });
    const locate = () => r.services.handlers.footage.locate({ fileId });
    expect(await locate()).toBeNull();
    r.answers.located = footage({ tone: 700 });
    await expect(locate()).rejects.toMatchObject({ code: 'file-different' });
    r.answers.located = join(elsewhere, 'nothing.mp4');
    await expect(locate()).rejects.toMatchObject({ code: 'file-missing' });
    await soon(look, { present: false });
    r.answers.located = now;
    expect(await locate()).toMatchObject({ present: true, name: 'Renamed.mp4' });
    expect(missingOf(r)).toEqual([[]]);
    await expect(r.services.handlers.footage.locate({ fileId: newId() })).rejects.toMatchObject({
      code: 'not-found',
    });
  });
});

describe('the library’s own copy', () => {
  it('is enough when the original goes, and the original when the copy does', async () => {
    const { r, path, look } = await placed(false);
    rmSync(path);
    await soon(look, { present: true, copied: true });
    copyFileSync(footage(), path);
    rmSync(join(r.folder, 'footage'), { recursive: true });
    await soon(look, { present: true, copied: false });
  });
});

describe('a copy that could not be made, because the file had moved', () => {
  it('is made once the person has pointed to it', async () => {
    const [here, there] = [join(tempFolder(), 'lesson.mp4'), join(tempFolder(), 'lesson.mp4')];
    copyFileSync(footage(), here);
    const media: Partial<Media> = {
      ...NOTHING_MADE,
      copyVerified: async (from, to, how) => {
        if (existsSync(here)) renameSync(here, there);
        return copyVerified(from, to, how);
      },
    };
    const r = await rig({ media });
    await r.services.handlers.settings.change({ footageStays: false });
    const pick = await r.services.hold([here]);
    const { lessonIds } = await r.services.handlers.footage.add({ pickId: pick.id, as: 'parts' });
    const [lessonId = ''] = lessonIds;
    await r.quiet();
    const [file] = r.library.store.files.of(lessonId);
    expect(file?.copied).toBe(false);
    r.answers.located = there;
    await r.services.handlers.footage.locate({ fileId: file?.id ?? '' });
    await r.quiet();
    const { files } = await r.services.handlers.lessons.open({ lessonId });
    expect(files).toMatchObject([{ copied: true, present: true }]);
  });
});

describe('a file the page could not play', () => {
  it('is only missing when it is not there', async () => {
    const { r, path, fileId } = await placed();
    renameSync(path, `${path}.away`);
    const view = await r.services.handlers.footage.notPlayable({ fileId, reason: '2 network' });
    expect(view).toMatchObject({ handling: 'direct', present: false });
  });

  it('is watched through a copy from then on', async () => {
    const { r, fileId, lessonId } = await placed();
    const view = await r.services.handlers.footage.notPlayable({ fileId, reason: 'no picture' });
    expect(view.handling).toBe('copy');
    const [card] = r.services.snapshot().lessons;
    expect(card?.playable).toBe(0);
    const document = await r.services.handlers.lessons.open({ lessonId });
    expect(document.files[0]?.handling).toBe('copy');
    expect(r.events.at(-1)?.name).toBe('lessons.changed');
  });
});
