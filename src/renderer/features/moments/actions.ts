/** What can be done with the moment that is chosen. */
import type { Id } from '../../../shared/domain/ids';
import { lessonEndUs } from '../../../shared/domain/lesson-time';
import type { Moment } from '../../../shared/domain/moment';
import { lessonStore } from '../../stores/document';
import { transport } from '../../stores/playback';
import { type Adding, selectMoment, showMoment, useView } from '../../stores/view';
import { takenOut } from '../../../shared/domain/taking-out';
import { visibleMoments } from '../../stores/visible-moments';
import { type Change, changed, momentIn, tagged } from './edits';
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
  const moment = momentIn(lessonStore.getState().document, id);
  if (moment) deleteMoments([moment]);
}

/** As one edit, with what hangs on them. */
export function deleteMoments(moments: readonly Moment[]): void {
  const { document, commit } = lessonStore.getState();
  if (!document || moments.length === 0) return;
  useView.setState({ writingId: null });
  selectMoment(null);
  const label = moments.length === 1 ? 'Delete a moment' : `Delete ${moments.length} moments`;
  const ids = moments.map(({ id }) => id);
  commit(label, takenOut(document, ids));
}

/** Private by default; what is made private is no longer for a session. */
export function setPrivate(id: Id, isPrivate: boolean): void {
  const change = isPrivate ? { private: true, inSession: false } : { private: false };
  changeMoment(id, isPrivate ? 'Make a moment private' : 'Share a moment', change);
}

/** What the department is shown has to be shared. */
export function setInSession(id: Id, inSession: boolean): void {
  const change = inSession ? { inSession, private: false } : { inSession };
  changeMoment(
    id,
    inSession ? 'Show a moment in session' : 'Leave a moment out of session',
    change,
  );
}

export function setTag(id: Id, tag: string, on: boolean): void {
  const { document, commit } = lessonStore.getState();
  const moment = momentIn(document, id);
  const op = moment && tagged(moment, tag, on);
  if (op) commit(on ? `Tag “${tag}”` : `Take off “${tag}”`, [op]);
}

export function setLink(id: Id, toId: Id, on: boolean): void {
  const moment = momentIn(lessonStore.getState().document, id);
  if (!moment || moment.links.includes(toId) === on) return;
  const others = moment.links.filter((link) => link !== toId);
  changeMoment(id, on ? 'Link two moments' : 'Take off a link', {
    links: on ? [...others, toId] : others,
  });
}

/** Opens a line of the chosen moment to type in, wherever the list is. */
export function startAdding(adding: Adding): void {
  if (!chosen()) return;
  useView.setState({ adding, panel: 'moments', fullWindow: false });
}

/** Goes to a moment and chooses it. */
export function goTo(moment: Moment): void {
  showMoment(moment.id);
  if (!moment.adrift) transport().seek(moment.startUs);
}

/** The next moment in the list, or the one before; from the chosen one, else from the playhead. */
export function goToNeighbour(by: 1 | -1): void {
  const { placed } = inListOrder(visibleMoments());
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
