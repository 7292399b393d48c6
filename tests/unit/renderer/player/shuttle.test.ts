import { describe, expect, it } from 'vitest';
import {
  backwardsUs,
  shuttled,
  type Shuttle,
} from '../../../../src/renderer/features/player/shuttle';

const STILL: Shuttle = { playing: false, speed: 1 };
const press = (keys: string, rate = 1) =>
  [...keys].reduce((now, key) => shuttled(now, key === 'L' ? 1 : -1, rate), STILL);

describe('the shuttle', () => {
  it.each([
    ['L', 1, 1],
    ['LL', 1, 2],
    ['LLL', 1, 4],
    ['LLLL', 1, 4],
    ['J', 1, -1],
    ['JJ', 1, -2],
    ['JJJJ', 1, -4],
    ['LLJ', 1, -1],
    ['JJL', 1, 1],
    ['L', 0.5, 0.5],
    ['LL', 0.5, 1],
    ['LL', 1.5, 2],
    ['LL', 4, 4],
  ])('%s at rate %d plays at %d', (keys, rate, speed) => {
    expect(press(keys, rate)).toEqual({ playing: true, speed });
  });

  it('goes back by the clock and stops at the beginning', () => {
    expect(backwardsUs(10_000_000, 1500, -2)).toBe(7_000_000);
    expect(backwardsUs(1_000_000, 1500, -1)).toBe(0);
  });
});
