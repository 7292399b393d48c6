/**
 * Takes the dates out of an MP4: whoever is handed a clip need not know when it was made. The muxer
 * writes the present time into three kinds of boxes (ISO/IEC 14496-12: mvhd, tkhd, mdhd).
 */
import { type FileHandle, open } from 'node:fs/promises';

const HOLDING = new Set(['moov', 'trak', 'mdia']);
const DATED = new Set(['mvhd', 'tkhd', 'mdhd']);

async function undate(file: FileHandle, from: number, end: number): Promise<void> {
  const head = Buffer.alloc(16);
  for (let at = from; at + 16 <= end; ) {
    await file.read(head, 0, 16, at);
    const type = head.toString('latin1', 4, 8);
    const large = head.readUInt32BE(0) === 1;
    const bytes = large ? Number(head.readBigUInt64BE(8)) : head.readUInt32BE(0);
    if (bytes < 8) return;
    if (HOLDING.has(type)) await undate(file, at + (large ? 16 : 8), at + bytes);
    if (DATED.has(type)) {
      // After version and flags: made and changed, four bytes each, or eight in version 1.
      const dates = Buffer.alloc(head[8] === 1 ? 16 : 8);
      await file.write(dates, 0, dates.length, at + 12);
    }
    at += bytes;
  }
}

/** @throws the file system's error */
export async function takeDatesOut(path: string): Promise<void> {
  const file = await open(path, 'r+');
  try {
    const { size } = await file.stat();
    await undate(file, 0, size);
  } finally {
    await file.close();
  }
}
