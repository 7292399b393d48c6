import { describe, expect, it } from 'vitest';
import { debuggingRefusal, foldersOf, isBelow } from '../../../../src/main/electron/data-folder';

describe('where the library is', () => {
  it('is in the account’s own folder unless said otherwise', () => {
    expect(foldersOf(undefined, '/home/ab/.config/Plenary')).toEqual({
      library: '/home/ab/.config/Plenary/library',
      browser: '/home/ab/.config/Plenary',
    });
    expect(foldersOf('', '/u')).toEqual({ library: '/u/library', browser: '/u' });
  });

  it('is where PLENARY_DATA_DIR says, with Chromium’s files inside', () => {
    expect(foldersOf('/srv/lessons/', '/u')).toEqual({
      library: '/srv/lessons',
      browser: '/srv/lessons/browser',
    });
  });
});

describe('below', () => {
  it.each([
    ['/nowhere/tmp/a', '/nowhere/tmp', true],
    ['/nowhere/tmp', '/nowhere/tmp', false],
    ['/nowhere/tmp-other/a', '/nowhere/tmp', false],
    ['/nowhere/tmp/../home', '/nowhere/tmp', false],
    ['/nowhere', '/', true],
  ])('%s below %s: %s', (folder, parent, expected) => {
    expect(isBelow(folder, parent)).toBe(expected);
  });
});

describe('debuggers', () => {
  const given =
    (...names: string[]) =>
    (name: string) =>
      names.includes(name);

  it('are nobody’s business while none is asked for', () => {
    expect(debuggingRefusal(given(), undefined, '/nowhere/tmp')).toBeNull();
    expect(debuggingRefusal(given('lang'), '/srv/lessons', '/nowhere/tmp')).toBeNull();
  });

  it.each(['remote-debugging-port', 'remote-debugging-pipe', 'remote-debugging-address'])(
    '--%s is let in to a temporary library only',
    (name) => {
      expect(debuggingRefusal(given(name), undefined, '/nowhere/tmp')).toContain(`--${name}`);
      expect(debuggingRefusal(given(name), '', '/nowhere/tmp')).not.toBeNull();
      expect(debuggingRefusal(given(name), '/srv/lessons', '/nowhere/tmp')).not.toBeNull();
      expect(debuggingRefusal(given(name), '/nowhere/tmp', '/nowhere/tmp')).not.toBeNull();
      expect(debuggingRefusal(given(name), '/nowhere/tmp/../x', '/nowhere/tmp')).not.toBeNull();
      expect(debuggingRefusal(given(name), '/nowhere/tmp/x', '/nowhere/tmp')).toBeNull();
    },
  );
});
