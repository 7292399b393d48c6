import { describe, expect, it } from 'vitest';
import { keyNames } from '../../../../src/renderer/app/key-names';

describe('keys in words', () => {
  it.each([
    ['$mod+k', ['Ctrl', 'K']],
    ['$mod+Shift+z', ['Ctrl', 'Shift', 'Z']],
    ['Shift+?', ['?']],
    ['Shift+ArrowLeft', ['Shift', '←']],
    ['Space', ['Space']],
    [',', [',']],
    ['+', ['+']],
    ['KeyJ', ['J']],
    ['Digit1', ['1']],
    ['Numpad1', ['Num 1']],
  ])('%s is %j', (key, names) => {
    expect(keyNames(key, false)).toEqual(names);
  });

  it('says Command on a Mac', () => {
    expect(keyNames('$mod+k', true)).toEqual(['⌘', 'K']);
  });
});
