import { describe, expect, it } from 'vitest';
import { figure, inTurns, isWithin, median } from '../../bench/harness/figures';

const BESIDE = { unit: 'ms', peer: 'something bare', goal: 1.5 } as const;
const ALONE = { unit: 'ms', peer: null, goal: 100 } as const;

describe('figures of a benchmark', () => {
  it('takes the middle, or the mean of the middle two', () => {
    expect(median([9, 1, 5])).toBe(5);
    expect(median([4, 1, 3, 2])).toBe(2.5);
    expect(() => median([])).toThrow();
  });

  it('sets ours against the peer', () => {
    const beside = figure('start.cold', BESIDE, [300, 100, 200], [100, 100, 160]);
    expect(beside).toEqual({
      name: 'start.cold',
      value: 200,
      unit: 'ms',
      peer: 'something bare',
      peerValue: 100,
      ratio: 2,
      goal: 1.5,
      n: 3,
    });
    expect(isWithin(beside)).toBe(false);
    expect(isWithin({ ...beside, ratio: 1.5 })).toBe(true);
  });

  it('judges a figure without a peer by its own unit', () => {
    const alone = figure('search.key', ALONE, [80, 90, 85], null);
    expect(alone.ratio).toBeNull();
    expect(isWithin(alone)).toBe(true);
    expect(isWithin({ ...alone, value: 101 })).toBe(false);
  });

  it('goes turn by turn, the first side alternating, and leaves the warm-up out', async () => {
    const order: string[] = [];
    const side = (name: string) => (turn: number) => {
      order.push(`${name}${turn}`);
      return Promise.resolve(turn);
    };
    const took = await inTurns(2, side('o'), side('t'), { warmUp: 1 });
    expect(order).toEqual(['o0', 't0', 't1', 'o1', 'o2', 't2']);
    expect(took).toEqual({ ours: [1, 2], theirs: [1, 2] });
  });

  it('lets the peer follow where it goes to the place that ours chose', async () => {
    const order: string[] = [];
    const side = (name: string) => () => {
      order.push(name);
      return Promise.resolve(0);
    };
    await inTurns(2, side('o'), side('t'), { oursFirst: true });
    expect(order).toEqual(['o', 't', 'o', 't']);
  });
});
