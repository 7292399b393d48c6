import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { paintedLine, paintedText } from '../../../src/shared/domain/painted-text';

describe('paintedText', () => {
  it('leaves what people write as it is', () => {
    for (const text of [
      'Wait time: “ten seconds”, 5 > 3 & 2 < 4',
      '<b>bold</b>',
      'Nguyễn Thị Hằng, Łukasz Żółć, Ευαγγελία',
      'وَقْتُ الِانْتِظَارِ',
      'שָׁלוֹם',
      'می‌خواهم',
      'क्षत्रिय श्री',
      '提问之后',
      '🙋🏽‍♀️ 👩‍👩‍👧 🏴󠁧󠁢󠁷󠁬󠁳󠁿 1️⃣',
      'one\ntwo',
    ]) {
      expect(paintedText(text)).toBe(text);
    }
  });

  it('makes halves of characters a sign, and leaves out what steers or hides', () => {
    expect(paintedText('a\ud83db\udc00c')).toBe('a\ufffdb\ufffdc');
    expect(paintedText('safe\u202egpj.exe\u202c')).toBe('safegpj.exe');
    expect(paintedText('a\u2066\u200bb\ufeff\u0000\u0007c')).toBe('abc');
    expect(paintedText('a\u200d\u200d\u200d\u200db')).toBe('a\u200db');
  });

  it('keeps single line breaks of every kind, and no empty lines', () => {
    expect(paintedText(' one \r\n\r\n two\rthree\u2028\u2029four\tfive   six ')).toBe(
      'one\ntwo\nthree\nfour five six',
    );
    expect(paintedLine('one\ntwo')).toBe('one two');
  });

  it('is empty where there is nothing to see', () => {
    for (const text of ['', ' \n\t', '\u200b\u200d\u2060', '\u3164\u2800', '\u202e']) {
      expect(paintedText(text)).toBe('');
    }
  });

  it('does not let marks pile up', () => {
    expect(paintedText(`Z${'\u0301'.repeat(80)}a`).length).toBeLessThan(8);
  });

  it('shortens, never within a character', () => {
    expect(paintedText('x'.repeat(600))).toBe('x'.repeat(600));
    const cut = paintedText('😀'.repeat(5_000));
    expect(cut).toBe(`${'😀'.repeat(600)}…`);
  });

  it('whatever it gets, answers something that can be painted, and the same the second time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
        const once = paintedText(text);
        expect(once).not.toMatch(/\p{Cs}|[\u202A-\u202E\u2066-\u2069\r]|\n\n/u);
        expect(Array.from(once).length).toBeLessThanOrEqual(601);
        if (!once.endsWith('…')) expect(paintedText(once)).toBe(once);
      }),
    );
  });
});
