import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  freeAngleName,
  orderAngles,
  placeParts,
  ppmOf,
  rateOf,
  removeAngle,
  setRate,
  shiftAngle,
} from '../../../src/shared/domain/angles';
import { applyOps, invert, type LessonDocument } from '../../../src/shared/domain/document';
import { layOut } from '../../../src/shared/domain/arrange';
import {
  firstAngle,
  inOrder,
  partAt,
  partsOf,
  toPartUs,
} from '../../../src/shared/domain/lesson-time';
import { byTime } from '../../../src/shared/domain/moment';
import { angleRow, documentOf, lessonRow, momentRow, NOW, partRow } from './rows';

const LATER = '2026-03-13T10:00:00.000Z';

interface Shape {
  offsetUs: number;
  rate: number;
  gapUs: number;
  moments: number[];
}

const shape: fc.Arbitrary<Shape> = fc.record({
  offsetUs: fc.integer({ min: -300_000_000, max: 300_000_000 }),
  rate: fc.constantFrom(1, 1.0001, 0.99985),
  gapUs: fc.integer({ min: 0, max: 20_000_000 }),
  moments: fc.array(fc.integer({ min: 0, max: 900_000_000 }), { maxLength: 6 }),
});

/** A front camera of two parts, and a second angle of two parts that began at another time. */
function twoAngles({ offsetUs, rate, gapUs, moments }: Shape): LessonDocument {
  const lesson = lessonRow();
  const front = angleRow(lesson.id, { name: 'Front' });
  const table = angleRow(lesson.id, { name: 'Table', position: 1 });
  const parts = [
    ...layOut([
      partRow(front, { durationUs: 500_000_000 }),
      partRow(front, { durationUs: 400_000_000, position: 1 }),
    ]),
    ...layOut(
      [
        partRow(table, { durationUs: 300_000_000, rate }),
        partRow(table, { durationUs: 700_000_000, position: 1, gapBeforeUs: gapUs, rate }),
      ],
      offsetUs,
    ),
  ];
  const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1);
  return documentOf({
    lesson,
    angles: [front, table].sort(byId),
    parts: parts.sort(byId),
    moments: moments
      .map((startUs) => momentRow(lesson.id, { startUs, endUs: startUs + 1_000_000 }))
      .sort(byTime),
  });
}

const idOf = (document: LessonDocument, name: string): string =>
  document.angles.find((angle) => angle.name === name)?.id ?? '';

/** Which picture an angle shows at a moment: file and time on it; null where it shows none. */
function pictureAt(document: LessonDocument, angle: string, lessonUs: number) {
  const part = partAt(partsOf(document, idOf(document, angle)), lessonUs);
  return part ? { fileId: part.fileId, us: toPartUs(part, lessonUs) } : null;
}

describe('the order of angles', () => {
  it('gives the clock to another camera and keeps every moment on the same pictures', () => {
    fc.assert(
      fc.property(shape, (from) => {
        const before = twoAngles(from);
        const order = [idOf(before, 'Table'), idOf(before, 'Front')];
        const ops = orderAngles(before, order, LATER);
        const after = applyOps(before, ops);
        expect(firstAngle(after)?.name).toBe('Table');
        for (const part of partsOf(after)) expect(part.rate).toBe(1);
        for (const { id, startUs } of before.moments) {
          const moved = after.moments.find((moment) => moment.id === id)?.startUs ?? -1;
          expect(moved).toBeGreaterThanOrEqual(0);
          for (const angle of ['Front', 'Table']) {
            const was = pictureAt(before, angle, startUs);
            const is = pictureAt(after, angle, moved);
            if (!was || !is) continue;
            expect(is.fileId).toBe(was.fileId);
            expect(Math.abs(is.us - was.us)).toBeLessThanOrEqual(3);
          }
        }
        expect(applyOps(after, invert(ops))).toEqual(before);
      }),
    );
  });

  it('changes nothing but places when the first stays', () => {
    const before = twoAngles({ offsetUs: 5, rate: 1, gapUs: 0, moments: [7] });
    const same = inOrder(before.angles).map((angle) => angle.id);
    expect(orderAngles(before, same, LATER)).toEqual([]);
  });
});

describe('taking an angle out', () => {
  it('keeps the moments, and comes back as it was', () => {
    fc.assert(
      fc.property(shape, fc.constantFrom('Front', 'Table'), (from, name) => {
        const before = twoAngles(from);
        const ops = removeAngle(before, idOf(before, name), LATER);
        const after = applyOps(before, ops);
        expect(after.angles).toHaveLength(1);
        expect(after.angles[0]?.position).toBe(0);
        expect(after.parts).toHaveLength(2);
        expect(after.moments).toHaveLength(before.moments.length);
        expect(applyOps(after, invert(ops))).toEqual(before);
      }),
    );
  });

  it('leaves a lesson its only angle', () => {
    const lesson = documentOf();
    expect(removeAngle(lesson, lesson.angles[0]?.id ?? '', LATER)).toEqual([]);
  });
});

describe('the place of an angle', () => {
  const start = () => twoAngles({ offsetUs: 0, rate: 1, gapUs: 5_000_000, moments: [9] });

  it('moves whole, by hand, also to before the lesson', () => {
    const before = start();
    const after = applyOps(before, shiftAngle(before, idOf(before, 'Table'), -40_000, LATER));
    expect(partsOf(after, idOf(after, 'Table')).map((part) => part.offsetUs)).toEqual([
      -40_000, 304_960_000,
    ]);
    expect(after.moments).toBe(before.moments);
  });

  it('runs at another rate from its beginning on', () => {
    const before = start();
    const after = applyOps(before, setRate(before, idOf(before, 'Table'), rateOf(100), LATER));
    const [one, two] = partsOf(after, idOf(after, 'Table'));
    expect(one?.offsetUs).toBe(0);
    expect(two?.offsetUs).toBe(305_030_500);
    expect(ppmOf(two?.rate ?? 0)).toBe(100);
  });

  it('takes what was found, and what was not found along with it', () => {
    const before = start();
    const table = idOf(before, 'Table');
    const [one] = partsOf(before, table);
    const places = [{ partId: one?.id ?? '', offsetUs: -2_000_000, rate: 1.0001 }];
    const after = applyOps(before, placeParts(before, table, places, LATER));
    const [first, second] = partsOf(after, table);
    expect(first).toMatchObject({ offsetUs: -2_000_000, rate: 1.0001 });
    expect(second).toMatchObject({ offsetUs: 303_030_500, rate: 1.0001 });
    expect(first?.changedAt).toBe(LATER);
    expect(first?.createdAt).toBe(NOW);
  });

  it('never has a clock that is no clock', () => {
    expect(rateOf(1e9)).toBeLessThan(1.01);
    expect(rateOf(-1e9)).toBeGreaterThan(0.99);
  });
});

describe('names', () => {
  it('are free', () => {
    expect(freeAngleName([{ name: 'Camera 1' }], 'Camera')).toBe('Camera 2');
    expect(freeAngleName([{ name: 'Camera 2' }], 'Camera')).toBe('Camera 3');
    expect(freeAngleName([{ name: 'Front' }], 'Sound')).toBe('Sound 1');
  });
});
