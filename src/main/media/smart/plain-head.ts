/**
 * Takes out of an MP4's head what nobody who is handed a clip need know: when it was made, and by which
 * muxer. Both stand in boxes of ISO/IEC 14496-12: dates in mvhd, tkhd and mdhd, the name in avc1
 * or hvc1.
 */
import { type FileHandle, open } from 'node:fs/promises';
import { boxesIn } from '../mp4-boxes';

const HOLDING = new Set(['moov', 'trak', 'mdia', 'minf', 'stbl']);
const DATED = new Set(['mvhd', 'tkhd', 'mdhd']);
/** Bytes before the first box in a sample description, and before the compressor's name in an entry. */
const STSD_HEAD = 8;
const NAME_AT = 42;
const NAME_BYTES = 32;

async function clear(file: FileHandle, at: number, bytes: number): Promise<void> {
  await file.write(Buffer.alloc(bytes), 0, bytes, at);
}

async function makePlain(file: FileHandle, begin: number, end: number): Promise<void> {
  for await (const { type, from, to } of boxesIn(file, begin, end)) {
    if (HOLDING.has(type)) await makePlain(file, from, to);
    if (type === 'stsd') await makePlain(file, from + STSD_HEAD, to);
    if (type === 'avc1' || type === 'hvc1') await clear(file, from + NAME_AT, NAME_BYTES);
    if (!DATED.has(type)) continue;
    const version = Buffer.alloc(1);
    await file.read(version, 0, 1, from);
    // After version and flags: made and changed, four bytes each, or eight in version 1.
    await clear(file, from + 4, version[0] === 1 ? 16 : 8);
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
