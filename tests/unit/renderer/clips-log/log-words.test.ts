import { describe, expect, it } from 'vitest';
import {
  clipName,
  countWords,
  filesOf,
  lengthWords,
  lessonName,
  notPlayed,
  placeWords,
  siftLog,
  timeAndAuthor,
  whichWords,
} from '../../../../src/renderer/features/clips-log/log-words';
import type { ClipFile, ExportShown } from '../../../../src/shared/domain/clip';
import { idOf } from '../../../fixtures/lesson-cards';

const entry = (number: number, change: Partial<ExportShown> = {}): ExportShown => ({
  ...{ id: idOf(number), at: '2026-11-10T09:00:00.000Z', author: 'AB', lessonId: idOf(11) },
  ...{ lessonTitle: 'Area of triangles', startUs: 0, endUs: 5_000_000 },
  ...{ fileName: `Clip ${number}.mp4`, folderName: 'INSET', bytes: 1_000, frames: 125 },
  ...{ angleId: null, fileId: null, camera: '', narrationId: null, sessionId: null },
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
    expect(notPlayed(entry(1), 'there', true).next).toContain('VLC');
    expect(notPlayed(entry(1), 'gone', true)).toEqual(notPlayed(entry(1), 'gone'));
    expect(notPlayed(entry(1), 'away').sentence).toContain('“INSET”');
    expect(notPlayed(entry(1), 'gone').sentence).toContain('“INSET”');
  });

  it('leaves the name out where nobody was known', () => {
    expect(timeAndAuthor(entry(1, { author: '' }))).toMatch(/^\d\d:\d\d$/);
    expect(timeAndAuthor(entry(1))).toMatch(/^\d\d:\d\d, AB$/);
  });
});

describe('the files of the log', () => {
  const range = (number: number, change: Partial<ExportShown> = {}) =>
    entry(number, { fileName: 'Reel.mp4', endUs: number * 10_000_000, ...change });

  it('are one for a reel, its ranges in their order, in the place of its newest line', () => {
    const fileId = idOf(70);
    const log = [
      entry(9),
      range(3, { fileId }),
      range(1, { fileId }),
      range(2, { fileId }),
      entry(8),
    ];
    const files = filesOf(log);
    expect(files.map((file) => file.entry.id)).toEqual([idOf(9), idOf(1), idOf(8)]);
    expect(files[1]?.ranges.map(({ id }) => id)).toEqual([idOf(1), idOf(2), idOf(3)]);
    expect(lengthWords(files[1]?.ranges ?? [])).toBe('1:00');
    expect(files.map(whichWords)).toEqual(['0:00–0:05', '3 clips, 1:00', '0:00–0:05']);
  });

  it('of before files were noted are told apart by name, folder, time and lesson', () => {
    const log = [
      range(6),
      range(5),
      range(4, { at: '2026-11-10T09:00:01.000Z' }),
      range(3, { folderName: 'Other' }),
      range(2, { lessonId: idOf(12) }),
      range(1, { fileId: idOf(70) }),
    ];
    expect(filesOf(log).map(({ ranges }) => ranges.length)).toEqual([2, 1, 1, 1, 1]);
  });

  it('name the captions beside them, which are a file of their own', () => {
    const together = { fileId: idOf(70) };
    const captions = { ...together, fileName: 'Reel.vtt', bytes: 40, frames: 0 };
    const log = [range(4, captions), range(3, captions), range(2, together), range(1, together)];
    const [file] = filesOf(log);
    expect(file).toMatchObject({ entry: { id: idOf(1) }, captions: 'Reel.vtt' });
    expect(file?.ranges.map(({ id }) => id)).toEqual([idOf(1), idOf(2)]);
    // Once their names are gone with the lesson.
    const [nameless] = filesOf(log.map((line) => ({ ...line, fileName: '' })));
    expect(nameless?.ranges).toHaveLength(2);
  });

  it('without a name stand each for itself', () => {
    expect(filesOf([removed, { ...removed, id: idOf(10) }])).toHaveLength(2);
  });
});

describe('finding a line', () => {
  const entries = [
    entry(1),
    entry(2, { lessonTitle: 'Circuits', author: 'Zoë' }),
    entry(3, { lessonTitle: 'Circuits', folderName: 'Département' }),
    removed,
  ];
  const files = filesOf(entries);
  const found = (text: string) => siftLog(files, text).map((file) => file.entry.id);

  it('looks in the lesson, the name, the folder and by whom, without accents', () => {
    expect(found('circuits')).toEqual([idOf(2), idOf(3)]);
    expect(found('zoe CIRC')).toEqual([idOf(2)]);
    expect(found('departement')).toEqual([idOf(3)]);
    expect(found('clip 1.mp4')).toEqual([idOf(1)]);
    expect(found('removed')).toEqual([removed.id]);
    expect(found('circuits triangles')).toEqual([]);
  });

  it('is all of them, the same list, when nothing is asked', () => {
    expect(siftLog(files, '  ')).toBe(files);
  });

  it('counts in words', () => {
    expect(countWords(1, 1)).toBe('1 clip');
    expect(countWords(10_000, 10_000)).toBe('10,000 clips');
    expect(countWords(12, 10_000)).toBe('12 of 10,000 clips');
  });
});
