import { describe, expect, test } from 'vitest';
import { clipChoices } from '../../../../src/renderer/features/clips/clip-choices';
import {
  firstInPack,
  firstNotes,
  notesFor,
  packClips,
} from '../../../../src/renderer/features/clips/pack/pack-choices';
import type { Moment } from '../../../../src/shared/domain/moment';
import { angleRow, documentOf, lessonRow, momentRow, partRow } from '../../shared/rows';

const lesson = lessonRow();
const angle = angleRow(lesson.id);
const moment = (over: Partial<Moment>) => momentRow(lesson.id, { private: false, ...over });
const open = moment({ note: ' Wait time ', startUs: 4_000_000, endUs: 6_000_000 });
const secret = moment({ note: 'Secret', private: true, startUs: 5_000_000, endUs: 5_000_000 });
const inside = moment({ note: 'Inside', startUs: 5_500_000, endUs: 5_500_000, inSession: true });
const bare = moment({ note: ' ', startUs: 4_500_000, endUs: 4_500_000 });
const moments = [open, secret, inside, bare];
const document = documentOf({ lesson, angles: [angle], parts: [partRow(angle)], moments });
const choices = clipChoices(document, null);
const choiceOf = ({ id }: Moment) => {
  const found = choices.find((choice) => choice.id === id);
  if (!found) throw new Error('no choice');
  return found;
};

describe('notes of a clip', () => {
  test('are shared ones with words that begin within it, its own first', () => {
    expect(notesFor(document, choiceOf(open))).toEqual([open, inside]);
    expect(notesFor(document, choiceOf(secret))).toEqual([inside]);
    expect(notesFor(document, choiceOf(inside))).toEqual([inside]);
  });

  test('to begin with are its own, unless it is private or empty', () => {
    expect([open, secret, bare].map((one) => firstNotes(choiceOf(one)))).toEqual([
      [open.id],
      [],
      [],
    ]);
  });
});

test('begins with what was asked for, else with what is to be shown together', () => {
  expect([...firstInPack(document, choices, [open.id, 'gone'])]).toEqual([open.id]);
  expect([...firstInPack(document, choices, ['gone'])]).toEqual([inside.id]);
  const selected = clipChoices(document, { startUs: 0, endUs: 1_000_000 });
  expect([...firstInPack(document, selected, [])]).toEqual(['selection']);
  const session = { moments: [{ ...secret, inSession: true }] };
  expect([...firstInPack(session, choices, [])]).toEqual([]);
});

test('asks for what is chosen, in order of time, with what was typed and ticked', () => {
  const chosen = new Set([inside.id, open.id, secret.id]);
  const words = new Map([
    [open.id, { name: ' Named ', question: ' Why? ' }],
    [inside.id, { noteIds: [] }],
  ]);
  expect(packClips(choices, chosen, words)).toEqual([
    {
      ...{ name: 'Named', momentId: open.id, question: 'Why?', noteIds: [open.id] },
      ...{ startUs: 4_000_000, endUs: 6_000_000 },
    },
    {
      ...{ name: 'From 0:05', question: '', noteIds: [] },
      ...{ startUs: 5_000_000, endUs: 10_000_000 },
    },
    {
      ...{ name: 'Inside', momentId: inside.id, question: '', noteIds: [] },
      ...{ startUs: 5_500_000, endUs: 10_000_000 },
    },
  ]);
});
