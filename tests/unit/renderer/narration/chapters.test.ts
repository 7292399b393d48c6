import { describe, expect, it } from 'vitest';
import { type Happening } from '../../../../src/shared/domain/narration-path';
import {
  chapterAt,
  chaptersOf,
  skipFrom,
} from '../../../../src/renderer/features/narration/play/chapters';

const S = 48_000;

const moment = (s: number, momentId: string | null): Happening => ({
  takeId: 't',
  place: 0,
  at: s * S,
  event: { at: s * S, type: 'moment', momentId },
});

const chapters = chaptersOf(
  [moment(2, 'a'), moment(5, 'a'), moment(10, 'b'), moment(12, null), moment(20, 'c')],
  30 * S,
);

describe('chapters', () => {
  it('begin at each moment that is shown, and at the beginning', () => {
    expect(chapters).toEqual([
      { from: 0, to: 2 * S, momentId: null },
      { from: 2 * S, to: 10 * S, momentId: 'a' },
      { from: 10 * S, to: 20 * S, momentId: 'b' },
      { from: 20 * S, to: 30 * S, momentId: 'c' },
    ]);
    expect(chaptersOf([], S)).toEqual([]);
    expect(chaptersOf([moment(0, 'a'), moment(0, 'b')], S)).toEqual([
      { from: 0, to: S, momentId: 'b' },
    ]);
  });

  it('are found by a time', () => {
    expect([0, 2, 9.9, 10, 40].map((s) => chapterAt(chapters, s * S))).toEqual([0, 1, 1, 2, 3]);
    expect(chapterAt([], 5)).toBe(-1);
  });

  it('are skipped: back to where this one began, soon after that to the one before', () => {
    expect(skipFrom(chapters, 5 * S, 1)).toBe(10 * S);
    expect(skipFrom(chapters, 25 * S, 1)).toBe(null);
    expect(skipFrom(chapters, 15 * S, -1)).toBe(10 * S);
    expect(skipFrom(chapters, 11 * S, -1)).toBe(2 * S);
    expect(skipFrom(chapters, S, -1)).toBe(0);
    expect(skipFrom([], S, 1)).toBe(null);
  });
});
