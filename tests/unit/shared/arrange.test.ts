import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arrangeParts, layOut } from '../../../src/shared/domain/arrange';
import { byTime } from '../../../src/shared/domain/moment';
import { applyOps, invert, type LessonDocument } from '../../../src/shared/domain/document';
import type { FileView } from '../../../src/shared/domain/lesson';
import { partAt, partEndUs, partsOf, toPartUs } from '../../../src/shared/domain/lesson-time';
import { gapUs } from '../../../src/shared/domain/recorded-gap';
import { instant } from '../../../src/shared/domain/row';
import { angleRow, documentOf, lessonRow, momentRow, NOW, partRow } from './rows';

const LATER = '2026-03-13T10:00:00.000Z';

interface Shape {
  parts: {
    durationUs: number;
    gapBeforeUs: number;
    rate: number;
    /** Minutes after nine at which it was recorded, where it says so. */
    recorded: number | null;
  }[];
  moments: { at: number; lengthUs: number }[];
}

const shape = (rate: fc.Arbitrary<number>): fc.Arbitrary<Shape> =>
  fc.record({
    parts: fc.array(
      fc.record({
        durationUs: fc.integer({ min: 1_000_000, max: 4_000_000_000 }),
        gapBeforeUs: fc.integer({ min: 0, max: 60_000_000 }),
        rate,
        recorded: fc.option(fc.nat(180)),
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

function fileView(id: string, durationUs: number, minutes: number | null): FileView {
  return {
    ...{ id, name: `${id}.mp4`, bytes: 1, durationUs, firstFrameUs: 0, container: 'mp4' },
    recordedAt: minutes === null ? null : instant(Date.UTC(2026, 2, 12, 9, minutes)),
    ...{ picture: null, sound: null, handling: 'direct', trouble: '', present: true },
    ...{ copied: false, cloud: false },
  };
}

/** A lesson whose moments all begin on a part's picture. */
function documentFrom({ parts, moments }: Shape): LessonDocument {
  const lesson = lessonRow();
  const angle = angleRow(lesson.id);
  const rows = parts.map(({ durationUs, gapBeforeUs, rate }, position) =>
    partRow(angle, { durationUs, gapBeforeUs, rate, position }),
  );
  const files = rows.map(({ fileId, durationUs }, at) =>
    fileView(fileId, durationUs, parts[at]?.recorded ?? null),
  );
  const placed = layOut(rows);
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
    moments: made.sort(byTime),
    files,
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

  it('keeps a gap with its two neighbours, and asks the recordings between others', () => {
    fc.assert(
      fc.property(shape(steady), keys, fc.nat(5), fc.boolean(), (from, order, kept, more) => {
        const before = documentFrom(from);
        const angleId = before.angles[0]?.id ?? '';
        const was = partsOf(before);
        const parts = shuffled(was, order).slice(0, Math.max(1, kept));
        // One that is new says a gap that was found beside a file that may not be here.
        const [added] = was;
        if (more && added) parts.splice(1, 0, { ...added, id: lessonRow().id, gapBeforeUs: 77 });
        const after = partsOf(applyOps(before, arrangeParts(before, angleId, parts, LATER)));
        expect(after.map((part) => part.id)).toEqual(parts.map((part) => part.id));
        const recordedAt = (fileId: string) =>
          before.files.find((file) => file.id === fileId)?.recordedAt;
        for (const [at, part] of after.entries()) {
          const neighbour = after[at - 1];
          const wasAt = was.findIndex((row) => row.id === part.id);
          const stayed = wasAt >= 0 && was[wasAt - 1]?.id === neighbour?.id;
          const said = neighbour
            ? gapUs(
                { at: recordedAt(neighbour.fileId), durationUs: neighbour.durationUs },
                { at: recordedAt(part.fileId) },
              )
            : 0;
          expect(part.gapBeforeUs).toBe(stayed ? was[wasAt]?.gapBeforeUs : said);
          expect(part.offsetUs).toBe(neighbour ? partEndUs(neighbour) + part.gapBeforeUs : 0);
        }
      }),
    );
  });

  it('drops the gap of a part whose neighbour has gone, and brings both back by undo', () => {
    const part = { durationUs: 600_000_000, rate: 1 };
    const before = documentFrom({
      parts: [
        { ...part, gapBeforeUs: 0, recorded: 0 },
        { ...part, gapBeforeUs: 300_000_000, recorded: 15 },
        { ...part, gapBeforeUs: 600_000_000, recorded: 35 },
      ],
      moments: [],
    });
    const angleId = before.angles[0]?.id ?? '';
    const [one, two, three] = partsOf(before);
    if (!one || !two || !three) throw new Error('there are three');
    const arranged = (...parts: (typeof one)[]) => {
      const ops = arrangeParts(before, angleId, parts, LATER);
      expect(applyOps(applyOps(before, ops), invert(ops))).toEqual(before);
      return partsOf(applyOps(before, ops)).map((row) => row.gapBeforeUs / 60_000_000);
    };
    expect(arranged(two, three)).toEqual([0, 10]);
    expect(arranged(one, three)).toEqual([0, 25]);
    expect(arranged(two, one, three)).toEqual([0, 0, 25]);
    expect(arranged(three, two, one)).toEqual([0, 0, 0]);
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
      parts: [{ durationUs: 10_000_000, gapBeforeUs: 0, rate: 1, recorded: null }],
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
