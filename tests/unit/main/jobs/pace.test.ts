import { describe, expect, it } from 'vitest';
import { createPace } from '../../../../src/main/jobs/pace';

describe('pace', () => {
  it('says nothing at first, then how long is left at a steady rate', () => {
    const pace = createPace(0);
    expect(pace.secondsLeft(10_000)).toBeNull();
    for (let second = 1; second <= 20; second++) {
      pace.note(second / 100, second * 1000);
      if (second === 1) expect(pace.secondsLeft(1000)).toBeNull();
    }
    expect(pace.secondsLeft(20_000)).toBeCloseTo(80, 6);
  });

  it('is within a fifth after the first third, also of two stages weighted by their cost', () => {
    // Each stage's share of the work is its share of the time, give or take a tenth.
    for (const [first, took] of [
      [0.5, 100],
      [0.3, 66],
      [0.25, 55],
      [0.2, 36],
    ] as const) {
      const total = 200;
      const pace = createPace(0);
      const shareAt = (s: number) =>
        s < took ? (first * s) / took : first + ((1 - first) * (s - took)) / (total - took);
      for (let s = 1; s < total - 5; s++) {
        pace.note(shareAt(s), s * 1000);
        if (s < total / 3) continue;
        const said = pace.secondsLeft(s * 1000) ?? NaN;
        expect(Math.abs(said - (total - s)) / (total - s)).toBeLessThan(0.2);
      }
    }
  });

  it('does not count a rest', () => {
    const pace = createPace(0);
    pace.note(0.5, 10_000);
    pace.rested(60_000);
    expect(pace.secondsLeft(70_000)).toBeCloseTo(10, 6);
  });

  it('counts down between reports', () => {
    const pace = createPace(0);
    pace.note(0.5, 10_000);
    expect(pace.secondsLeft(10_000)).toBeCloseTo(10, 6);
    expect(pace.secondsLeft(14_000)).toBeCloseTo(6, 6);
    expect(pace.secondsLeft(60_000)).toBe(0);
  });

  it('is the same however often it is told', () => {
    const rarely = createPace(0);
    const often = createPace(0);
    for (let ms = 100; ms <= 10_000; ms += 100) often.note(ms / 40_000, ms);
    rarely.note(0.25, 10_000);
    expect(often.secondsLeft(10_000)).toBeCloseTo(rarely.secondsLeft(10_000) ?? NaN, 6);
  });

  it('follows a change of rate within a few half-lives', () => {
    const pace = createPace(0);
    let share = 0;
    for (let second = 1; second <= 30; second++) pace.note((share += 0.001), second * 1000);
    for (let second = 31; second <= 130; second++) pace.note((share += 0.005), second * 1000);
    expect(pace.secondsLeft(130_000)).toBeCloseTo((1 - share) / 0.005, 0);
  });

  it('begins again when the work goes back', () => {
    const pace = createPace(0);
    pace.note(0.9, 5_000);
    pace.note(0.1, 6_000);
    expect(pace.secondsLeft(6_000)).toBeNull();
    pace.note(0.2, 8_000);
    expect(pace.secondsLeft(8_000)).toBeCloseTo(16, 6);
  });

  it('says nothing while nothing moves', () => {
    const pace = createPace(0);
    pace.note(0, 5_000);
    expect(pace.secondsLeft(5_000)).toBeNull();
  });
});
