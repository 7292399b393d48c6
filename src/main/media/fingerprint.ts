/**
 * Knowing a file again after it has moved. A fingerprint is its size and a SHA-256 over its size
 * (as text), its first and last 64 KiB and 14 blocks of 64 KiB spread evenly between: about 1 MiB
 * read, whatever its length. Files up to 1 MiB are read whole. Two recordings never agree in all of
 * these; copies always do. What must be certain (a copy just written) is hashed whole.
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { AppError } from '../../shared/errors';
import { cancelled } from './run-program';

const BLOCK = 64 * 1024;
const BLOCKS = 16;

/** Where the sampled blocks of a file of this size begin: rising, first at 0, last at its end. */
export function sampleOffsets(bytes: number): number[] {
  if (bytes <= BLOCK * BLOCKS) {
    return Array.from({ length: Math.ceil(bytes / BLOCK) }, (_, index) => index * BLOCK);
  }
  const last = bytes - BLOCK;
  return Array.from({ length: BLOCKS }, (_, index) => Math.floor((last * index) / (BLOCKS - 1)));
}

/** A foreign error about a file that is read, or a folder that is written to, in our own words. */
function fileError(error: unknown, path: string, writing: boolean): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : '';
  const name = basename(writing ? dirname(path) : path);
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return new AppError('disk-full', 'The disk is full.', { name }, error);
  }
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
    return writing
      ? new AppError('folder-denied', 'The folder may not be written to.', { name }, error)
      : new AppError('file-denied', 'The file may not be read.', { name }, error);
  }
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return writing
      ? new AppError('folder-missing', 'The folder is gone.', { name }, error)
      : new AppError('file-missing', 'The file is gone.', { name }, error);
  }
  return error;
}

/**
 * @returns the size in bytes, a hyphen, and the samples' SHA-256 in hexadecimal
 * @throws AppError `file-missing`, `file-denied`
 */
export async function fingerprint(path: string): Promise<string> {
  let file: FileHandle | undefined;
  try {
    file = await open(path, 'r');
    const { size } = await file.stat();
    const hash = createHash('sha256').update(String(size));
    const block = Buffer.alloc(BLOCK);
    for (const offset of sampleOffsets(size)) {
      const { bytesRead } = await file.read(block, 0, BLOCK, offset);
      hash.update(block.subarray(0, bytesRead));
    }
    return `${size}-${hash.digest('hex')}`;
  } catch (error) {
    throw fileError(error, path, false);
  } finally {
    await file?.close();
  }
}

export interface HashRun {
  signal?: AbortSignal | undefined;
  /** Share done, 0 to 1. */
  report?: ((share: number) => void) | undefined;
}

/**
 * SHA-256 of a whole file, hexadecimal.
 * @throws AppError `file-missing`, `file-denied`, `cancelled`
 */
export async function hashWhole(path: string, { signal, report }: HashRun = {}): Promise<string> {
  const hash = createHash('sha256');
  let done = 0;
  try {
    const file = await open(path, 'r');
    const { size } = await file.stat();
    for await (const chunk of file.createReadStream({ highWaterMark: 1024 * 1024 })) {
      if (signal?.aborted) throw cancelled();
      hash.update(chunk as Buffer);
      done += (chunk as Buffer).length;
      report?.(size > 0 ? done / size : 1);
    }
    return hash.digest('hex');
  } catch (error) {
    throw fileError(error, path, false);
  }
}

async function copyHashing(from: string, to: string, run: HashRun): Promise<string> {
  const hash = createHash('sha256');
  const target = await open(to, 'w').catch((error: unknown) => {
    throw fileError(error, to, true);
  });
  try {
    const source = await open(from, 'r').catch((error: unknown) => {
      throw fileError(error, from, false);
    });
    const { size } = await source.stat();
    let done = 0;
    const reading = createReadStream('', { fd: source, highWaterMark: 1024 * 1024 });
    for await (const data of reading) {
      if (run.signal?.aborted) throw cancelled();
      const chunk = data as Buffer;
      hash.update(chunk);
      await target.writeFile(chunk).catch((error: unknown) => {
        throw fileError(error, to, true);
      });
      done += chunk.length;
      run.report?.(size > 0 ? done / size : 1);
    }
    await target.sync();
    return hash.digest('hex');
  } finally {
    await target.close();
  }
}

/**
 * Copies a file and makes sure that what is on the disk is what was read: it is read back and
 * hashed before it gets its name. Nothing is left behind when it fails or is stopped.
 * @returns SHA-256 of the file
 * @throws AppError `disk-full`, `folder-denied`, `folder-missing`, `file-missing`, `file-denied`,
 *   `cancelled`, or `unknown` when the disk did not keep what was written
 */
export async function copyVerified(
  from: string,
  to: string,
  { signal, report }: HashRun = {},
): Promise<string> {
  const partial = `${to}.partial`;
  try {
    // Reading back is quicker than copying, but not by much: three parts to one.
    const read = await copyHashing(from, partial, {
      signal,
      report: (share) => report?.(share * 0.75),
    });
    const written = await hashWhole(partial, {
      signal,
      report: (share) => report?.(0.75 + share * 0.25),
    });
    if (read !== written) {
      throw new AppError(
        'unknown',
        'The copy differs from the original. The disk may be failing.',
        {
          name: basename(from),
        },
      );
    }
    await rename(partial, to);
    return written;
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
}
