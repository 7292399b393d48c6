import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  currentAt,
  inListOrder,
  lastStarted,
} from '../../../../src/renderer/features/moments/current';
import { byTime } from '../../../../src/shared/domain/moment';
import { moment } from '../lesson-rows';

const S = 1_000_000;
const long = moment({ startUs: 10 * S, endUs: 60 * S });
const short = moment({ startUs: 20 * S, endUs: 25 * S });
const point = moment({ startUs: 40 * S });
const { placed } = inListOrder([long, short, point], false);

describe('the moment playback is at', () => {
  it.each([
    [0, null],
    [10 * S, long],
    [19.9 * S, long],
    [20 * S, short],
    [25 * S, long],
    [40 * S, point],
    [43.9 * S, point],
    [44 * S, long],
    [60 * S, null],
  ])('at %d µs', (us, expected) => {
    expect(currentAt(placed, us)).toBe(expected);
  });
});

describe('the order of the list', () => {
  it('is that of the lesson, what has no picture after it', () => {
    const lost = moment({ startUs: 0, adrift: { fileId: 'f', startUs: 0, endUs: 0 } });
    const order = inListOrder([lost, long, short, point], true);
    expect(order.placed).toEqual([long, short, point]);
    expect(order.adrift).toEqual([lost]);
  });

  it('finds the last that has begun', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(100)), fc.nat(110), (starts, us) => {
        const moments = starts.map((startUs) => moment({ startUs })).sort(byTime);
        const list = inListOrder(moments, false).placed;
        const expected = list.filter((one) => one.startUs <= us).length - 1;
        expect(lastStarted(list, us)).toBe(expected);
      }),
    );
  });
});
