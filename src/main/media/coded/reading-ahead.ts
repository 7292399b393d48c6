/** Reading ranges of a file, and ahead where they follow each other. */
import type { FileHandle } from 'node:fs/promises';

/** Bytes read at once where one packet is read after the other. */
const AHEAD_BYTES = 1024 * 1024;
/** What may lie between two packets of a track: those of other tracks. */
const NEXT_WITHIN_BYTES = 128 * 1024;
/** Rows of packets that are read side by side: picture and sound. */
const ROWS = 2;

interface Row {
  /** Used again and again: new memory takes a system longer to give than a disk to fill. */
  bytes: Buffer | null;
  /** What of the file it holds; where the last range ended, when it is empty. */
  from: number;
  to: number;
  used: number;
  filling: boolean;
}

/**
 * @param size of the file, in bytes
 * @returns what reads a range. What it answers at once is good until it is called again, what it promises
 *   for good. It throws the file system's error, and when the file ends before the range
 */
export function readingAhead(file: FileHandle, size: number) {
  const rows = Array.from(
    { length: ROWS },
    (): Row => ({ bytes: null, from: 0, to: -1, used: 0, filling: false }),
  );
  let turn = 0;
  async function whole(into: Buffer, at: number): Promise<Buffer> {
    const { bytesRead } = await file.read(into, 0, into.length, at);
    if (bytesRead !== into.length) throw new Error('the file is shorter than it was');
    return into;
  }
  async function fill(row: Row, start: number, end: number): Promise<Buffer> {
    row.filling = true;
    try {
      row.bytes ??= Buffer.allocUnsafeSlow(AHEAD_BYTES);
      const bytes = await whole(row.bytes.subarray(0, size - start), start);
      [row.from, row.to] = [start, start + bytes.length];
      return Buffer.from(bytes.subarray(0, end - start));
    } finally {
      row.filling = false;
    }
  }
  return (start: number, end: number): Uint8Array | Promise<Uint8Array> => {
    const free = rows.filter(({ filling }) => !filling);
    const held = free.find(({ bytes, from, to }) => bytes && from <= start && end <= to);
    if (held?.bytes) {
      held.used = ++turn;
      return held.bytes.subarray(start - held.from, end - held.from);
    }
    const next =
      free.find(({ to }) => to >= 0 && start >= to && start - to < NEXT_WITHIN_BYTES) ??
      free.find(({ bytes, from, to }) => bytes && from <= start && start < to);
    if (next && end - start <= AHEAD_BYTES) {
      next.used = ++turn;
      return fill(next, start, end);
    }
    // Somewhere else: what follows it will be read ahead.
    const [oldest] = free.sort((a, b) => a.used - b.used);
    if (oldest) Object.assign(oldest, { from: end, to: end, used: ++turn });
    return whole(Buffer.allocUnsafe(end - start), start);
  };
}
