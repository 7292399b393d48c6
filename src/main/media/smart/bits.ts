/** Bits as video standards count them: the highest of a byte first. Pure. */

/** Reads numbers of some bits, and Exp-Golomb ones (ITU-T H.265, 9.2), one after the other. */
export class BitReader {
  /** Bits read so far. */
  at = 0;
  readonly #bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** Beyond the end there are zeros. */
  bit(): number {
    const value = ((this.#bytes[this.at >> 3] ?? 0) >> (7 - (this.at & 7))) & 1;
    this.at++;
    return value;
  }

  number(bits: number): number {
    let value = 0;
    for (let n = 0; n < bits; n++) value = value * 2 + this.bit();
    return value;
  }

  golomb(): number {
    let zeros = 0;
    while (zeros < 31 && this.at < this.#bytes.length * 8 && this.bit() === 0) zeros++;
    let value = 1;
    for (let n = 0; n < zeros; n++) value = value * 2 + this.bit();
    return value - 1;
  }
}

/** Writes them. */
export class BitWriter {
  readonly #bytes: number[] = [];
  #bits = 0;

  bit(value: number): void {
    if (this.#bits % 8 === 0) this.#bytes.push(0);
    const last = this.#bytes.length - 1;
    this.#bytes[last] = (this.#bytes[last] ?? 0) | (value << (7 - (this.#bits % 8)));
    this.#bits++;
  }

  number(value: number, bits: number): void {
    for (let n = bits - 1; n >= 0; n--) this.bit((value >> n) & 1);
  }

  golomb(value: number): void {
    const bits = 32 - Math.clz32(value + 1);
    this.number(0, bits - 1);
    this.number(value + 1, bits);
  }

  bytes(): Uint8Array {
    return Uint8Array.from(this.#bytes);
  }
}

/** A unit without the bytes that keep its own from looking like a start code (H.265, 7.3.1.1). */
export function unescaped(unit: Uint8Array): Uint8Array {
  const raw: number[] = [];
  let zeros = 0;
  for (const byte of unit) {
    if (zeros < 2 || byte !== 3) raw.push(byte);
    zeros = byte === 0 ? zeros + 1 : 0;
  }
  return Uint8Array.from(raw);
}

/** The other way round. */
export function escaped(raw: Uint8Array): Uint8Array {
  const unit: number[] = [];
  let zeros = 0;
  for (const byte of raw) {
    if (zeros >= 2 && byte <= 3) {
      unit.push(3);
      zeros = 0;
    }
    unit.push(byte);
    zeros = byte === 0 ? zeros + 1 : 0;
  }
  return Uint8Array.from(unit);
}
