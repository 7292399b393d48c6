/**
 * Lining up what was noticed live with the footage: one moment is put where it happens in the
 * picture, and all the others noticed live go with it. Can be done again when it was off.
 */
import type { LessonDocument, RowOp } from './document';
import type { Moment } from './moment';

/**
 * Where a moment begins once `chosen` begins at `hereUs`. By how far each moves, so that what was
 * moved by hand stays so; one that an earlier lining up had stopped at the lesson's beginning is
 * placed by the clock again.
 */
function linedUpUs(moment: Moment, chosen: Moment, hereUs: number): number {
  const { liveUs } = moment;
  const byClockUs = hereUs + (liveUs ?? 0) - (chosen.liveUs ?? 0);
  const byShiftUs = moment.startUs + hereUs - chosen.startUs;
  return Math.max(0, moment.startUs === 0 ? byClockUs : byShiftUs);
}

/**
 * The edit that lines up every moment noticed live.
 * @param hereUs lesson time at which `chosen` happens.
 */
export function lineUp(
  document: Pick<LessonDocument, 'moments'>,
  chosen: Moment,
  hereUs: number,
  nowIso: string,
): RowOp[] {
  if (chosen.liveUs === null) return [];
  return document.moments.flatMap((moment): RowOp[] => {
    if (moment.liveUs === null || moment.adrift) return [];
    const startUs = linedUpUs(moment, chosen, hereUs);
    if (startUs === moment.startUs) return [];
    const endUs = startUs + moment.endUs - moment.startUs;
    const after = { ...moment, startUs, endUs, changedAt: nowIso };
    return [{ table: 'moment', id: moment.id, before: moment, after }];
  });
}
