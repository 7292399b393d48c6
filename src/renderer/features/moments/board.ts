/** Marking: a press is a point, holding makes a range, a selection is marked as it lies. */
import { lessonEndUs } from '../../../shared/domain/lesson-time';
import type { Id } from '../../../shared/domain/ids';
import { useApp } from '../../stores/app';
import { lessonStore } from '../../stores/document';
import { transport, usePlayback } from '../../stores/playback';
import { useSettings } from '../../stores/settings';
import { clearSelection, selectionOf, selectMoment, useView } from '../../stores/view';
import { added, heldTo, markLabel, momentIn, momentOf } from './edits';

/** Shorter than this a press is a press, not a hold. */
const HOLD_MS = 400;

interface Held {
  id: Id;
  kind: string;
  sinceMs: number;
}

let held: Held | null = null;

/** The key or button of a kind goes down: the moment is there, and saved, at once. */
export function press(kind: string): void {
  release();
  const { lessonId, document, commit } = lessonStore.getState();
  const { me } = useApp.getState();
  if (!lessonId || !document || !me) return;
  const view = useView.getState();
  const selection = selectionOf(view);
  const { playing, speed } = usePlayback.getState();
  const forwards = playing && speed > 0;
  const moment = momentOf(
    {
      kind,
      atUs: transport().nowUs(),
      leadUs: useSettings.getState().leadUs,
      playing: forwards,
      selection,
    },
    lessonId,
    me.id,
    lessonEndUs(document),
  );
  commit(markLabel(kind), [added(moment)], `mark:${moment.id}`);
  selectMoment(moment.id);
  // The selection has done its work: the next key is about another place.
  if (selection) clearSelection();
  else if (forwards) held = { id: moment.id, kind, sinceMs: performance.now() };
}

/** It comes up again: a moment that was held ends here. */
export function release(): void {
  const was = held;
  held = null;
  if (!was) return;
  const { document, commit, sealEdits } = lessonStore.getState();
  const moment = momentIn(document, was.id);
  if (document && moment && performance.now() - was.sinceMs >= HOLD_MS) {
    const op = heldTo(moment, transport().nowUs(), lessonEndUs(document));
    if (op) commit(markLabel(was.kind), [op], `mark:${was.id}`);
  }
  sealEdits();
}
