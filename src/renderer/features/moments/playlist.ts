/** Playing moments one after the other: where each ends and what comes next. Pure. */
import type { Id } from '../../../shared/domain/ids';
import type { Moment } from '../../../shared/domain/moment';
import { US_PER_SECOND } from '../../../shared/domain/time';

/** A point is watched for so long. */
export const POINT_PLAYS_US = 6 * US_PER_SECOND;
/** The playhead may stand a little before a stretch: frames do not begin where moments do. */
const BEFORE_US = US_PER_SECOND / 2;
/** Past a stretch by more than this someone has gone elsewhere. */
const AFTER_US = 2 * US_PER_SECOND;

export interface Stretch {
  id: Id;
  startUs: number;
  endUs: number;
}

/** What is played, in order. Moments without picture are left out. */
export function stretchesOf(moments: readonly Moment[], lessonEndUs: number): Stretch[] {
  return moments
    .filter((moment) => !moment.adrift && moment.startUs < lessonEndUs)
    .map(({ id, startUs, endUs }) => ({
      id,
      startUs,
      endUs: Math.min(lessonEndUs, endUs > startUs ? endUs : startUs + POINT_PLAYS_US),
    }));
}

export type Then =
  | { is: 'stay' }
  | { is: 'go'; to: number }
  /** The last one has been played. */
  | { is: 'end' }
  /** The person went where none of these is. */
  | { is: 'leave' };

const holds = ({ startUs, endUs }: Stretch, us: number) => us >= startUs - BEFORE_US && us < endUs;

/** What follows from where the playhead is now. @param at the stretch that is played. */
export function whatThen(stretches: readonly Stretch[], at: number, us: number): Then {
  const now = stretches[at];
  if (!now) return { is: 'end' };
  if (holds(now, us)) return { is: 'stay' };
  if (us >= now.endUs && us < now.endUs + AFTER_US) {
    return at + 1 < stretches.length ? { is: 'go', to: at + 1 } : { is: 'end' };
  }
  // Someone went to another of them, by the list or by key.
  const elsewhere = stretches.findIndex((stretch) => holds(stretch, us));
  return elsewhere < 0 ? { is: 'leave' } : { is: 'go', to: elsewhere };
}
