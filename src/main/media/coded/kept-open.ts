/**
 * Files that clips are copied from stay open for a moment: of one lesson several clips are made one after
 * the other, and reading the index of an hour takes longer than copying half a minute.
 */
import { stat } from 'node:fs/promises';
import type { Probe } from '../probe-schema';
import { type CodedFile, openCoded } from './coded-file';

/** Long enough for the next clip of a row to begin, too short for a disk not to be let go of. */
const KEPT_MS = 10_000;

interface Kept {
  file: Promise<CodedFile | null>;
  users: number;
  leave: NodeJS.Timeout | null;
}

const kept = new Map<string, Kept>();

async function letGo(key: string, one: Kept): Promise<void> {
  if (kept.get(key) === one) kept.delete(key);
  await (await one.file)?.close();
}

/**
 * As {@link openCoded}, for a file that may be open already. One that was changed or replaced since is
 * another file.
 * @throws the file system's error when the file is not there or cannot be opened
 */
export async function openKept(
  path: string,
  probe: Pick<Probe, 'firstFrameUs'>,
): Promise<CodedFile | null> {
  const { dev, ino, size, mtimeMs } = await stat(path);
  const key = JSON.stringify([path, dev, ino, size, mtimeMs, probe.firstFrameUs]);
  const one: Kept = kept.get(key) ?? { file: openCoded(path, probe), users: 0, leave: null };
  if (one.leave) clearTimeout(one.leave);
  one.leave = null;
  one.users++;
  kept.set(key, one);
  let closed = false;
  const close = (): Promise<void> => {
    if (closed) return Promise.resolve();
    closed = true;
    if (--one.users === 0) {
      one.leave = setTimeout(() => {
        letGo(key, one).catch(() => undefined);
      }, KEPT_MS).unref();
    }
    return Promise.resolve();
  };
  try {
    const file = await one.file;
    if (file) return { ...file, close };
  } catch (error) {
    if (kept.get(key) === one) kept.delete(key);
    throw error;
  }
  // There is nothing to keep of one that cannot be read so.
  kept.delete(key);
  return null;
}

/** Lets go at once of all that no one uses. */
export async function closeKept(): Promise<void> {
  for (const [key, one] of [...kept]) {
    if (one.users > 0) continue;
    if (one.leave) clearTimeout(one.leave);
    await letGo(key, one);
  }
}
