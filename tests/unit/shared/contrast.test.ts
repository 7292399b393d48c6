import { describe, expect, it } from 'vitest';
import { contrastOf, inkOn } from '../../../src/shared/domain/contrast';

describe('contrast', () => {
  it('is what WCAG says', () => {
    expect(contrastOf('#000000', '#ffffff')).toBeCloseTo(21, 5);
    expect(contrastOf('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
    expect(contrastOf('#7a1f3d', '#7a1f3d')).toBe(1);
  });

  it('keeps a wished colour that can be read, and takes the better one of others otherwise', () => {
    const others = ['#ece9e2', '#101216'];
    expect(inkOn('#7a1f3d', '#f6d36b', others)).toBe('#f6d36b');
    expect(inkOn('#fafafa', '#ffff66', others)).toBe('#101216');
    expect(inkOn('#002244', '#112233', others)).toBe('#ece9e2');
    expect(inkOn('#fafafa', null, others)).toBe('#101216');
  });
});
