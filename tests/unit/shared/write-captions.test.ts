import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readCaptions } from '../../../src/shared/domain/read-captions';
import { writeVtt } from '../../../src/shared/domain/write-captions';

test('a file of captions', () => {
  const cues = [
    { startUs: 4_000_000, endUs: 12_345_678, text: 'They wait.\n\nThen one says: a < b & c --> d' },
    { startUs: 3_723_004_000, endUs: 3_723_004_000, text: 'NOTE <b>not a comment</b>' },
    { startUs: 0, endUs: 1, text: ' \r\n ' },
  ];
  expect(writeVtt(cues)).toBe(
    [
      ...['WEBVTT', '', '00:00:04.000 --> 00:00:12.346', 'They wait.'],
      ...['Then one says: a &lt; b &amp; c --&gt; d', ''],
      ...['01:02:03.004 --> 01:02:03.005', 'NOTE &lt;b&gt;not a comment&lt;/b&gt;', ''],
    ].join('\n'),
  );
  expect(writeVtt([])).toBe('WEBVTT\n');
});

test('whatever was typed is read as it was, and never as anything else', () => {
  const hostile = fc.constantFrom(
    ...['-->', '<b>', '</v>', '<v Miss Khan>', '&', '&amp;', '&nbsp;', '&#39;', 'NOTE', 'WEBVTT'],
    ...['\n', '\r\n', '\r', '\n\n', '\0', '1', '00:00:01.000 --> 00:00:02.000', 'STYLE', ' ', '\t'],
    ...['é', '👍🏽', 'שלום', 'a', '<', '>', '"'],
  );
  const text = fc.array(hostile, { minLength: 1, maxLength: 12 }).map((parts) => parts.join(''));
  const cue = fc.record({
    ms: fc.nat(20_000_000),
    lengthMs: fc.integer({ min: 1, max: 60_000 }),
    text,
  });
  fc.assert(
    fc.property(fc.array(cue, { maxLength: 8 }), (all) => {
      const cues = all.map(({ ms, lengthMs, text: words }) => {
        return { startUs: ms * 1000, endUs: (ms + lengthMs) * 1000, text: words };
      });
      const wanted = cues
        .map((one) => ({
          ...one,
          text: one.text
            .replaceAll('\0', '')
            .split(/\r\n|\r|\n/)
            .map((line) => line.replace(/[^\S\n]+/g, ' ').trim())
            .filter((line) => line !== '')
            .join('\n'),
        }))
        .filter((one) => one.text !== '')
        .sort((a, b) => a.startUs - b.startUs || a.endUs - b.endUs);
      const file = writeVtt(cues);
      expect(readCaptions(file, 'x').cues).toEqual(wanted);
      expect(file.split('\n').filter((line) => line.includes('-->'))).toHaveLength(wanted.length);
    }),
    { numRuns: 500 },
  );
});
