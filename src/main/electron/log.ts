/** The app's log: one file in the library's folder, nothing on the console, nothing sent anywhere. */
import { join } from 'node:path';
import log from 'electron-log/node';

/** Older lines go when the file reaches this many bytes: one earlier file is kept. */
const LOG_BYTES = 1_000_000;

/** @returns writes one line. Lines name what failed; they hold no notes and no names of people. */
export function openLog(library: string): (line: string) => void {
  log.transports.console.level = false;
  log.transports.file.level = 'info';
  log.transports.file.maxSize = LOG_BYTES;
  log.transports.file.resolvePathFn = () => join(library, 'logs', 'plenary.log');
  return (line) => log.info(line);
}
