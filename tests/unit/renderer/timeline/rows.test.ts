import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Rows, type RowsBy } from '../../../../src/renderer/features/timeline/rows';
import { MOST_LEVELS, Stack } from '../../../../src/renderer/features/timeline/stack';
import { changedInTime, difference } from '../../../../src/shared/domain/in-time';
import { byTime, type Moment } from '../../../../src/shared/domain/moment';
import { moment } from '../lesson-rows';

const KINDS = ['noticing', 'question'];
const range = (startUs: number, endUs: number, over: Partial<Moment> = {}) =>
  moment({ startUs, endUs, ...over });
const all = (moments: Moment[]) => ({ removed: [], added: [...moments].sort(byTime) });
const byName = (a: string, b: string) => (a < b ? -1 : 1);

function rows(by: RowsBy, ...moments: Moment[]) {
  const made = new Rows(by);
  made.change(all(moments));
  return made.inOrder(by === 'kind' ? KINDS : [], [], byName);
}

/** What a stack holds, as plain lists. */
const held = (stack: Stack) =>
  stack.levels.map((level) => ({
    ids: level.moments.map(({ id }) => id),
    startsUs: [...level.startsUs.subarray(0, level.length)],
    endsUs: [...level.endsUs.subarray(0, level.length)],
    reachUs: [...level.reachUs.subarray(0, level.length)],
  }));

const span = fc.tuple(fc.nat(3_000), fc.nat(400));

describe('rows', () => {
  it('are one a kind, empty ones too, unknown kinds after them', () => {
    const found = rows('kind', range(0, 1), range(0, 1, { kind: 'from a later board' }));
    expect(found.map((row) => row.key)).toEqual(['noticing', 'question', 'from a later board']);
    expect(found.map((row) => row.levels.length)).toEqual([1, 0, 1]);
  });

  it('are one a tag, with a moment in each of its own, and those without at the end', () => {
    const found = rows('tag', range(0, 1, { tags: ['talk', 'board'] }), range(5, 6), range(8, 9));
    expect(found.map((row) => [row.key, row.levels[0]?.length])).toEqual([
      ['board', 1],
      ['talk', 1],
      ['', 2],
    ]);
  });

  it('leave out moments without picture, and go when they are empty', () => {
    const lost = range(0, 1, { adrift: { fileId: 'x', startUs: 0, endUs: 1 } });
    const only = range(3, 4, { tags: ['one'] });
    const made = new Rows('tag');
    made.change(all([lost, only]));
    expect(made.inOrder([], [], byName)).toHaveLength(1);
    made.change({ removed: [only], added: [] });
    expect(made.inOrder([], [], byName)).toEqual([]);
  });

  it('come in the order they were put in by hand, the others after them', () => {
    const made = new Rows('kind');
    const order = ['kind:question', 'kind:c'];
    made.change(all(['a', 'b', 'c'].map((kind) => range(0, 1, { kind }))));
    const keys = made.inOrder(KINDS, order, byName).map(({ key }) => key);
    expect(keys).toEqual(['question', 'c', 'noticing', 'a', 'b']);
  });
});

describe('stacking', () => {
  const levels = (...moments: Moment[]) => {
    const stack = new Stack();
    stack.change(all(moments));
    return stack.levels;
  };

  it('parts what overlaps and not what only touches', () => {
    expect(levels(range(0, 10), range(10, 20))).toHaveLength(1);
    expect(levels(range(0, 10), range(5, 20))).toHaveLength(2);
    expect(levels(range(0, 10), range(5, 20), range(10, 12))).toHaveLength(2);
    expect(levels(range(5, 5), range(5, 5))).toHaveLength(2);
  });

  it('holds every moment once, apart in every level but the last', () => {
    fc.assert(
      fc.property(fc.array(span, { maxLength: 60 }), (spans) => {
        const moments = spans.map(([start, length]) => range(start, start + length));
        const found = levels(...moments);
        expect(found.length).toBeLessThanOrEqual(MOST_LEVELS);
        expect(found.flatMap((level) => level.moments.map(({ id }) => id)).sort()).toEqual(
          moments.map(({ id }) => id).sort(),
        );
        for (const level of found.slice(0, MOST_LEVELS - 1)) {
          for (let at = 1; at < level.length; at++) {
            expect(level.startsUs[at]).toBeGreaterThanOrEqual(level.endsUs[at - 1] ?? 0);
          }
        }
      }),
    );
  });

  it('edit by edit comes to what it would be if it were made anew', () => {
    const edit = fc.record({
      remove: fc.array(fc.nat(40), { maxLength: 3 }),
      add: fc.array(span, { maxLength: 3 }),
    });
    fc.assert(
      fc.property(
        fc.array(span, { maxLength: 50 }),
        fc.array(edit, { maxLength: 12 }),
        (spans, edits) => {
          let now = spans.map(([start, length]) => range(start, start + length)).sort(byTime);
          const stack = new Stack();
          stack.change(all(now));
          for (const { remove, add } of edits) {
            const gone = remove.flatMap((at) => now[at % Math.max(1, now.length)] ?? []);
            const next = changedInTime(now, [
              ...gone.map((before) => ({ id: before.id, before, after: null })),
              ...add.map(([start, length]) => {
                const after = range(start, start + length);
                return { id: after.id, before: null, after };
              }),
            ]);
            stack.change(difference(now, next));
            now = next;
            const anew = new Stack();
            anew.change(all(now));
            expect(held(stack)).toEqual(held(anew));
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it('of very many takes an edit without going through them', () => {
    const crowd = Array.from({ length: 20_000 }, (_, at) => range(at * 100, at * 100 + 350));
    const stack = new Stack();
    stack.change(all(crowd));
    let looked = 0;
    const added = range(1_000_000, 1_000_020);
    for (const level of stack.levels) {
      const { splice } = level;
      level.splice = (at, count, moments) => {
        looked += count + moments.length;
        splice.call(level, at, count, moments);
      };
    }
    stack.change({ removed: [], added: [added] });
    expect(looked).toBeGreaterThan(0);
    expect(looked).toBeLessThan(200);
  });
});
