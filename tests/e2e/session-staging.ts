/** Sessions to present: a lesson with footage, a narration of it, and a plan of every kind of item. */
import type { ElectronApplication, Page } from 'playwright/test';
import type { Store } from '../../src/main/db/store';
import { newId } from '../../src/shared/domain/ids';
import { type NarrationEvent, VOICE_RATE } from '../../src/shared/domain/narration';
import { instant } from '../../src/shared/domain/row';
import {
  type ItemKind,
  type ItemOf,
  plainItem,
  type Session,
  type SessionItem,
} from '../../src/shared/domain/session';
import { clicks, narrate } from '../fixtures/narrated';
import { expect, type Launched } from './launch';

export const PROMPT = 'What did those seven seconds make possible, and for whom?';

export function item<K extends ItemKind>(kind: K, change: Partial<ItemOf<K>>): SessionItem {
  return { ...plainItem(kind), id: newId(), ...change };
}

/** A plan with every kind of item; both Watch items are of this lesson. */
export function planOf(lessonId: string, narrationId: string | null): SessionItem[] {
  const stretch = { type: 'range' as const, lessonId, startUs: 2_000_000, endUs: 14_000_000 };
  const told = narrationId && {
    ...{ type: 'narration' as const, lessonId, narrationId, from: 0, to: 8 * VOICE_RATE },
  };
  return [
    item('welcome', { notes: 'Read the agreements aloud, one each.' }),
    item('watch', {
      ...{ what: stretch, question: 'What are pupils doing while they wait?' },
      notes: 'First time through, no stopping.',
    }),
    item('discuss', {
      prompt: PROMPT,
      steps: [
        { grouping: 'pairs', minutes: 4 },
        { grouping: 'everyone', minutes: 5 },
      ],
      notes: 'Let them speak first. Ask the teacher last what she was thinking.',
    }),
    ...(told ? [item('watch', { what: told, title: 'The narrated review', question: '' })] : []),
    item('read', {
      title: 'Wait time',
      minutes: 4,
      text: 'When teachers wait three seconds or more after a question, pupils answer at greater length, more of them answer, and more of them ask questions of their own. Waiting again after an answer does more still: pupils add to what they have said, and others take it up.',
    }),
    item('reflect', { prompt: 'Think of one class of yours. Where would waiting matter most?' }),
    item('break', { text: 'Tea', minutes: 10 }),
    item('text', { title: 'Thank you', text: 'Thank you to RK, whose lesson we watched.' }),
    item('next-steps', { prompt: 'What will I try, with which class, and when?', minutes: 8 }),
  ];
}

const shown = (at: number, lessonS: number): NarrationEvent => ({
  ...{ at: at * VOICE_RATE, type: 'shown', lessonUs: lessonS * 1e6, held: false, rate: 1 },
});

/** Puts a session of every kind of item into a library that no app has open. */
export function stageSession(store: Store, folder: string, change: Partial<Session> = {}): Session {
  const lessonId = store.cards.all()[0]?.lesson.id;
  const author = store.people.all()[0];
  if (!lessonId || !author) throw new Error('no lesson');
  const told = { seconds: 8, events: [shown(0, 1), shown(4, 9)], voice: clicks(8) };
  const narration = narrate(store, folder, { lessonId, title: 'Wait time', ...told });
  store.rows.tables.narration.update({ ...narration, private: false });
  const now = instant();
  const session: Session = {
    ...{ id: newId(), authorId: author.id, createdAt: now, changedAt: now },
    ...{ title: 'INSET: waiting and probing', intention: 'See what pupils do when we wait.' },
    ...{ heldOn: null, slotMinutes: 50, people: ['RK', 'AB', 'CD', 'EF'] },
    groups: ['Group 1', 'Group 2', 'Group 3'],
    items: planOf(lessonId, narration.id),
    ...change,
  };
  store.transaction(() => store.sessions.insert(session));
  return session;
}

/** From the Sessions page to the console. */
export async function present(page: Page, title: string, button = 'Present'): Promise<void> {
  await page.getByRole('link', { name: 'Sessions', exact: true }).click();
  await page.getByRole('list', { name: 'Sessions' }).getByRole('link', { name: title }).click();
  await page.getByRole('button', { name: button, exact: true }).click();
  await expect(page.getByRole('complementary', { name: 'Session' })).toBeVisible();
}

/** Gives the room's screen a window of its own: with one display there is none until it is asked for. */
export async function roomOf(launched: Pick<Launched, 'app' | 'page' | 'problems'>): Promise<Page> {
  const { app, page, problems } = launched;
  const [room] = await Promise.all([
    app.waitForEvent('window'),
    (async () => {
      await page.getByRole('button', { name: 'Screen', exact: true }).click();
      await page.getByRole('menuitem', { name: 'In a window of its own' }).click();
    })(),
  ]);
  room.on('console', (message) => {
    if (message.type() === 'error') problems.push(`room: ${message.text()}`);
  });
  room.on('pageerror', (error) => problems.push(`room: ${error.stack ?? error.message}`));
  await expect(room.getByRole('region', { name: 'The room’s screen' })).toBeVisible();
  return room;
}

/** What a window of the app shows, by its title's beginning. */
export async function shotOf(app: ElectronApplication, room: boolean): Promise<Buffer> {
  const jpeg = await app.evaluate(async ({ BrowserWindow }, isRoom) => {
    const window = BrowserWindow.getAllWindows().find(
      (each) => each.webContents.getURL().endsWith('#room') === isRoom,
    );
    const image = await window?.webContents.capturePage();
    return image?.toJPEG(85).toString('base64') ?? '';
  }, room);
  return Buffer.from(jpeg, 'base64');
}
