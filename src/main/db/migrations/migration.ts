/** One step from a schema to the next. */
import type { Db } from '../open';

export interface Migration {
  /** The `user_version` after it; steps rise by one. */
  version: number;
  name: string;
  up: (db: Db) => void;
}
