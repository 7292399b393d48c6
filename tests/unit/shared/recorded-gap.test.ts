import { describe, expect, it } from 'vitest';
import { gapUs } from '../../../src/shared/domain/recorded-gap';
import { instant } from '../../../src/shared/domain/row';

const at = (seconds: number) => instant(Date.UTC(2026, 2, 12, 9) + seconds * 1000);

describe('the gap between two files', () => {
  const before = { at: at(0), durationUs: 600_000_000 };
  it('is the time that passed, in microseconds', () => {
    expect(gapUs(before, { at: at(660) })).toBe(60_000_000);
  });

  it('is none where it is not known, too short to tell, or not plausible', () => {
    expect(gapUs({ ...before, at: null }, { at: at(660) })).toBe(0);
    expect(gapUs(before, { at: null })).toBe(0);
    expect(gapUs(before, { at: undefined })).toBe(0);
    expect(gapUs(before, { at: 'some day' })).toBe(0);
    expect(gapUs(before, { at: at(601) })).toBe(0);
    expect(gapUs(before, { at: at(500) })).toBe(0);
    expect(gapUs(before, { at: at(3 * 3600) })).toBe(0);
  });
});
