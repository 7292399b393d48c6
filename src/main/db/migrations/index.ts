/** All migrations, in order. A shipped one is never edited; a change of the schema is a new one. */
import { first } from './0001-first';
import { timelineAndMoments } from './0002-timeline-and-moments';
import { wordsSoon } from './0003-words-soon';
import { masks } from './0004-masks';
import { narrations } from './0005-narrations';
import { sessions } from './0006-sessions';
import type { Migration } from './migration';

export type { Migration } from './migration';

export const MIGRATIONS: readonly Migration[] = [
  first,
  timelineAndMoments,
  wordsSoon,
  masks,
  narrations,
  sessions,
];

/** The newest schema a list of migrations leads to. */
export function newestVersion(migrations: readonly Migration[] = MIGRATIONS): number {
  return migrations.at(-1)?.version ?? 0;
}
