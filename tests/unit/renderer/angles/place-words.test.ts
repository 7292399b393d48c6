import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  formatDrift,
  formatOffset,
  parseOffset,
} from '../../../../src/renderer/features/angles/place-words';

describe('the place of a camera in words', () => {
  it('is read back as it was written, to the millisecond', () => {
    fc.assert(
      fc.property(fc.integer({ min: -7_200_000, max: 7_200_000 }), (ms) => {
        expect(parseOffset(formatOffset(ms * 1_000))).toBe(ms * 1_000 || 0);
      }),
    );
  });

  it('takes what people type', () => {
    expect(parseOffset('1:02.5')).toBe(62_500_000);
    expect(parseOffset('- 3')).toBe(-3_000_000);
    expect(parseOffset('soon')).toBeNull();
  });

  it('says what a clock does in an hour', () => {
    expect(formatDrift(0)).toBe('its clock keeps time');
    expect(formatDrift(100)).toBe('its clock is 360 ms an hour slow');
    expect(formatDrift(-500)).toBe('its clock is 1.80 s an hour fast');
  });
});
