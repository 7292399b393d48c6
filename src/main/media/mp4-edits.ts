/** Up to where an MP4's sound is heard as it is stored: its edit list (ISO/IEC 14496-12, 8.6.6). */
import { type FileHandle, open } from 'node:fs/promises';
import { type Box, boxesIn } from './mp4-boxes';

type Place = Pick<Box, 'from' | 'to'>;

/** A list longer than this is not read. */
const MOST_BYTES = 256;

async function inside(file: FileHandle, within: Place | null, type: string): Promise<Box | null> {
  if (!within) return null;
  for await (const box of boxesIn(file, within.from, within.to)) if (box.type === type) return box;
  return null;
}

async function contentOf(file: FileHandle, { from, to }: Place): Promise<Buffer> {
  const bytes = Buffer.alloc(Math.min(to - from, MOST_BYTES));
  await file.read(bytes, 0, bytes.length, from);
  return bytes;
}

/** @returns null unless the list is one stretch at its own speed, perhaps after a pause */
function endOf(list: Buffer, ticks: number): number | null {
  const long = list[0] === 1;
  const count = list.readUInt32BE(4);
  const size = long ? 20 : 12;
  if (8 + count * size > list.length) return null;
  let [end, stretches] = [0, 0];
  for (let at = 8; at < 8 + count * size; at += size) {
    const length = long ? Number(list.readBigUInt64BE(at)) : list.readUInt32BE(at);
    const begins = long ? Number(list.readBigInt64BE(at + 8)) : list.readInt32BE(at + 4);
    const speed = list.readUInt32BE(at + size - 4);
    if (stretches > 0 || speed !== 0x10000) return null;
    if (begins >= 0) stretches++;
    // None means all that there is.
    end += length === 0 && begins >= 0 ? Number.POSITIVE_INFINITY : length;
  }
  return stretches === 1 ? end / ticks : null;
}

/**
 * In seconds of the file's own time; without an end where there is no edit list.
 * @returns null where its packets are not heard one after the other, or it has no sound
 * @throws the file system's error
 */
export async function soundHeardUntil(path: string): Promise<number | null> {
  const file = await open(path);
  try {
    const moov = await inside(file, { from: 0, to: (await file.stat()).size }, 'moov');
    const mvhd = await inside(file, moov, 'mvhd');
    if (!moov || !mvhd) return null;
    const head = await contentOf(file, mvhd);
    const ticks = head.readUInt32BE(head[0] === 1 ? 20 : 12);
    for await (const trak of boxesIn(file, moov.from, moov.to)) {
      if (trak.type !== 'trak') continue;
      const handler = await inside(file, await inside(file, trak, 'mdia'), 'hdlr');
      if (!handler || (await contentOf(file, handler)).toString('latin1', 8, 12) !== 'soun')
        continue;
      const list = await inside(file, await inside(file, trak, 'edts'), 'elst');
      return list ? endOf(await contentOf(file, list), ticks) : Number.POSITIVE_INFINITY;
    }
    return null;
  } finally {
    await file.close();
  }
}
