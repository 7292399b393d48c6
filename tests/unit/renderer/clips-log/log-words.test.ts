import { describe, expect, it } from 'vitest';
import {
  clipName,
  countWords,
  lessonName,
  notPlayed,
  placeWords,
  siftLog,
  timeAndAuthor,
} from '../../../../src/renderer/features/clips-log/log-words';
import type { ClipFile, ExportEntry } from '../../../../src/shared/domain/clip';
import { idOf } from '../../../fixtures/lesson-cards';

const entry = (number: number, change: Partial<ExportEntry> = {}): ExportEntry => ({
  ...{ id: idOf(number), at: '2026-11-10T09:00:00.000Z', author: 'AB', lessonId: idOf(11) },
  ...{ lessonTitle: 'Area of triangles', startUs: 0, endUs: 5_000_000 },
  ...{ fileName: `Clip ${number}.mp4`, folderName: 'INSET', bytes: 1_000, frames: 125 },
  ...{ angleId: null, fileId: null },
  ...change,
});
const removed = entry(9, { lessonId: null, lessonTitle: '', fileName: '' });

describe('a line of a removed lesson', () => {
  it('is named without what the removal took away', () => {
    expect(clipName(removed)).toBe('A clip of a removed lesson');
    expect(lessonName(removed)).toBe('Removed lesson');
    expect(placeWords(removed)).toBe('Its name is no longer kept');
  });
});

describe('what became of a file', () => {
  it.each<[ClipFile | undefined, string]>([
    [undefined, ''],
    ['there', ''],
    ['gone', 'No longer there'],
    ['away', 'This folder is not there now'],
    ['changed', 'Changed since it was exported'],
  ])('%s is said as “%s”', (file, words) => expect(placeWords(entry(1), file)).toBe(words));

  it('names the folder and a next step where it cannot be played', () => {
    for (const file of ['gone', 'away', 'changed', 'there'] as const) {
      const { sentence, next } = notPlayed(entry(1), file);
      expect(sentence).toMatch(/\.$/);
      expect(next).toMatch(/\.$/);
    }
    expect(notPlayed(entry(1), 'away').sentence).toContain('“INSET”');
    expect(notPlayed(entry(1), 'gone').sentence).toContain('“INSET”');
  });

  it('leaves the name out where nobody was known', () => {
    expect(timeAndAuthor(entry(1, { author: '' }))).toMatch(/^\d\d:\d\d$/);
    expect(timeAndAuthor(entry(1))).toMatch(/^\d\d:\d\d, AB$/);
  });
});

describe('finding a line', () => {
  const entries = [
    entry(1),
    entry(2, { lessonTitle: 'Circuits', author: 'Zoë' }),
    entry(3, { lessonTitle: 'Circuits', folderName: 'Département' }),
    removed,
  ];
  const found = (text: string) => siftLog(entries, text).map(({ id }) => id);

  it('looks in the lesson, the name, the folder and by whom, without accents', () => {
    expect(found('circuits')).toEqual([idOf(2), idOf(3)]);
    expect(found('zoe CIRC')).toEqual([idOf(2)]);
    expect(found('departement')).toEqual([idOf(3)]);
    expect(found('clip 1.mp4')).toEqual([idOf(1)]);
    expect(found('removed')).toEqual([removed.id]);
    expect(found('circuits triangles')).toEqual([]);
  });

  it('is all of them, the same list, when nothing is asked', () => {
    expect(siftLog(entries, '  ')).toBe(entries);
  });

  it('counts in words', () => {
    expect(countWords(1, 1)).toBe('1 clip');
    expect(countWords(10_000, 10_000)).toBe('10,000 clips');
    expect(countWords(12, 10_000)).toBe('12 of 10,000 clips');
  });
});
