import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  excerpt,
  holds,
  marksIn,
  parseSearch,
  readyText,
} from '../../../src/shared/domain/search-text';

const found = (text: string, query: string) => holds(readyText(text), parseSearch(query));
const marked = (text: string, query: string) =>
  marksIn(text, parseSearch(query)).map(({ from, to }) => text.slice(from, to));

describe('what is wanted', () => {
  it('is words that may go on, and phrases that may not', () => {
    expect(parseSearch('Wait tíme')).toEqual([
      { words: ['wait'], open: true },
      { words: ['time'], open: true },
    ]);
    expect(parseSearch('"three hands" up')).toEqual([
      { words: ['three', 'hands'], open: false },
      { words: ['up'], open: true },
    ]);
    expect(parseSearch('x "three ha')).toEqual([
      { words: ['x'], open: true },
      { words: ['three', 'ha'], open: true },
    ]);
    expect(parseSearch(' "" - * ')).toEqual([]);
  });
});

describe('holding it', () => {
  it.each([
    ['Wait time, then three hands', 'wai hand', true],
    ['Wait time, then three hands', 'ait', false],
    ['Wait time, then three hands', '"time then"', true],
    ['Wait time, then three hands', '"time the"', false],
    ['Café: naïve', 'CAFE nai', true],
    ['8B, period 3', '8b 3', true],
    ['', 'a', false],
    ['anything', '', true],
  ])('%s / %s', (text, query, expected) => {
    expect(found(text, query)).toBe(expected);
  });

  it('does not run from one text into the next', () => {
    expect(holds(readyText('three', 'hands'), parseSearch('"three hands"'))).toBe(false);
    expect(holds(readyText('three', 'hands'), parseSearch('hands three'))).toBe(true);
  });
});

describe('marks', () => {
  it('are whole words, where they stand, accents or not', () => {
    expect(marked('Wait: waiting, await. Wäit', 'wai')).toEqual(['Wait', 'waiting', 'Wäit']);
    expect(marked('three hands, hands three hands', '"three hands"')).toEqual([
      ...['three', 'hands', 'three', 'hands'],
    ]);
  });

  it('are there exactly when the text holds it, in order and apart', () => {
    const word = fc.constantFrom('wait', 'waiting', 'Café', 'hand', 'a', '8B');
    const text = fc.array(word, { maxLength: 8 }).map((words) => words.join(' – '));
    const query = fc.array(fc.constantFrom('wai', 'cafe', '"hand', 'a', '8'), { maxLength: 2 });
    fc.assert(
      fc.property(text, query, (text, words) => {
        const wanted = parseSearch(words.join(' '));
        const marks = marksIn(text, wanted);
        if (wanted.length > 0 && holds(readyText(text), wanted)) {
          expect(marks.length).toBeGreaterThan(0);
        }
        for (const [at, mark] of marks.entries()) {
          expect(mark.from).toBeGreaterThanOrEqual(marks[at - 1]?.to ?? 0);
          expect(text.slice(mark.from, mark.to)).toMatch(/^[\p{L}\p{N}]+$/u);
        }
      }),
    );
  });
});

describe('an excerpt', () => {
  it('is one line around the first mark, with signs where it was cut', () => {
    const long = `${'before '.repeat(40)}marmalade ${'after '.repeat(60)}`;
    const line = excerpt(long, parseSearch('marm'));
    expect(line).toMatch(/^…(before )+marmalade (after )*after…$/);
    expect(line.length).toBeLessThan(170);
    expect(excerpt('two\n lines ', [])).toBe('two lines');
    expect(excerpt('x'.repeat(400), parseSearch('xx'))).toHaveLength(161);
  });

  it('shows something wanted wherever the text has it, with or without accents', () => {
    const word = fc.constantFrom('wait', 'waiting', 'await', 'time', 'tíme', 'a1', 'the', 'x');
    const gap = fc.constantFrom(' ', ', ', ' – ', '_', '  ');
    const text = fc
      .array(fc.tuple(word, gap), { minLength: 30, maxLength: 90 })
      .map((pairs) => pairs.flat().join(''));
    const queries = ['wait', '"wait time"', '"time wait', 'tim the', '"a1"', 'zz', '"x the wait"'];
    fc.assert(
      fc.property(text, fc.constantFrom(...queries), (said, query) => {
        const wanted = parseSearch(query);
        const there = marksIn(said, wanted).length > 0;
        expect(marksIn(excerpt(said, wanted), wanted).length > 0).toBe(there);
      }),
    );
  });
});
