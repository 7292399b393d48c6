import { describe, expect, it } from 'vitest';
import type { Command } from '../../../../src/renderer/app/commands';
import { fits, resultsFor, wordsOf } from '../../../../src/renderer/app/palette-results';
import type { LessonCard, SearchHit } from '../../../../src/shared/domain/library';
import { idOf, makeCard } from '../../../fixtures/lesson-cards';

const command = (id: string, name: string, change: Partial<Command> = {}): Command => ({
  id,
  name,
  group: 'Playing',
  keys: [],
  run: () => undefined,
  ...change,
});
const hit = (number: number, text: string): SearchHit => ({
  is: 'moment',
  lessonId: idOf(1),
  lessonTitle: 'Area',
  momentId: idOf(number),
  atUs: 0,
  text,
});

describe('what Ctrl+K finds', () => {
  it('lists every command before anything is typed, and no lessons', () => {
    const found = resultsFor(
      '',
      [command('a', 'Play'), command('b', 'Fit')],
      [makeCard(5)],
      [],
      false,
    );
    expect(found.map((result) => result.id)).toEqual(['command a', 'command b']);
  });

  it('leaves out commands that are of no use without their key', () => {
    expect(resultsFor('', [command('a', 'Shuttle', { keyOnly: true })], [], [], false)).toEqual([]);
  });

  it('puts lessons first, then commands, then what was said', () => {
    const found = resultsFor(
      'tri',
      [command('a', 'Trim the moment')],
      [makeCard(5, { title: 'Area of triangles' })],
      [hit(7, 'Three triangles')],
      true,
    );
    expect(found.map((result) => result.is)).toEqual(['card', 'command', 'moment', 'more']);
  });

  it('needs every word, in any order, whatever the accents and capitals', () => {
    expect(fits('Café scene 8B', wordsOf('8b CAFE'))).toBe(true);
    expect(fits('Café scene 8B', wordsOf('8b tea'))).toBe(false);
  });

  it('takes a single letter only at the start of a word', () => {
    expect(fits('Area of triangles', ['t'])).toBe(true);
    expect(fits('Area of triangles', ['g'])).toBe(false);
  });

  it('lists a lesson once, whether its card or its text was found', () => {
    const said: SearchHit = { ...hit(7, 'x'), is: 'lesson', momentId: null };
    const card = makeCard(1, { title: 'x' });
    const found = (cards: LessonCard[]) =>
      resultsFor('x', [], cards, [{ ...said, lessonId: card.lesson.id }], false);
    expect(found([card]).map(({ is }) => is)).toEqual(['card']);
    expect(found([]).map(({ is }) => is)).toEqual(['lesson']);
  });
});
