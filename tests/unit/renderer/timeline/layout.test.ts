import { describe, expect, it } from 'vitest';
import {
  hitTest,
  layoutFor,
  levelBand,
  rowsBetween,
  scrollToRow,
} from '../../../../src/renderer/features/timeline/layout';
import { Rows } from '../../../../src/renderer/features/timeline/rows';
import { byTime } from '../../../../src/shared/domain/moment';
import { moment } from '../lesson-rows';

const KINDS = ['noticing', 'question', 'wondering', 'strength', 'next-step'];

const sizes = (count: number, levels = 1) =>
  Array.from({ length: count }, () => ({ levels, folded: false, heightPx: null }));

describe('the bands', () => {
  it.each([
    [1416, 220],
    [1256, 200],
    [616, 130],
    [300, 110],
  ])('do not overlap at %d by %d and end inside', (width, height) => {
    const layout = layoutFor({ widthPx: width, heightPx: height }, sizes(KINDS.length), 0, {
      ...{ captions: true, hidden: true },
    });
    const bands = [
      ...[layout.ruler, layout.footage, layout.wave, layout.captions, layout.hidden],
      ...[layout.area, layout.overview],
    ];
    for (let at = 1; at < bands.length; at++) {
      const before = bands[at - 1];
      const after = bands[at];
      if (!before || !after) throw new Error('no band');
      expect(after.topPx).toBeGreaterThanOrEqual(before.topPx + before.heightPx - 1e-9);
    }
    const last = bands.at(-1);
    expect((last?.topPx ?? 0) + (last?.heightPx ?? 0)).toBeLessThanOrEqual(height + 1e-9);
    expect(layout.rows.every((row) => row.heightPx >= 12)).toBe(true);
    expect(layout.labelsPx + layout.widthPx).toBe(width);
  });

  it('give captions no room where there are none', () => {
    const size = { widthPx: 1400, heightPx: 270 };
    const [without, withThem] = [false, true].map((captions) =>
      layoutFor(size, sizes(5), 0, { captions }),
    );
    if (!without || !withThem) throw new Error('no layout');
    expect(without.captions.heightPx).toBe(0);
    const { topPx, heightPx } = withThem.captions;
    expect(withThem.area.topPx - without.area.topPx).toBe(heightPx);
    expect(hitTest(withThem, [], { startUs: 0, usPerPx: 1 }, null, 9, topPx + 5)).toEqual({
      on: 'captions',
    });
  });

  it('leave rows that do not fit to be scrolled, and a row is scrolled to', () => {
    const size = { widthPx: 1400, heightPx: 270 };
    const layout = layoutFor(size, sizes(40));
    expect(layout.mostScrollPx).toBeGreaterThan(0);
    const last = layoutFor(size, sizes(40), scrollToRow(layout, 39));
    const band = last.rows[39];
    if (!band) throw new Error('no row');
    expect(band.topPx + band.heightPx).toBeLessThanOrEqual(last.area.topPx + last.area.heightPx);
    expect(layoutFor(size, sizes(40), scrollToRow(last, 0)).scrollPx).toBe(0);
    expect(layoutFor(size, sizes(40), 1e6).scrollPx).toBe(layout.mostScrollPx);
  });

  it('keep a height that was set, and fold', () => {
    const rows = [
      { levels: 3, folded: false, heightPx: 90 },
      { levels: 3, folded: true, heightPx: 90 },
      { levels: 1, folded: false, heightPx: null },
    ];
    const [tall, folded, free] = layoutFor({ widthPx: 1400, heightPx: 270 }, rows).rows;
    expect(tall?.heightPx).toBe(88);
    expect(folded?.heightPx).toBe(13);
    expect(free?.heightPx).toBeLessThan(40);
  });

  it('are found by height', () => {
    const layout = layoutFor({ widthPx: 1400, heightPx: 270 }, sizes(5));
    const [first, second] = layout.rows;
    const middle = (first?.topPx ?? 0) + 3;
    expect(rowsBetween(layout, middle, middle + 1)).toEqual({ from: 0, to: 1 });
    expect(rowsBetween(layout, (second?.topPx ?? 0) + 3, middle)).toEqual({ from: 0, to: 2 });
    expect(rowsBetween(layout, 0, 1000)).toEqual({ from: 0, to: 5 });
  });

  it('levels share their row', () => {
    const row = { topPx: 100, heightPx: 24 };
    const bands = [0, 1, 2].map((level) => levelBand(row, level, 3));
    expect(bands[0]?.topPx).toBe(102);
    const last = bands[2];
    expect((last?.topPx ?? 0) + (last?.heightPx ?? 0)).toBeLessThanOrEqual(122);
  });
});

describe('what is hit', () => {
  const long = moment({ startUs: 1000, endUs: 3000 });
  const short = moment({ startUs: 1500, endUs: 1700 });
  const point = moment({ startUs: 5000, endUs: 5000, kind: 'question' });
  const gathered = new Rows('kind');
  gathered.change({ removed: [], added: [long, short, point].sort(byTime) });
  const rows = gathered.inOrder(KINDS, [], () => 0);
  const layout = layoutFor(
    { widthPx: 1112, heightPx: 270 },
    rows.map((row) => ({ levels: row.levels.length, folded: false, heightPx: null })),
  );
  const view = { startUs: 0, usPerPx: 10 };
  const row = (at: number) => (layout.rows[at]?.topPx ?? 0) + 1;
  const hit = (x: number, y: number, selection: { startUs: number; endUs: number } | null = null) =>
    hitTest(layout, rows, view, selection, x, y);

  it('is the ruler and the footage for scrubbing', () => {
    expect(hit(100, 3)).toEqual({ on: 'scrub' });
    expect(hit(100, layout.footage.topPx + 1)).toEqual({ on: 'scrub' });
  });

  it('is an edge of the selection on the ruler, before scrubbing', () => {
    const selection = { startUs: 1000, endUs: 2000 };
    expect(hit(103, 3, selection)).toEqual({ on: 'selection', edge: 'start' });
    expect(hit(196, 3, selection)).toEqual({ on: 'selection', edge: 'end' });
    expect(hit(150, 3, selection)).toEqual({ on: 'scrub' });
  });

  it('is a moment, by its body or one of its ends', () => {
    expect(hit(250, row(0))).toMatchObject({ moment: long, grip: 'body' });
    expect(hit(101, row(0) + 2)).toMatchObject({ moment: long, grip: 'start' });
    expect(hit(298, row(0) + 2)).toMatchObject({ moment: long, grip: 'end' });
    const second = levelBand(layout.rows[0] ?? { topPx: 0, heightPx: 0 }, 1, 2);
    expect(hit(160, second.topPx + 1)).toMatchObject({ moment: short, grip: 'body' });
    expect(hit(151, second.topPx + 1)).toMatchObject({ moment: short, grip: 'start' });
  });

  it('is a point by its body, always', () => {
    expect(hit(500, row(1))).toMatchObject({ moment: point, grip: 'body' });
    expect(hit(505, row(1))).toMatchObject({ moment: point, grip: 'body' });
  });

  it('is the lane where there is nothing, and the overview below', () => {
    expect(hit(800, row(1))).toEqual({ on: 'lane' });
    expect(hit(800, layout.overview.topPx + 3)).toEqual({ on: 'overview' });
  });
});
