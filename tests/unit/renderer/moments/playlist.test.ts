import { describe, expect, it } from 'vitest';
import {
  POINT_PLAYS_US,
  stretchesOf,
  whatThen,
} from '../../../../src/renderer/features/moments/playlist';
import { besideRows, otherPerson } from '../../../../src/renderer/features/moments/side-by-side';
import { momentsFor, tagsFor, tagsOf } from '../../../../src/renderer/features/moments/suggestions';
import { newId } from '../../../../src/shared/domain/ids';
import type { Moment } from '../../../../src/shared/domain/moment';
import { momentRow } from '../../shared/rows';

const S = 1_000_000;
const lessonId = newId();
const at = (startS: number, endS = startS, over: Partial<Moment> = {}) =>
  momentRow(lessonId, { startUs: startS * S, endUs: endS * S, ...over });

describe('what is played', () => {
  it('is each to its end, a point for a few seconds, never past the lesson', () => {
    const rows = [
      ...[at(1), at(5, 9), at(58, 58)],
      at(70, 80),
      at(3, 4, { adrift: { fileId: newId(), startUs: 0, endUs: 0 } }),
    ];
    expect(stretchesOf(rows, 60 * S).map(({ startUs, endUs }) => [startUs, endUs])).toEqual([
      [S, S + POINT_PLAYS_US],
      [5 * S, 9 * S],
      [58 * S, 60 * S],
    ]);
  });
});

describe('what then', () => {
  const list = stretchesOf([at(10, 20), at(30, 40), at(35, 50)], 60 * S);
  it('stays inside, goes on at the end, and ends after the last', () => {
    expect(whatThen(list, 0, 9.8 * S)).toEqual({ is: 'stay' });
    expect(whatThen(list, 0, 19.99 * S)).toEqual({ is: 'stay' });
    expect(whatThen(list, 0, 20 * S)).toEqual({ is: 'go', to: 1 });
    // The next overlaps: it is played from its own beginning.
    expect(whatThen(list, 1, 40.03 * S)).toEqual({ is: 'go', to: 2 });
    expect(whatThen(list, 2, 50 * S)).toEqual({ is: 'end' });
    expect(whatThen([], 0, 0)).toEqual({ is: 'end' });
  });

  it('follows a hand to another of them, and lets go when it leads elsewhere', () => {
    expect(whatThen(list, 2, 12 * S)).toEqual({ is: 'go', to: 0 });
    expect(whatThen(list, 0, 45 * S)).toEqual({ is: 'go', to: 2 });
    expect(whatThen(list, 0, 5 * S)).toEqual({ is: 'leave' });
    expect(whatThen(list, 0, 25 * S)).toEqual({ is: 'leave' });
  });
});

describe('side by side', () => {
  const [me, you, third] = [newId(), newId(), newId()];
  it('puts what is close together into one row, each on their own side', () => {
    const rows = [
      ...[at(1, 1, { authorId: me }), at(5, 5, { authorId: you }), at(9, 9, { authorId: third })],
      ...[at(12, 12, { authorId: me }), at(40, 40, { authorId: you })],
    ];
    expect(
      besideRows(rows, you, me).map(({ left, right }) => [
        left.map(({ startUs }) => startUs / S),
        right.map(({ startUs }) => startUs / S),
      ]),
    ).toEqual([
      [[5], [1]],
      [[], [12]],
      [[40], []],
    ]);
  });

  it('begins with whoever else noticed most', () => {
    const rows = [me, me, you, third, third].map((authorId, n) => at(n, n, { authorId }));
    expect(otherPerson(rows, me)).toBe(third);
    expect(otherPerson(rows.slice(0, 2), me)).toBeNull();
  });
});

describe('suggestions', () => {
  it('are the lesson’s tags, the most used first, without those that are there', () => {
    const rows = [['talk'], ['wait', 'talk'], ['thinking time']].map((tags, n) =>
      at(n, n, { tags }),
    );
    expect(tagsOf(rows)).toEqual(['talk', 'thinking time', 'wait']);
    const names = (text: string, taken: string[] = []) =>
      tagsFor(text, tagsOf(rows), taken).map(({ name }) => name);
    expect(names('')).toEqual(['talk', 'thinking time', 'wait']);
    expect(names('ti')).toEqual(['thinking time']);
    expect(names('T', ['talk'])).toEqual(['thinking time']);
  });

  it('are moments that hold the words, the nearest first, never itself', () => {
    const from = at(50, 50, { note: 'here' });
    const rows = [at(1, 1, { note: 'far hand' }), from, at(55, 55, { note: 'near hand' })];
    const found = momentsFor('hand', rows, from, ({ note }) => note);
    expect(found.map(({ name }) => name)).toEqual(['near hand', 'far hand']);
    const linked = { ...from, links: [rows[2]?.id ?? ''] };
    expect(momentsFor('', rows, linked, ({ note }) => note)).toHaveLength(1);
  });
});
