import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  mergeOps,
  pasteOps,
  pressed,
  shiftOps,
  splitOps,
} from '../../../../src/renderer/features/timeline/edits';
import { applyOps, invert, RowOp } from '../../../../src/shared/domain/document';
import { newId } from '../../../../src/shared/domain/ids';
import { byTime, type Moment } from '../../../../src/shared/domain/moment';
import { AT, LESSON, lesson, ME, moment } from '../lesson-rows';

const END_US = 60_000_000;
const span = fc.tuple(fc.nat(50_000_000), fc.nat(10_000_000));
const some = fc
  .array(span, { minLength: 1, maxLength: 12 })
  .map((spans) => spans.map(([at, long]) => moment({ startUs: at, endUs: at + long })));

describe('edits of several moments', () => {
  it('move them together, their lengths and distances kept, inside the lesson', () => {
    fc.assert(
      fc.property(some, fc.integer({ min: -END_US, max: END_US }), (moments, byUs) => {
        const ops = shiftOps(moments, byUs, END_US);
        const shifts = ops.map(({ before, after }) =>
          before && after && 'startUs' in before && 'startUs' in after
            ? [after.startUs - before.startUs, after.endUs - before.endUs]
            : [],
        );
        expect(new Set(shifts.flat()).size).toBeLessThanOrEqual(1);
        for (const op of ops) {
          expect(RowOp.safeParse(op).success).toBe(true);
          if (op.table !== 'moment' || !op.after) throw new Error('a moment');
          expect(op.after.startUs).toBeGreaterThanOrEqual(0);
          expect(op.after.endUs).toBeLessThanOrEqual(END_US);
        }
      }),
    );
  });

  it('split where the playhead is inside, note and voice staying with the first half', () => {
    const long = moment({ startUs: 10, endUs: 30, note: 'seven seconds', tags: ['talk'] });
    const ops = splitOps([long, moment({ startUs: 30, endUs: 40 })], 20, ME);
    const after = applyOps(lesson({ moments: [long] }), ops).moments;
    expect(after).toMatchObject([
      { id: long.id, startUs: 10, endUs: 20, note: 'seven seconds' },
      { startUs: 20, endUs: 30, note: '', tags: ['talk'] },
    ]);
  });

  it('merge into the earliest, with all notes and tags and what hangs on them', () => {
    const a = moment({ startUs: 10, endUs: 20, note: 'one', tags: ['a'], private: false });
    const b = moment({ startUs: 15, endUs: 40, note: 'two', tags: ['a', 'b'], links: [a.id] });
    const reply = {
      ...{ id: newId(), authorId: ME, createdAt: AT, changedAt: AT, lessonId: LESSON },
      ...{ momentId: b.id, text: 'yes', private: true },
    };
    const start = lesson({ moments: [a, b], replies: [reply] });
    const ops = mergeOps(start, [b, a]);
    const after = applyOps(start, ops);
    expect(after.moments).toMatchObject([
      { id: a.id, startUs: 10, endUs: 40, note: 'one\ntwo', tags: ['a', 'b'], private: true },
    ]);
    expect(after.moments[0]?.links).toEqual([]);
    expect(after.replies).toMatchObject([{ id: reply.id, momentId: a.id }]);
    expect(applyOps(after, invert(ops))).toEqual(start);
    expect(mergeOps(start, [a])).toEqual([]);
  });

  it('paste into another lesson as far apart as they were, as rows of that lesson', () => {
    fc.assert(
      fc.property(some, fc.nat(END_US), (moments, atUs) => {
        const other = { id: newId(), endUs: END_US, focusIds: new Set<string>() };
        const ops = pasteOps(moments, atUs, other, ME);
        const sorted = [...moments].sort(byTime);
        const made = ops.flatMap((op) => (op.table === 'moment' && op.after ? [op.after] : []));
        expect(made[0]?.startUs).toBe(atUs);
        made.forEach((row, at) => {
          expect(row.startUs - atUs).toBe((sorted[at]?.startUs ?? 0) - (sorted[0]?.startUs ?? 0));
          expect(row.endUs).toBeLessThanOrEqual(END_US);
          expect(row.lessonId).toBe(other.id);
          expect(RowOp.safeParse(ops[at]).success).toBe(true);
        });
        expect(new Set([...made, ...moments].map(({ id }) => id)).size).toBe(
          made.length + moments.length,
        );
      }),
    );
  });

  it('paste keeps links among themselves and a focus that is known', () => {
    const [known, unknown] = [newId(), newId()];
    const a = moment({ startUs: 0, focusId: known });
    const b: Moment = moment({ startUs: 5, links: [a.id, newId()], focusId: unknown });
    const place = { id: LESSON, endUs: END_US, focusIds: new Set([known]) };
    const [first, second] = pasteOps([a, b], 100, place, ME);
    expect(first?.after).toMatchObject({ focusId: known });
    expect(second?.after).toMatchObject({ focusId: null, links: [first?.id] });
  });

  it('a press chooses one, one more or less, or all until there', () => {
    expect(pressed(['a'], 'b', 'one', [])).toEqual(['b']);
    expect(pressed(['a', 'b'], 'b', 'one', [])).toEqual(['a', 'b']);
    expect(pressed(['a'], 'b', 'more', [])).toEqual(['a', 'b']);
    expect(pressed(['a', 'b'], 'b', 'more', [])).toEqual(['a']);
    expect(pressed(['a'], 'd', 'until', ['b', 'c'])).toEqual(['a', 'b', 'c', 'd']);
  });
});
