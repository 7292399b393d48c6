import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptyLevel, loudnessOf, type Peaks } from '../../../src/shared/domain/peaks';
import { withLevels } from '../../fixtures/peaks';
import { LEAST_PAUSE_US, pausesOf } from '../../../src/shared/domain/pauses';

/** Sound whose level in decibels is given for every 10 ms. */
function soundAt(seconds: number, decibelsAt: (second: number) => number): Peaks {
  const finest = emptyLevel(seconds * 100);
  for (let at = 0; at < finest.loud.length; at++) {
    finest.loud[at] = loudnessOf(10 ** (decibelsAt(at / 100) / 10));
  }
  return { levels: withLevels(finest), made: [[0, finest.loud.length]] };
}

/** Talk that rises and falls with each syllable, over a room. */
const talk = (second: number) => -26 + 6 * Math.sin(second * 25);
const seconds = (us: number) => us / 1_000_000;

describe('pauses', () => {
  it('are where the talk stops, in a quiet room and in a noisy one', () => {
    for (const room of [-75, -60, -45]) {
      const pauses = pausesOf(
        soundAt(180, (at) => (at % 10 >= 7 && at % 10 < 9 ? room : talk(at))),
      );
      expect(pauses).toHaveLength(18);
      for (const [index, { startUs, endUs }] of pauses.entries()) {
        expect(Math.abs(seconds(startUs) - (index * 10 + 7))).toBeLessThanOrEqual(0.16);
        expect(Math.abs(seconds(endUs) - (index * 10 + 9))).toBeLessThanOrEqual(0.16);
      }
    }
  });

  it('are found in the quiet half of a lesson as in the loud one', () => {
    const pauses = pausesOf(
      soundAt(600, (at) => {
        const speaking = at % 10 < 8;
        const loud = at < 300 ? 0 : -25;
        return (speaking ? talk(at) : -60) + loud;
      }),
    );
    expect(pauses).toHaveLength(60);
  });

  it('are not made of breaths, nor broken by a cough', () => {
    expect(pausesOf(soundAt(60, (at) => (at % 3 < 0.4 ? -70 : talk(at))))).toEqual([]);
    const coughed = pausesOf(
      soundAt(60, (at) => {
        if (at >= 21 && at < 21.08) return -30;
        return at >= 20 && at < 23 ? -70 : talk(at);
      }),
    );
    expect(coughed).toHaveLength(1);
    expect(seconds((coughed[0]?.endUs ?? 0) - (coughed[0]?.startUs ?? 0))).toBeCloseTo(3, 0);
  });

  it('are all of it when nothing is heard, and none of it when nobody stops', () => {
    expect(pausesOf(soundAt(100, () => -120))).toEqual([{ startUs: 0, endUs: 100_000_000 }]);
    expect(pausesOf(soundAt(100, () => -20))).toEqual([]);
  });

  it('are looked for only in what is made', () => {
    const all = soundAt(100, () => -120);
    expect(pausesOf({ ...all, made: [[2_000, 3_000]] })).toEqual([
      { startUs: 20_000_000, endUs: 30_000_000 },
    ]);
    expect(pausesOf({ ...all, made: [] })).toEqual([]);
  });

  it('lie in order, are long enough, and never touch', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 255 }), { minLength: 1 }), (levels) => {
        const finest = emptyLevel(levels.length * 20);
        for (let at = 0; at < finest.loud.length; at++) {
          finest.loud[at] = levels[Math.floor(at / 20)] ?? 0;
        }
        const peaks = { levels: withLevels(finest), made: [[0, finest.loud.length]] as const };
        let before = -1;
        for (const { startUs, endUs } of pausesOf(peaks)) {
          expect(startUs).toBeGreaterThan(before);
          expect(endUs - startUs).toBeGreaterThanOrEqual(LEAST_PAUSE_US);
          expect(endUs).toBeLessThanOrEqual(finest.loud.length * 10_000);
          before = endUs;
        }
      }),
    );
  });
});
