/** Which files a command line names. */
import { resolve } from 'node:path';

/**
 * @param argv as the process sees it: the program first, and in development the app's folder next
 * @param skip how many of those come before what the person gave: 1, or 2 in development; switches
 *   between them do not count
 * @param cwd where the command was given; names are relative to it
 * @returns absolute paths, each once, in order. Switches are skipped, wherever Chromium puts them;
 *   after `--` everything is a name.
 */
export function givenFiles(argv: readonly string[], skip: number, cwd: string): string[] {
  const paths: string[] = [];
  let namesOnly = false;
  let left = skip - 1;
  for (const word of argv.slice(1)) {
    if (!namesOnly && word === '--') namesOnly = true;
    else if (word === '' || (!namesOnly && word.startsWith('-'))) continue;
    else if (left > 0) left -= 1;
    else paths.push(resolve(cwd, word));
  }
  return [...new Set(paths)];
}
