import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  centred,
  CLOSEST_US_PER_PX,
  type Extent,
  fit,
  fitUsPerPx,
  follow,
  inView,
  limit,
  movedBy,
  panBy,
  show,
  ticks,
  toPx,
  toUs,
  trimmed,
  type Viewport,
  zoomAt,
} from '../../../../../src/renderer/ui/time-axis/geometry';

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

const toNothing = () => null;
/** Pulls to the nearest of some places within 20. */
const to =
  (...places: number[]) =>
  (us: number) =>
    places.find((place) => Math.abs(place - us) <= 20) ?? null;

describe('keeping the playhead in the middle', () => {
  it('does so but at the lesson’s ends', () => {
    const view = { startUs: 0, usPerPx: 10_000 };
    expect(toPx(centred(view, 600_000_000, HOUR), 600_000_000)).toBeCloseTo(HOUR.widthPx / 2);
    expect(centred(view, 1_000_000, HOUR).startUs).toBe(0);
  });
});

describe('moving', () => {
  it('snaps by the nearer end', () => {
    const range = { startUs: 1000, endUs: 1500 };
    expect(movedBy(range, 0, range, to(1010), 9000)).toBe(10);
    expect(movedBy(range, 0, range, to(1505, 1010), 9000)).toBe(5);
    expect(movedBy(range, 0, range, to(1520), 9000)).toBe(20);
    expect(movedBy(range, 100, range, toNothing, 9000)).toBe(100);
  });

  it('keeps everything that moves along inside the lesson', () => {
    fc.assert(
      fc.property(
        fc.nat(8000),
        fc.nat(1000),
        fc.nat(500),
        fc.integer({ min: -20_000, max: 20_000 }),
        fc.array(fc.nat(9000)),
        (startUs, length, around, byUs, targets) => {
          const range = { startUs, endUs: Math.min(9000, startUs + length) };
          const all = {
            startUs: Math.max(0, startUs - around),
            endUs: Math.min(9000, range.endUs + around),
          };
          const by = movedBy(range, byUs, all, to(...targets), 9000);
          expect(all.startUs + by).toBeGreaterThanOrEqual(0);
          expect(all.endUs + by).toBeLessThanOrEqual(9000);
        },
      ),
    );
  });

  it('an end that is trimmed stops at the other end and at the lesson', () => {
    const range = { startUs: 1000, endUs: 1500 };
    expect(trimmed(range, 'start', 1400, to(1410), 9000)).toEqual({ startUs: 1410, endUs: 1500 });
    expect(trimmed(range, 'start', 1600, toNothing, 9000)).toEqual({ startUs: 1500, endUs: 1500 });
    expect(trimmed(range, 'end', 900, toNothing, 9000)).toEqual({ startUs: 1000, endUs: 1000 });
    expect(trimmed(range, 'end', 99_999, toNothing, 9000)).toEqual({ startUs: 1000, endUs: 9000 });
    expect(trimmed(range, 'start', -5, toNothing, 9000)).toEqual({ startUs: 0, endUs: 1500 });
  });
});
