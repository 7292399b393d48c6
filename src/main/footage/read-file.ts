/** A stretch of an open file as a stream. */
import type { FileHandle } from 'node:fs/promises';

/**
 * Bytes a read. Every read is a trip through the thread pool and every chunk one through Chromium's
 * pipe; larger ones spare trips until they no longer fit the processor's cache. Measured in the app
 * (see `tests/bench/stream.*`): 64 KB gives 0.2, 1 MB and more the full rate.
 */
export const CHUNK_BYTES = 1 << 20;

/**
 * Streams bytes [start, end) and closes the file: at the end, on an error, or when the reader goes
 * away. A file that became shorter ends the stream with an error rather than with fewer bytes.
 */
export function readStretch(
  file: FileHandle,
  start: number,
  end: number,
): ReadableStream<Uint8Array> {
  let at = start;
  let closed = false;
  const close = async (): Promise<void> => {
    if (closed) return;
    closed = true;
    await file.close();
  };
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const wanted = Math.min(CHUNK_BYTES, end - at);
          const buffer = Buffer.allocUnsafeSlow(wanted);
          const { bytesRead } = await file.read(buffer, 0, wanted, at);
          if (closed) return;
          if (bytesRead === 0) throw new Error('the file became shorter while it was read');
          at += bytesRead;
          controller.enqueue(buffer.subarray(0, bytesRead));
          if (at >= end) {
            await close();
            controller.close();
          }
        } catch (error) {
          await close();
          throw error;
        }
      },
      cancel: close,
    },
    { highWaterMark: 0 },
  );
}
