import { describe, expect, it } from 'vitest';
import { givenFiles } from '../../../../src/main/electron/given-files';

describe('files on the command line', () => {
  it.each([
    [['/opt/plenary'], 1, []],
    [['/opt/plenary', 'a.mp4', '/cards/b.MTS'], 1, ['/here/a.mp4', '/cards/b.MTS']],
    [['electron', '.', '../c.mov'], 2, ['/c.mov']],
    [['electron', '--no-sandbox', '.', '--lang=en', 'a.mp4'], 2, ['/here/a.mp4']],
    [['p', '--lang=en', 'a.mp4', '--no-sandbox', '-x'], 1, ['/here/a.mp4']],
    [['p', '--', '-strange name.mp4', '--'], 1, ['/here/-strange name.mp4', '/here/--']],
    [['p', 'a.mp4', './a.mp4', '/here/a.mp4'], 1, ['/here/a.mp4']],
    [['p', ''], 1, []],
    [['p', 'Année 9 – période 3.mp4'], 1, ['/here/Année 9 – période 3.mp4']],
  ])('%j', (argv, skip, expected) => {
    expect(givenFiles(argv, skip, '/here')).toEqual(expected);
  });
});
