import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arrangeParts, layOut } from '../../../src/shared/domain/arrange';
import { applyOps, invert, type LessonDocument } from '../../../src/shared/domain/document';
import { partAt, partEndUs, partsOf, toPartUs } from '../../../src/shared/domain/lesson-time';
import { angleRow, documentOf, lessonRow, momentRow, NOW, partRow } from './rows';

const LATER = '2026-03-13T10:00:00.000Z';

interface Shape {
  parts: { durationUs: number; gapBeforeUs: number; rate: number }[];
  moments: { at: number; lengthUs: number }[];
}

const shape = (rate: fc.Arbitrary<number>): fc.Arbitrary<Shape> =>
  fc.record({
    parts: fc.array(
      fc.record({
        durationUs: fc.integer({ min: 1_000_000, max: 4_000_000_000 }),
        gapBeforeUs: fc.integer({ min: 0, max: 60_000_000 }),
        rate,
      }),
      { minLength: 1, maxLength: 5 },
    ),
    moments: fc.array(
      fc.record({
        at: fc.double({ min: 0, max: 0.999, noNaN: true }),
        lengthUs: fc.nat(9_000_000),
      }),
      { maxLength: 8 },
    ),
  });

/** A lesson whose moments all begin on a part's picture. */
function documentFrom({ parts, moments }: Shape): LessonDocument {
  const lesson = lessonRow();
  const angle = angleRow(lesson.id);
  const placed = layOut(parts.map((part, position) => partRow(angle, { ...part, position })));
  const last = placed.at(-1);
  const endUs = last ? partEndUs(last) : 0;
  const made = moments.flatMap(({ at, lengthUs }) => {
    const startUs = Math.floor(at * endUs);
    if (!partAt(placed, startUs)) return [];
    return [momentRow(lesson.id, { startUs, endUs: startUs + lengthUs })];
  });
  const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1);
  return documentOf({
    lesson,
    angles: [angle],
    parts: placed.sort(byId),
    moments: made.sort(byId),
  });
}

function shuffled<T>(rows: readonly T[], keys: readonly number[]): T[] {
  return rows
    .map((row, at) => ({ row, key: keys[at] ?? at }))
    .sort((a, b) => a.key - b.key)
    .map(({ row }) => row);
}

/** Which picture a moment shows: the part's file and the time on it. */
function pictureOf(document: LessonDocument, momentId: string) {
  const moment = document.moments.find((row) => row.id === momentId);
  if (!moment) throw new Error('the moment is gone');
  if (moment.adrift) return { fileId: moment.adrift.fileId, atUs: moment.adrift.startUs };
  const part = partAt(partsOf(document), moment.startUs);
  if (!part) throw new Error('the moment lies on no picture');
  return { fileId: part.fileId, atUs: toPartUs(part, moment.startUs) };
}

const keys = fc.array(fc.integer(), { minLength: 5, maxLength: 5 });
const steady = fc.constant(1);

describe('arranging parts', () => {
  it('keeps every moment on its picture, in any order of parts', () => {
    fc.assert(
      fc.property(shape(steady), keys, (from, order) => {
        const before = documentFrom(from);
        const angleId = before.angles[0]?.id ?? '';
        const parts = shuffled(partsOf(before), order);
        const after = applyOps(before, arrangeParts(before, angleId, parts, LATER));
        for (const { id } of before.moments) {
          expect(pictureOf(after, id)).toEqual(pictureOf(before, id));
        }
      }),
    );
  });

  it('keeps them within a microsecond where a clock drifts', () => {
    const drifting = fc.double({ min: 0.999, max: 1.001, noNaN: true });
    fc.assert(
      fc.property(shape(drifting), keys, (from, order) => {
        const before = documentFrom(from);
        const angleId = before.angles[0]?.id ?? '';
        const parts = shuffled(partsOf(before), order);
        const after = applyOps(before, arrangeParts(before, angleId, parts, LATER));
        for (const moment of before.moments) {
          const part = partAt(partsOf(before), moment.startUs);
          const now = partsOf(after).find((row) => row.id === part?.id);
          const moved = after.moments.find((row) => row.id === moment.id);
          if (!part || !now || !moved) throw new Error('all are still there');
          const drift = toPartUs(now, moved.startUs) - toPartUs(part, moment.startUs);
          expect(Math.abs(drift)).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  it('changes nothing when nothing has moved', () => {
    const drifting = fc.double({ min: 0.9, max: 1.1, noNaN: true });
    fc.assert(
      fc.property(shape(drifting), (from) => {
        const document = documentFrom(from);
        const angleId = document.angles[0]?.id ?? '';
        expect(arrangeParts(document, angleId, partsOf(document), LATER)).toEqual([]);
      }),
    );
  });

  it('keeps the moments of a removed part adrift, and brings them back with its file', () => {
    fc.assert(
      fc.property(shape(steady), fc.nat(), (from, pick) => {
        const before = documentFrom(from);
        const angleId = before.angles[0]?.id ?? '';
        const parts = partsOf(before);
        const gone = parts[pick % parts.length];
        if (!gone) throw new Error('there is a part');
        const without = applyOps(
          before,
          arrangeParts(
            before,
            angleId,
            parts.filter((part) => part !== gone),
            LATER,
          ),
        );
        expect(without.moments).toHaveLength(before.moments.length);
        for (const { id } of before.moments) {
          const picture = pictureOf(before, id);
          const moment = without.moments.find((row) => row.id === id);
          expect(moment?.adrift !== null).toBe(picture.fileId === gone.fileId);
          expect(pictureOf(without, id)).toEqual(picture);
        }
        // The same file, as a new part, at the end.
        const back = { ...gone, id: lessonRow().id };
        const again = applyOps(
          without,
          arrangeParts(without, angleId, [...partsOf(without), back], LATER),
        );
        for (const { id } of before.moments) {
          expect(again.moments.find((row) => row.id === id)?.adrift).toBeNull();
          expect(pictureOf(again, id)).toEqual(pictureOf(before, id));
        }
      }),
    );
  });

  it('is one edit that undo takes back whole', () => {
    fc.assert(
      fc.property(shape(steady), keys, fc.nat(5), (from, order, kept) => {
        const before = documentFrom(from);
        const angleId = before.angles[0]?.id ?? '';
        const parts = shuffled(partsOf(before), order).slice(0, Math.max(1, kept));
        const ops = arrangeParts(before, angleId, parts, LATER);
        expect(applyOps(applyOps(before, ops), invert(ops))).toEqual(before);
      }),
    );
  });

  it('lays parts end to end with the gaps that are known, the first at the beginning', () => {
    const angle = angleRow(lessonRow().id);
    const row = {
      ...angle,
      angleId: angle.id,
      fileId: angle.id,
      position: 9,
      rate: 1,
      offsetUs: 7,
    };
    const parts = [
      { ...row, gapBeforeUs: 5, durationUs: 100 },
      { ...row, gapBeforeUs: 30, durationUs: 200 },
      { ...row, gapBeforeUs: 0, durationUs: 50 },
    ];
    expect(layOut(parts).map((part) => [part.position, part.offsetUs])).toEqual([
      [0, 0],
      [1, 130],
      [2, 330],
    ]);
    expect(layOut(parts, 1000)[0]?.offsetUs).toBe(1000);
  });

  it('leaves moments alone when another angle is arranged', () => {
    const before = documentFrom({
      parts: [{ durationUs: 10_000_000, gapBeforeUs: 0, rate: 1 }],
      moments: [{ at: 0.5, lengthUs: 0 }],
    });
    const second = angleRow(before.lesson.id, { position: 1 });
    const document = { ...before, angles: [...before.angles, second] };
    const [part] = before.parts;
    if (!part) throw new Error('there is a part');
    const extra = { ...part, id: lessonRow().id, angleId: second.id, createdAt: NOW };
    const ops = arrangeParts(document, second.id, [extra], LATER, 2_000_000);
    expect(ops.map((op) => op.table)).toEqual(['part']);
    expect(ops[0]?.after).toMatchObject({ offsetUs: 2_000_000, changedAt: LATER });
  });
});
