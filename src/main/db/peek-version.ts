/**
 * Reading a database's schema version from its bytes, so that a library written by a newer Plenary
 * can be refused without opening it: opening alone may write (the WAL's index, a checkpoint).
 * Layouts: SQLite, "Database File Format", sections 1.3 (user_version: 4 bytes at 60) and 4.1
 * (WAL header of 32 bytes; a frame is a header of 24 bytes and a page).
 */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

const MAGIC = 'SQLite format 3\0';
const USER_VERSION_AT = 60;

function readAt(fd: number, at: number, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  return bytes.subarray(0, readSync(fd, bytes, 0, length, at));
}

function withFile<T>(file: string, read: (fd: number, size: number) => T): T | null {
  let fd: number;
  try {
    fd = openSync(file, 'r');
  } catch {
    return null;
  }
  try {
    return read(fd, fstatSync(fd).size);
  } catch {
    return null;
  } finally {
    closeSync(fd);
  }
}

/** The newest version of page 1 in a WAL: of frames that belong to its current run (same salts). */
function versionInWal(fd: number, size: number): number {
  const header = readAt(fd, 0, 32);
  if (header.length < 32) return 0;
  const pageSize = header.readUInt32BE(8);
  if (pageSize < 512 || pageSize > 65_536) return 0;
  let newest = 0;
  for (let at = 32; at + 24 + pageSize <= size; at += 24 + pageSize) {
    const frame = readAt(fd, at, 24 + 100);
    if (frame.length < 124 || !frame.subarray(8, 16).equals(header.subarray(16, 24))) break;
    if (frame.readUInt32BE(0) === 1) {
      newest = Math.max(newest, frame.readUInt32BE(24 + USER_VERSION_AT));
    }
  }
  return newest;
}

/**
 * The schema version of a database and its WAL; 0 for a file that is missing, empty or not SQLite.
 * Nothing is written, not even the WAL's index.
 */
export function peekVersion(file: string): number {
  const main = withFile(file, (fd) => {
    const header = readAt(fd, 0, 100);
    if (header.length < 100 || header.toString('latin1', 0, 16) !== MAGIC) return null;
    return header.readUInt32BE(USER_VERSION_AT);
  });
  if (main === null) return 0;
  return Math.max(main, withFile(`${file}-wal`, versionInWal) ?? 0);
}
