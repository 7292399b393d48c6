import { describe, expect, it } from 'vitest';
import { type ItemOf, plainItem } from '../../../../src/shared/domain/session';
import {
  behindWords,
  checkWords,
  clockWords,
  firstOver,
  fitWords,
  itemName,
  lengthWords,
  stepsWords,
} from '../../../../src/renderer/features/session/words';
import { discuss, MINUTE, text, watch } from '../../shared/session-plans';

describe('a time', () => {
  it.each([
    [0, '0:00'],
    [1, '0:01'],
    [59_000, '0:59'],
    [59_001, '1:00'],
    [400_000, '6:40'],
    [3_720_000, '1:02:00'],
    [-500, '0:00'],
    [-30_000, '-0:30'],
  ])('%i ms is %s', (ms, words) => expect(clockWords(ms)).toBe(words));

  it.each([
    [0, '0 min'],
    [12_000, '12 s'],
    [4 * MINUTE, '4 min'],
    [75 * MINUTE, '1 h 15 min'],
    [480 * MINUTE, '8 h'],
  ])('%i ms lasts %s', (ms, words) => expect(lengthWords(ms)).toBe(words));
});

it('an item is named by what was said of it, or by its kind', () => {
  const plain = plainItem('discuss') as ItemOf<'discuss'>;
  expect(itemName({ ...plain, id: 'a' })).toBe('Discuss');
  expect(itemName({ ...plain, id: 'a', prompt: 'What did you notice?\nAnd what else?' })).toBe(
    'Discuss: What did you notice?',
  );
  expect(itemName({ ...plain, id: 'a', title: 'back-row thinking' })).toBe(
    'Discuss: back-row thinking',
  );
  expect(itemName({ ...(plainItem('welcome') as ItemOf<'welcome'>), id: 'a' })).toBe(
    'Welcome and agreements',
  );
  expect(stepsWords(discuss(1, 2))).toBe('alone, then in pairs');
});

it('what does not fit is said kindly, and from which item on', () => {
  const items = [text(10), discuss(5, 5), watch(90)];
  const fit = { totalMs: 21.5 * MINUTE, slotMs: 20 * MINUTE, overMs: 1.5 * MINUTE, spareMs: 0 };
  expect(fitWords(fit)).toBe('22 min planned: 2 min more than there is');
  expect(fitWords({ ...fit, overMs: 0, spareMs: 5 * MINUTE })).toBe(
    '22 min planned, 5 min to spare',
  );
  expect(fitWords({ totalMs: 0, slotMs: 50 * MINUTE, overMs: 0, spareMs: 50 * MINUTE })).toBe(
    '50 min to fill',
  );
  expect(firstOver(items, 20)).toBe(2);
  expect(firstOver(items, 22)).toBe(-1);
  expect(behindWords(3 * MINUTE)).toBe('3 min behind plan');
  expect(behindWords(-2 * MINUTE)).toBe('2 min in hand');
  expect(behindWords(20_000)).toBe('');
});

it('the check before the day names the file that is damaged', () => {
  expect(checkWords({ state: 'fine', fileName: '' })).toBe('Ready');
  expect(checkWords({ state: 'unplayable', fileName: 'Year 9.mp4' })).toContain('“Year 9.mp4”');
});
