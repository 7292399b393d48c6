import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  MIN_HEIGHT,
  MIN_WIDTH,
  parsePlace,
  placeFor,
} from '../../../../src/main/electron/window-place';

const main = { x: 0, y: 0, width: 1920, height: 1040 };
const second = { x: 1920, y: 0, width: 1280, height: 1024 };

describe('where the window opens', () => {
  it('is in the middle at first', () => {
    expect(placeFor(null, [main])).toEqual({
      x: 240,
      y: 70,
      width: 1440,
      height: 900,
      maximised: false,
    });
  });

  it('is where it was', () => {
    const saved = { x: 2000, y: 10, width: 1100, height: 700, maximised: true };
    expect(placeFor(saved, [main, second])).toEqual(saved);
  });

  it('is in the middle of the main display when the other one is gone', () => {
    const saved = { x: 2000, y: 10, width: 1100, height: 700, maximised: false };
    expect(placeFor(saved, [main])).toEqual({
      x: 410,
      y: 170,
      width: 1100,
      height: 700,
      maximised: false,
    });
  });

  it('is made smaller for a smaller display, but not too small to use', () => {
    const small = { x: 0, y: 0, width: 1280, height: 680 };
    expect(placeFor(null, [small])).toMatchObject({ x: 0, y: 0, width: 1280, height: 680 });
    const tiny = { x: 0, y: 0, width: 800, height: 600 };
    expect(placeFor(null, [tiny])).toMatchObject({ width: MIN_WIDTH, height: MIN_HEIGHT });
  });

  it('can always be grasped, whatever was saved', () => {
    const number = fc.integer({ min: -10_000, max: 10_000 });
    const size = fc.integer({ min: 1, max: 10_000 });
    const saved = fc.record({
      x: number,
      y: number,
      width: size,
      height: size,
      maximised: fc.boolean(),
    });
    fc.assert(
      fc.property(saved, (place) => {
        const found = placeFor(place, [main, second]);
        const grasped = [main, second].some(
          (area) =>
            found.y >= area.y &&
            found.y < area.y + area.height &&
            found.x + found.width > area.x + 40 &&
            found.x < area.x + area.width - 40,
        );
        expect(grasped).toBe(true);
      }),
    );
  });
});

describe('a saved place', () => {
  it('is read as it was written', () => {
    const place = { x: -5, y: 7, width: 1100, height: 700, maximised: true };
    expect(parsePlace(JSON.stringify(place))).toEqual(place);
  });

  it.each([
    '',
    '{',
    'null',
    '[]',
    '{"x":1}',
    '{"x":0,"y":0,"width":0,"height":5}',
    '{"x":0,"y":0,"width":1e9,"height":5}',
    '{"x":"0","y":0,"width":5,"height":5}',
    '{"x":0.5,"y":0,"width":5,"height":5}',
  ])('that is %j is none', (text) => {
    expect(parsePlace(text)).toBeNull();
  });
});
