/** Every suite by its name: the part of a figure's name before the dot. */
import type { Figure } from '../harness/figures';
import { clips } from './clips';
import { join } from './join';
import { media } from './media';
import { narration } from './narration';
import { open } from './open';
import { scrub } from './scrub';
import { search } from './search';
import { seek } from './seek';
import { session } from './session';
import { start } from './start';
import { stream } from './stream';
import { timeline } from './timeline';

export interface SuiteOptions {
  /** Few repetitions: to try the benchmarks themselves, not to judge by. */
  quick: boolean;
}

export type Suite = (options: SuiteOptions) => Promise<Figure[]>;

export const SUITES: Readonly<Record<string, Suite>> = {
  start,
  open,
  seek,
  join,
  scrub,
  stream,
  search,
  media,
  timeline,
  clips,
  narration,
  session,
};
