/**
 * Takes out of an MP4's head what nobody who is handed a clip need know: when it was made, and by which
 * muxer. Both stand in boxes of ISO/IEC 14496-12: dates in mvhd, tkhd and mdhd, the name in avc1
 * or hvc1.
 */
import { type FileHandle, open } from 'node:fs/promises';

const HOLDING = new Set(['moov', 'trak', 'mdia', 'minf', 'stbl']);
const DATED = new Set(['mvhd', 'tkhd', 'mdhd']);
/** Bytes before the first box in a sample description, and before the compressor's name in an entry. */
const STSD_HEAD = 16;
const NAME_AT = 50;
const NAME_BYTES = 32;

async function clear(file: FileHandle, at: number, bytes: number): Promise<void> {
  await file.write(Buffer.alloc(bytes), 0, bytes, at);
}

async function makePlain(file: FileHandle, from: number, end: number): Promise<void> {
  const head = Buffer.alloc(16);
  for (let at = from; at + 16 <= end; ) {
    await file.read(head, 0, 16, at);
    const type = head.toString('latin1', 4, 8);
    const large = head.readUInt32BE(0) === 1;
    const bytes = large ? Number(head.readBigUInt64BE(8)) : head.readUInt32BE(0);
    if (bytes < 8) return;
    if (HOLDING.has(type)) await makePlain(file, at + (large ? 16 : 8), at + bytes);
    if (type === 'stsd') await makePlain(file, at + STSD_HEAD, at + bytes);
    if (type === 'avc1' || type === 'hvc1') await clear(file, at + NAME_AT, NAME_BYTES);
    // After version and flags: made and changed, four bytes each, or eight in version 1.
    if (DATED.has(type)) await clear(file, at + 12, head[8] === 1 ? 16 : 8);
    at += bytes;
  }
}

/** @throws the file system's error */
export async function makeHeadPlain(path: string): Promise<void> {
  const file = await open(path, 'r+');
  try {
    const { size } = await file.stat();
    await makePlain(file, 0, size);
  } finally {
    await file.close();
  }
}
