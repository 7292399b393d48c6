import { describe, expect, it } from 'vitest';
import type { Packet } from '../../../../src/main/media/packets';
import { runsOn } from '../../../../src/main/media/sound-steps';

const EACH_US = 21_333;

const packet = (ptsUs: number, more: Partial<Packet> = {}): Packet => ({
  ...{ ptsUs, dtsUs: ptsUs, durationUs: EACH_US, key: true, hidden: false },
  ...more,
});
const steady = (count: number, fromUs = 0) =>
  Array.from({ length: count }, (_, n) => packet(fromUs + Math.round((n * 1024e6) / 48_000)));

describe('sound', () => {
  it('runs on where each packet follows the one before, also for hours', () => {
    expect(runsOn(steady(400_000))).toBe(true);
    expect(runsOn(steady(50, 10_000_000))).toBe(true);
    expect(runsOn([])).toBe(true);
  });

  it('runs on where a container rounds to the millisecond', () => {
    const rounded = steady(5_000).map((each) =>
      packet(Math.round((each.ptsUs ?? 0) / 1000) * 1000, { durationUs: 21_000 }),
    );
    expect(runsOn(rounded)).toBe(true);
  });

  it('does not where many small gaps add up', () => {
    expect(runsOn(steady(20).map((each, n) => packet((each.ptsUs ?? 0) + n * 5_000)))).toBe(false);
  });

  it('runs on with a codec’s own beginning hidden', () => {
    const primed = steady(3, -64_000).map((each) => ({ ...each, hidden: true }));
    expect(runsOn([...primed, ...steady(50)])).toBe(true);
  });

  it('does not where a packet lasts far longer than it sounds', () => {
    const first = packet(0, { durationUs: 176_479 });
    expect(runsOn([first, ...steady(50, 176_479)])).toBe(false);
    expect(runsOn([...steady(100), ...steady(100, 2_500_000)])).toBe(false);
  });

  it('does not where an edit list hides more than a beginning', () => {
    const hidden = steady(48, -1_009_000).map((each) => ({ ...each, hidden: true }));
    expect(runsOn([...hidden, ...steady(50)])).toBe(false);
  });
});
