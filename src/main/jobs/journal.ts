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
  writeFileSync,
} from 'node:fs';
import { z } from 'zod';
import { Id } from '../../shared/domain/ids';
import { AppError } from '../../shared/errors';
import { JobKind } from '../../shared/domain/job';
import { Instant } from '../../shared/domain/row';

const JournalJob = z.object({
  id: Id,
  kind: JobKind,
  title: z.string(),
  lessonId: Id.nullable(),
  startedAt: Instant,
  /** What it takes to do it again; only the job's own kind can read it. */
  request: z.unknown().optional(),
});
export type JournalJob = z.infer<typeof JournalJob>;

/** A whole output that was about to take its name, on a disk where that takes two steps. */
const Naming = z.object({ partial: z.string(), file: z.string(), bytes: z.number().int() });
export type Naming = z.infer<typeof Naming>;

const Contents = z.object({
  jobs: z.array(JournalJob),
  partials: z.array(z.string()),
  namings: z.array(Naming).default([]),
});
export type Leftovers = z.infer<typeof Contents>;

export interface Journal {
  /** What the last run of the app left under way. The same answer for the whole of this run. */
  readonly leftovers: Leftovers;
  began(job: JournalJob): void;
  /** A job that waits its turn; on disk soon, many at once in one writing. Never throws. */
  waits(job: JournalJob): void;
  /** The order in which these begin, from now on and at the next start; on disk soon. Never throws. */
  ordered(jobIds: readonly Id[]): void;
  /** Like all that forgets: never throws, and is on disk at the latest with what is noted next. */
  ended(jobId: Id): void;
  /** An output is about to be written here. On disk before this returns. @throws AppError `disk-full` */
  opened(path: string): void;
  /** It is whole and about to be named. On disk before this returns; forgotten when it is closed. */
  naming(naming: Naming): void;
  /** It has been renamed or removed. */
  closed(path: string): void;
  /** Leftovers have been tidied and need not be remembered. */
  tidied(paths: readonly string[]): void;
}

function read(path: string): Leftovers {
  const none: Leftovers = { jobs: [], partials: [], namings: [] };
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
  // What can be done again is remembered until it is, or until it is put aside.
  const jobs = new Map<Id, JournalJob>(
    leftovers.jobs.filter(({ request }) => request !== undefined).map((job) => [job.id, job]),
  );
  let due = false;
  const soon = (): void => {
    if (due) return;
    due = true;
    queueMicrotask(() => {
      due = false;
      forget();
    });
  };
  // Paths of the last run stay until they are tidied: a folder on an unplugged disk comes back.
  const partials = new Set(leftovers.partials);
  const namings = new Map(leftovers.namings.map((naming) => [naming.partial, naming]));

  function write(): void {
    try {
      writeWhole();
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : '';
      if (code !== 'ENOSPC' && code !== 'EDQUOT') throw error;
      throw new AppError('disk-full', 'The disk is full.', { name: 'the library' }, error);
    }
  }

  /**
   * What is over is forgotten in memory whether or not the disk takes it: at worst the next start
   * looks for what is gone. On a full disk a job must still end.
   */
  function forget(): void {
    try {
      write();
    } catch {
      // The next write says the same and more.
    }
  }

  function writeWhole(): void {
    const contents: Leftovers = {
      jobs: [...jobs.values()],
      partials: [...partials],
      namings: [...namings.values()],
    };
    const file = openSync(`${path}.partial`, 'w', 0o600);
    try {
      // All of it or an error: a disk that is nearly full takes a part of a single write.
      writeFileSync(file, JSON.stringify(contents));
      fdatasyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(`${path}.partial`, path);
  }

  // A kill between writing and renaming leaves this; the journal itself is then still the old one.
  rmSync(`${path}.partial`, { force: true });
  if (leftovers.jobs.length > 0) forget();

  return {
    leftovers,
    began(job) {
      jobs.set(job.id, job);
      write();
    },
    waits(job) {
      jobs.set(job.id, job);
      soon();
    },
    ordered(jobIds) {
      for (const id of jobIds) {
        const job = jobs.get(id);
        if (!job) continue;
        jobs.delete(id);
        jobs.set(id, job);
      }
      soon();
    },
    ended(jobId) {
      if (jobs.delete(jobId)) forget();
    },
    opened(partial) {
      partials.add(partial);
      write();
    },
    naming(naming) {
      namings.set(naming.partial, naming);
      write();
    },
    closed(partial) {
      const named = namings.delete(partial);
      if (partials.delete(partial) || named) forget();
    },
    tidied(paths) {
      for (const partial of paths) {
        partials.delete(partial);
        namings.delete(partial);
      }
      forget();
    },
  };
}
