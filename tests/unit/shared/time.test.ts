import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { piecesOf, toLessonUs, toPartUs } from '../../../src/shared/domain/lesson-time';
import {
  clampUs,
  formatClock,
  formatPosition,
  formatSpoken,
  parseClock,
  secondsToUs,
  usToSeconds,
} from '../../../src/shared/domain/time';
import { angleRow, lessonRow, partRow } from './rows';

const us = fc.integer({ min: 0, max: 100 * 3600 * 1_000_000 });

describe('time', () => {
  it('goes to seconds and back without loss', () => {
    fc.assert(fc.property(us, (at) => secondsToUs(usToSeconds(at)) === at));
  });

  it('is written to the millisecond, cut, and read back as written', () => {
    fc.assert(
      fc.property(us, (at) => {
        expect(parseClock(formatPosition(at))).toBe(Math.floor(at / 1000) * 1000);
      }),
    );
    expect(formatPosition(3_723_004_999)).toBe('01:02:03.004');
    expect(formatPosition(-5)).toBe('00:00:00.000');
  });

  it('is short on cards and in words for screen readers', () => {
    expect(formatClock(763_999_999)).toBe('12:43');
    expect(formatClock(3_763_000_000)).toBe('1:02:43');
    expect(formatSpoken(3_130_000_000)).toBe('52 minutes 10 seconds');
    expect(formatSpoken(3_600_000_000)).toBe('1 hour');
    expect(formatSpoken(0)).toBe('0 seconds');
  });

  it('is read from what people type, and from nothing else', () => {
    expect(parseClock('12:43')).toBe(763_000_000);
    expect(parseClock(' 1:02:43.5 ')).toBe(3_763_500_000);
    expect(parseClock('743,25')).toBe(743_250_000);
    for (const text of ['', 'abc', '1:2:3:4', '-5', '1e3', '12:', ':12']) {
      expect(parseClock(text)).toBeNull();
    }
  });

  it('is kept in bounds, the lower one first', () => {
    expect(clampUs(5, 0, 3)).toBe(3);
    expect(clampUs(-5, 0, 3)).toBe(0);
    expect(clampUs(5, 10, 3)).toBe(10);
  });
});

describe('lesson time', () => {
  const angle = angleRow(lessonRow().id);

  it('maps to part time and back', () => {
    fc.assert(
      fc.property(us, us, (offsetUs, at) => {
        const part = { offsetUs, rate: 1 };
        expect(toPartUs(part, toLessonUs(part, at))).toBe(at);
      }),
    );
    fc.assert(
      fc.property(us, us, fc.double({ min: 0.5, max: 2, noNaN: true }), (offsetUs, at, rate) => {
        const part = { offsetUs, rate };
        expect(Math.abs(toPartUs(part, toLessonUs(part, at)) - at)).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('cuts a range into the pieces that lie on each part, without the gap', () => {
    const first = partRow(angle, { durationUs: 10 });
    const second = partRow(angle, { position: 1, offsetUs: 15, durationUs: 10 });
    const pieces = piecesOf([second, first], { startUs: 4, endUs: 20 });
    expect(pieces.map(({ part, partRange }) => [part.id, partRange])).toEqual([
      [first.id, { startUs: 4, endUs: 10 }],
      [second.id, { startUs: 0, endUs: 5 }],
    ]);
    expect(piecesOf([first, second], { startUs: 10, endUs: 15 })).toEqual([]);
  });
});
