import { describe, expect, it } from 'vitest';
import { saidOfClass } from '../../../../src/renderer/features/lesson-details/not-shown';
import { maskWords } from '../../../../src/renderer/stores/mask-words';

const keys = [{ afterUs: 0, box: { x: 0, y: 0, width: 0.5, height: 0.5 } }];

describe('what is hidden', () => {
  it('is said in a few words', () => {
    expect(maskWords({ type: 'area', form: 'box', look: 'pixelate', keys })).toBe('Box, pixelated');
    expect(maskWords({ type: 'area', form: 'ellipse', look: 'blur', keys })).toBe(
      'Ellipse, blurred',
    );
    expect(maskWords({ type: 'picture', look: 'solid' })).toBe('Whole picture, solid');
    expect(maskWords({ type: 'sound', sounds: 'silence' })).toBe('Sound, silence');
    expect(maskWords({ type: 'sound', sounds: 'tone' })).toBe('Sound, tone');
  });
});

describe('who is not to be shown, from another lesson of the class', () => {
  const other = (className: string, notShown: string, day = 1) => ({
    ...{ className, notShown, changedAt: `2026-11-0${day}T09:00:00.000Z` },
  });
  const here = { className: '8B', notShown: '' };

  it('is what the one changed last says', () => {
    const others = [other('8B', 'AB', 1), other(' 8b ', 'AB, third row', 3), other('8B', 'CD', 2)];
    expect(saidOfClass(others, here)).toBe('AB, third row');
  });

  it('is nothing from another class, from one that says nothing, or that says the same', () => {
    expect(saidOfClass([other('9C', 'AB'), other('8B', ' ')], here)).toBe('');
    expect(saidOfClass([other('', 'AB')], { className: '', notShown: '' })).toBe('');
    expect(saidOfClass([other('8B', 'AB')], { className: '8B', notShown: 'AB ' })).toBe('');
  });
});
