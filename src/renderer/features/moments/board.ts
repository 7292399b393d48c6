/**
 * Marking with the board in hand: a press is a point, holding makes a range, a selection is marked
 * as it lies. Kinds that are ranges begin with one press and end with the next.
 */
import type { RowOp } from '../../../shared/domain/document';
import type { Id } from '../../../shared/domain/ids';
import { isLive, lessonEndUs } from '../../../shared/domain/lesson-time';
import { endedBy, placeOf } from '../../../shared/domain/marking';
import { useApp } from '../../stores/app';
import { boardInHand } from '../../stores/boards';
import { lessonStore } from '../../stores/document';
import { momentById } from '../../stores/moments-by-id';
import { transport, usePlayback } from '../../stores/playback';
import { useSettings } from '../../stores/settings';
import { clearSelection, selectionOf, selectMoment, useView } from '../../stores/view';
import { setTag } from './actions';
import { added, heldTo, markLabel, momentOf } from './edits';

/** Shorter than this a press is a press, not a hold. */
const HOLD_MS = 400;

interface Held {
  id: Id;
  kind: string;
  sinceMs: number;
}

let held: Held | null = null;

/** The key or button of a kind goes down: the moment is there, and saved, at once. */
export function press(kindId: string): void {
  release();
  const kind = boardInHand().kinds.find((known) => known.id === kindId);
  const { lessonId, document, commit } = lessonStore.getState();
  const { me } = useApp.getState();
  if (!kind || !lessonId || !document || !me) return;
  const view = useView.getState();
  const selection = selectionOf(view);
  const { playing, speed } = usePlayback.getState();
  const live = isLive(document);
  const runs = live || (playing && speed > 0);
  const atUs = transport().nowUs();
  const endUs = lessonEndUs(document);

  const { ended, left, begins } = endedBy(view.openRanges, kind);
  const ops: RowOp[] = [];
  for (const range of ended) {
    const moment = momentById(range.momentId);
    const op = moment && heldTo(moment, atUs, endUs);
    if (op) ops.push(op);
  }
  if (!begins) {
    commit(`End ${kind.name.toLowerCase()}`, ops);
    useView.setState({ openRanges: left });
    return;
  }
  const { leadUs } = useSettings.getState();
  const place = placeOf({
    ...{ kind, atUs, leadUs, playing: runs, selection },
    lessonEndUs: endUs,
  });
  const moment = momentOf(
    { kind: kindId, ...place, liveUs: live ? place.startUs : null },
    lessonId,
    me.id,
  );
  commit(markLabel(kindId), [...ops, added(moment)], `mark:${moment.id}`);
  selectMoment(moment.id);
  const opens = kind.shape === 'range' && !selection;
  const range = { kind: kindId, group: kind.group, momentId: moment.id };
  useView.setState({
    openRanges: opens ? [...left, range] : left,
    offered: kind.followUps.length > 0 ? { momentId: moment.id, tags: kind.followUps } : null,
  });
  // The selection has done its work: the next key is about another place.
  if (selection) clearSelection();
  else if (runs && !opens) held = { id: moment.id, kind: kindId, sinceMs: performance.now() };
}

/** It comes up again: a moment that was held ends here. */
export function release(): void {
  const was = held;
  held = null;
  if (!was) return;
  const { document, commit, sealEdits } = lessonStore.getState();
  const moment = momentById(was.id);
  if (document && moment && performance.now() - was.sinceMs >= HOLD_MS) {
    const op = heldTo(moment, transport().nowUs(), lessonEndUs(document));
    if (op) commit(markLabel(was.kind), [op], `mark:${was.id}`);
  }
  sealEdits();
}

/** The moment that a tag goes to: the chosen one. */
function toTag(): Id | null {
  const { momentId, offered } = useView.getState();
  return momentId ?? offered?.momentId ?? null;
}

/**
 * Puts a tag on the chosen moments, or takes it off where the one in front has it; then offers what
 * follows it.
 */
export function pressTag(name: string): void {
  const moment = momentById(toTag());
  if (!moment) return;
  const has = moment.tags.includes(name);
  setTag(moment.id, name, !has);
  if (has) return;
  const tag = boardInHand().tags.find((known) => known.name === name);
  if (tag && tag.followUps.length > 0) {
    useView.setState({ offered: { momentId: moment.id, tags: tag.followUps } });
  }
}

export function canTag(): boolean {
  return momentById(toTag()) !== undefined;
}
