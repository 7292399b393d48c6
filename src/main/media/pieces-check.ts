/** Whether a piece on the disk is whole: a killed machine leaves empty and half-written files. */
import { open } from 'node:fs/promises';

/** What a piece is made of, in order (see `writePiece`). */
const BOXES = ['ftyp', 'moov', 'moof', 'mdat'];

/** Looks at the heads of a piece's boxes; what they say must fill the file exactly. Never throws. */
export async function isWholePiece(path: string): Promise<boolean> {
  const file = await open(path, 'r').catch(() => null);
  if (!file) return false;
  try {
    const { size } = await file.stat();
    const head = Buffer.alloc(8);
    let at = 0;
    for (const type of BOXES) {
      const { bytesRead } = await file.read(head, 0, 8, at);
      if (bytesRead < 8 || head.toString('latin1', 4) !== type) return false;
      const length = head.readUInt32BE(0);
      if (length < 8) return false;
      at += length;
    }
    return at === size;
  } catch {
    return false;
  } finally {
    await file.close().catch(() => undefined);
  }
}
