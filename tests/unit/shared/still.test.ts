import { describe, expect, it } from 'vitest';
import { Still } from '../../../src/shared/domain/still';

const size = { width: 1280, height: 720 };

describe('Still', () => {
  it('fills in what is left unsaid and makes words fit to be painted', () => {
    const still = Still.parse({
      ...size,
      layers: [
        { type: 'card', title: 'Wait\u202e time', detail: 'one\ntwo' },
        { type: 'caption', text: 'one\r\ntwo' },
        { type: 'number', number: 3 },
        { type: 'line', text: 'AB' },
        { type: 'shapes', drawings: [] },
      ],
    });
    expect(still.layers).toEqual([
      { type: 'card', title: 'Wait time', detail: 'one two', background: null, text: null },
      { type: 'caption', text: 'one\ntwo', number: null },
      { type: 'number', number: 3, corner: 'top-left' },
      { type: 'line', text: 'AB', corner: 'bottom-right' },
      { type: 'shapes', drawings: [], within: { x: 0, y: 0, width: 1, height: 1 } },
    ]);
  });

  it('is at most 3840x2160, upright or sideways, in whole pixels', () => {
    const fits = (width: number, height: number) =>
      Still.safeParse({ width, height, layers: [] }).success;
    expect(fits(3840, 2160)).toBe(true);
    expect(fits(2160, 3840)).toBe(true);
    expect(fits(1921, 1081)).toBe(true);
    expect(fits(3840, 2161)).toBe(false);
    expect(fits(3841, 100)).toBe(false);
    expect(fits(1280.5, 720)).toBe(false);
    expect(fits(0, 720)).toBe(false);
  });

  it('can be a part of itself, never of what is beside it', () => {
    const taken = (only: object) => Still.safeParse({ ...size, layers: [], only }).success;
    expect(taken({ x: size.width - 10, y: 0, width: 10, height: size.height })).toBe(true);
    expect(taken({ x: size.width - 10, y: 0, width: 11, height: 10 })).toBe(false);
    expect(taken({ x: 0, y: 1, width: 10, height: size.height })).toBe(false);
    expect(taken({ x: 0, y: 0, width: 0, height: 10 })).toBe(false);
  });

  it('takes colours and nothing else for colours', () => {
    const colour = (background: string) =>
      Still.safeParse({ ...size, layers: [{ type: 'card', title: '', background }] }).success;
    expect(colour('#7a1F3d')).toBe(true);
    expect(colour('red; background-image: url(x)')).toBe(false);
    expect(colour('#fff')).toBe(false);
  });
});
