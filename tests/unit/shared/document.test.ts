import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyOps, invert, type LessonDocument, RowOp } from '../../../src/shared/domain/document';
import { byTime } from '../../../src/shared/domain/moment';
import { angleRow, documentOf, lessonRow, momentRow } from './rows';

/** A step of editing: which moment it is about, and what is done to it. */
const step = fc.record({
  what: fc.constantFrom('make', 'change', 'remove', 'rename' as const),
  which: fc.nat({ max: 20 }),
  note: fc.string({ maxLength: 20 }),
});

/** The operations of a step on a document as it stands; none where there is nothing to do it to. */
function opsOf(
  document: LessonDocument,
  { what, which, note }: typeof step extends fc.Arbitrary<infer S> ? S : never,
): RowOp[] {
  const moment = document.moments[which % Math.max(1, document.moments.length)];
  if (what === 'make') {
    const made = momentRow(document.lesson.id, { note });
    return [{ table: 'moment', id: made.id, before: null, after: made }];
  }
  if (what === 'rename') {
    const { lesson } = document;
    const after = { ...lesson, notes: note };
    return [{ table: 'lesson', id: lesson.id, before: lesson, after }];
  }
  if (!moment) return [];
  const after = what === 'remove' ? null : { ...moment, note };
  return [{ table: 'moment', id: moment.id, before: moment, after }];
}

describe('edits of a document', () => {
  it('come back to the same document when every one of them is undone, and redone', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const start = documentOf();
        const states = [start];
        const edits: RowOp[][] = [];
        for (const each of steps) {
          const now = states.at(-1) ?? start;
          const ops = opsOf(now, each);
          edits.push(ops);
          states.push(applyOps(now, ops));
        }
        let document = states.at(-1) ?? start;
        for (let at = edits.length - 1; at >= 0; at--) {
          document = applyOps(document, invert(edits[at] ?? []));
          expect(document).toEqual(states[at]);
        }
        for (const [at, ops] of edits.entries()) {
          document = applyOps(document, ops);
          expect(document).toEqual(states[at + 1]);
        }
      }),
    );
  });

  it('undo several operations on one row as one', () => {
    const start = documentOf();
    const first = momentRow(start.lesson.id, { note: 'a' });
    const second = { ...first, note: 'b' };
    const ops: RowOp[] = [
      { table: 'moment', id: first.id, before: null, after: first },
      { table: 'moment', id: first.id, before: first, after: second },
    ];
    expect(applyOps(start, ops).moments).toEqual([second]);
    expect(applyOps(applyOps(start, ops), invert(ops))).toEqual(start);
  });

  it('leave lists and rows that are not touched as they are', () => {
    const lesson = lessonRow();
    const moments = [momentRow(lesson.id), momentRow(lesson.id)].sort(byTime);
    const start = documentOf({ lesson, moments });
    const [kept, changed] = moments;
    if (!kept || !changed) throw new Error('two moments');
    const next = applyOps(start, [
      { table: 'moment', id: changed.id, before: changed, after: { ...changed, note: 'new' } },
    ]);
    expect(next.angles).toBe(start.angles);
    expect(next.moments).not.toBe(start.moments);
    expect(next.moments[0]).toBe(kept);
    expect(next.moments[1]?.note).toBe('new');
  });

  it('keep moments in order of time, other lists in order of ids, so that page and database agree', () => {
    const start = documentOf();
    const made = Array.from({ length: 20 }, (_, at) =>
      momentRow(start.lesson.id, { startUs: 1_000 * ((at * 7) % 10), endUs: 20_000 }),
    );
    const angles = Array.from({ length: 5 }, () => angleRow(start.lesson.id));
    const next = applyOps(start, [
      ...made.map((after): RowOp => ({ table: 'moment', id: after.id, before: null, after })),
      ...angles.map((after): RowOp => ({ table: 'angle', id: after.id, before: null, after })),
    ]);
    expect(next.moments).toEqual([...made].sort(byTime));
    const ids = next.angles.map((angle) => angle.id);
    expect(ids).toEqual([...ids].sort());
  });
});

describe('RowOp', () => {
  const angle = angleRow(lessonRow().id);
  it('refuses an operation without rows, of another id, or of an unknown table', () => {
    const op = { table: 'angle', id: angle.id, before: angle, after: null };
    expect(RowOp.safeParse(op).success).toBe(true);
    expect(RowOp.safeParse({ ...op, before: null }).success).toBe(false);
    expect(RowOp.safeParse({ ...op, id: lessonRow().id }).success).toBe(false);
    expect(RowOp.safeParse({ ...op, table: 'person' }).success).toBe(false);
  });

  it('refuses a moment that ends before it starts', () => {
    const bad = momentRow(angle.lessonId, { startUs: 5, endUs: 4 });
    const op = { table: 'moment', id: bad.id, before: null, after: bad };
    expect(RowOp.safeParse(op).success).toBe(false);
  });
});
