import type { FileHandle } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { readingAhead } from '../../../../../src/main/media/coded/reading-ahead';
import { seeded } from '../../../../fixtures/seeded';

const BYTES = Buffer.from(
  Uint8Array.from({ length: 3_000_000 }, (_, n) => (n * 31 + (n >> 8)) & 255),
);

/** A file of our own, and how often it was read. */
function file() {
  let reads = 0;
  const read = async (into: Buffer, at: number, length: number, from: number) => {
    reads++;
    await Promise.resolve();
    return { bytesRead: BYTES.copy(into, at, from, from + length), buffer: into };
  };
  return { handle: { read } as unknown as FileHandle, reads: () => reads };
}

describe('reading ahead', () => {
  it('reads what follows in few goes', async () => {
    const { handle, reads } = file();
    const read = readingAhead(handle, BYTES.length);
    for (let at = 0; at + 20_000 <= BYTES.length; at += 20_000) {
      const bytes = Buffer.from(await read(at, at + 20_000));
      expect(bytes.equals(BYTES.subarray(at, at + 20_000))).toBe(true);
    }
    expect(reads()).toBeLessThan(6);
  });

  it('gives each of several readers side by side its own', async () => {
    const { handle } = file();
    const read = readingAhead(handle, BYTES.length);
    const random = seeded(7);
    const reader = async (first: number, step: number): Promise<void> => {
      for (let at = first; at < BYTES.length - 50_000; at += step) {
        const end = at + 1 + Math.floor(random() * 50_000);
        const promised = read(at, end);
        // At once: what is not promised is good until the next is read.
        const bytes = promised instanceof Promise ? await promised : Buffer.from(promised);
        expect(Buffer.compare(bytes, BYTES.subarray(at, end)), `${at}`).toBe(0);
        await Promise.resolve();
      }
    };
    await Promise.all([reader(0, 30_000), reader(400_000, 9_000), reader(7, 700_000)]);
  });

  it('says when the file ends before it should', async () => {
    const { handle } = file();
    const read = readingAhead(handle, BYTES.length + 10);
    await expect(read(BYTES.length - 5, BYTES.length + 5)).rejects.toThrow('shorter');
  });
});
