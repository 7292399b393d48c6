/** What the page was told is saved. After a kill all of it must be there, and nothing stray. */
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** A message from the page: something was answered with ok. */
export type Acknowledged =
  | { what: 'marked'; id: string }
  | { what: 'edited'; pair: [string, string]; version: number }
  /** Said before it is asked: from then on the moment may be there or not. */
  | { what: 'removing'; id: string }
  | { what: 'removed'; id: string }
  | { what: 'added'; lessonId: string; title: string }
  | { what: 'exported'; name: string };

export class Ledger {
  /** Moments and the version that their note is known to have reached. */
  readonly moments = new Map<string, number>();
  readonly pairs: [string, string][] = [];
  readonly removed = new Set<string>();
  readonly lessons = new Map<string, string>();
  readonly exports = new Set<string>();

  note(message: Acknowledged): void {
    if (message.what === 'marked') this.moments.set(message.id, 0);
    else if (message.what === 'edited') {
      for (const id of message.pair) this.moments.set(id, message.version);
    } else if (message.what === 'removing') this.moments.delete(message.id);
    else if (message.what === 'removed') this.removed.add(message.id);
    else if (message.what === 'added') this.lessons.set(message.lessonId, message.title);
    else this.exports.add(message.name);
  }
}

/** Every file below a folder, as paths from it. */
export function filesBelow(folder: string, from = ''): string[] {
  return readdirSync(join(folder, from), { withFileTypes: true }).flatMap((entry) => {
    const path = join(from, entry.name);
    return entry.isDirectory() ? filesBelow(folder, path) : [path];
  });
}

/** Half-written files that were last touched before a moment (Unix ms): nobody works on them now. */
export function halves(folder: string, beforeMs: number): string[] {
  return filesBelow(folder).filter((path) => {
    if (path.startsWith('browser/') || !/\.(partial|tmp|temp|part)$|~$/.test(path)) return false;
    const facts = statSync(join(folder, path), { throwIfNoEntry: false });
    return facts !== undefined && facts.mtimeMs < beforeMs;
  });
}
