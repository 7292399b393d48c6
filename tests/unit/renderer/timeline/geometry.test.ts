import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  CLOSEST_US_PER_PX,
  type Extent,
  fit,
  fitUsPerPx,
  follow,
  inView,
  limit,
  moved,
  panBy,
  show,
  snapTo,
  ticks,
  toPx,
  toUs,
  trimmed,
  type Viewport,
  zoomAt,
} from '../../../../src/renderer/features/timeline/geometry';

const HOUR: Extent = { endUs: 3_600_000_000, widthPx: 1200 };

const extents = fc.record({
  endUs: fc.integer({ min: 1, max: 36_000_000_000 }),
  widthPx: fc.integer({ min: 1, max: 4000 }),
});
const views = extents.chain((extent) =>
  fc
    .record({
      startUs: fc.double({ min: -1e10, max: 4e10, noNaN: true }),
      zoom: fc.double({ min: 0.5, max: 1e6, noNaN: true }),
    })
    .map(({ startUs, zoom }): { extent: Extent; view: Viewport } => ({
      extent,
      view: limit({ startUs, usPerPx: fitUsPerPx(extent) / zoom }, extent),
    })),
);

describe('time and pixels', () => {
  it('are each other back', () => {
    fc.assert(
      fc.property(views, fc.nat(4000), ({ view }, px) => {
        const us = toUs(view, px);
        expect(Math.abs(toPx(view, us) - px)).toBeLessThanOrEqual(0.5 / view.usPerPx + 1e-6);
      }),
    );
  });

  it('put the lesson across the lanes when it fits', () => {
    expect(toPx(fit(HOUR), 0)).toBe(0);
    expect(toPx(fit(HOUR), HOUR.endUs)).toBeCloseTo(1200);
    expect(toUs(fit(HOUR), 600)).toBe(1_800_000_000);
  });

  it('hold where there is no lesson yet', () => {
    const nothing = { endUs: 0, widthPx: 800 };
    expect(fit(nothing).usPerPx).toBeGreaterThan(0);
    expect(limit({ startUs: 5, usPerPx: 10 }, nothing)).toEqual({ startUs: 0, usPerPx: 1 / 800 });
    expect(ticks(fit(nothing), nothing)).toHaveLength(1);
  });
});

describe('zoom and pan', () => {
  it('keep what is under the pointer where it is, unless an end of the lesson is in the way', () => {
    fc.assert(
      fc.property(
        views,
        fc.double({ min: 0.1, max: 10, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        ({ extent, view }, factor, at) => {
          const px = at * extent.widthPx;
          const before = view.startUs + px * view.usPerPx;
          const zoomed = zoomAt(view, factor, px, extent);
          const after = zoomed.startUs + px * zoomed.usPerPx;
          const range = inView(zoomed, extent.widthPx);
          const atAnEnd = range.startUs === 0 || Math.abs(range.endUs - extent.endUs) < 1;
          if (!atAnEnd) expect(Math.abs(after - before)).toBeLessThan(zoomed.usPerPx);
        },
      ),
    );
  });

  it('never leave the lesson or the limits of zoom', () => {
    fc.assert(
      fc.property(
        views,
        fc.double({ min: 1e-9, max: 1e9, noNaN: true }),
        fc.integer(),
        ({ extent, view }, factor, px) => {
          for (const next of [zoomAt(view, factor, px % 3000, extent), panBy(view, px, extent)]) {
            const range = inView(next, extent.widthPx);
            expect(range.startUs).toBeGreaterThanOrEqual(0);
            expect(range.endUs).toBeLessThanOrEqual(extent.endUs * (1 + 1e-9) + 1);
            expect(next.usPerPx).toBeLessThanOrEqual(fitUsPerPx(extent));
            expect(next.usPerPx).toBeGreaterThanOrEqual(
              Math.min(CLOSEST_US_PER_PX, fitUsPerPx(extent)),
            );
          }
        },
      ),
    );
  });

  it('zoom in then out is where it was', () => {
    const view = limit({ startUs: 1_000_000_000, usPerPx: 100_000 }, HOUR);
    const back = zoomAt(zoomAt(view, 2, 300, HOUR), 0.5, 300, HOUR);
    expect(back.startUs).toBeCloseTo(view.startUs);
    expect(back.usPerPx).toBeCloseTo(view.usPerPx);
  });

  it('show a range with room on both sides', () => {
    const view = show({ startUs: 60_000_000, endUs: 70_000_000 }, HOUR);
    expect(toPx(view, 60_000_000)).toBeCloseTo(100);
    expect(toPx(view, 70_000_000)).toBeCloseTo(1100);
  });

  it('turn the page when the playhead leaves, and only then', () => {
    const view = { startUs: 0, usPerPx: 10_000 };
    expect(follow(view, 11_999_000, HOUR)).toBe(view);
    const turned = follow(view, 12_100_000, HOUR);
    expect(toPx(turned, 12_100_000)).toBeCloseTo(120);
    expect(follow(turned, 0, HOUR).startUs).toBe(0);
  });
});

describe('the ruler', () => {
  it('labels stand apart, in order, in view, at every zoom', () => {
    fc.assert(
      fc.property(views, ({ extent, view }) => {
        const found = ticks(view, extent);
        const labelled = found.filter((tick) => tick.label !== '');
        for (let at = 1; at < labelled.length; at++) {
          const apart = (labelled[at]?.px ?? 0) - (labelled[at - 1]?.px ?? 0);
          if (view.usPerPx * 84 <= 14_400_000_000) expect(apart).toBeGreaterThan(83);
        }
        for (const tick of found) {
          expect(tick.us).toBeGreaterThanOrEqual(0);
          expect(tick.us).toBeLessThanOrEqual(extent.endUs);
        }
        expect(found.length).toBeLessThan(extent.widthPx / 5 + 20);
      }),
    );
  });

  it.each([
    [3_000_000, ['0:00', '5:00', '10:00']],
    [30_000, ['0:00', '0:05', '0:10']],
    [2_000, ['0:00.0', '0:00.2', '0:00.4']],
    [1_000, ['0:00.0', '0:00.1', '0:00.2']],
  ])('at %d µs a pixel says %j', (usPerPx, labels) => {
    const said = ticks({ startUs: 0, usPerPx }, HOUR).filter((tick) => tick.label);
    expect(said.slice(0, 3).map((tick) => tick.label)).toEqual(labels);
  });

  it('counts hours when there are any', () => {
    const view = { startUs: 3_590_000_000, usPerPx: 20_000 };
    const labels = ticks(view, { endUs: 7_200_000_000, widthPx: 1000 }).map((tick) => tick.label);
    expect(labels).toContain('1:00:00');
    expect(labels).toContain('59:58');
  });
});

describe('snapping', () => {
  it('takes the nearest in reach, the first of two as near', () => {
    expect(snapTo(100, [90, 105, 300], 20)).toBe(105);
    expect(snapTo(100, [95, 105], 20)).toBe(95);
    expect(snapTo(100, [121], 20)).toBeNull();
    expect(snapTo(100, [], 20)).toBeNull();
    expect(snapTo(100, [120], 20)).toBe(120);
  });

  it('moves by the nearer end and keeps the length', () => {
    const range = { startUs: 1000, endUs: 1500 };
    expect(moved(range, 0, [1010], 20, 9000)).toEqual({ startUs: 1010, endUs: 1510 });
    expect(moved(range, 0, [1505, 1010], 20, 9000)).toEqual({ startUs: 1005, endUs: 1505 });
    expect(moved(range, 0, [1520], 20, 9000)).toEqual({ startUs: 1020, endUs: 1520 });
    expect(moved(range, 100, [], 20, 9000)).toEqual({ startUs: 1100, endUs: 1600 });
  });

  it('stays inside the lesson', () => {
    fc.assert(
      fc.property(
        fc.nat(8000),
        fc.nat(1000),
        fc.integer({ min: -20_000, max: 20_000 }),
        fc.array(fc.nat(9000)),
        (startUs, length, byUs, targets) => {
          const range = { startUs, endUs: Math.min(9000, startUs + length) };
          const result = moved(range, byUs, targets, 30, 9000);
          expect(result.startUs).toBeGreaterThanOrEqual(0);
          expect(result.endUs).toBeLessThanOrEqual(9000);
          expect(result.endUs - result.startUs).toBe(range.endUs - range.startUs);
        },
      ),
    );
  });

  it('an end that is trimmed stops at the other end and at the lesson', () => {
    const range = { startUs: 1000, endUs: 1500 };
    expect(trimmed(range, 'start', 1400, [1410], 20, 9000)).toEqual({ startUs: 1410, endUs: 1500 });
    expect(trimmed(range, 'start', 1600, [], 0, 9000)).toEqual({ startUs: 1500, endUs: 1500 });
    expect(trimmed(range, 'end', 900, [], 0, 9000)).toEqual({ startUs: 1000, endUs: 1000 });
    expect(trimmed(range, 'end', 99_999, [], 0, 9000)).toEqual({ startUs: 1000, endUs: 9000 });
    expect(trimmed(range, 'start', -5, [], 0, 9000)).toEqual({ startUs: 0, endUs: 1500 });
  });
});
