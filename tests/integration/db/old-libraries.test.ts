import { copyFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { LibraryFile } from '../../../src/main/db/library-file';
import { newestVersion } from '../../../src/main/db/migrations';
import { newId } from '../../../src/shared/domain/ids';
import { FIRST_BOARD } from '../../../src/shared/domain/kinds';
import { plainItem } from '../../../src/shared/domain/session';
import { NEW_RUN } from '../../../src/shared/domain/session-run';
import { NO_FILTER } from '../../../src/shared/domain/saved-view';
import { me, NOW } from '../../unit/shared/rows';
import { openedLibrary, seedLesson, tempFolder } from './temp-library';

const FOLDER = join(import.meta.dirname, '../../fixtures/databases');

/** Everything in a library, through its repositories. */
function contents({ store }: LibraryFile): unknown {
  const found = {
    people: store.people.all(),
    kept: store.kept.all(),
    focuses: store.rows.focuses(),
    lessons: store.cards.all().map(({ lesson, momentCount, parts }) => ({
      lesson,
      momentCount,
      parts,
      angles: store.rows.anglesOf(lesson.id),
      partRows: store.rows.partsOf(lesson.id),
      moments: store.rows.momentsOf(lesson.id).sort((a, b) => (a.id < b.id ? -1 : 1)),
      nextSteps: store.rows.nextStepsOf(lesson.id),
      replies: store.rows.repliesOf(lesson.id),
      drawings: store.rows.drawingsOf(lesson.id),
      masks: store.rows.masksOf(lesson.id),
      narrations: store.rows.narrationsOf(lesson.id),
      takes: store.takes
        .ofLesson(lesson.id)
        .map((take) => ({ take, events: store.takes.eventsOf(take) })),
      captions: store.rows.captionsOf(lesson.id),
      files: store.files.of(lesson.id),
    })),
    boards: store.boards.all(),
    views: store.savedViews.all(),
    sessions: store.sessions.all().map((session) => ({
      session,
      captures: store.sessions.captures.of(session.id),
      parked: store.sessions.parked.of(session.id),
      reflections: store.sessions.reflections.of(session.id),
      files: store.sessions.files.of(session.id),
      nextSteps: store.rows.sessionSteps(session.id),
      run: store.sessions.runOf(session.id),
    })),
    exports: store.exports.all(),
    tombstones: store.tombstones.all(),
    notices: store.notices.all(),
    found: store.search.find({ text: 'wait', lessonId: null, className: null, from: null }).hits,
  };
  return JSON.parse(JSON.stringify(found));
}

/** A session that watches this lesson, with something said, parked, agreed and kept for oneself. */
function fillSession(store: LibraryFile['store'], lessonId: string): void {
  const row = () => ({ id: newId(), authorId: me.id, createdAt: NOW, changedAt: NOW });
  const sessionId = newId();
  const [watch, talk, page] = [newId(), newId(), newId()];
  store.sessions.insert({
    ...{
      ...row(),
      id: sessionId,
      title: 'Waiting and probing',
      intention: 'See what waiting does',
    },
    ...{ heldOn: '2026-03-20', slotMinutes: 50, people: ['RK', 'é 𝄞'], groups: ['Group 1'] },
    items: [
      {
        ...{ ...plainItem('watch'), kind: 'watch', id: watch, question: 'What do pupils do?' },
        ...{ captions: true, minutes: null },
        what: { type: 'range', lessonId, startUs: 1_000_000, endUs: 61_000_000 },
      },
      {
        ...{
          ...plainItem('discuss'),
          kind: 'discuss',
          id: talk,
          prompt: 'What did it make possible?',
        },
        steps: [{ grouping: 'pairs', minutes: 4 }],
      },
      {
        ...{ ...plainItem('read'), kind: 'read', id: newId(), text: '', minutes: 4 },
        fileId: page,
      },
    ],
  });
  store.sessions.captures.insert({
    ...{ ...row(), sessionId, itemId: talk, groupName: 'Group 1', text: 'Three hands came up' },
    watched: { itemId: watch, lessonId, atUs: 7_000_000 },
  });
  store.sessions.parked.insert({
    ...{ ...row(), sessionId, itemId: talk, text: 'Cold calling', done: false },
  });
  store.sessions.reflections.insert({
    ...{ ...row(), sessionId, itemId: talk, text: 'For me alone' },
  });
  store.sessions.files.insert({
    ...{ id: page, sessionId, name: 'page.png', type: 'png', bytes: 12, addedAt: NOW },
  });
  store.rows.tables.nextStep.insert({
    ...{ ...row(), lessonId: null, momentId: null, sessionId, focusId: null, who: 'RK' },
    ...{ text: 'Write first, then hands', className: '9C', lookAgainOn: '2026-05-01' },
    doneOn: '2026-05-02',
  });
  const sitting = { id: newId(), startedAt: NOW, seenAt: NOW, endedAt: null, heldMs: 1.5 };
  store.sessions.putRun(sessionId, {
    ...NEW_RUN,
    ...{ phase: 'running', itemId: talk, spentMs: { [watch]: [60_000.5], [talk]: [5] } },
    sittings: [{ ...sitting, spentMs: { [watch]: 60_000.5, [talk]: 5 } }],
  });
}

/** Rows in every table, with every kind of value. */
function fill({ store }: LibraryFile): void {
  const row = { authorId: me.id, createdAt: NOW, changedAt: NOW };
  const { lesson, momentIds, partId, fileId, angleId } = seedLesson(
    store,
    { notes: 'Wait time', notShown: 'AB, third row' },
    ['Wait for the third hand – é 𝄞', ''],
  );
  seedLesson(store, { title: 'Another', made: true, taughtOn: null }, []);
  const focus = { ...row, id: newId(), teacher: 'RK', text: 'Wait time' };
  const [momentId = ''] = momentIds;
  store.transaction(() => {
    store.rows.tables.focus.insert(focus);
    store.rows.tables.lesson.update({ ...lesson, focusId: focus.id });
    const moment = store.rows.tables.moment.get(momentId);
    if (moment) {
      const adrift = { fileId, startUs: -5, endUs: 7_000_000_000 };
      store.rows.tables.moment.update({
        ...{ ...moment, adrift, private: false, tags: ['wait time', 'third hand'] },
        ...{ focusId: focus.id, links: [momentIds[1] ?? ''], inSession: true, liveUs: 7 },
        voice: { id: newId(), durationUs: 2_500_000, levels: [0, 0.5, 1] },
      });
    }
    store.rows.tables.reply.insert({
      ...{ ...row, id: newId(), lessonId: lesson.id, momentId },
      ...{ text: 'I wonder who else had a hand up', private: false },
    });
    store.rows.tables.drawing.insert({
      ...{ ...row, id: newId(), lessonId: lesson.id, angleId, momentId },
      ...{ startUs: 1_000_000, endUs: 4_000_000, colour: 'coral', size: 0.01, private: true },
      ...{ shape: { type: 'arrow', from: { x: 0.1, y: 0.2 }, to: { x: 0.5, y: 0.5 } } },
      adrift: null,
    });
    store.rows.tables.mask.insert({
      ...{ ...row, id: newId(), lessonId: lesson.id, angleId, startUs: 0, endUs: 4_000_000 },
      what: {
        ...{ type: 'area', form: 'ellipse', look: 'blur' },
        keys: [{ afterUs: 0, box: { x: 0.1, y: 0.2, width: 0.3, height: 0.4 } }],
      },
      adrift: null,
    });
    store.rows.tables.mask.insert({
      ...{ ...row, id: newId(), lessonId: lesson.id, angleId: null, startUs: 5, endUs: 9 },
      ...{ what: { type: 'sound', sounds: 'tone' }, adrift: null },
    });
    const [narrationId, takeId] = [newId(), newId()];
    store.takes.insert({
      ...{ id: takeId, lessonId: lesson.id, narrationId, voiced: true, samples: 96_000 },
      ...{ whole: true, place: { from: 0, to: 5 }, begunAt: NOW },
    });
    store.takes.addEvents(takeId, [
      { at: 0, type: 'shown', lessonUs: 1_000_000, held: false, rate: 1 },
      { at: 48_000, type: 'zoom', box: { x: 0.1, y: 0.2, width: 0.3, height: 0.3 } },
    ]);
    store.rows.tables.narration.insert({
      ...{ ...row, id: narrationId, lessonId: lesson.id, title: 'Wait time', private: true },
      row: [{ type: 'told', takeId, from: 0, to: 96_000 }],
      mends: [{ takeId, gainDb: -3.5, moved: [{ event: 1, at: null }] }],
      cues: [{ id: newId(), from: 0, to: 48_000, text: 'Look at the third row' }],
      ...{ captionsShown: true, draft: false },
    });
    store.rows.tables.captions.insert({
      ...{ ...row, id: newId(), lessonId: lesson.id, name: 'Transcript' },
      cues: [{ startUs: 0, endUs: 900_000, text: 'Good morning', adrift: null }],
    });
    store.boards.insert({
      ...{ ...row, id: newId(), ...FIRST_BOARD, name: 'Ours', hidden: false },
      tags: [{ name: 'wait time', key: 'w', followUps: [] }],
    });
    store.savedViews.insert({ ...row, id: newId(), name: 'Mine', filter: NO_FILTER });
    store.rows.tables.nextStep.insert({
      ...{ ...row, id: newId(), lessonId: lesson.id, momentId, sessionId: null },
      ...{ focusId: focus.id, who: 'RK', text: null, className: '8B', lookAgainOn: '2026-05-01' },
      doneOn: null,
    });
    fillSession(store, lesson.id);
    store.derived.setPoster(partId, Date.parse(NOW));
    store.derived.setFrames(partId);
    store.exports.add([
      {
        ...{ id: newId(), at: NOW, author: 'RK', lessonId: lesson.id, lessonTitle: lesson.title },
        ...{ startUs: 0, endUs: 5_000_000, fileName: 'Wait.mp4', folderPath: '/clips' },
        ...{ bytes: 12, frames: 125, angleId, fileId: newId() },
      },
    ]);
    store.tombstones.add(newId(), 'moment', NOW);
    store.notices.add({ id: 'n', text: 'A notice' });
  });
}

if (process.env['PLENARY_WRITE_FIXTURE']) {
  it('writes a library of this schema, once', async () => {
    const name = join(FOLDER, `schema-${newestVersion()}`);
    expect(existsSync(`${name}.db`)).toBe(false);
    const folder = tempFolder();
    const library = await openedLibrary(folder);
    fill(library);
    writeFileSync(`${name}.json`, `${JSON.stringify(contents(library), null, 2)}\n`);
    await library.close();
    copyFileSync(join(folder, 'plenary.db'), `${name}.db`);
  });
}

const versions = readdirSync(FOLDER).flatMap((name) => /^schema-(\d+)\.db$/.exec(name)?.[1] ?? []);

it('there is one of every schema that has been', () => {
  const all = Array.from({ length: newestVersion() }, (_, at) => String(at + 1));
  expect([...versions].sort((a, b) => Number(a) - Number(b))).toEqual(all);
});

it.each(versions)('a library of schema %s opens with everything in it', async (version) => {
  const folder = tempFolder();
  copyFileSync(join(FOLDER, `schema-${version}.db`), join(folder, 'plenary.db'));
  const library = await openedLibrary(folder);
  expect(library.recovered).toBe(false);
  const said: unknown = JSON.parse(readFileSync(join(FOLDER, `schema-${version}.json`), 'utf8'));
  expect(contents(library)).toMatchObject(said as object);
  expect(library.checkThoroughly()).toEqual([]);
  expect(library.backups.count()).toBe(Number(version) < newestVersion() ? 1 : 0);
});
