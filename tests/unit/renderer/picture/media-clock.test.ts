import { describe, expect, test } from 'vitest';
import { mediaClock } from '../../../../src/renderer/picture/media-clock';

describe('between part time and the player’s position', () => {
  test('a file played as it is keeps its own clock', () => {
    const clock = mediaClock({ handling: 'direct', firstFrameUs: 10_033_000 });
    expect(clock.toMediaSeconds(0)).toBe(10.033);
    expect(clock.toMediaSeconds(1_000_000)).toBe(11.033);
    expect(clock.toPartUs(10.033)).toBe(0);
    expect(clock.toPartUs(11.0329999)).toBe(1_000_000);
  });

  test('a position before the first frame is the first frame', () => {
    expect(mediaClock({ handling: 'direct', firstFrameUs: 226_000 }).toPartUs(0)).toBe(0);
  });

  test('a playable copy speaks part time, whatever its file says', () => {
    const clock = mediaClock({ handling: 'copy', firstFrameUs: 1_433_367 });
    expect(clock.toMediaSeconds(2_500_000)).toBe(2.5);
    expect(clock.toPartUs(2.5)).toBe(2_500_000);
  });
});
