import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  choicesOf,
  OPEN_SIEVE,
  sift,
  termOf,
} from '../../../../src/renderer/features/library/sift';
import { makeCard, makeCards } from '../../../fixtures/lesson-cards';

const titles = (cards: { lesson: { title: string } }[]) => cards.map((card) => card.lesson.title);

describe('which lessons are shown', () => {
  const cards = [
    makeCard(1, { title: 'Area 10', subject: 'Maths', className: '8B', taughtOn: '2026-03-02' }),
    makeCard(2, { title: 'area 9', subject: 'Maths', className: '9C', taughtOn: '2026-11-10' }),
    makeCard(3, {
      title: 'Été',
      subject: 'French',
      className: '8B',
      taughtOn: null,
      createdAt: '2026-11-12T09:00:00.000Z',
    }),
  ];

  it('shows all until something is chosen, the newest lesson first', () => {
    expect(titles(sift(cards, OPEN_SIEVE))).toEqual(['Été', 'area 9', 'Area 10']);
  });

  it('sorts titles as people count and without regard to capitals', () => {
    expect(titles(sift(cards, { ...OPEN_SIEVE, sort: 'title' }))).toEqual([
      'area 9',
      'Area 10',
      'Été',
    ]);
  });

  it('finds every word in title, subject, class or teacher, without accents', () => {
    expect(titles(sift(cards, { ...OPEN_SIEVE, text: 'maths 8b' }))).toEqual(['Area 10']);
    expect(titles(sift(cards, { ...OPEN_SIEVE, text: 'ete' }))).toEqual(['Été']);
    expect(sift(cards, { ...OPEN_SIEVE, text: 'maths french' })).toEqual([]);
  });

  it('finds a lesson by its new title once that has changed', () => {
    const [card] = sift(cards, { ...OPEN_SIEVE, text: 'Area 10' });
    if (!card) throw new Error('nothing found');
    const renamed = { ...card, lesson: { ...card.lesson, title: 'Circles' } };
    expect(sift([renamed], { ...OPEN_SIEVE, text: 'circles' })).toHaveLength(1);
  });

  it('keeps to a term; a lesson without a day is in none', () => {
    expect(titles(sift(cards, { ...OPEN_SIEVE, term: '2026-3' }))).toEqual(['area 9']);
  });

  it('names terms by their ends', () => {
    expect(termOf('2026-04-30').name).toBe('Spring 2026');
    expect(termOf('2026-05-01').name).toBe('Summer 2026');
    expect(termOf('2026-09-01').name).toBe('Autumn 2026');
  });

  it('offers what there is, the latest term first', () => {
    const choices = choicesOf(cards);
    expect(choices.subjects).toEqual(['French', 'Maths']);
    expect(choices.classNames).toEqual(['8B', '9C']);
    expect(choices.terms.map((term) => term.name)).toEqual(['Autumn 2026', 'Spring 2026']);
  });

  it('never invents, loses or repeats a lesson', () => {
    const many = makeCards(300);
    fc.assert(
      fc.property(
        fc.constantFrom('', ...choicesOf(many).subjects),
        fc.constantFrom('', ...choicesOf(many).classNames),
        fc.constantFrom('taught' as const, 'added' as const, 'title' as const, 'keep' as const),
        (subject, className, sort) => {
          const shown = sift(many, { ...OPEN_SIEVE, subject, className, sort });
          const expected = many.filter(
            (card) =>
              (subject === '' || card.lesson.subject === subject) &&
              (className === '' || card.lesson.className === className),
          );
          expect(new Set(shown)).toEqual(new Set(expected));
          expect(shown).toHaveLength(expected.length);
        },
      ),
    );
  });
});
