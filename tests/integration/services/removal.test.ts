import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { listBackups } from '../../../src/main/db/backups';
import { fingerprint } from '../../../src/main/media/fingerprint';
import type { Media } from '../../../src/main/services/ports';
import { newId } from '../../../src/shared/domain/ids';
import { momentRow, NOW } from '../../unit/shared/rows';
import { filesHolding, tempFolder } from '../db/temp-library';
import { footage, type Rig, rig } from './rig';

/** Words that nothing else holds. */
const TITLE = 'Quadrilaterals Zebrafinch';
const NOTE = 'Marmalade silence, then three hands.';
const OLD_NOTE = 'Cormorant wording that was changed later.';
const TEACHER = 'Ms Ptarmigan';
const FOCUS = 'Longer wait time, Wolverine style';
const CLASS = '8Xylophone';
const FILE = 'Capercaillie.mp4';
const SECRETS = [
  ...[TITLE, NOTE, OLD_NOTE, TEACHER, FOCUS, CLASS],
  // The text index holds words in small letters, each without what it shares with the one before.
  ...['ebrafinch', 'rmalade', 'rmorant', 'armigan', 'lophone', 'Capercaillie'],
];

interface Set {
  r: Rig;
  lessonId: string;
  otherId: string;
  original: string;
}

const DAY_MS = 86_400_000;
const START_MS = Date.parse('2026-03-12T10:00:00Z');

/** A lesson with everything a lesson can have, another that stays, and backups of both. */
async function make(): Promise<Set & { originals: string }> {
  let nowMs = START_MS;
  const r = await rig({ nowMs: () => nowMs });
  await r.services.handlers.settings.change({ footageStays: false });
  const folder = tempFolder();
  const original = join(folder, FILE);
  copyFileSync(footage({ tone: 300 }), original);
  copyFileSync(footage(), join(folder, 'Other.mp4'));
  const pick = await r.services.hold([original, join(folder, 'Other.mp4')]);
  const { lessonIds } = await r.services.handlers.footage.add({ pickId: pick.id, as: 'separate' });
  await r.quiet();
  const [lessonId = '', otherId = ''] = lessonIds;
  const document = await r.services.handlers.lessons.open({ lessonId });
  const { lesson } = document;
  const row = { id: newId(), authorId: r.me.id, createdAt: NOW, changedAt: NOW };
  const focus = { ...row, teacher: TEACHER, text: FOCUS };
  const moment = momentRow(lessonId, { authorId: r.me.id, note: OLD_NOTE });
  const step = {
    ...{ ...row, id: newId(), lessonId, momentId: moment.id, sessionId: null, focusId: focus.id },
    ...{ who: TEACHER, text: NOTE, className: CLASS, lookAgainOn: null, doneOn: null },
  };
  const named = { title: TITLE, teacher: TEACHER, className: CLASS, notes: NOTE };
  await r.services.handlers.lessons.change({
    lessonId,
    label: 'All of it',
    ops: [
      { table: 'focus', id: focus.id, before: null, after: focus },
      {
        ...{ table: 'lesson', id: lessonId, before: lesson },
        after: { ...lesson, ...named, focusId: focus.id },
      },
      { table: 'moment', id: moment.id, before: null, after: moment },
      { table: 'nextStep', id: step.id, before: null, after: step },
    ],
  });
  await r.library.backups.daily();
  nowMs += DAY_MS;
  await r.services.handlers.lessons.change({
    lessonId,
    label: 'Note',
    ops: [{ table: 'moment', id: moment.id, before: moment, after: { ...moment, note: NOTE } }],
  });
  await r.library.backups.daily();
  r.library.store.exports.add([
    {
      ...{ id: newId(), at: NOW, author: 'RK', lessonId, lessonTitle: TITLE, startUs: 0, endUs: 5 },
      ...{ fileName: `${TITLE}.mp4`, folderPath: '/clips', bytes: 9, frames: 1 },
      ...{ angleId: null, fileId: null },
    },
  ]);
  return { r, lessonId, otherId, original, originals: folder };
}

let made: { library: string; originals: string; lessonId: string; otherId: string } | null = null;
const keptUntilTheEnd = mkdtempSync(join(tmpdir(), 'plenary-removal-'));
afterAll(() => rmSync(keptUntilTheEnd, { recursive: true, force: true }));

/** The same library for every test, made once and copied with its originals. */
async function prepared(media: Partial<Media> = {}): Promise<Set> {
  if (!made) {
    const { r, lessonId, otherId, originals } = await make();
    await r.close();
    const [library, kept] = [join(keptUntilTheEnd, 'library'), join(keptUntilTheEnd, 'originals')];
    made = { library, originals: kept, lessonId, otherId };
    cpSync(r.folder, library, { recursive: true });
    cpSync(originals, kept, { recursive: true });
  }
  const { lessonId, otherId } = made;
  const folder = tempFolder();
  cpSync(made.library, join(folder, 'library'), { recursive: true });
  cpSync(made.originals, join(folder, 'originals'), { recursive: true });
  const nowMs = () => START_MS + DAY_MS;
  const r = await rig({ folder: join(folder, 'library'), nowMs, media });
  for (const file of r.library.store.files.all()) {
    r.library.store.files.update({ ...file, path: join(folder, 'originals', file.name) });
  }
  return { r, lessonId, otherId, original: join(folder, 'originals', FILE) };
}

const remove = (r: Rig, lessonId: string, over: object = {}) =>
  r.services.handlers.lessons.remove({
    ...{ lessonId, title: TITLE, originalsToo: false, receipt: false },
    ...over,
  });

describe('removing a lesson', () => {
  it('says beforehand exactly what goes', async () => {
    const { r, lessonId } = await prepared();
    const preview = await r.services.handlers.lessons.removal({ lessonId });
    expect(preview).toMatchObject({
      ...{ title: TITLE, moments: 1, parts: 1, nextSteps: 1, backups: 2, exports: 1 },
      originals: [{ name: FILE, present: true }],
    });
    expect(preview.copiedBytes).toBe(readFileSync(footage({ tone: 300 })).length);
    expect(preview.derivedBytes).toBeGreaterThan(51 * 8);
  });

  it('leaves not a word of it in any file of the library, and everything else as it was', async () => {
    const { r, lessonId, otherId, original } = await prepared();
    const damaged = join(r.folder, 'damaged');
    mkdirSync(damaged);
    copyFileSync(join(r.folder, 'plenary.db'), join(damaged, 'plenary-20260101T000000000Z.db'));
    const backups = join(r.folder, 'backups');
    writeFileSync(join(backups, 'plenary-20260101T000000000Z-daily.db'), `damaged ${NOTE}`);
    // The test can fail: all of it is there now.
    const held = filesHolding(r.folder, SECRETS);
    for (const secret of SECRETS) {
      expect(
        held.some((line) => line.endsWith(`: ${secret}`)),
        secret,
      ).toBe(true);
    }

    expect(await remove(r, lessonId)).toEqual({ receiptKept: false, leftovers: [] });
    expect(filesHolding(r.folder, SECRETS)).toEqual([]);
    expect(filesHolding(r.folder, [lessonId]).every((line) => /removals|plenary/.test(line))).toBe(
      true,
    );

    expect(existsSync(original)).toBe(true);
    expect(readdirSync(join(r.folder, 'derived'))).toHaveLength(1);
    expect(readdirSync(join(r.folder, 'footage'))).toHaveLength(1);
    expect(existsSync(join(damaged, 'plenary-20260101T000000000Z.db'))).toBe(false);
    expect(listBackups(backups)).toHaveLength(2);
    expect(r.services.snapshot().lessons.map((card) => card.lesson.id)).toEqual([otherId]);
    expect(r.events.at(-1)).toEqual({ name: 'lessons.removed', payload: { lessonId } });
    expect(r.library.checkThoroughly()).toEqual([]);
    const [line] = r.library.store.exports.all();
    expect(line).toMatchObject({
      lessonId: null,
      lessonTitle: '',
      fileName: '',
      folderPath: '/clips',
    });
    // And after a start: nothing of it comes back, and the other lesson is whole.
    await r.close();
    const again = await rig({ folder: r.folder });
    const other = await again.services.handlers.lessons.open({ lessonId: otherId });
    expect(other.files[0]).toMatchObject({ present: true, copied: true });
    expect(filesHolding(r.folder, SECRETS)).toEqual([]);
    await expect(again.services.handlers.lessons.open({ lessonId })).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  it('leaves tombstones: ids and times, nothing else', async () => {
    const { r, lessonId } = await prepared();
    const ids = r.library.store.rows.momentsOf(lessonId).map((moment) => moment.id);
    await remove(r, lessonId);
    const stones = new Map(r.library.store.tombstones.all().map((stone) => [stone.id, stone]));
    expect(stones.get(lessonId)?.tableName).toBe('lesson');
    for (const id of ids) expect(stones.get(id)?.tableName).toBe('moment');
  });

  it('takes the originals only when asked', async () => {
    const { r, lessonId, original } = await prepared();
    await remove(r, lessonId, { originalsToo: true });
    expect(existsSync(original)).toBe(false);
    expect(existsSync(join(original, '..', 'Other.mp4'))).toBe(true);
  });

  it('leaves another recording that has the original’s name by now', async () => {
    const { r, lessonId, original } = await prepared();
    const other = readFileSync(footage());
    writeFileSync(original, other);
    const { originals } = await r.services.handlers.lessons.removal({ lessonId });
    expect(originals).toEqual([{ name: FILE, present: false }]);
    await remove(r, lessonId, { originalsToo: true });
    expect(readFileSync(original).equals(other)).toBe(true);
  });

  it('leaves a file that was looked at and not taken in', async () => {
    const { r, lessonId, original } = await prepared();
    const path = join(original, '..', 'Looked at.mp4');
    copyFileSync(footage({ tone: 500 }), path);
    const { id: pickId } = await r.services.hold([path]);
    const [angle] = r.library.store.rows.anglesOf(lessonId);
    const wanted = { pickId, lessonId, angleId: angle?.id ?? '' };
    expect((await r.services.handlers.footage.register(wanted)).parts).toHaveLength(1);
    await remove(r, lessonId, { originalsToo: true });
    expect([existsSync(path), existsSync(original)]).toEqual([true, false]);
  });

  it('hands out nothing of it while it goes', async () => {
    const handedOut: unknown[] = [];
    let look = async (): Promise<void> => undefined;
    const { r, lessonId } = await prepared({
      fingerprint: async (path) => {
        await look();
        return fingerprint(path);
      },
    });
    const [part] = r.library.store.rows.partsOf(lessonId);
    const partId = part?.id ?? '';
    const { services } = r;
    look = async () => {
      handedOut.push(services.partFacts(partId) !== undefined);
      handedOut.push((await services.pathOf('part', partId)) !== null);
      handedOut.push((await services.pathOf('frames', partId)) !== null);
    };
    await services.handlers.lessons.removal({ lessonId });
    expect(handedOut).toEqual([true, true, true]);
    handedOut.length = 0;
    await remove(r, lessonId);
    expect(handedOut).toEqual([false, false, false]);
  });

  it('is confirmed by the title', async () => {
    const { r, lessonId, original } = await prepared();
    for (const title of ['', 'Quadrilaterals', TITLE.toLowerCase()]) {
      await expect(remove(r, lessonId, { title })).rejects.toMatchObject({
        code: 'title-mismatch',
      });
    }
    expect(r.library.store.rows.tables.lesson.get(lessonId)).toBeDefined();
    expect(existsSync(original)).toBe(true);
    await expect(remove(r, newId())).rejects.toMatchObject({ code: 'not-found' });
  });

  it('keeps a receipt where the person says, without what anyone wrote', async () => {
    const { r, lessonId } = await prepared();
    r.answers.saved = join(tempFolder(), 'receipt.txt');
    expect(await remove(r, lessonId, { receipt: true })).toEqual({
      receiptKept: true,
      leftovers: [],
    });
    const text = readFileSync(r.answers.saved, 'utf8');
    for (const part of [TITLE, FILE, '1 moment', 'by RK', '13 March 2026', `${TITLE}.mp4`]) {
      expect(text).toContain(part);
    }
    for (const part of [NOTE, OLD_NOTE, FOCUS]) expect(text).not.toContain(part);
  });

  it('does not happen when the receipt’s dialog is closed', async () => {
    const { r, lessonId } = await prepared();
    await expect(remove(r, lessonId, { receipt: true })).rejects.toMatchObject({
      code: 'cancelled',
    });
    expect(r.library.store.rows.tables.lesson.get(lessonId)).toBeDefined();
  });

  it('that was begun before the app was stopped is finished at the next start', async () => {
    const { r, lessonId, original } = await prepared();
    const parts = r.library.store.rows.partsOf(lessonId).map((part) => part.id);
    const copyNames = r.library.store.files.of(lessonId).flatMap((file) => file.copyName ?? []);
    await r.close();
    const removals = join(r.folder, 'removals');
    mkdirSync(removals, { recursive: true });
    const record = { lessonId, at: NOW, originalsToo: true, partIds: parts, copyNames };
    writeFileSync(join(removals, `${lessonId}.json`), JSON.stringify(record));
    await rig({ folder: r.folder });
    expect(filesHolding(r.folder, SECRETS)).toEqual([]);
    expect(existsSync(original)).toBe(false);
    expect(readdirSync(removals)).toEqual([`${lessonId}.done`]);
  });

  it('is finished too where its record was damaged', async () => {
    const { r, lessonId, original } = await prepared();
    await r.close();
    const removals = join(r.folder, 'removals');
    mkdirSync(removals, { recursive: true });
    writeFileSync(join(removals, `${lessonId}.json`), '{"lesso');
    await rig({ folder: r.folder });
    expect(filesHolding(r.folder, SECRETS)).toEqual([]);
    expect(existsSync(original)).toBe(true);
  });

  it('stays done when an old backup is put back by hand and opened by a recovery', async () => {
    const { r, lessonId, otherId } = await prepared();
    const backups = join(r.folder, 'backups');
    const [newest] = listBackups(backups);
    const elsewhere = join(tempFolder(), 'copy.db');
    copyFileSync(newest?.path ?? '', elsewhere);
    await remove(r, lessonId);
    await r.close();
    rmSync(join(r.folder, 'plenary.db'));
    rmSync(backups, { recursive: true });
    mkdirSync(backups);
    copyFileSync(elsewhere, join(backups, 'plenary-20260313T100000000Z-daily.db'));
    const again = await rig({ folder: r.folder });
    expect(again.library.recovered).toBe(true);
    expect(again.services.snapshot().lessons.map((card) => card.lesson.id)).toEqual([otherId]);
    expect(filesHolding(r.folder, SECRETS)).toEqual([]);
  });
});

describe('a focus', () => {
  it('stays while another lesson of its teacher is there', async () => {
    const { r, lessonId, otherId } = await prepared();
    const { lesson } = await r.services.handlers.lessons.open({ lessonId: otherId });
    await r.services.handlers.lessons.change({
      lessonId: otherId,
      label: 'Teacher',
      ops: [
        { table: 'lesson', id: otherId, before: lesson, after: { ...lesson, teacher: TEACHER } },
      ],
    });
    await remove(r, lessonId);
    const document = await r.services.handlers.lessons.open({ lessonId: otherId });
    expect(document.focuses.map((focus) => focus.text)).toEqual([FOCUS]);
  });
});

describe('the made lesson', () => {
  it('goes in one click, with its copy, and can be made again', async () => {
    const r = await rig();
    const { lessonId } = await r.services.handlers.lessons.addMade();
    await r.quiet();
    const preview = await r.services.handlers.lessons.removal({ lessonId });
    expect(preview.originals).toEqual([]);
    await remove(r, lessonId, { title: '', originalsToo: true });
    expect(r.services.snapshot().lessons).toEqual([]);
    expect(readdirSync(join(r.folder, 'footage'))).toEqual([]);
    const again = await r.services.handlers.lessons.addMade();
    expect(again.lessonId).not.toBe(lessonId);
  });
});
