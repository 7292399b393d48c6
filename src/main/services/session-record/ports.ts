/** What making things of a session needs from other rooms, as small interfaces. */
import type { Lesson, NextStep } from '../../../shared/domain/lesson';
import type { Moment } from '../../../shared/domain/moment';
import type { Narration } from '../../../shared/domain/narration';
import type { Capture, Parked, Session } from '../../../shared/domain/session';
import type { RunState } from '../../../shared/domain/session-run';
import type { Settings } from '../../../shared/domain/settings';
import type { ExportLine } from '../../db/repositories/exports';
import type { ClipMaker } from '../clips';
import type { ClipsDeps } from '../clips-ports';
import type { PackDeps } from '../pack/ports';

export interface SessionOutputDeps {
  maker: Pick<ClipMaker, 'usable' | 'plan' | 'refuseUnseen' | 'write'>;
  sessions(): Session[];
  session(sessionId: string): Session | undefined;
  runOf(sessionId: string): RunState;
  /** What was said together; what someone wrote for themselves has no door here. */
  captures(sessionId: string): Capture[];
  parked(sessionId: string): Parked[];
  steps(sessionId: string): NextStep[];
  lesson(
    lessonId: string,
  ): Pick<Lesson, 'title' | 'permission' | 'notShown' | 'keepUntil'> | undefined;
  moment(momentId: string): Pick<Moment, 'lessonId' | 'private'> | undefined;
  narration(narrationId: string): Pick<Narration, 'lessonId' | 'private'> | undefined;
  exported(exportId: string): Pick<ExportLine, 'lessonId' | 'startUs' | 'endUs'> | undefined;
  /** True when something of the lesson is marked to be hidden. */
  hides(lessonId: string): boolean;
  isRemoving(lessonId: string): boolean;
  settings(): Pick<Settings, 'programme' | 'agreements'>;
  media: PackDeps['media'];
  print: PackDeps['print'];
  jobs: {
    start(
      spec: Omit<Parameters<ClipsDeps['jobs']['start']>[0], 'kind' | 'lessonId'> & {
        kind: 'session';
        lessonId: null;
      },
    ): string;
  };
  partials: ClipsDeps['partials'];
  log: ClipsDeps['log'];
  /** Notes of which session an exported file is. */
  note(exportId: string, sessionId: string): void;
  authorName(): string;
  nowMs(): number;
}
