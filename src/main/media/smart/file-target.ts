/** An open file as mediabunny writes to it. */
import type { FileHandle } from 'node:fs/promises';
import { StreamTarget } from 'mediabunny';

/**
 * Mediabunny's own target for files lets go of its file only when all went well, and takes a disk that
 * took half of a write for one that took all of it. Whoever opened the file closes it.
 */
export function writingTo(file: FileHandle): StreamTarget {
  const writable = new WritableStream<{ data: Uint8Array; position: number }>({
    async write({ data, position }) {
      for (let at = 0; at < data.length; ) {
        const { bytesWritten } = await file.write(data, at, data.length - at, position + at);
        at += bytesWritten;
      }
    },
  });
  return new StreamTarget(writable);
}
