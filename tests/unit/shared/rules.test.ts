import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { safeFileName } from '../../../src/shared/domain/clip';
import { isId, newId } from '../../../src/shared/domain/ids';
import { defaultKeepUntil, isDue, localDay, termEnds } from '../../../src/shared/domain/keep-until';
import { byTime, keepInside, markedStartUs } from '../../../src/shared/domain/moment';
import { mayLeave, onlyShared } from '../../../src/shared/domain/privacy';
import { momentRow } from './rows';

const day = fc
  .integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2060, 0, 1) })
  .map((ms) => new Date(ms).toISOString().slice(0, 10));

describe('keep until', () => {
  it('is one term ahead unless a setting says otherwise', () => {
    expect(defaultKeepUntil('2026-09-10', 'next-term')).toBe('2027-04-30');
    expect(defaultKeepUntil('2026-11-22', 'next-term')).toBe('2027-04-30');
    expect(defaultKeepUntil('2027-01-05', 'next-term')).toBe('2027-07-31');
    expect(defaultKeepUntil('2027-05-05', 'next-term')).toBe('2027-12-31');
    expect(defaultKeepUntil('2026-11-22', 'this-term')).toBe('2026-12-31');
    expect(defaultKeepUntil('2026-11-22', 'school-year')).toBe('2027-07-31');
    expect(defaultKeepUntil('2026-07-31', 'school-year')).toBe('2026-07-31');
  });

  it('is never in the past and never more than a school year away', () => {
    const rule = fc.constantFrom(
      'this-term' as const,
      'next-term' as const,
      'school-year' as const,
    );
    fc.assert(
      fc.property(day, rule, (today, which) => {
        const until = defaultKeepUntil(today, which);
        expect(until >= today).toBe(true);
        expect(Date.parse(until) - Date.parse(today)).toBeLessThanOrEqual(366 * 86_400_000);
      }),
    );
  });

  it('is due from its day on', () => {
    expect(isDue('2026-07-31', '2026-07-30')).toBe(false);
    expect(isDue('2026-07-31', '2026-07-31')).toBe(true);
    expect(isDue('2026-07-31', '2027-01-01')).toBe(true);
  });

  it('knows terms in order, from a day on', () => {
    expect(termEnds('2026-04-30', 4)).toEqual([
      '2026-04-30',
      '2026-07-31',
      '2026-12-31',
      '2027-04-30',
    ]);
    expect(localDay(new Date(2026, 0, 5))).toBe('2026-01-05');
  });
});

describe('ids', () => {
  it('are version 7, told apart, and sort by when they were made', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 2 ** 47 }),
        fc.integer({ min: 1, max: 1e6 }),
        (at, later) => {
          const [a, b] = [newId(at), newId(at + later)];
          expect(isId(a)).toBe(true);
          expect(a < b).toBe(true);
          expect(Number.parseInt(a.replaceAll('-', '').slice(0, 12), 16)).toBe(at);
        },
      ),
    );
    expect(new Set(Array.from({ length: 1000 }, () => newId(5))).size).toBe(1000);
  });

  it('are nothing else', () => {
    const id = newId();
    const others = ['', '..', id.toUpperCase().replace('A', 'a'), `${id}/..`, `${id}\n`, ` ${id}`];
    for (const text of [...others, id.replace(/^(.{14})7/, '$14')]) {
      if (text !== id) expect(isId(text)).toBe(false);
    }
    fc.assert(fc.property(fc.string(), (text) => !isId(text)));
  });
});

describe('names of clips', () => {
  const bytes = (text: string) => new TextEncoder().encode(text).length;

  it('fit every disk, whatever was typed', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc.string({ maxLength: 200 }),
      fc.constantFrom(
        'con',
        'NUL.txt',
        'com¹',
        'Lpt9 .mp4',
        '...',
        '../../etc/passwd',
        'a\u202Egpj.exe',
      ),
    );
    fc.assert(
      fc.property(text, (typed) => {
        const name = safeFileName(typed);
        expect(name).not.toBe('');
        expect(bytes(name)).toBeLessThanOrEqual(125);
        expect(name).not.toMatch(/[<>:"/\\|?*\u0000-\u001f]/u);
        expect(name).not.toMatch(/^[.\s]|[.\s]$/);
        expect(name).not.toMatch(/^(con|prn|aux|nul|(com|lpt)[\d¹²³])\s*(\.|$)/i);
        expect(safeFileName(name)).toBe(name);
      }),
    );
  });

  it('stay as they are where they can', () => {
    expect(safeFileName('Wait time – 8B, period 3')).toBe('Wait time – 8B, period 3');
    expect(safeFileName('What next?')).toBe('What next');
    expect(safeFileName('CON')).toBe('CON clip');
    expect(safeFileName('   ')).toBe('Clip');
  });
});

describe('moments', () => {
  it('begin a little earlier while the lesson plays, never before it', () => {
    expect(markedStartUs(10_000_000, 4_000_000, true)).toBe(6_000_000);
    expect(markedStartUs(10_000_000, 4_000_000, false)).toBe(10_000_000);
    expect(markedStartUs(1_000_000, 4_000_000, true)).toBe(0);
  });

  it('sort in one order only', () => {
    const moments = [
      momentRow('l', { startUs: 5, endUs: 5 }),
      momentRow('l', { startUs: 5, endUs: 9 }),
      momentRow('l', { startUs: 1, endUs: 2 }),
      momentRow('l', { startUs: 5, endUs: 9 }),
    ];
    const sorted = [...moments].sort(byTime);
    expect(sorted.map((moment) => [moment.startUs, moment.endUs])).toEqual([
      [1, 2],
      [5, 9],
      [5, 9],
      [5, 5],
    ]);
    expect([...moments].reverse().sort(byTime)).toEqual(sorted);
  });

  it('stay inside the lesson', () => {
    expect(keepInside({ startUs: -5, endUs: 50 }, 20)).toEqual({ startUs: 0, endUs: 20 });
    expect(keepInside({ startUs: 30, endUs: 50 }, 20)).toEqual({ startUs: 20, endUs: 20 });
  });
});

describe('privacy', () => {
  it('lets nothing private leave, and changes no order', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean()), (flags) => {
        const things = flags.map((secret, n) => ({ private: secret, n }));
        const out = onlyShared(things);
        expect(out.every((thing) => !thing.private)).toBe(true);
        expect(out.map((thing) => thing.n)).toEqual(
          things.filter((thing) => !thing.private).map((thing) => thing.n),
        );
      }),
    );
    expect(mayLeave({ private: true })).toBe(false);
    expect(mayLeave({ private: false })).toBe(true);
  });
});
