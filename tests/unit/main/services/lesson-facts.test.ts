import { describe, expect, it } from 'vitest';
import { taughtOn, titleFrom } from '../../../../src/main/services/lesson-facts';

const DAY = '2026-03-10';
const BY_DAY = 'Lesson on 10 March 2026';

describe('a title from a file’s name', () => {
  it.each([
    ['Area_of_triangles-8B.mp4', 'Area of triangles-8B'],
    ['year9-period-3_fractions.MOV', 'year9 period-3 fractions'],
    ['Le week-end.mp4', 'Le week-end'],
    ['Year 7.mp4', 'Year 7'],
    ['8B.mp4', '8B'],
    ['Maths 3.mts', 'Maths 3'],
    ['  Wait   time  .mkv', 'Wait time'],
    ['no ending', 'no ending'],
    ['Dr. Khan, 8B.mp4', 'Dr. Khan, 8B'],
  ])('%s is %s', (name, title) => {
    expect(titleFrom(name, DAY)).toBe(title);
  });

  it.each([
    'GH010034.MP4',
    'GOPR0034.MP4',
    '00001.MTS',
    'MVI_1234.MOV',
    'IMG_20260310_101010.mp4',
    'VID_20260310_101010.mp4',
    'PXL_20260310_101010123.mp4',
    'P1000123.MP4',
    'C0001.MP4',
    'DSC_0007.mov',
    '20260310_101010.mp4',
    '.mp4',
    '___.avi',
    'Screen Recording 2026-03-10 at 10.10.10.mov',
  ])('%s says nothing to a person, so the day does', (name) => {
    expect(titleFrom(name, DAY)).toBe(BY_DAY);
  });

  it('fits a lesson, whatever the name', () => {
    expect(Array.from(titleFrom(`${'é𝄞'.repeat(300)}.mp4`, DAY)).length).toBeLessThanOrEqual(120);
    expect(titleFrom('a\u202Egnp.mp4', DAY)).toBe('agnp');
  });
});

describe('the day it was taught', () => {
  const nowMs = new Date(2026, 2, 12, 10).getTime();
  const writtenMs = new Date(2026, 1, 3, 10).getTime();

  it('is the recording’s where that is believable', () => {
    expect(taughtOn('2026-03-10', writtenMs, nowMs)).toBe('2026-03-10');
    for (const recorded of [null, '1904-01-01', '1980-01-01', '2030-01-01']) {
      expect(taughtOn(recorded, writtenMs, nowMs)).toBe('2026-02-03');
    }
  });

  it('is today where the file knows nothing either', () => {
    expect(taughtOn(null, 0, nowMs)).toBe('2026-03-12');
    expect(taughtOn(null, nowMs + 1e9, nowMs)).toBe('2026-03-12');
  });
});
