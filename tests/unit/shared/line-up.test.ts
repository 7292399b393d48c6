import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyOps, invert } from '../../../src/shared/domain/document';
import { lineUp } from '../../../src/shared/domain/line-up';
import { lessonEndUs } from '../../../src/shared/domain/lesson-time';
import { documentOf, lessonRow, momentRow, NOW } from './rows';

const lesson = lessonRow({ liveStartedAt: NOW });
const at = (liveUs: number | null, startUs: number, lengthUs = 0) =>
  momentRow(lesson.id, { liveUs, startUs, endUs: startUs + lengthUs });

describe('lining up what was noticed live', () => {
  it('moves every live moment by as much, and no other', () => {
    const moments = [at(10, 10, 5), at(40, 40), at(null, 40, 3)];
    const [first, second, plain] = moments;
    if (!first) throw new Error('none');
    const after = applyOps(
      documentOf({ lesson, moments }),
      lineUp({ moments }, first, 110, NOW),
    ).moments;
    const now = (id?: string) => after.find((moment) => moment.id === id);
    expect(now(first.id)).toMatchObject({ startUs: 110, endUs: 115, liveUs: 10 });
    expect(now(second?.id)).toMatchObject({ startUs: 140, endUs: 140 });
    expect(now(plain?.id)).toBe(plain);
  });

  it('keeps what was moved by hand where it was, beside the others', () => {
    const moments = [at(10, 110), at(40, 150)];
    const [first] = moments;
    if (!first) throw new Error('none');
    const [, second] = lineUp({ moments }, first, 100, NOW);
    expect(second?.after).toMatchObject({ startUs: 140 });
  });

  it('can be done again: wherever it was off to, the last time counts', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 1, maxLength: 20 }),
        fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 1, maxLength: 5 }),
        (live, tries) => {
          const moments = live.map((us) => at(us, us, 7));
          let document = documentOf({ lesson, moments });
          const id = moments[0]?.id;
          const done = [];
          for (const hereUs of tries) {
            const chosen = document.moments.find((moment) => moment.id === id);
            if (!chosen) throw new Error('none');
            const ops = lineUp(document, chosen, hereUs, NOW);
            done.push(ops);
            document = applyOps(document, ops);
          }
          const hereUs = tries.at(-1) ?? 0;
          const firstUs = live[0] ?? 0;
          for (const moment of document.moments) {
            const wantedUs = Math.max(0, hereUs + (moment.liveUs ?? 0) - firstUs);
            expect(moment.startUs).toBe(wantedUs);
            expect(moment.endUs - moment.startUs).toBe(7);
          }
          for (const ops of done.reverse()) document = applyOps(document, invert(ops));
          expect(new Set(document.moments)).toEqual(new Set(moments));
        },
      ),
    );
  });
});

describe('the length of a lesson without footage', () => {
  it('has room while it goes on, and is as long as it went on', () => {
    const hour = 3_600_000_000;
    const document = documentOf({ lesson });
    expect(lessonEndUs(document)).toBe(hour);
    const late = momentRow(lesson.id, { startUs: hour + 1, endUs: hour + 1 });
    expect(lessonEndUs({ ...document, moments: [late] })).toBeGreaterThan(hour + 600_000_000);
    const ended = lessonRow({ liveStartedAt: NOW, liveEndedAt: '2026-03-12T10:00:30.000Z' });
    expect(lessonEndUs({ ...document, lesson: ended })).toBe(30_000_000);
    expect(lessonEndUs({ ...document, lesson: lessonRow() })).toBe(0);
  });
});
