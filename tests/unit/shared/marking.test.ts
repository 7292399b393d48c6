import { describe, expect, it } from 'vitest';
import type { BoardKind } from '../../../src/shared/domain/board';
import { KINDS } from '../../../src/shared/domain/kinds';
import { endedBy, placeOf, type Press } from '../../../src/shared/domain/marking';

const END = 60_000_000;
const [PLAIN] = KINDS;
const kind = (over: Partial<BoardKind> = {}): BoardKind => ({ ...(PLAIN as BoardKind), ...over });

const PRESS: Press = {
  kind: kind(),
  atUs: 10_000_000,
  leadUs: 4_000_000,
  playing: true,
  selection: null,
  lessonEndUs: END,
};

describe('a press', () => {
  it.each<[string, Partial<Press>, number, number]>([
    ['begins earlier while playing', {}, 6_000_000, 6_000_000],
    ['begins here while standing', { playing: false }, 10_000_000, 10_000_000],
    ['never begins before the lesson', { atUs: 1_000_000 }, 0, 0],
    ['lies over the selection', { selection: { startUs: 5, endUs: 90 } }, 5, 90],
    ['stays inside the lesson', { selection: { startUs: 5, endUs: 99_000_000 } }, 5, END],
    ['keeps the kind’s own lead', { kind: kind({ leadUs: 1_000_000 }) }, 9_000_000, 9_000_000],
    ['may have no lead at all', { kind: kind({ leadUs: 0 }) }, 10_000_000, 10_000_000],
    ['lasts for the kind’s lag', { kind: kind({ lagUs: 3_000_000 }) }, 6_000_000, 13_000_000],
    [
      'with a lag ends with the lesson',
      { kind: kind({ lagUs: 3_000_000 }), atUs: 59_000_000 },
      55_000_000,
      END,
    ],
  ])('%s', (_, over, startUs, endUs) => {
    expect(placeOf({ ...PRESS, ...over })).toEqual({ startUs, endUs });
  });
});

describe('ranges that are going on', () => {
  const range = (id: string, group = '') => kind({ id, group, shape: 'range' });
  const going = [
    { kind: 'pupil', group: 'talk' },
    { kind: 'writing', group: '' },
  ];

  it('end with a second press of their own kind, which begins nothing', () => {
    const { ended, left, begins } = endedBy(going, range('writing'));
    expect([ended, left, begins]).toEqual([[going[1]], [going[0]], false]);
  });

  it('end when another of their group begins', () => {
    const { ended, left, begins } = endedBy(going, range('teacher', 'talk'));
    expect([ended, left, begins]).toEqual([[going[0]], [going[1]], true]);
  });

  it('go on beside kinds of no group, and of other groups', () => {
    expect(endedBy(going, range('reading')).ended).toEqual([]);
    expect(endedBy(going, range('reading', 'other')).ended).toEqual([]);
  });
});
