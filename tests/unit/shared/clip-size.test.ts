import { describe, expect, it } from 'vitest';
import { likelyBytes, type SizedFile, stillBytes } from '../../../src/shared/domain/clip-size';

const HOUR_US = 3_600_000_000;
const picture = {
  ...{ codec: 'h264', width: 1920, height: 1080, rotation: 0 as const, fps: 25 },
  ...{ variable: false, interlaced: false, hdr: false },
};
const sound = { codec: 'aac', channels: 2, sampleRate: 48_000 };
const file = (change: Partial<SizedFile> = {}): SizedFile => ({
  ...{ bytes: 3_600_000_000, durationUs: HOUR_US, picture, sound },
  ...change,
});

describe('how large an export is likely to be', () => {
  it('is what the file takes where it is copied', () => {
    expect(likelyBytes(file(), 'exact', 30_000_000)).toBe(30_000_000);
    const small = file({ picture: { ...picture, width: 1280, height: 720 } });
    expect(likelyBytes(small, 'slides', 10_000_000)).toBe(10_000_000);
    const hevc = file({ picture: { ...picture, codec: 'hevc' } });
    expect(likelyBytes(hevc, 'exact', 10_000_000)).toBe(10_000_000);
    const smallHevc = file({ picture: { ...picture, codec: 'hevc', width: 1280, height: 720 } });
    expect(likelyBytes(smallHevc, 'slides', 10_000_000)).toBeLessThan(10_000_000);
  });

  it('goes by the pixels where it is encoded, and never by more than the form has', () => {
    const other = file({ picture: { ...picture, codec: 'mpeg4' } });
    const exact = likelyBytes(other, 'exact', 30_000_000);
    const slides = likelyBytes(other, 'slides', 30_000_000);
    const sharing = likelyBytes(other, 'sharing', 30_000_000);
    expect(exact).toBeGreaterThan(slides);
    expect(slides).toBeGreaterThan(sharing);
    const larger = file({ picture: { ...picture, width: 3840, height: 2160 } });
    expect(likelyBytes(larger, 'slides', 30_000_000)).toBe(slides);
  });

  it('of slowed footage has each picture once, or twice, and longer sound', () => {
    const other = file({ picture: { ...picture, codec: 'mpeg4' } });
    const usual = likelyBytes(other, 'sharing', 10_000_000);
    const seconds = (count: number) => count * 12_000;
    const at = (speed: 'half' | 'quarter' | 'again') =>
      likelyBytes(other, 'sharing', 10_000_000, { speed });
    expect(at('half') - usual).toBe(seconds(10));
    expect(at('quarter') - usual).toBe(seconds(30));
    expect(at('again')).toBe(2 * usual + seconds(10));
  });

  it('of what could be copied goes by the pixels where something lies over it', () => {
    const other = file({ picture: { ...picture, codec: 'mpeg4' } });
    expect(likelyBytes(file(), 'exact', 10_000_000, { covered: true })).toBe(
      likelyBytes(other, 'exact', 10_000_000),
    );
    expect(stillBytes('exact', 3_000_000)).toBe(60_000);
  });

  it('is only the sound where there is no picture, and nothing where there is neither', () => {
    expect(likelyBytes(file(), 'sound', 10_000_000)).toBe(200_000);
    expect(likelyBytes(file({ picture: null }), 'exact', 10_000_000)).toBe(200_000);
    expect(likelyBytes(file({ picture: null, sound: null }), 'exact', 10_000_000)).toBe(0);
  });
});
