/**
 * One file out of many: a zip in which nothing is compressed, because what is in a pack is compressed
 * already. Written straight through, whatever its size (docs/decisions/0019). The format is that of
 * PKWARE's APPNOTE 6.3.10; larger files and places than 4 GB are said in its ZIP64 fields.
 */
import { createReadStream } from 'node:fs';
import { type FileHandle, open, stat } from 'node:fs/promises';
import { crc32 } from 'node:zlib';

export interface ZipEntry {
  /** Its path in the zip, with forward slashes; never absolute, never climbing. */
  name: string;
  /** Where its bytes are. */
  path: string;
}

interface Written {
  name: Buffer;
  crc: number;
  bytes: number;
  /** Where its own header begins. */
  at: number;
}

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const END64 = 0x06064b50;
const LOCATOR64 = 0x07064b50;
/** What a field of four or two bytes says when the true number is in a ZIP64 field. */
const ELSEWHERE = 0xffff_ffff;
const MANY = 0xffff;
/** Needed to read it: 4.5 knows ZIP64, 2.0 knows folders. */
const V45 = 45;
const V20 = 20;
/** Names are UTF-8 (bit 11). */
const UTF8 = 0x0800;

/** Days and times of MS-DOS, local, to two seconds: all that the format has. */
function dosTime(atMs: number): { date: number; time: number } {
  const at = new Date(atMs);
  const year = Math.min(127, Math.max(0, at.getFullYear() - 1980));
  return {
    date: (year << 9) | ((at.getMonth() + 1) << 5) | at.getDate(),
    time: (at.getHours() << 11) | (at.getMinutes() << 5) | (at.getSeconds() >> 1),
  };
}

type Field = readonly [value: number, bytes: 2 | 4 | 8];

/** Numbers of so many bytes each, the lowest byte first. */
function fields(...numbers: readonly Field[]): Buffer {
  const all = Buffer.alloc(numbers.reduce((sum, [, bytes]) => sum + bytes, 0));
  let at = 0;
  for (const [value, bytes] of numbers) {
    if (bytes === 8) all.writeBigUInt64LE(BigInt(value), at);
    else all.writeUIntLE(value, at, bytes);
    at += bytes;
  }
  return all;
}

/** @param large as if larger than 4 GB: sizes stand in ZIP64 fields */
function localHeader(entry: Written, large: boolean, time: { date: number; time: number }): Buffer {
  const { name, crc, bytes } = entry;
  const extra = large ? fields([1, 2], [16, 2], [bytes, 8], [bytes, 8]) : Buffer.alloc(0);
  const size = large ? ELSEWHERE : bytes;
  const head = fields(
    ...([
      [LOCAL, 4],
      [large ? V45 : V20, 2],
      [UTF8, 2],
      [0, 2],
    ] as const),
    ...([
      [time.time, 2],
      [time.date, 2],
      [crc, 4],
      [size, 4],
      [size, 4],
    ] as const),
    ...([
      [name.length, 2],
      [extra.length, 2],
    ] as const),
  );
  return Buffer.concat([head, name, extra]);
}

function centralHeader(
  entry: Written,
  large: boolean,
  far: boolean,
  time: { date: number; time: number },
): Buffer {
  const { name, crc, bytes, at } = entry;
  const more = [
    ...(large
      ? ([
          [bytes, 8],
          [bytes, 8],
        ] as const)
      : []),
    ...(far ? ([[at, 8]] as const) : []),
  ];
  const extra = more.length > 0 ? fields([1, 2], [more.length * 8, 2], ...more) : Buffer.alloc(0);
  const size = large ? ELSEWHERE : bytes;
  const needs = more.length > 0 ? V45 : V20;
  const head = fields(
    ...([
      [CENTRAL, 4],
      [needs, 2],
      [needs, 2],
      [UTF8, 2],
      [0, 2],
    ] as const),
    ...([
      [time.time, 2],
      [time.date, 2],
      [crc, 4],
      [size, 4],
      [size, 4],
    ] as const),
    // No comment, the first disk, plain attributes.
    ...([
      [name.length, 2],
      [extra.length, 2],
      [0, 2],
      [0, 2],
      [0, 2],
      [0, 4],
    ] as const),
    [far ? ELSEWHERE : at, 4],
  );
  return Buffer.concat([head, name, extra]);
}

function ending(count: number, bytes: number, at: number, largeFrom: number): Buffer {
  const large = count >= MANY || bytes >= largeFrom || at >= largeFrom;
  const plain = fields(
    ...([
      [END, 4],
      [0, 2],
      [0, 2],
      [large ? MANY : count, 2],
      [large ? MANY : count, 2],
    ] as const),
    ...([
      [large ? ELSEWHERE : bytes, 4],
      [large ? ELSEWHERE : at, 4],
      [0, 2],
    ] as const),
  );
  if (!large) return plain;
  const end64 = fields(
    ...([
      [END64, 4],
      [44, 8],
      [V45, 2],
      [V45, 2],
      [0, 4],
      [0, 4],
    ] as const),
    ...([
      [count, 8],
      [count, 8],
      [bytes, 8],
      [at, 8],
    ] as const),
  );
  const locator = fields([LOCATOR64, 4], [0, 4], [at + bytes, 8], [1, 4]);
  return Buffer.concat([end64, locator, plain]);
}

async function writeAll(file: FileHandle, bytes: Buffer, at: number): Promise<number> {
  let done = 0;
  while (done < bytes.length) {
    const { bytesWritten } = await file.write(bytes, done, bytes.length - done, at + done);
    done += bytesWritten;
  }
  return at + bytes.length;
}

export interface ZipRun {
  signal: AbortSignal;
  report?: (share: number) => void;
  nowMs: number;
  /** From which number on ZIP64 fields are used; the format's own limit unless a test says so. */
  largeFrom?: number;
}

/**
 * Writes these files into one, in their order; what it wrote is on the disk when it resolves.
 * @param outFile made anew; left for the caller to remove when this fails
 * @returns how many bytes the zip has
 * @throws the file system's errors, or the signal's reason
 */
export async function writeZip(
  outFile: string,
  entries: readonly ZipEntry[],
  { signal, report, nowMs, largeFrom = ELSEWHERE }: ZipRun,
): Promise<number> {
  const time = dosTime(nowMs);
  const sizes = await Promise.all(entries.map(async ({ path }) => (await stat(path)).size));
  const total = Math.max(
    1,
    sizes.reduce((sum, size) => sum + size, 0),
  );
  const file = await open(outFile, 'w');
  const written: Written[] = [];
  let at = 0;
  let copied = 0;
  try {
    for (const [n, { name, path }] of entries.entries()) {
      const entry: Written = { name: Buffer.from(name), crc: 0, bytes: sizes[n] ?? 0, at };
      const large = entry.bytes >= largeFrom;
      at = await writeAll(file, localHeader(entry, large, time), at);
      // Of a file without bytes nothing is read, and its sum stands in its header already.
      if (entry.bytes > 0) {
        let bytes = 0;
        for await (const chunk of createReadStream(path, { signal, highWaterMark: 1 << 20 })) {
          const part = chunk as Buffer;
          entry.crc = crc32(part, entry.crc);
          at = await writeAll(file, part, at);
          bytes += part.length;
          copied += part.length;
          report?.(copied / total);
        }
        if (bytes !== entry.bytes) throw new Error('a file changed while it was put into the zip');
        // Its sum is known only now, and stands before it.
        await writeAll(file, localHeader(entry, large, time), entry.at);
      }
      written.push(entry);
    }
    const from = at;
    for (const entry of written) {
      const [large, far] = [entry.bytes >= largeFrom, entry.at >= largeFrom];
      at = await writeAll(file, centralHeader(entry, large, far, time), at);
    }
    at = await writeAll(file, ending(written.length, at - from, from, largeFrom), at);
    signal.throwIfAborted();
    await file.sync();
  } finally {
    await file.close();
  }
  return at;
}
