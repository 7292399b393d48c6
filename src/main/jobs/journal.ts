/**
 * What is under way, on disk: jobs that run and outputs that are being written, wherever they are.
 * A killed app reads it at its next start, says which jobs were interrupted, and removes what they
 * left behind, also in folders that are not its own.
 */
import {
  closeSync,
  fdatasyncSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { z } from 'zod';
import { Id } from '../../shared/domain/ids';
import { JobKind } from '../../shared/domain/job';
import { Instant } from '../../shared/domain/row';

const JournalJob = z.object({
  id: Id,
  kind: JobKind,
  title: z.string(),
  lessonId: Id.nullable(),
  startedAt: Instant,
});
export type JournalJob = z.infer<typeof JournalJob>;

const Contents = z.object({ jobs: z.array(JournalJob), partials: z.array(z.string()) });
export type Leftovers = z.infer<typeof Contents>;

export interface Journal {
  /** What the last run of the app left under way. The same answer for the whole of this run. */
  readonly leftovers: Leftovers;
  began(job: JournalJob): void;
  ended(jobId: Id): void;
  /** An output is about to be written here. On disk before this returns. */
  opened(path: string): void;
  /** It has been renamed or removed. */
  closed(path: string): void;
  /** Leftovers have been tidied and need not be remembered. */
  tidied(paths: readonly string[]): void;
}

function read(path: string): Leftovers {
  const none: Leftovers = { jobs: [], partials: [] };
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    return none;
  }
  try {
    return Contents.parse(JSON.parse(text));
  } catch {
    // Damaged: it is rewritten whole under another name and renamed, so this is not our doing.
    return none;
  }
}

/** @param path the journal's own file; its folder exists. */
export function openJournal(path: string): Journal {
  const leftovers = read(path);
  const jobs = new Map<Id, JournalJob>();
  // Paths of the last run stay until they are tidied: a folder on an unplugged disk comes back.
  const partials = new Set(leftovers.partials);

  function write(): void {
    const contents: Leftovers = { jobs: [...jobs.values()], partials: [...partials] };
    const file = openSync(`${path}.partial`, 'w', 0o600);
    try {
      writeSync(file, JSON.stringify(contents));
      fdatasyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(`${path}.partial`, path);
  }

  // A kill between writing and renaming leaves this; the journal itself is then still the old one.
  rmSync(`${path}.partial`, { force: true });
  if (leftovers.jobs.length > 0) write();

  return {
    leftovers,
    began(job) {
      jobs.set(job.id, job);
      write();
    },
    ended(jobId) {
      if (jobs.delete(jobId)) write();
    },
    opened(partial) {
      partials.add(partial);
      write();
    },
    closed(partial) {
      if (partials.delete(partial)) write();
    },
    tidied(paths) {
      for (const partial of paths) partials.delete(partial);
      write();
    },
  };
}
