import {
  copyFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { newId } from '../../../src/shared/domain/ids';
import { type ItemOf, plainItem, type Session } from '../../../src/shared/domain/session';
import { spentMs } from '../../../src/shared/domain/session-clock';
import { SessionStarter } from '../../../src/shared/domain/session-starter';
import { minutesDone } from '../../../src/shared/domain/session-steps';
import { contract, type SessionDocument } from '../../../src/shared/ipc/contract';
import { tempFolder } from '../db/temp-library';
import { footage, NOTHING_MADE, type Rig, rig } from './rig';

const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
const RESOURCES = join(import.meta.dirname, '../../../resources/sessions');

async function addLesson(here: Rig, path = footage({ seconds: 4 })): Promise<string> {
  const { services, quiet } = here;
  const pick = await services.hold([path]);
  const { lessonIds } = await services.handlers.footage.add({ pickId: pick.id, as: 'parts' });
  await quiet();
  return lessonIds[0] ?? '';
}

const sessionsOf = ({ services }: Rig) => services.handlers.sessions;
const openedIn = async (here: Rig, sessionId: string): Promise<SessionDocument> =>
  sessionsOf(here).open({ sessionId });

/** A session with something to watch of this lesson, and something to talk about. */
async function planned(here: Rig, lessonId: string): Promise<Session> {
  const made = await sessionsOf(here).create({ from: 'empty', title: 'Waiting' });
  const { title, intention, heldOn, slotMinutes, people, groups } = made;
  return sessionsOf(here).change({
    sessionId: made.id,
    content: {
      ...{ title, intention, heldOn, slotMinutes, people, groups },
      items: [
        {
          ...{ ...(plainItem('watch') as ItemOf<'watch'>), id: newId() },
          what: { type: 'range', lessonId, startUs: 0, endUs: 3_000_000 },
        },
        { ...(plainItem('discuss') as ItemOf<'discuss'>), id: newId(), prompt: 'What did it do?' },
      ],
    },
  });
}

it('every starting point becomes a session that fits its time', async () => {
  const here = await rig();
  const starters = await sessionsOf(here).starters();
  expect(starters.map(({ slotMinutes }) => slotMinutes)).toEqual([20, 50, 75, 210, 45]);
  for (const { id, name } of starters) {
    const session = await sessionsOf(here).create({ from: 'starter', starterId: id, title: name });
    expect(contract.sessions.create.output.parse(session).items.length).toBeGreaterThan(3);
  }
  expect(await sessionsOf(here).list()).toHaveLength(5);
  for (const name of readdirSync(RESOURCES)) {
    const { format, ...starter } = JSON.parse(
      readFileSync(join(RESOURCES, name), 'utf8'),
    ) as Record<string, unknown>;
    expect(format).toBe('plenary-session-1');
    expect(SessionStarter.strict().safeParse(starter).success).toBe(true);
  }
});

it('what is typed is kept as it is typed, and taken away when it is emptied', async () => {
  const here = await rig({ media: NOTHING_MADE });
  const session = await planned(here, newId());
  const [watch, talk] = session.items;
  const said = {
    ...{ sessionId: session.id, itemId: talk?.id ?? '', groupName: 'Group 1' },
    watched: { itemId: watch?.id ?? '', lessonId: newId(), atUs: 5 },
  };
  const first = await sessionsOf(here).capture({ ...said, id: null, text: 'Three' });
  const id = first?.id ?? '';
  await sessionsOf(here).capture({ ...said, id, text: 'Three hands came up' });
  await sessionsOf(here).park({
    ...{ id: null, sessionId: session.id, itemId: null, text: 'Cold calling', done: false },
  });
  await sessionsOf(here).reflect({ sessionId: session.id, itemId: said.itemId, text: 'For me' });
  await sessionsOf(here).reflect({
    sessionId: session.id,
    itemId: said.itemId,
    text: 'For me alone',
  });
  const document = await openedIn(here, session.id);
  expect(document.captures).toMatchObject([
    { id, text: 'Three hands came up', groupName: 'Group 1' },
  ]);
  expect(document.parked).toMatchObject([{ text: 'Cold calling' }]);
  expect(document.reflections).toMatchObject([{ text: 'For me alone' }]);
  expect(await sessionsOf(here).capture({ ...said, id, text: ' ' })).toBeNull();
  expect((await openedIn(here, session.id)).captures).toEqual([]);
  // More of it was on its way: it is not lost.
  await sessionsOf(here).capture({ ...said, id, text: 'and more' });
  expect((await openedIn(here, session.id)).captures).toMatchObject([{ id, text: 'and more' }]);
});

it('a next step comes back on its day, until it is done', async () => {
  const here = await rig({ media: NOTHING_MADE });
  const session = await planned(here, newId());
  const step = {
    ...{ sessionId: session.id, who: 'RK', text: 'Write first, then hands', className: '9C' },
    ...{ lookAgainOn: '2026-05-01', doneOn: null },
  };
  const made = await sessionsOf(here).step({ ...step, id: null });
  expect(await sessionsOf(here).steps({ dueOn: '2026-04-30' })).toEqual([]);
  expect(await sessionsOf(here).steps({ dueOn: '2026-05-01' })).toEqual([
    { step: made, sessionTitle: 'Waiting' },
  ]);
  await sessionsOf(here).step({ ...step, id: made?.id ?? '', doneOn: '2026-05-02' });
  expect(await sessionsOf(here).steps({ dueOn: null })).toEqual([]);
  expect((await openedIn(here, session.id)).nextSteps).toMatchObject([{ doneOn: '2026-05-02' }]);
});

it('goes on after a kill where it was: item, clock, footage', async () => {
  let nowMs = Date.parse('2026-03-12T15:00:00.000Z');
  const folder = join(tempFolder(), 'library');
  const first = await rig({ folder, nowMs: () => nowMs, media: NOTHING_MADE });
  const session = await planned(first, newId());
  const [watch, talk] = session.items;
  const sessionId = session.id;
  const began = await sessionsOf(first).present({ sessionId, fromItemId: null });
  expect(began.state).toMatchObject({ phase: 'running', itemId: watch?.id });
  await sessionsOf(first).command({ sessionId, command: { do: 'play' } });
  await sessionsOf(first).report({ sessionId, turn: 2, atUs: 1_500_000, over: false });
  await sessionsOf(first).command({ sessionId, command: { do: 'extend', ms: 60_000 } });
  expect(first.events.at(-1)).toMatchObject({ name: 'sessions.ran', payload: { live: true } });
  // As a kill leaves it: nobody ended it.
  await first.close();
  nowMs += 120_000;
  const again = await rig({ folder, nowMs: () => nowMs, media: NOTHING_MADE });
  expect(await sessionsOf(again).running()).toBeNull();
  expect(await sessionsOf(again).list()).toMatchObject([{ phase: 'running', cutOff: true }]);
  const { state } = await sessionsOf(again).present({ sessionId, fromItemId: null });
  expect(state.picture).toMatchObject({ atUs: 1_500_000, playing: false });
  expect(state.addedMs[watch?.id ?? '']).toEqual([60_000]);
  expect(spentMs(watch?.id ?? '', state)).toBeGreaterThan(0);
  expect(state.sittings).toHaveLength(1);
  await sessionsOf(again).command({ sessionId, command: { do: 'next' } });
  const over = await sessionsOf(again).leave({ sessionId, as: 'ended' });
  expect(over).toMatchObject({ live: false, state: { phase: 'ended', itemId: talk?.id } });
  expect(minutesDone(session, over.state)).toBe(0);
  await expect(
    Promise.resolve().then(() => sessionsOf(again).command({ sessionId, command: { do: 'next' } })),
  ).rejects.toMatchObject({ code: 'not-found' });
});

it('the machine asleep stops the clock', async () => {
  const here = await rig({ media: NOTHING_MADE });
  const session = await planned(here, newId());
  await sessionsOf(here).present({ sessionId: session.id, fromItemId: null });
  here.services.sessions.asleep();
  const at = async () =>
    spentMs(session.items[0]?.id ?? '', (await openedIn(here, session.id)).run.state);
  const before = await at();
  await new Promise((done) => setTimeout(done, 30));
  expect(await at()).toBe(before);
  here.services.sessions.awake();
  await expect.poll(at).toBeGreaterThan(before);
});

it('is checked before the day: what is missing, empty or private is said', async () => {
  const here = await rig({ media: NOTHING_MADE });
  const lessonId = await addLesson(here);
  const session = await planned(here, lessonId);
  const states = async () =>
    (await sessionsOf(here).check({ sessionId: session.id })).map(({ state }) => state);
  expect(await states()).toEqual(['fine', 'fine']);
  const { title } = (await here.services.handlers.lessons.open({ lessonId })).lesson;
  await here.services.handlers.lessons.remove({
    lessonId,
    title,
    originalsToo: false,
    receipt: false,
  });
  expect(await states()).toEqual(['empty', 'fine']);
  expect(JSON.stringify(await openedIn(here, session.id))).not.toContain(lessonId);
});

it('is tried before the day: footage that is damaged is told by its name', async () => {
  const here = await rig({ media: NOTHING_MADE });
  const path = join(tempFolder(), 'Year 9 period 3.mp4');
  copyFileSync(footage({ seconds: 4 }), path);
  const lessonId = await addLesson(here, path);
  const good = await addLesson(here, footage({ seconds: 4, tone: 660 }));
  const first = await planned(here, lessonId);
  const [watch] = first.items;
  const stretch = (of: string, from: number) => ({
    ...{ ...(plainItem('watch') as ItemOf<'watch'>), id: newId() },
    what: { type: 'range' as const, lessonId: of, startUs: from * 1e6, endUs: (from + 1) * 1e6 },
  });
  const items = [...(watch ? [watch] : []), stretch(lessonId, 2.5), stretch(good, 2.5)];
  const session = await sessionsOf(here).change({
    sessionId: first.id,
    content: { ...first, items },
  });
  const checked = async () => {
    const found = await sessionsOf(here).check({ sessionId: session.id });
    return contract.sessions.check.output
      .parse(found)
      .map(({ state, fileName }) => `${state} ${fileName}`.trim());
  };
  expect(await checked()).toEqual(['fine', 'fine', 'fine']);
  const bytes = readFileSync(path);
  // As a card that fails leaves it: as long as before, its index whole, its middle gone.
  bytes.fill(0xa5, Math.floor(bytes.length * 0.5), Math.floor(bytes.length * 0.85));
  writeFileSync(path, bytes);
  expect(await checked()).toEqual(['fine', 'unplayable Year 9 period 3.mp4', 'fine']);
  truncateSync(path, Math.floor(bytes.length / 4));
  expect(await checked()).toEqual([
    'unplayable Year 9 period 3.mp4',
    'unplayable Year 9 period 3.mp4',
    'fine',
  ]);
});

it('keeps pictures with the library, copies them for a session planned again, and drops them', async () => {
  const here = await rig({ media: NOTHING_MADE });
  const session = await planned(here, newId());
  const path = join(tempFolder(), 'page.png');
  writeFileSync(path, PNG);
  here.answers.located = path;
  const file = await sessionsOf(here).addFile({ sessionId: session.id });
  const read = { ...(plainItem('read') as ItemOf<'read'>), id: newId(), fileId: file?.id ?? null };
  await sessionsOf(here).change({
    sessionId: session.id,
    content: { ...session, items: [...session.items, read] },
  });
  const again = await sessionsOf(here).create({
    ...{ from: 'session', sessionId: session.id, title: 'Waiting, again' },
  });
  await sessionsOf(here).remove({ sessionId: session.id });
  const kept = again.items[2];
  const fileId = kept?.kind === 'read' ? (kept.fileId ?? '') : '';
  const copy = await here.services.pathOf('picture', fileId);
  expect(copy !== null && readFileSync(copy).equals(PNG)).toBe(true);
  expect(existsSync(join(here.folder, 'sessions', session.id))).toBe(false);
  writeFileSync(path, 'not a picture');
  await expect(sessionsOf(here).addFile({ sessionId: again.id })).rejects.toMatchObject({
    code: 'page-unreadable',
    details: { name: 'page.png', why: 'not-one' },
  });
});

it('holds the PDF that was chosen last for the page to read, and keeps nothing of it', async () => {
  const here = await rig({ media: NOTHING_MADE });
  const session = await planned(here, newId());
  const choose = async (name: string, content: string) => {
    here.answers.located = join(tempFolder(), name);
    writeFileSync(here.answers.located, content);
    return sessionsOf(here).addFile({ sessionId: session.id });
  };
  const first = await choose('Wait time.pdf', '%PDF-1.7\n');
  expect(contract.sessions.addFile.output.parse(first)).toEqual({
    ...{ id: first?.id, name: 'Wait time.pdf', type: 'pdf' },
  });
  expect(await here.services.pathOf('pdf', first?.id ?? '')).toBe(here.answers.located);
  // Some programs write something of their own before it.
  const second = await choose('Talk.pdf', `${' '.repeat(900)}%PDF-1.4`);
  expect(await here.services.pathOf('pdf', second?.id ?? '')).toBe(here.answers.located);
  expect(await here.services.pathOf('pdf', first?.id ?? '')).toBeNull();
  expect((await openedIn(here, session.id)).files).toEqual([]);
  expect(existsSync(join(here.folder, 'sessions', session.id))).toBe(false);
  for (const content of ['', 'a letter', `${' '.repeat(1_100)}%PDF-1.4`]) {
    await expect(choose('Empty.pdf', content)).rejects.toMatchObject({
      ...{ code: 'page-unreadable', details: { name: 'Empty.pdf', why: 'not-one' } },
    });
  }
  writeFileSync(here.answers.located ?? '', '%PDF-1.7');
  truncateSync(here.answers.located ?? '', 400_000_001);
  await expect(sessionsOf(here).addFile({ sessionId: session.id })).rejects.toMatchObject({
    ...{ code: 'page-unreadable', details: { why: 'too-large' } },
  });
});

it('a moment that came up in talk goes to its lesson, shared, and marked as of a session', async () => {
  const here = await rig({ media: NOTHING_MADE });
  const lessonId = await addLesson(here);
  const session = await planned(here, lessonId);
  const [watch] = session.items;
  const marked = await sessionsOf(here).mark({
    ...{ sessionId: session.id, itemId: watch?.id ?? '', atUs: 1_200_000, note: 'The third hand' },
  });
  expect(marked.startUs).toBe(1_200_000);
  const { moments } = await here.services.handlers.lessons.open({ lessonId });
  expect(moments).toMatchObject([
    {
      startUs: 1_200_000,
      endUs: 1_200_000,
      note: 'The third hand',
      private: false,
      inSession: true,
      tags: ['Waiting'],
    },
  ]);
});
