/**
 * The boxes of an MP4 or QuickTime file (ISO/IEC 14496-12, section 4.2), read without reading the
 * footage: whether its index is there, whether it ends where it says, whether it is in fragments.
 * ffprobe tells none of these.
 */
import { type FileHandle, open } from 'node:fs/promises';

export interface Mp4Shape {
  hasIndex: boolean;
  fragmented: boolean;
  /** True when a box says that it is longer than the file. */
  cutOff: boolean;
}

/** A file with more outermost boxes than this is a long recording in fragments. */
const MOST_BOXES = 200_000;

/** The index of what we write stands in front, and its description of the pictures at its beginning. */
const HEAD_BYTES = 16 * 1024;
/** From the name of the box of sample descriptions to that of the first of them (8.5.2). */
const FIRST_ENTRY = 16;

/**
 * Whether the pictures of a clip that was exported are HEVC: a glance at its head, no more.
 * @throws the file system's error
 */
export async function isHevcClip(path: string): Promise<boolean> {
  const file = await open(path, 'r');
  try {
    const { buffer } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    const at = buffer.indexOf('stsd');
    return at >= 0 && buffer.toString('latin1', at + FIRST_ENTRY, at + FIRST_ENTRY + 4) === 'hvc1';
  } finally {
    await file.close();
  }
}

/** @returns null when the file does not begin like one. */
export async function readMp4Shape(path: string): Promise<Mp4Shape | null> {
  const file = await open(path, 'r');
  try {
    const { size: fileBytes } = await file.stat();
    const header = Buffer.alloc(16);
    const shape: Mp4Shape = { hasIndex: false, fragmented: false, cutOff: false };
    let at = 0;
    for (let count = 0; at + 8 <= fileBytes && count < MOST_BOXES; count++) {
      await file.read(header, 0, 16, at);
      const type = header.toString('latin1', 4, 8);
      if (!/^[\x20-\x7e\xa9]{4}$/.test(type)) return count === 0 ? null : shape;
      if (count === 0 && !/^(ftyp|moov|mdat|free|skip|wide|pnot|styp|uuid)$/.test(type))
        return null;
      let bytes = header.readUInt32BE(0);
      if (bytes === 1) bytes = Number(header.readBigUInt64BE(8));
      else if (bytes === 0) bytes = fileBytes - at;
      if (bytes < 8) return shape;
      if (type === 'moov') shape.hasIndex = true;
      if (type === 'moof') shape.fragmented = true;
      if (at + bytes > fileBytes) shape.cutOff = true;
      at += bytes;
    }
    return shape;
  } finally {
    await file.close();
  }
}

export interface Box {
  type: string;
  /** Of what is in it, in the file. */
  from: number;
  to: number;
}

/** The boxes that lie one after the other between two places of a file; ends where there is none. */
export async function* boxesIn(file: FileHandle, from: number, to: number): AsyncGenerator<Box> {
  const head = Buffer.alloc(16);
  for (let at = from; at + 8 <= to; ) {
    await file.read(head, 0, 16, at);
    const large = head.readUInt32BE(0) === 1;
    const bytes = large ? Number(head.readBigUInt64BE(8)) : head.readUInt32BE(0);
    if (bytes < 8) return;
    yield { type: head.toString('latin1', 4, 8), from: at + (large ? 16 : 8), to: at + bytes };
    at += bytes;
  }
}
