import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fftOf, powerOfTwo } from '../../../../../src/main/media/align/fft';

/** The transform by its definition. */
function plain(re: Float64Array, im: Float64Array): { re: number[]; im: number[] } {
  const n = re.length;
  const out = { re: [] as number[], im: [] as number[] };
  for (let k = 0; k < n; k++) {
    let [x, y] = [0, 0];
    for (let i = 0; i < n; i++) {
      const w = (-2 * Math.PI * k * i) / n;
      x += (re[i] ?? 0) * Math.cos(w) - (im[i] ?? 0) * Math.sin(w);
      y += (re[i] ?? 0) * Math.sin(w) + (im[i] ?? 0) * Math.cos(w);
    }
    out.re.push(x);
    out.im.push(y);
  }
  return out;
}

const number = fc.double({ min: -10, max: 10, noNaN: true });

describe('the Fourier transform', () => {
  it('is what its definition says, and comes back', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 6 }).chain((power) => {
          const list = fc.array(number, { minLength: 2 ** power, maxLength: 2 ** power });
          return fc.tuple(list, list);
        }),
        ([first, second]) => {
          const re = Float64Array.from(first);
          const im = Float64Array.from(second);
          const truth = plain(re, im);
          const fft = fftOf(re.length);
          fft.forward(re, im);
          for (let k = 0; k < re.length; k++) {
            expect(re[k]).toBeCloseTo(truth.re[k] ?? 0, 8);
            expect(im[k]).toBeCloseTo(truth.im[k] ?? 0, 8);
          }
          fft.inverse(re, im);
          for (let i = 0; i < re.length; i++) {
            expect(re[i]).toBeCloseTo(first[i] ?? 0, 8);
            expect(im[i]).toBeCloseTo(second[i] ?? 0, 8);
          }
        },
      ),
    );
  });

  it('takes lengths that are powers of two and no others', () => {
    expect(powerOfTwo(1)).toBe(1);
    expect(powerOfTwo(1000)).toBe(1024);
    expect(powerOfTwo(1024)).toBe(1024);
    for (const length of [0, 3, 1000]) expect(() => fftOf(length)).toThrow(RangeError);
  });
});
