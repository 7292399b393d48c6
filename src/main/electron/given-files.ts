/** Which files a command line names. */
import { resolve } from 'node:path';

/**
 * @param argv as the process sees it: the program first, and in development the app's folder next
 * @param skip how many of those come before what the person gave: 1, or 2 in development
 * @param cwd where the command was given; names are relative to it
 * @returns absolute paths, each once, in order. Switches are skipped, wherever Chromium puts them;
 *   after `--` everything is a name.
 */
export function givenFiles(argv: readonly string[], skip: number, cwd: string): string[] {
  const paths: string[] = [];
  let namesOnly = false;
  for (const word of argv.slice(skip)) {
    if (!namesOnly && word === '--') namesOnly = true;
    else if (word !== '' && (namesOnly || !word.startsWith('-'))) paths.push(resolve(cwd, word));
  }
  return [...new Set(paths)];
}
