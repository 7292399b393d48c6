import { expect, test } from 'vitest';
import { barcodeFilters, readBarcode, readBarcodeRgba } from '../../../fixtures/barcode';

/** Draws what barcodeFilters draws, in grey. */
function drawn(number: number, width: number, height: number): Uint8Array {
  const grey = new Uint8Array(width * height).fill(90);
  const half = Math.floor(Math.round(height / 9) / 2);
  for (let y = 0; y < half * 2; y++) {
    for (let x = 0; x < width; x++) {
      const bit = Math.floor((x * 20) / width);
      const one = Math.floor(number / 2 ** (19 - bit)) % 2 === 1;
      grey[y * width + x] = one === y < half ? 235 : 16;
    }
  }
  return grey;
}

test.each([0, 1, 2, 12_345, 89_999, 1_048_575])('%d is read as drawn', (number) => {
  const grey = drawn(number, 320, 180);
  expect(readBarcode(grey, 320, 180)).toBe(number);
  const rgba = new Uint8ClampedArray(grey.length * 4);
  for (const [index, level] of grey.entries()) rgba.fill(level, index * 4, index * 4 + 4);
  expect(readBarcodeRgba(rgba, 320, 180)).toBe(number);
});

test('a picture without one reads as null', () => {
  expect(readBarcode(new Uint8Array(320 * 180).fill(128), 320, 180)).toBeNull();
});

test('forty boxes and a strip', () => {
  expect(barcodeFilters(640, 360).match(/drawbox/g)).toHaveLength(41);
});
