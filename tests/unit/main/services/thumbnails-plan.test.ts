import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Group,
  nextRun,
  type Pace,
  paceAfter,
  USUAL_PACE,
} from '../../../../src/main/services/thumbnails-plan';
import { tileNumber } from '../../../../src/shared/domain/thumbs';

const tiles = (level: number, first: number, end: number): number[] =>
  Array.from({ length: end - first }, (_, at) => tileNumber(level, first + at));
const group = (level: number, first: number, end: number, partId = 'a'): Group => ({
  partId,
  level,
  tiles: tiles(level, first, end),
});
const free = (): boolean => false;
const usual = (): Pace => USUAL_PACE;
const passing = (passMsPerSecond: number) => (): Pace => ({ ...USUAL_PACE, passMsPerSecond });

const ONE = { all: 1, free: 1 };
const TWO = { all: 2, free: 2 };

describe('which tiles are made next', () => {
  it('leaves the other hand its half of what is much, and nothing of what is little', () => {
    const oneFree = { all: 2, free: 1 };
    expect(nextRun([group(6, 0, 100)], free, oneFree, usual)?.tiles).toEqual(tiles(6, 0, 50));
    expect(nextRun([group(6, 0, 20)], free, oneFree, usual)?.tiles).toEqual(tiles(6, 0, 20));
  });

  it('the most urgent, shared out among the free hands', () => {
    const groups = [group(6, 100, 110), group(6, 0, 100)];
    const first = nextRun(groups, free, TWO, usual);
    expect(first).toEqual({ partId: 'a', tiles: tiles(6, 100, 105), by: 'pass' });
    const second = nextRun(groups, (_, tile) => first?.tiles.includes(tile) ?? false, ONE, usual);
    expect(second).toEqual({ partId: 'a', tiles: tiles(6, 105, 110), by: 'pass' });
  });

  it('the next group when the first is in hand', () => {
    const groups = [group(6, 100, 110), group(6, 0, 100, 'b')];
    const run = nextRun(groups, (partId) => partId === 'a', ONE, usual);
    expect(run).toEqual({ partId: 'b', tiles: tiles(6, 0, 100), by: 'pass' });
    expect(nextRun(groups, () => true, ONE, usual)).toBeNull();
    expect(nextRun([], free, TWO, usual)).toBeNull();
  });

  it('one by one where they lie far apart, in a pass where keyframes cost little', () => {
    expect(nextRun([group(11, 0, 8)], free, TWO, usual)).toEqual({
      partId: 'a',
      tiles: tiles(11, 0, 4),
      by: 'seeks',
    });
    expect(nextRun([group(11, 0, 8)], free, TWO, passing(0.2))?.by).toBe('pass');
    expect(nextRun([group(6, 0, 8)], free, TWO, passing(40))?.by).toBe('seeks');
  });

  it('no more than a few one by one before the pace is looked at again', () => {
    expect(nextRun([group(11, 0, 60)], free, ONE, usual)?.tiles).toEqual(tiles(11, 0, 8));
  });

  it('on a busy machine as on a quiet one: both ways take longer there', () => {
    // A pass over a minute took five seconds: it seems that seeking is better.
    const slow = paceAfter(USUAL_PACE, { tiles: tiles(6, 0, 5), by: 'pass' }, 5_000);
    const tried = nextRun([group(6, 5, 105)], free, ONE, () => slow);
    expect(tried).toEqual({ partId: 'a', tiles: tiles(6, 5, 13), by: 'seeks' });
    // It is not.
    const known = paceAfter(slow, { tiles: tiles(6, 5, 13), by: 'seeks' }, 8 * 3_000);
    const next = nextRun([group(6, 13, 105)], free, ONE, () => known);
    expect(next).toEqual({ partId: 'a', tiles: tiles(6, 13, 105), by: 'pass' });
    // Quiet again: what was measured before does not make a pass free.
    const quiet = paceAfter(known, { tiles: tiles(6, 13, 105), by: 'pass' }, 2_000);
    expect(nextRun([group(16, 0, 8)], free, ONE, () => quiet)?.by).toBe('seeks');
    // Over less than a minute nothing is learnt.
    expect(paceAfter(known, { tiles: tiles(6, 0, 2), by: 'pass' }, 9_000)).toBe(known);
  });

  it('never passes over a long stretch that nobody wants', () => {
    const groups = [{ partId: 'a', level: 6, tiles: [...tiles(6, 0, 4), ...tiles(6, 200, 204)] }];
    expect(nextRun(groups, free, ONE, usual)?.tiles).toEqual(tiles(6, 0, 4));
  });

  it('in the end all of them, each once', () => {
    const wanted = fc.uniqueArray(fc.nat(20_000), { minLength: 1, maxLength: 80 });
    const pace = fc.double({ min: 0.1, max: 100, noNaN: true });
    fc.assert(
      fc.property(wanted, fc.integer({ min: 1, max: 2 }), pace, (numbers, hands, cost) => {
        const sorted = [...numbers].sort((a, b) => a - b);
        const groups = [{ partId: 'a', level: 0, tiles: sorted }];
        const done = new Set<number>();
        for (;;) {
          const run = nextRun(
            groups,
            (_, tile) => done.has(tile),
            { all: hands, free: hands },
            passing(cost),
          );
          if (!run) break;
          expect(run.tiles.length).toBeGreaterThan(0);
          for (const tile of run.tiles) {
            expect(done.has(tile)).toBe(false);
            done.add(tile);
          }
        }
        expect([...done].sort((a, b) => a - b)).toEqual(sorted);
      }),
    );
  });
});
