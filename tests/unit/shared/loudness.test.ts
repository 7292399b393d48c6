import { describe, expect, it } from 'vitest';
import { evenGainDb, MOST_PEAK_DB, TARGET_LUFS } from '../../../src/shared/domain/loudness';

describe('evening out', () => {
  it('brings a voice to the target', () => {
    expect(evenGainDb({ lufs: -26, peakDb: -20 })).toBe(10);
    expect(evenGainDb({ lufs: -10, peakDb: -2 })).toBe(-6);
    expect(evenGainDb({ lufs: TARGET_LUFS, peakDb: MOST_PEAK_DB })).toBe(0);
  });

  it('lets no peak rise above its limit, and lifts no noise', () => {
    expect(evenGainDb({ lufs: -30, peakDb: -6.2 })).toBe(4.7);
    expect(evenGainDb({ lufs: -65, peakDb: -60 })).toBe(30);
    expect(evenGainDb({ lufs: -20, peakDb: Number.NEGATIVE_INFINITY })).toBe(4);
  });
});
