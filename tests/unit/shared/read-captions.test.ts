import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCaptions, spread } from '../../../src/shared/domain/read-captions';

const read = (text: string) => readCaptions(text, 'x');

describe('reading captions', () => {
  it('reads WebVTT with headers, notes, settings, names and markup', () => {
    const { cues, timed } = read(
      [
        '\uFEFFWEBVTT - lesson',
        'Kind: captions',
        '',
        'NOTE made by hand',
        '00:00:01.000 is no cue',
        '',
        'STYLE',
        '::cue { color: red }',
        '',
        'intro',
        '00:01.500 --> 00:00:03.000 align:start position:10%',
        '<v.loud Miss Khan>What <i>tells</i> you &lt;that&gt; &amp; why?</v>',
        '',
        '01:00:00.000 --> 01:00:02.250',
        'Two',
        'lines',
      ].join('\r\n'),
    );
    expect(timed).toBe(true);
    expect(cues).toEqual([
      { startUs: 1_500_000, endUs: 3_000_000, text: 'Miss Khan: What tells you <that> & why?' },
      { startUs: 3_600_000_000, endUs: 3_602_250_000, text: 'Two\nlines' },
    ]);
  });

  it('reads SubRip, also out of order, without empty lines, and with times that run backwards', () => {
    const { cues } = read(
      '2\n00:00:05,5 --> 00:00:04,000\n{\\an8}<b>Second</b>\n1\n00:00:01,000 --> 00:00:02,000\nFirst\n',
    );
    expect(cues).toEqual([
      { startUs: 1_000_000, endUs: 2_000_000, text: 'First' },
      { startUs: 5_500_000, endUs: 5_500_000, text: 'Second' },
    ]);
  });

  it('reads a transcript whose paragraphs begin with a time', () => {
    const { cues, timed } = read('[00:12] Teacher: Why?\n\n(1:02:03) Pupil: Because.\nIt is.\n');
    expect(timed).toBe(true);
    expect(cues).toEqual([
      { startUs: 12_000_000, endUs: 3_723_000_000, text: 'Teacher: Why?' },
      { startUs: 3_723_000_000, endUs: 3_733_000_000, text: 'Pupil: Because.\nIt is.' },
    ]);
  });

  it('reads plain text as paragraphs without times, and spreads them by their length', () => {
    const { cues, timed } = read('One.\n\nTwo two two.\nstill two\n\n\nEnd!');
    expect(timed).toBe(false);
    expect(cues.map((cue) => cue.text)).toEqual(['One.', 'Two two two.\nstill two', 'End!']);
    const placed = spread(cues, 60_000_000);
    expect(placed[0]?.startUs).toBe(0);
    expect(placed.at(-1)?.endUs).toBe(60_000_000);
    expect(placed[1]?.startUs).toBe(placed[0]?.endUs);
  });

  it('takes each line of a text without empty lines', () => {
    expect(read('a\nb\nc').cues.map((cue) => cue.text)).toEqual(['a', 'b', 'c']);
    expect(read('  \n\n').cues).toEqual([]);
    expect(read('WEBVTT\n\n').cues).toEqual([]);
  });

  it('bounds what comes out, whatever goes in', () => {
    const piece = fc.constantFrom(
      '00:00:01.000 --> 00:00:02.000',
      '99:99 --> 0:00',
      '-->',
      '<',
      '<v ',
      '&amp',
      '{\\',
      '\n',
      '\n\n',
      '12',
      '[1:02]',
      'WEBVTT',
      '\0',
      'word ',
    );
    const hostile = fc.oneof(
      fc.string(),
      fc.array(piece).map((all) => all.join('')),
    );
    fc.assert(
      fc.property(hostile, (text) => {
        const { cues, timed } = read(text);
        let before = 0;
        for (const cue of cues) {
          expect(cue.text.length).toBeGreaterThan(0);
          expect(cue.text.length).toBeLessThanOrEqual(5_000);
          expect(cue.startUs).toBeGreaterThanOrEqual(timed ? before : 0);
          expect(cue.endUs).toBeGreaterThanOrEqual(cue.startUs);
          before = cue.startUs;
        }
      }),
      { numRuns: 500 },
    );
  });

  it('is not held up by a file made to hold it up', () => {
    const times = '1:00 --> 1:01\n';
    for (const text of [
      '<'.repeat(300_000),
      `${times}${'<v '.repeat(200_000)}`,
      `${times}${'&'.repeat(300_000)}`,
      `${times}${'{\\'.repeat(200_000)}`,
      '\n \t'.repeat(200_000),
      `${'0:'.repeat(200_000)}-->`,
      `${' '.repeat(400_000)}-->`,
    ]) {
      expect(read(text).cues.length).toBeLessThanOrEqual(50_000);
    }
    expect(read(times.repeat(60_000).replaceAll('\n', '\nx\n')).cues).toHaveLength(50_000);
  });
});
