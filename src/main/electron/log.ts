/** The app's log: one file in the library's folder, nothing on the console, nothing sent anywhere. */
import { join } from 'node:path';

/** Older lines go when the file reaches this many bytes: one earlier file is kept. */
const LOG_BYTES = 1_000_000;

export interface Log {
  /** Writes one line. Lines name what failed; they hold no notes and no names of people. */
  (line: string): void;
}

/** Lines wait until the log's own code is loaded, which is not in anybody's way at start. */
export function openLog(library: string): { log: Log; load(): Promise<void> } {
  const waiting: string[] = [];
  let write: Log = (line) => void waiting.push(line);
  return {
    log: (line) => write(line),
    async load() {
      const { default: log } = await import('electron-log/node');
      log.transports.console.level = false;
      log.transports.file.level = 'info';
      log.transports.file.maxSize = LOG_BYTES;
      log.transports.file.resolvePathFn = () => join(library, 'logs', 'plenary.log');
      write = (line) => log.info(line);
      for (const line of waiting.splice(0)) write(line);
    },
  };
}
