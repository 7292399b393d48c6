/** The app's log: one file in the library's folder, nothing on the console, nothing sent anywhere. */
import { join } from 'node:path';
import { errorWords } from './error-words';

/** Older lines go when the file reaches this many bytes: one earlier file is kept. */
const LOG_BYTES = 1_000_000;

export interface Log {
  /**
   * Writes one line and, of an error, its kind and place. Lines say what failed in our own words;
   * no names of files, titles, notes or people, because the log outlives the lessons.
   */
  (line: string, thrown?: unknown): void;
}

/**
 * Lines wait until the log's own code is loaded, which a line asks for: a start that has nothing to
 * say goes without it.
 */
export function openLog(library: string): { log: Log; written(): Promise<void> } {
  let loading: Promise<void> = Promise.resolve();
  const waiting: string[] = [];
  let write: ((line: string) => void) | null = null;
  async function load(): Promise<void> {
    const { default: log } = await import('electron-log/node');
    log.transports.console.level = false;
    log.transports.file.level = 'info';
    log.transports.file.maxSize = LOG_BYTES;
    log.transports.file.resolvePathFn = () => join(library, 'logs', 'plenary.log');
    write = (line) => log.info(line);
    for (const line of waiting.splice(0)) write(line);
  }
  return {
    log: (line, ...thrown) => {
      const words = thrown.length === 0 ? line : `${line}: ${errorWords(thrown[0])}`;
      if (write) write(words);
      else if (waiting.push(words) === 1) loading = load();
    },
    written: () => loading,
  };
}
