/** A stretch of a file as a stream. */
import { type FileHandle, open } from 'node:fs/promises';

/**
 * Bytes a read. Every read is a trip through the thread pool; Chromium then takes the bytes through
 * a pipe that holds 64 KB, which sets the rate. Measured in Electron 33 on 500 MB: reads of 64 KB
 * gave 120 MB/s, 256 KB 173, 512 KB 225, 1 MB 208, 4 MB 182; streams of type `bytes` and
 * `Readable.toWeb` were slower at every size.
 */
export const CHUNK_BYTES = 512 * 1024;

/**
 * Streams bytes [start, end). The file is opened by the first read, so that a response nobody takes
 * holds nothing, and closed at the end, on an error, or when the reader goes away. A file that
 * became shorter ends the stream with an error rather than with fewer bytes.
 */
export function readStretch(path: string, start: number, end: number): ReadableStream<Uint8Array> {
  let at = start;
  let file: FileHandle | null = null;
  let left = false;
  const close = async (): Promise<void> => {
    left = true;
    const open = file;
    file = null;
    await open?.close();
  };
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const reading = file ?? (await open(path, 'r'));
          if (left) return await reading.close();
          file = reading;
          const wanted = Math.min(CHUNK_BYTES, end - at);
          const buffer = Buffer.allocUnsafeSlow(wanted);
          const { bytesRead } = await reading.read(buffer, 0, wanted, at);
          if (left) return;
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

/** Bytes [start, end) of an open file, for stretches that are small enough to be one chunk. */
export async function readBytes(
  file: FileHandle,
  start: number,
  end: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(end - start);
  let at = 0;
  while (at < bytes.length) {
    const { bytesRead } = await file.read(bytes, at, bytes.length - at, start + at);
    if (bytesRead === 0) throw new Error('the file became shorter while it was read');
    at += bytesRead;
  }
  return bytes;
}
