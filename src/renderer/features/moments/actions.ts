/** What can be done with the moments that are chosen. */
import type { RowOp } from '../../../shared/domain/document';
import type { Id } from '../../../shared/domain/ids';
import { lessonEndUs } from '../../../shared/domain/lesson-time';
import type { Moment } from '../../../shared/domain/moment';
import { lessonStore } from '../../stores/document';
import { chosenMoments, momentById } from '../../stores/moments-by-id';
import { transport } from '../../stores/playback';
import { type Adding, selectMoment, selectMoments, showMoment, useView } from '../../stores/view';
import { takenOut } from '../../../shared/domain/taking-out';
import { type Change, changed, manyLabel, tagged } from './edits';
import { lastStarted } from './current';
import { listed } from './listed';

export function chosen(): Moment | undefined {
  return momentById(useView.getState().momentId);
}

/** What an action on one moment is done to: where it is one of several that are chosen, to all. */
export function together(id: Id): readonly Moment[] {
  const all = chosenMoments();
  if (all.length > 1 && all.some((moment) => moment.id === id)) return all;
  const moment = momentById(id);
  return moment ? [moment] : [];
}

/** One edit, whatever it touches. @param label for so many moments. */
function commitMany(
  moments: readonly Moment[],
  label: (count: number) => string,
  edit: (moment: Moment) => RowOp | null,
): void {
  const ops = moments.flatMap((moment) => edit(moment) ?? []);
  if (ops.length > 0) lessonStore.getState().commit(label(ops.length), ops);
}

export function changeMoment(id: Id, label: string, change: Change, mergeKey?: string): void {
  const moment = momentById(id);
  const op = moment && changed(moment, change);
  if (op) lessonStore.getState().commit(label, [op], mergeKey);
}

export function setKind(id: Id, kind: string): void {
  commitMany(
    together(id),
    manyLabel('Change a moment’s kind', 'Change the kind of # moments'),
    (m) => changed(m, { kind }),
  );
}

export function setFocus(id: Id, focusId: Id | null): void {
  commitMany(
    together(id),
    manyLabel('Change a moment’s focus', 'Change the focus of # moments'),
    (moment) => changed(moment, { focusId }),
  );
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
  const label = isPrivate
    ? manyLabel('Make a moment private', 'Make # moments private')
    : manyLabel('Share a moment', 'Share # moments');
  commitMany(together(id), label, (moment) => changed(moment, change));
}

/** What the department is shown has to be shared. */
export function setInSession(id: Id, inSession: boolean): void {
  const change = inSession ? { inSession, private: false } : { inSession };
  const label = inSession
    ? manyLabel('Show a moment in session', 'Show # moments in session')
    : manyLabel('Leave a moment out of session', 'Leave # moments out of session');
  commitMany(together(id), label, (moment) => changed(moment, change));
}

export function setTag(id: Id, tag: string, on: boolean): void {
  const label = on
    ? manyLabel(`Tag “${tag}”`, `Tag # moments “${tag}”`)
    : manyLabel(`Take off “${tag}”`, `Take “${tag}” off # moments`);
  commitMany(together(id), label, (moment) => tagged(moment, tag, on));
}

export function setLink(id: Id, toId: Id, on: boolean): void {
  const moment = momentById(id);
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

/** Its line was left: it closes, unless another has been opened meanwhile. */
export function doneAdding(what: Adding): void {
  useView.setState(({ adding }) => (adding === what ? { adding: null } : {}));
}

/** Goes to a moment and chooses it. */
export function goTo(moment: Moment): void {
  showMoment(moment.id);
  if (!moment.adrift) transport().seek(moment.startUs);
}

/**
 * A press on a moment in the list: goes there. With Ctrl one more is chosen, or one fewer; with
 * Shift all from the one in front to this.
 */
export function pressInList(moment: Moment, keys: { more: boolean; until: boolean }): void {
  const { momentIds, momentId } = useView.getState();
  if (keys.more) {
    const others = momentIds.filter((id) => id !== moment.id);
    if (others.length === momentIds.length) selectMoments([...others, moment.id]);
    else selectMoments(others);
    return;
  }
  if (keys.until && momentId !== null && momentId !== moment.id) {
    const { placed, adrift } = listed();
    const ids = [...placed, ...adrift].map(({ id }) => id);
    const [a, b] = [ids.indexOf(momentId), ids.indexOf(moment.id)].sort((x, y) => x - y);
    if (a !== undefined && b !== undefined && a >= 0) {
      const between = ids.slice(a, b + 1).filter((id) => id !== moment.id);
      selectMoments([...between, moment.id]);
      return;
    }
  }
  goTo(moment);
}

/** The next moment in the list, or the one before; from the chosen one, else from the playhead. */
export function goToNeighbour(by: 1 | -1): void {
  const { placed } = listed();
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
