/**
 * An error for the log, without what it is about: names of files and titles of lessons are in
 * messages, and the log outlives the lessons. Kinds, codes and places in our own code say what
 * failed; they are all that is written.
 */
import { basename, win32 } from 'node:path';
import { AppError } from '../../shared/errors';

/** Our own causes are two or three deep; an error that is its own cause ends here too. */
const MOST_CAUSES = 5;
const MOST_FRAMES = 20;

/** `    at async read (/home/somebody/app/out/main/index.js:10:5)` without its folders. */
function frameOf(line: string): string | null {
  const match = /^ {4}at (?:(.*) \()?(.+?):(\d+):(\d+)\)?$/.exec(line);
  if (!match) return null;
  const [, name = '', where = '', row, column] = match;
  const file = where.startsWith('node:') ? where : win32.basename(basename(where));
  // What only looks like a place may be a part of somebody's text.
  if (!/^(node:[\w/]+|[\w.-]+\.[cm]?[jt]sx?)$/.test(file)) return null;
  const called = /^[\w$.#<> [\]]*$/.test(name) ? name : '';
  return `    at ${called ? `${called} ` : ''}(${file}:${row}:${column})`;
}

function kindOf(error: Error): string {
  const name = /^\w+$/.test(error.name) ? error.name : 'Error';
  const code = 'code' in error ? error.code : undefined;
  const said = typeof code === 'string' && /^[\w-]+$/.test(code) ? ` ${code}` : '';
  const call = 'syscall' in error ? error.syscall : undefined;
  return `${name}${said}${typeof call === 'string' && /^\w+$/.test(call) ? ` in ${call}` : ''}`;
}

/** @returns several lines: what kind of error, where, and the same of its causes */
export function errorWords(thrown: unknown): string {
  const lines: string[] = [];
  let error = thrown;
  for (let depth = 0; depth < MOST_CAUSES && error !== undefined; depth++) {
    const from = depth === 0 ? '' : 'caused by ';
    if (!(error instanceof Error)) {
      lines.push(`${from}a ${error === null ? 'null' : typeof error} that was thrown`);
      break;
    }
    lines.push(`${from}${kindOf(error)}`);
    // A translated error's own frames are those of its translation; what it stands for has better.
    if (!(error instanceof AppError && error.cause instanceof Error)) {
      const frames = (error.stack ?? '').split('\n').flatMap((line) => frameOf(line) ?? []);
      lines.push(...frames.slice(0, MOST_FRAMES));
    }
    error = error.cause;
  }
  return lines.join('\n');
}
