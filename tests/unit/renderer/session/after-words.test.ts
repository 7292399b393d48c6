/** What is said of what a session leaves, and of what was done together. */
import { expect, test } from 'vitest';
import {
  calendarChoices,
  hoursWords,
  keptBack,
  stillHint,
  typedNames,
} from '../../../../src/renderer/features/session/after/output-words';
import {
  bySide,
  togetherLines,
} from '../../../../src/renderer/features/session/coaching/coaching-words';
import type { SessionCard } from '../../../../src/shared/domain/session';
import type { StillsOffer } from '../../../../src/shared/domain/session-record';

const OFFER: StillsOffer = {
  ...{ lessonId: 'l', lessonTitle: 'Triangles', permission: '', notShown: '', mustLook: false },
  clips: [{ name: 'From 0:01', startUs: 0, endUs: 1 }],
};

test('a picture is kept back without permission, and without footage', () => {
  expect(keptBack(OFFER)).toContain('Permission is not noted');
  const agreed = { ...OFFER, permission: 'Agreed in writing.' };
  expect(keptBack(agreed)).toBe('');
  expect(keptBack({ ...agreed, clips: [] })).toBe('Its footage is not there.');
  expect(stillHint(agreed)).toBe('1 picture. Permission: Agreed in writing.');
  expect(stillHint({ ...agreed, notShown: 'AB' })).toBe(
    '1 picture. Permission: Agreed in writing. Not to be shown: AB.',
  );
});

test('days are everyone’s, or those of one', () => {
  const lookAgain = [
    { who: '', days: 1 },
    { who: 'RK', days: 2 },
  ];
  expect(calendarChoices({ lookAgain })).toEqual([
    { id: 'all', name: 'Everyone (3 days)' },
    { id: 'who:', name: 'With no name (1 day)' },
    { id: 'who:RK', name: 'RK (2 days)' },
  ]);
});

test('names are one a line', () => {
  expect(typedNames(' RK \n\n  \nSiân O’Brien')).toEqual(['RK', 'Siân O’Brien']);
  expect(typedNames('x'.repeat(200))).toEqual(['x'.repeat(80)]);
});

test('time is said in hours and minutes', () => {
  expect([0, 1, 60, 95, 1_440].map(hoursWords)).toEqual([
    '0 minutes',
    '1 minute',
    '1 hour',
    '1 hour 35 minutes',
    '24 hours',
  ]);
});

test('what was done together says nothing where there was nothing', () => {
  const none = { sessions: 0, minutes: 0, lessons: 0, steps: 0, stepsDone: 0 };
  expect(togetherLines(none)).toEqual([]);
  expect(togetherLines({ ...none, sessions: 1, minutes: 50 })).toEqual(['1 session, 50 minutes']);
  expect(togetherLines({ sessions: 2, minutes: 100, lessons: 1, steps: 4, stepsDone: 1 })).toEqual([
    '2 sessions, 1 hour 40 minutes',
    '1 lesson watched together',
    '4 next steps agreed',
    '1 of them looked at again',
  ]);
});

test('coming sessions are in order of their days, past ones the last first', () => {
  const card = (id: string, phase: SessionCard['phase'], heldOn: string | null): SessionCard => ({
    ...{ id, phase, heldOn, title: id, intention: '', slotMinutes: 50, items: 0, people: 0 },
    ...{ cutOff: false, createdAt: '', changedAt: '2026-11-01' },
  });
  const { coming, past } = bySide([
    card('a', 'ready', null),
    card('b', 'stopped', '2026-12-01'),
    card('c', 'ready', '2026-11-30'),
    card('d', 'ended', '2026-10-01'),
    card('e', 'ended', '2026-11-12'),
    card('f', 'ended', null),
  ]);
  expect(coming.map(({ id }) => id)).toEqual(['c', 'b', 'a']);
  expect(past.map(({ id }) => id)).toEqual(['e', 'f', 'd']);
});
