import { describe, expect, it } from 'vitest';
import { errorWords } from '../../../../src/main/electron/error-words';
import { AppError } from '../../../../src/shared/errors';

const PATH = '/home/nia/Lessons/8B Noah & Amira.mp4';

function foreign(): Error {
  return Object.assign(new Error(`ENOENT: no such file or directory, open '${PATH}'`), {
    ...{ code: 'ENOENT', syscall: 'open', path: PATH, errno: -2 },
  });
}

const holds = (words: string) =>
  ['nia', 'Noah', 'Amira', '8B', 'Lessons'].filter((part) => words.includes(part));

describe('an error in the log', () => {
  it('says its kind, its code and where, and of its causes, and nothing of what it is about', () => {
    const words = errorWords(
      new AppError('file-missing', 'Noah is gone.', { name: '8B Noah & Amira.mp4' }, foreign()),
    );
    expect(holds(words)).toEqual([]);
    expect(words).toMatch(/^AppError file-missing\ncaused by Error ENOENT in open\n/);
    expect(words).toMatch(/\n {4}at foreign \(error-words\.test\.ts:\d+:\d+\)/);
  });

  it('leaves out what a message says in the manner of a stack', () => {
    const words = errorWords(
      new Error(
        `Noah\n    at Amira (${PATH}:1:2)\n    at 8B Noah & Amira.mp4:3:4\n    at Noah & Amira (8B.js:1:1)`,
      ),
    );
    expect(words.includes('Noah')).toBe(false);
    expect(words.includes('.mp4')).toBe(false);
  });

  it('leaves the folders of our own code out, on any system', () => {
    const error = new Error('no');
    error.stack = [
      'Error: no',
      '    at async read (C:\\Users\\nia lee\\app.asar\\out\\main\\index.js:10:5)',
      '    at file:///home/nia/app/out/main/chunk-1.mjs:2:3',
      '    at new Promise (<anonymous>)',
      '    at node:internal/process/task_queues:95:5',
    ].join('\n');
    expect(errorWords(error).split('\n')).toEqual([
      'Error',
      '    at async read (index.js:10:5)',
      '    at (chunk-1.mjs:2:3)',
      '    at (node:internal/process/task_queues:95:5)',
    ]);
  });

  it('ends, whatever was thrown', () => {
    const circle = new Error('a');
    circle.cause = circle;
    expect(errorWords(circle).split('caused by').length).toBe(5);
    for (const thrown of ['Noah', null, undefined, 7, { Noah: 1 }]) {
      expect(holds(errorWords(thrown))).toEqual([]);
    }
    circle.name = 'Noah & Amira';
    Object.assign(circle, { code: PATH, syscall: PATH, cause: undefined });
    expect(errorWords(circle)).toMatch(/^Error\n/);
  });
});
