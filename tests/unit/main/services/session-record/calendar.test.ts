/** Calendar files, read back by a parser of somebody else's. */
import fc from 'fast-check';
import ICAL from 'ical.js';
import { expect, test } from 'vitest';
import { calendarOf, folded } from '../../../../../src/main/services/session-record/calendar';

const NOW = '2026-11-29T08:01:02.345Z';

function eventsIn(words: string): ICAL.Event[] {
  const all = new ICAL.Component(ICAL.parse(words) as unknown[]).getAllSubcomponents('vevent');
  return all.map((each) => new ICAL.Event(each));
}

test('a day is a whole day, of no hour and no time zone', () => {
  const day = { id: 'a', day: '2026-12-31', summary: 'Look again', description: 'With 8B' };
  const words = calendarOf('INSET', [day], NOW);
  expect(words).toContain('\r\nDTSTAMP:20261129T080102Z\r\n');
  const [event] = eventsIn(words);
  expect(event?.startDate.toString()).toBe('2026-12-31');
  expect(event?.startDate.isDate).toBe(true);
  expect(event?.endDate.toString()).toBe('2027-01-01');
  expect(event?.uid).toBe('a@plenary');
  const { component } = event as ICAL.Event;
  expect(component.getFirstPropertyValue('transp')).toBe('TRANSPARENT');
});

test('whatever was written is read back as it was', () => {
  const texts = fc.string({ unit: 'grapheme', maxLength: 300 });
  const kept = (text: string): string =>
    text
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f]/g, '')
      .replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
      .replace(/[\ufdd0-\ufdef\ufffe\uffff]/g, '')
      .trim();
  fc.assert(
    fc.property(texts, texts, (summary, description) => {
      const day = { id: 'a', day: '2027-01-12', summary, description };
      const words = calendarOf(summary, [day], NOW);
      const [event] = eventsIn(words);
      expect(event?.summary ?? '').toBe(kept(summary));
      expect(event?.description ?? '').toBe(kept(description));
      for (const line of words.split('\r\n')) {
        expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
        expect(line).not.toMatch(/[\r\n]/);
      }
    }),
  );
  const hostile = 'a\nEND:VEVENT\r\nBEGIN:VEVENT\nATTENDEE:mailto:x@example.com, \\n;b';
  const day = { id: 'a', day: '2027-01-12', summary: hostile, description: hostile };
  const events = eventsIn(calendarOf('x', [day], NOW));
  expect(events).toHaveLength(1);
  expect(events[0]?.attendees).toEqual([]);
  expect(events[0]?.summary).toBe(hostile.replace('\r\n', '\n'));
});

test('a fold cuts no character', () => {
  const line = `SUMMARY:${'🙂é'.repeat(60)}`;
  const pieces = folded(line).split('\r\n');
  expect(pieces.length).toBeGreaterThan(4);
  expect(pieces.map((piece, at) => (at === 0 ? piece : piece.slice(1))).join('')).toBe(line);
});
