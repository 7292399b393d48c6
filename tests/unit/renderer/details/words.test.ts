import { describe, expect, it } from 'vitest';
import { keepChoices } from '../../../../src/renderer/features/lesson-details/keep-choices';
import {
  whatGoes,
  whatStays,
} from '../../../../src/renderer/features/lesson-details/removal-words';
import { rangeWords } from '../../../../src/renderer/features/clips-log/log-words';
import { formatBytes } from '../../../../src/renderer/ui/bytes';
import type { RemovalPreview } from '../../../../src/shared/domain/library';

const preview: RemovalPreview = {
  title: 'Area of triangles',
  moments: 42,
  parts: 2,
  nextSteps: 1,
  voices: 0,
  voiceBytes: 0,
  narrations: 0,
  narrationBytes: 0,
  derivedBytes: 240_000_000,
  copiedBytes: 1_200_000_000,
  backups: 7,
  originals: [
    { name: 'a.mp4', present: true },
    { name: 'b.mp4', present: false },
  ],
  exports: 3,
};

describe('removal in words', () => {
  it('names everything that goes', () => {
    expect(whatGoes(preview)).toEqual([
      '42 moments with what was written about them',
      '1 next step',
      '240 MB of playable copies and pictures made from it',
      '1.2 GB of footage copied into the library',
      'Its traces in 7 backups of the library',
    ]);
  });

  it('names the original among what stays, until it is to go too', () => {
    expect(whatStays(preview, false)).toContain('The original file “a.mp4”');
    expect(whatStays(preview, true).join()).not.toContain('a.mp4');
  });

  it('says of a file that was not found that it cannot be deleted', () => {
    expect(whatStays(preview, true)).toContain('“b.mp4”: not found, so Plenary cannot delete it');
  });
});

describe('days to keep a lesson until', () => {
  it('are term ends after today and after the day it has, each once', () => {
    expect(keepChoices('2026-11-20', '2026-11-22').map(({ day }) => day)).toEqual([
      '2026-12-31',
      '2027-04-30',
      '2027-07-31',
    ]);
    expect(keepChoices('2027-04-30', '2026-11-22').map(({ day }) => day)).toEqual(['2027-07-31']);
  });

  it('may be none: the person then names a day', () => {
    expect(keepChoices('2030-01-01', '2026-11-22')).toEqual([]);
  });
});

describe('small words', () => {
  it.each([
    [0, '0 bytes'],
    [999, '999 bytes'],
    [1_500, '1.5 KB'],
    [12_300_000, '12 MB'],
    [4_000_000_000, '4.0 GB'],
  ])('%i is %s', (bytes, words) => expect(formatBytes(bytes)).toBe(words));

  it('a range is two times of the lesson', () => {
    expect(rangeWords({ startUs: 761_000_000, endUs: 779_900_000 })).toBe('12:41–12:59');
  });
});
