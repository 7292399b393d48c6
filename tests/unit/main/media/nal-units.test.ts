import { describe, expect, it } from 'vitest';
import { isIdr, slicesOf } from '../../../../src/main/media/smart/nal-units';

const unit = (type: number, ...more: number[]) => [0, 0, 0, 1 + more.length, type, ...more];
const [told, access, idr, other] = [unit(6, 5, 9), unit(9, 16), unit(0x65, 3), unit(0x41, 4)];
const [sps, pps] = [unit(0x67, 1, 2), unit(0x68, 3)];
const known = [sps, pps].map((set) => Uint8Array.from(set.slice(4)));

describe('the units of a picture', () => {
  it('tell whether decoding begins afresh with it', () => {
    expect(isIdr(Uint8Array.of(...told, ...idr))).toBe(true);
    expect(isIdr(Uint8Array.of(...access, ...other, ...idr))).toBe(false);
    expect(isIdr(Uint8Array.of(...told))).toBe(false);
    expect(isIdr(Uint8Array.of())).toBe(false);
  });

  it('are copied as slices alone: what a camera tells beside them goes', () => {
    const picture = Uint8Array.of(...access, ...sps, ...pps, ...told, ...idr, ...idr, ...told);
    expect([...(slicesOf(picture, known) ?? [])]).toEqual([...idr, ...idr]);
  });

  it('are not copied where parameters change among them, or there is no slice', () => {
    const changed = Uint8Array.of(...unit(0x67, 1, 7), ...idr);
    expect(slicesOf(changed, known)).toBeNull();
    expect(slicesOf(Uint8Array.of(...told), known)).toBeNull();
    // A length that reaches beyond the end: what is there of the unit.
    expect(slicesOf(Uint8Array.of(0, 0, 0, 99, 0x41, 1), known)).toHaveLength(6);
  });
});
