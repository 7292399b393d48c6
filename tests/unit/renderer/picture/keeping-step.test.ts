import { describe, expect, it } from 'vitest';
import { keptInStep } from '../../../../src/renderer/picture/keeping-step';

const plain = { speed: 1, clock: 1, correcting: false };

describe('keeping a second camera in step', () => {
  it('leaves it alone while it is near, at its own clock and the speed of the lesson', () => {
    expect(keptInStep(9_000, plain)).toEqual({ jump: false, rate: 1, correcting: false });
    expect(keptInStep(-9_000, { ...plain, clock: 1.0001 }).rate).toBeCloseTo(0.9999, 6);
    expect(keptInStep(0, { ...plain, speed: 2 }).rate).toBe(2);
  });

  it('slows what is ahead and hurries what is behind, until it is very near', () => {
    expect(keptInStep(30_000, plain).rate).toBeLessThan(1);
    expect(keptInStep(-30_000, plain).rate).toBeGreaterThan(1);
    expect(keptInStep(8_000, { ...plain, correcting: true }).rate).toBeLessThan(1);
    expect(keptInStep(3_000, { ...plain, correcting: true })).toEqual({
      jump: false,
      rate: 1,
      correcting: false,
    });
  });

  it('jumps when it is further off than 80 ms, and never changes its speed by much', () => {
    expect(keptInStep(81_000, plain).jump).toBe(true);
    expect(keptInStep(-5_000_000, plain).jump).toBe(true);
    for (let off = -80_000; off <= 80_000; off += 1_000) {
      const { rate, jump } = keptInStep(off, plain);
      expect(jump).toBe(false);
      expect(Math.abs(rate - 1)).toBeLessThanOrEqual(0.081);
    }
  });

  it('settles: led by its own answers it comes near and stays', () => {
    let off = -70_000;
    let correcting = false;
    for (let tick = 0; tick < 200; tick++) {
      const step = keptInStep(off, { ...plain, clock: 1.0002, correcting });
      correcting = step.correcting;
      off += 16_667 * (step.rate - 1 / 1.0002);
    }
    expect(Math.abs(off)).toBeLessThan(15_000);
  });
});
