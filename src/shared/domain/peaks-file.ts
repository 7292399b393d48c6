/**
 * Peaks as bytes, little-endian throughout:
 *
 *     "PLPK", u16 version, u16 levels, u32 buckets of the finest level, u32 made stretches,
 *     made stretches as u32 from, u32 to; then each level: i16 min[], i16 max[], u8 loud[],
 *     and a zero byte where that leaves an odd length.
 */
import { emptyLevel, PER_LEVEL, BUCKET_US, type PeakLevel, type Peaks } from './peaks';

const MAGIC = 0x4b504c50;
const VERSION = 1;
const HEAD = 16;
/** Sixty hours: nothing longer is believed. */
const MOST_BUCKETS = 21_600_000;

const even = (length: number) => length + (length % 2);

/** Typed arrays lie in memory as the machine has them; every machine Plenary runs on is little-endian. */
export function encodePeaks({ levels, made }: Peaks): Uint8Array<ArrayBuffer> {
  const lengths = levels.map((level) => even(level.min.length * 5));
  const headBytes = HEAD + made.length * 8;
  const bytes = new Uint8Array(lengths.reduce((sum, length) => sum + length, headBytes));
  const head = new DataView(bytes.buffer);
  head.setUint32(0, MAGIC, true);
  head.setUint16(4, VERSION, true);
  head.setUint16(6, levels.length, true);
  head.setUint32(8, levels[0]?.min.length ?? 0, true);
  head.setUint32(12, made.length, true);
  for (const [index, [from, to]] of made.entries()) {
    head.setUint32(HEAD + index * 8, from, true);
    head.setUint32(HEAD + index * 8 + 4, to, true);
  }
  let at = headBytes;
  for (const [index, { min, max, loud }] of levels.entries()) {
    const count = min.length;
    new Int16Array(bytes.buffer, at, count).set(min);
    new Int16Array(bytes.buffer, at + count * 2, count).set(max);
    bytes.set(loud, at + count * 4);
    at += lengths[index] ?? 0;
  }
  return bytes;
}

/** @returns null when the bytes are not whole peaks of this version; nothing in them is trusted. */
export function decodePeaks(buffer: ArrayBuffer): Peaks | null {
  if (buffer.byteLength < HEAD) return null;
  const head = new DataView(buffer);
  if (head.getUint32(0, true) !== MAGIC || head.getUint16(4, true) !== VERSION) return null;
  const levelCount = head.getUint16(6, true);
  let count = head.getUint32(8, true);
  const stretches = head.getUint32(12, true);
  if (count === 0 || count > MOST_BUCKETS || levelCount === 0 || levelCount > 16) return null;
  let at = HEAD + stretches * 8;
  if (stretches > count || at > buffer.byteLength) return null;
  const made: [number, number][] = [];
  for (let index = 0; index < stretches; index++) {
    const from = head.getUint32(HEAD + index * 8, true);
    const to = head.getUint32(HEAD + index * 8 + 4, true);
    if (from < (made.at(-1)?.[1] ?? 0) || to <= from || to > count) return null;
    made.push([from, to]);
  }
  const levels: PeakLevel[] = [];
  for (let level = 0; level < levelCount; level++) {
    if (at + even(count * 5) > buffer.byteLength) return null;
    levels.push({
      ...emptyLevel(0, BUCKET_US * PER_LEVEL ** level),
      min: new Int16Array(buffer, at, count),
      max: new Int16Array(buffer, at + count * 2, count),
      loud: new Uint8Array(buffer, at + count * 4, count),
    });
    at += even(count * 5);
    count = Math.ceil(count / PER_LEVEL);
  }
  return at === buffer.byteLength ? { levels, made } : null;
}
