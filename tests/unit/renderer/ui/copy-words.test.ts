import { describe, expect, it } from 'vitest';
import { copiesSentence, copyWords, stillThere } from '../../../../src/renderer/ui/copy-words';
import type { ClipCopy, ClipFile } from '../../../../src/shared/domain/clip';
import { idOf } from '../../../fixtures/lesson-cards';

const copy = (file: ClipFile, change: Partial<ClipCopy> = {}): ClipCopy => ({
  ...{ id: idOf(1), at: '2026-11-10T12:00:00.000Z', author: 'AB', lessonId: idOf(11) },
  ...{ fileName: 'Wait time.mp4', folderName: 'INSET', file },
  ...change,
});

describe('copies of a lesson', () => {
  it('exist where they are there, changed, or cannot be looked for', () => {
    const all = [copy('there'), copy('changed'), copy('gone'), copy('away')];
    expect(stillThere(all).map(({ file }) => file)).toEqual(['there', 'changed', 'away']);
  });

  it.each<[ClipFile[], string]>([
    [['there'], '1 exported clip still exists. Plenary does not delete it.'],
    [['there', 'away'], '2 exported clips still exist. Plenary does not delete them.'],
    [
      ['there', 'gone'],
      '1 exported clip still exists. Plenary does not delete it. 1 more is no longer where it was put.',
    ],
    [
      ['there', 'there', 'gone', 'gone'],
      '2 exported clips still exist. Plenary does not delete them. 2 more are no longer where they were put.',
    ],
    [['gone'], 'The one clip exported from it is no longer where it was put.'],
    [['gone', 'gone'], 'The 2 exported clips are no longer where they were put.'],
  ])('%j: %s', (files, sentence) => {
    expect(copiesSentence(files.map((file) => copy(file)))).toBe(sentence);
  });

  it('say where, when, by whom, and what is odd about them', () => {
    expect(copyWords(copy('there'))).toBe('In “INSET”, 10 Nov 2026, by AB');
    expect(copyWords(copy('there', { author: '' }))).toBe('In “INSET”, 10 Nov 2026');
    expect(copyWords(copy('away'))).toContain('That folder is not there now');
    expect(copyWords(copy('changed'))).toContain('Changed since it was exported');
  });
});
