import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Group, nextRun } from '../../../../src/main/services/thumbnails-plan';
import { tileNumber } from '../../../../src/shared/domain/thumbs';

const tiles = (level: number, first: number, end: number): number[] =>
  Array.from({ length: end - first }, (_, at) => tileNumber(level, first + at));
const group = (level: number, first: number, end: number, partId = 'a'): Group => ({
  partId,
  level,
  tiles: tiles(level, first, end),
});
const free = (): boolean => false;
const usual = (): number => 3;

describe('which tiles are made next', () => {
  it('the most urgent, shared out among the free hands', () => {
    const groups = [group(6, 100, 110), group(6, 0, 100)];
    const first = nextRun(groups, free, 2, usual);
    expect(first).toEqual({ partId: 'a', tiles: tiles(6, 100, 105), by: 'pass' });
    const second = nextRun(groups, (_, tile) => first?.tiles.includes(tile) ?? false, 1, usual);
    expect(second).toEqual({ partId: 'a', tiles: tiles(6, 105, 110), by: 'pass' });
  });

  it('the next group when the first is in hand', () => {
    const groups = [group(6, 100, 110), group(6, 0, 100, 'b')];
    const run = nextRun(groups, (partId) => partId === 'a', 1, usual);
    expect(run).toEqual({ partId: 'b', tiles: tiles(6, 0, 100), by: 'pass' });
    expect(nextRun(groups, () => true, 1, usual)).toBeNull();
    expect(nextRun([], free, 2, usual)).toBeNull();
  });

  it('one by one where they lie far apart, in a pass where keyframes cost little', () => {
    expect(nextRun([group(11, 0, 8)], free, 2, usual)).toEqual({
      partId: 'a',
      tiles: tiles(11, 0, 4),
      by: 'seeks',
    });
    expect(nextRun([group(11, 0, 8)], free, 2, () => 0.2)?.by).toBe('pass');
    expect(nextRun([group(6, 0, 8)], free, 2, () => 40)?.by).toBe('seeks');
  });

  it('never passes over a long stretch that nobody wants', () => {
    const groups = [{ partId: 'a', level: 6, tiles: [...tiles(6, 0, 4), ...tiles(6, 200, 204)] }];
    expect(nextRun(groups, free, 1, usual)?.tiles).toEqual(tiles(6, 0, 4));
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
            hands,
            () => cost,
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
