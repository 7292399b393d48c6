/** What can be done with the moment that is chosen. */
import type { Id } from '../../../shared/domain/ids';
import { lessonEndUs } from '../../../shared/domain/lesson-time';
import type { Moment } from '../../../shared/domain/moment';
import { lessonStore } from '../../stores/document';
import { transport } from '../../stores/playback';
import { selectMoment, showMoment, useView } from '../../stores/view';
import { type Change, changed, momentIn, removed } from './edits';
import { inListOrder, lastStarted } from './current';

export function chosen(): Moment | undefined {
  return momentIn(lessonStore.getState().document, useView.getState().momentId);
}

export function changeMoment(id: Id, label: string, change: Change, mergeKey?: string): void {
  const { document, commit } = lessonStore.getState();
  const moment = momentIn(document, id);
  const op = moment && changed(moment, change);
  if (op) commit(label, [op], mergeKey);
}

export function deleteMoment(id: Id): void {
  const { document, commit } = lessonStore.getState();
  const moment = momentIn(document, id);
  if (!moment) return;
  useView.setState({ writingId: null });
  selectMoment(null);
  commit('Delete a moment', [removed(moment)]);
}

/** Goes to a moment and chooses it. */
export function goTo(moment: Moment): void {
  showMoment(moment.id);
  if (!moment.adrift) transport().seek(moment.startUs);
}

/** The next moment in the list, or the one before; from the chosen one, else from the playhead. */
export function goToNeighbour(by: 1 | -1): void {
  const { document } = lessonStore.getState();
  if (!document) return;
  const { placed } = inListOrder(document.moments);
  const here = placed.findIndex((moment) => moment.id === useView.getState().momentId);
  const last = lastStarted(placed, transport().nowUs());
  const to = here >= 0 ? here + by : by > 0 ? last + 1 : last;
  const moment = placed[to];
  if (moment) goTo(moment);
}

/** The chosen moment begins, or ends, at the playhead. */
export function setEdgeHere(edge: 'start' | 'end'): void {
  const moment = chosen();
  const { document } = lessonStore.getState();
  if (!moment || moment.adrift || !document) return;
  const frame = transport().frameOnScreen();
  if (edge === 'start') {
    const endUs = Math.max(moment.endUs, frame.startUs);
    changeMoment(moment.id, 'Move a moment’s beginning', { startUs: frame.startUs, endUs });
  } else {
    const endUs = Math.min(frame.endUs, lessonEndUs(document));
    if (endUs > moment.startUs) changeMoment(moment.id, 'Move a moment’s end', { endUs });
  }
}
