/** What a session leaves, made by the real services, SQLite and ffmpeg; only the printing is stood in for. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createPartials } from '../../../src/main/jobs/partials';
import { openJournal } from '../../../src/main/jobs/journal';
import { makePoster } from '../../../src/main/media/poster';
import { probe } from '../../../src/main/media/probe';
import { Probe } from '../../../src/main/media/probe-schema';
import { readFrameTimes } from '../../../src/main/media/frame-times';
import { clipsService } from '../../../src/main/services/clips';
import { takeBackPack } from '../../../src/main/services/pack/leftovers';
import type { Printed } from '../../../src/main/services/pack/ports';
import { sessionOutputs } from '../../../src/main/services/session-outputs';
import { clipsFor } from '../../../src/main/wiring/media';
import { newId } from '../../../src/shared/domain/ids';
import type { JobView } from '../../../src/shared/domain/job';
import type { Lesson } from '../../../src/shared/domain/lesson';
import type { Mask } from '../../../src/shared/domain/mask';
import { PLAIN_MOMENT } from '../../../src/shared/domain/moment';
import { instant } from '../../../src/shared/domain/row';
import { plainItem, type Session, type SessionItem } from '../../../src/shared/domain/session';
import type { SessionOutput } from '../../../src/shared/domain/session-record';
import { makeFootage, testTools } from '../../fixtures/make-footage';
import { angleRow, partRow } from '../../unit/shared/rows';
import { tempFolder } from '../db/temp-library';
import { rig } from './rig';

const PRIVATE = 'Private words';
const JPEG = Buffer.from([0xff, 0xd8, 0xff]);

async function held() {
  const r = await rig();
  const { store } = r.library;
  const tools = await testTools();
  const footage = await makeFootage({ seconds: 8, gop: 25, sound: { codec: 'aac' } });
  const probed = await probe(tools, footage);
  const { lessonId } = r.services.handlers.lessons.beginLive() as { lessonId: string };
  const lesson = (change: Partial<Lesson>): void => {
    const old = store.rows.tables.lesson.get(lessonId);
    if (old) store.transaction(() => store.rows.tables.lesson.update({ ...old, ...change }));
  };
  const angle = angleRow(lessonId);
  const part = partRow(angle, { durationUs: probed.durationUs });
  const now = instant();
  const made = () => ({ id: newId(), authorId: r.me.id, createdAt: now, changedAt: now });
  const moment = { ...made(), ...PLAIN_MOMENT, lessonId, note: PRIVATE, private: true };
  const item = (change: object): SessionItem => ({ ...change, id: newId() }) as SessionItem;
  const range = { type: 'range', lessonId, startUs: 1_000_000, endUs: 4_000_000 };
  const secret = { type: 'moment', lessonId, momentId: moment.id, startUs: 0, endUs: 2_000_000 };
  const session: Session = {
    ...made(),
    ...{ title: 'Wait time', intention: 'Why we meet', heldOn: null, slotMinutes: 20 },
    ...{ people: ['RK'], groups: [] },
    items: [
      item({ ...plainItem('watch'), what: range, notes: PRIVATE }),
      item({ ...plainItem('watch'), what: secret }),
      item({ ...plainItem('reflect'), prompt: 'What stays?' }),
    ],
  };
  const sessionId = session.id;
  store.transaction(() => {
    store.rows.tables.moment.insert({ ...moment, kind: 'noticing', startUs: 0, endUs: 2_000_000 });
    store.sessions.insert(session);
    const [watch, , reflect] = session.items;
    store.sessions.reflections.insert({
      ...{ ...made(), sessionId, itemId: reflect?.id ?? '', text: PRIVATE },
    });
    store.sessions.captures.insert({
      ...{ ...made(), sessionId, itemId: watch?.id ?? '', groupName: '', text: 'We said this' },
      watched: null,
    });
    store.rows.tables.nextStep.insert({
      ...{ ...made(), sessionId, lessonId: null, momentId: null, focusId: null, doneOn: null },
      ...{ who: 'rk', text: 'Count to five', className: '', lookAgainOn: '2027-01-12' },
    });
  });
  const out = join(tempFolder(), 'out');
  mkdirSync(out);
  const partials = createPartials(openJournal(join(r.folder, 'partials.json')));
  const masks: Mask[] = [];
  const { maker, chooseFolder, unmade } = clipsService({
    lesson: (id) => {
      const row = store.rows.tables.lesson.get(id);
      return row && { title: row.title, notShown: row.notShown, angles: [angle], parts: [part] };
    },
    moment: store.rows.tables.moment.get,
    source: () => ({ path: footage, probe: probed, present: existsSync(footage) }),
    marked: () => ({ masks, drawings: [] }),
    ...clipsFor({
      tools: () => Promise.resolve(tools),
      framesOf: () => Promise.reject(new Error('not asked')),
      paint: () => Promise.reject(new Error('not asked')),
      partials,
      stillsFolder: r.folder,
    }),
    frames: (_, signal) => readFrameTimes(tools, footage, probed, signal),
    jobs: r.jobs,
    partials,
    log: store.exports,
    kept: store.kept,
    dialogs: { chooseFolder: () => Promise.resolve(out) },
    isCloudFolder: () => false,
    authorName: () => 'RK',
    nowMs: Date.now,
  });
  const printed: Printed[] = [];
  let failing: Error | null = null;
  const outputs = sessionOutputs({
    maker,
    sessions: store.sessions.all,
    session: store.sessions.get,
    runOf: store.sessions.runOf,
    captures: store.sessions.captures.of,
    parked: store.sessions.parked.of,
    steps: store.rows.sessionSteps,
    lesson: store.rows.tables.lesson.get,
    moment: store.rows.tables.moment.get,
    narration: store.rows.tables.narration.get,
    exported: store.exports.get,
    hides: () => masks.length > 0,
    isRemoving: () => false,
    settings: r.services.settings,
    media: {
      probe: (path, signal) => probe(tools, path, signal),
      makePoster: (path, read, to, signal, side) =>
        makePoster(tools, path, Probe.parse(read), to, signal, side),
    },
    // Chromium prints in the app (tests/e2e).
    print: (page) => {
      printed.push(page);
      return failing ? Promise.reject(failing) : Promise.resolve(Buffer.from('%PDF-'));
    },
    jobs: r.jobs,
    partials,
    log: store.exports,
    note: (exportId, id) => store.kept.set(`export.session.${exportId}`, id),
    authorName: () => 'RK',
    nowMs: Date.now,
  });
  const make = async (output: SessionOutput): Promise<JobView> => {
    const folderId = (await chooseFolder())?.folderId ?? '';
    const { jobId } = await outputs.handlers.makeOutput({ sessionId, folderId, output });
    return r.jobs.ended(jobId);
  };
  const record = (stills: string[] | null): Promise<JobView> =>
    make({ what: 'record', stills: stills ? [{ lessonId, looked: stills }] : [] });
  const look = async (): Promise<string[]> => {
    const offer = (await outputs.handlers.leaves({ sessionId })).stills[0];
    const order = { lessonId, clips: offer?.clips ?? [], form: 'sharing' as const };
    return (await unmade(order, new AbortController().signal)).looked;
  };
  const fail = (error: Error | null): void => void (failing = error);
  return {
    r,
    store,
    out,
    masks,
    outputs,
    lesson,
    lessonId,
    sessionId,
    make,
    record,
    look,
    printed,
    fail,
  };
}

test('a picture goes only from a lesson whose permission is noted, and what is private never', async () => {
  const { store, out, record, lesson, lessonId, outputs, sessionId, printed } = await held();
  const offered = async () => (await outputs.handlers.leaves({ sessionId })).stills;
  // One place: the other is of a private moment.
  expect(await offered()).toMatchObject([{ permission: '', clips: [{ startUs: 2_000_000 }] }]);
  expect(await record([''])).toMatchObject({
    state: 'done',
    result: 'Wait time record. 1 picture left out',
  });
  expect(readdirSync(join(out, 'Wait time record')).sort()).toEqual(['index.html', 'record.pdf']);

  lesson({ permission: 'Agreed', keepUntil: '2027-07-31' });
  expect(await record([''])).toMatchObject({ state: 'done', result: 'Wait time record (2)' });
  const made = join(out, 'Wait time record (2)');
  expect(readFileSync(join(made, 'pictures/01.jpg')).subarray(0, 3)).toEqual(JPEG);
  const page = readFileSync(join(made, 'index.html'), 'utf8');
  expect(page).toContain('We said this');
  expect(page).toContain('31 July 2027');
  for (const html of [page, ...printed.map((each) => each.html)]) {
    expect(html).not.toContain(PRIVATE);
  }
  expect([...(printed.at(-1)?.pictures.keys() ?? [])]).toEqual(['pictures/01.jpg']);
  // With a picture it is known to its lesson; without one it is of no lesson.
  const lines = store.exports.all();
  expect(lines.map(({ lessonId: of, fileName }) => [of, fileName])).toEqual([
    [lessonId, 'Wait time record (2)'],
    [null, 'Wait time record'],
  ]);
  expect(lines.map(({ id }) => store.kept.get(`export.session.${id}`))).toEqual([
    sessionId,
    sessionId,
  ]);
  expect(readdirSync(out).filter((name) => name.includes('partial'))).toEqual([]);
});

test('what is marked to be hidden is looked through before a picture of it leaves', async () => {
  const { r, masks, record, lesson, lessonId, look, outputs, sessionId } = await held();
  lesson({ permission: 'Agreed' });
  const now = instant();
  masks.push({
    ...{ id: newId(), authorId: r.me.id, createdAt: now, changedAt: now, lessonId },
    ...{ angleId: null, startUs: 0, endUs: 8_000_000, adrift: null },
    what: { type: 'sound', sounds: 'silence' },
  });
  const [offer] = (await outputs.handlers.leaves({ sessionId })).stills;
  expect(offer?.mustLook).toBe(true);
  expect((await record([''])).result).toBe('Wait time record. 1 picture left out');
  expect((await record(await look())).result).toBe('Wait time record (2)');
});

test('where someone is not to be shown it waits to be looked through, as it is then', async () => {
  const { out, record, lesson, look, outputs, sessionId } = await held();
  lesson({ permission: 'Agreed', notShown: 'AB' });
  const [offer] = (await outputs.handlers.leaves({ sessionId })).stills;
  expect(offer).toMatchObject({ mustLook: true, notShown: 'AB' });
  const looked = await look();
  expect((await record([''])).result).toBe('Wait time record. 1 picture left out');
  expect((await record(looked)).result).toBe('Wait time record (2)');
  expect(existsSync(join(out, 'Wait time record (2)/pictures/01.jpg'))).toBe(true);
  // Someone else is named meanwhile: what was looked through is no longer what leaves.
  lesson({ notShown: 'AB and CD' });
  expect((await record(looked)).result).toBe('Wait time record (3). 1 picture left out');
});

test('certificates, the handout and days; each numbered where its name is taken', async () => {
  const { out, make, printed, store } = await held();
  const one = await make({ what: 'certificates', people: ['RK', 'Siân', 'rk'] });
  expect(one.result).toBe('Wait time certificates. 2 certificates');
  expect(readdirSync(join(out, 'Wait time certificates')).sort()).toEqual([
    'All certificates.pdf',
    'Certificate 01 RK.pdf',
    'Certificate 02 Siân.pdf',
  ]);
  expect(printed.map(({ html }) => html.includes('Count to five'))).toEqual([true, false, true]);
  await make({ what: 'handout', stills: [] });
  expect(readdirSync(join(out, 'Wait time handout')).sort()).toEqual([
    'handout.pdf',
    'reflect slip.pdf',
  ]);
  writeFileSync(join(out, 'Wait time look again.ics'), 'mine');
  expect((await make({ what: 'calendar', who: null })).result).toBe(
    'Wait time look again (2).ics. 1 day',
  );
  expect(readFileSync(join(out, 'Wait time look again.ics'), 'utf8')).toBe('mine');
  expect(readFileSync(join(out, 'Wait time look again (2).ics'), 'utf8')).toContain('20270112');
  const nobody = await make({ what: 'calendar', who: 'AB' });
  expect(nobody).toMatchObject({ state: 'failed', error: { code: 'nothing-there' } });
  expect(store.exports.all()).toHaveLength(3);
});

test('what fails leaves nothing, and is made again as it was asked for', async () => {
  const { r, out, record, fail, store } = await held();
  fail(new Error('no printer'));
  const failed = await record(null);
  expect(failed).toMatchObject({ state: 'failed', canRetry: true });
  expect(readdirSync(out)).toEqual([]);
  expect(store.exports.all()).toEqual([]);
  const { kind, request } = r.jobs.requestOf(failed.id);
  expect(kind).toBe('session');
  expect(request).toMatchObject({ output: { what: 'record', stills: [] } });
});

test('a stored order is started anew; one of another version says so', async () => {
  const { r, out, outputs, sessionId, fail } = await held();
  fail(null);
  const order = { sessionId, folder: out, output: { what: 'record', stills: [] } };
  await outputs.redo(order);
  await r.quiet();
  expect(readdirSync(out)).toEqual(['Wait time record']);
  await expect(outputs.redo({ sessionId })).rejects.toMatchObject({ code: 'other-version' });
  rmSync(out, { recursive: true });
  await expect(outputs.redo(order)).rejects.toMatchObject({ code: 'folder-missing' });
});

test('what a kill left between its name and the log is taken back while it is only ours', async () => {
  const folder = tempFolder();
  const at = join(folder, 'Wait time record');
  const write = (): void => {
    mkdirSync(join(at, 'pictures'), { recursive: true });
    for (const name of ['index.html', 'record.pdf', 'pictures/01.jpg']) {
      writeFileSync(join(at, name), 'four');
    }
  };
  const naming = { file: at, bytes: 12 };
  const partial = join(folder, 'Wait time record.abc.partial');
  write();
  writeFileSync(join(at, 'mine.txt'), '');
  expect(await takeBackPack(partial, () => false, naming)).toBeNull();
  rmSync(join(at, 'mine.txt'));
  expect(await takeBackPack(partial, () => true, naming)).toBeNull();
  expect(await takeBackPack(partial, () => false, naming)).toBe(at);
  expect(existsSync(at)).toBe(false);
});
