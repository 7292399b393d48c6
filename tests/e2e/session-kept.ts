/** A session that was held, put into a library that no app has open. */
import type { Store } from '../../src/main/db/store';
import { newId } from '../../src/shared/domain/ids';
import { PLAIN_MOMENT } from '../../src/shared/domain/moment';
import { instant } from '../../src/shared/domain/row';
import {
  type ItemKind,
  type ItemOf,
  plainItem,
  type Session,
} from '../../src/shared/domain/session';
import type { SessionItem } from '../../src/shared/domain/session';
import { NEW_RUN } from '../../src/shared/domain/session-run';

export const PROMPT = 'What did those seven seconds make possible, and for whom?';
/** What must be in nothing that leaves. */
export const OWN_WORDS = 'Kept for myself alone';
export const CONSOLE_NOTES = 'Ask AB last';

function item<K extends ItemKind>(kind: K, change: Partial<ItemOf<K>>): SessionItem {
  return Object.assign({ id: newId() }, plainItem(kind), change) as SessionItem;
}

/** 47 minutes and 20 seconds over two days, and a break of ten. */
export const SPENT_MINUTES = 47;

export interface Held {
  session: Session;
  lessonId: string;
}

/** @param permission what is noted of the lesson that was watched */
export function stageHeld(
  store: Store,
  { permission = '', change = {} }: { permission?: string; change?: Partial<Session> } = {},
): Held {
  const lesson = store.cards.all()[0]?.lesson;
  const author = store.people.all()[0];
  if (!lesson || !author) throw new Error('no lesson');
  const lessonId = lesson.id;
  store.transaction(() => store.rows.tables.lesson.update({ ...lesson, permission }));
  const now = instant();
  const made = () => ({ id: newId(), authorId: author.id, createdAt: now, changedAt: now });
  const hidden = made();
  const moment = { type: 'moment' as const, lessonId, momentId: hidden.id };
  const welcome = item('welcome', {});
  const watch = item('watch', {
    what: { type: 'range', lessonId, startUs: 2_000_000, endUs: 14_000_000 },
    ...{ question: 'What are pupils doing while they wait?', notes: CONSOLE_NOTES },
  });
  const discuss = item('discuss', { prompt: PROMPT, notes: CONSOLE_NOTES });
  const kept = item('watch', {
    what: { ...moment, startUs: 15_000_000, endUs: 16_000_000 },
    question: 'And here?',
  });
  const tea = item('break', { text: 'Tea' });
  const reflect = item('reflect', {
    prompt: 'Think of one class of yours. Where would waiting matter most?',
  });
  const next = item('next-steps', { prompt: 'What will I try, with which class, and when?' });
  const session: Session = {
    ...made(),
    ...{ title: 'INSET: waiting and probing', intention: 'See what pupils do when we wait.' },
    ...{ heldOn: '2026-11-12', slotMinutes: 50, people: ['RK', 'AB', 'Siân O’Brien'] },
    groups: ['Group 1', 'Group 2'],
    items: [welcome, watch, discuss, kept, tea, reflect, next],
    ...change,
  };
  const sessionId = session.id;
  const at = (id: string, minutes: number) => ({ [id]: minutes * 60_000 });
  store.transaction(() => {
    store.rows.tables.moment.insert({
      ...{ ...hidden, ...PLAIN_MOMENT, lessonId, kind: 'noticing', note: OWN_WORDS },
      ...{ startUs: 15_000_000, endUs: 16_000_000 },
    });
    store.sessions.insert(session);
    const { captures, parked, reflections } = store.sessions;
    const said = { ...{ sessionId, itemId: discuss.id }, watched: null };
    captures.insert({
      ...{ ...made(), ...said, groupName: 'Group 2' },
      text: 'Two pupils who had not spoken all lesson put a hand up.\nNobody called out.',
      watched: { itemId: watch.id, lessonId, atUs: 7_000_000 },
    });
    captures.insert({ ...made(), ...said, groupName: '', text: 'We wait less than we think.' });
    captures.insert({
      ...made(),
      ...said,
      groupName: 'Group 1',
      text: 'The second answer is longer <b>',
    });
    parked.insert({
      ...made(),
      sessionId,
      itemId: null,
      text: 'Who decides who answers?',
      done: false,
    });
    reflections.insert({ ...made(), sessionId, itemId: reflect.id, text: OWN_WORDS });
    const free = { ...{ lessonId: null, momentId: null, focusId: null }, sessionId, doneOn: null };
    store.rows.tables.nextStep.insert({
      ...{ ...made(), ...free, who: 'RK', className: '8B', lookAgainOn: '2027-01-12' },
      text: 'Count to five after each question, and again after each answer',
    });
    store.rows.tables.nextStep.insert({
      ...{ ...made(), ...free, who: 'ab', className: '', lookAgainOn: null },
      text: 'Ask one pupil to add to what another said',
    });
    store.sessions.putRun(sessionId, {
      ...NEW_RUN,
      phase: 'ended',
      sittings: [
        {
          ...{ id: newId(), startedAt: '2026-11-12T15:30:00.000Z', heldMs: 120_000 },
          ...{ seenAt: '2026-11-12T16:10:00.000Z', endedAt: '2026-11-12T16:10:00.000Z' },
          spentMs: {
            ...at(welcome.id, 3),
            ...at(watch.id, 10),
            ...at(discuss.id, 15),
            ...at(tea.id, 10),
          },
        },
        {
          ...{ id: newId(), startedAt: '2026-11-19T15:30:00.000Z', heldMs: 0 },
          ...{ seenAt: '2026-11-19T15:50:00.000Z', endedAt: '2026-11-19T15:50:00.000Z' },
          spentMs: { ...at(reflect.id, 9), ...at(next.id, 10 + 20 / 60) },
        },
      ],
    });
  });
  return { session, lessonId };
}
