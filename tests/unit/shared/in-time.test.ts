import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changedInTime, difference, indexInTime, inTime } from '../../../src/shared/domain/in-time';
import { byTime, type Moment } from '../../../src/shared/domain/moment';
import { lessonRow, momentRow } from './rows';

const lesson = lessonRow();
const at = (startUs: number, endUs = startUs, note = '') =>
  momentRow(lesson.id, { startUs, endUs, note });

const edit = fc.record({
  make: fc.array(fc.nat(50), { maxLength: 4 }),
  change: fc.array(fc.record({ which: fc.nat(200), startUs: fc.nat(50), note: fc.string() }), {
    maxLength: 3,
  }),
  remove: fc.array(fc.nat(200), { maxLength: 3 }),
  many: fc.boolean(),
});

describe('moments in order of time', () => {
  it('after any edits are what filtering and sorting would make of them', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(50), { maxLength: 30 }),
        fc.array(edit, { maxLength: 8 }),
        (starts, edits) => {
          let rows: Moment[] = inTime(starts.map((us) => at(us, us + 3)));
          for (const { make, change, remove, many } of edits) {
            const byId = new Map(rows.map((row) => [row.id, row]));
            const made = [...make, ...(many ? Array.from({ length: 40 }, (_, n) => n) : [])];
            const changes = [
              ...made.map((us) => {
                const after = at(us);
                return { id: after.id, before: null, after };
              }),
              ...change.flatMap(({ which, startUs, note }) => {
                const before = rows[which % Math.max(1, rows.length)];
                if (!before) return [];
                return [
                  { id: before.id, before, after: { ...before, startUs, endUs: startUs, note } },
                ];
              }),
              ...remove.flatMap((which) => {
                const before = rows[which % Math.max(1, rows.length)];
                return before ? [{ id: before.id, before, after: null }] : [];
              }),
            ];
            for (const { id, after } of changes) {
              if (after) byId.set(id, after);
              else byId.delete(id);
            }
            const next = changedInTime(rows, changes);
            expect(next).toEqual([...byId.values()].sort(byTime));
            const { removed, added } = difference(rows, next);
            const again = new Set(rows);
            for (const row of removed) expect(again.delete(row)).toBe(true);
            for (const row of added) again.add(row);
            expect([...again].sort(byTime)).toEqual(next);
            expect(removed).toEqual([...removed].sort(byTime));
            expect(added).toEqual([...added].sort(byTime));
            for (const row of next) expect(next[indexInTime(next, row)]).toBe(row);
            rows = next;
          }
        },
      ),
    );
  });

  it('are found also when what was seen of them is old', () => {
    const rows = inTime([at(5), at(9), at(1)]);
    const [, second] = rows;
    if (!second) throw new Error('three');
    expect(indexInTime(rows, { ...second, startUs: 40, endUs: 40 })).toBe(1);
    expect(indexInTime(rows, at(5))).toBe(-1);
  });

  it('that are in order already stay the same list', () => {
    const rows = [at(1), at(2)];
    expect(inTime(rows)).toBe(rows);
    const same = difference(rows, [...rows]);
    expect(same).toEqual({ removed: [], added: [] });
  });
});
