/** The drawings that hands work on: the lesson's, or those of the narration that is being recorded. */
import type { RowOp } from '../../shared/domain/document';
import type { Drawing } from '../../shared/domain/drawing';
import { lessonStore, useLesson } from './document';
import type { Gesture } from './document-store';
import { editDrawn, isNarrating, previewDrawn, useRecording } from './recording';

const NONE: readonly Drawing[] = [];

export function drawings(): readonly Drawing[] {
  return useRecording.getState().drawn ?? lessonStore.getState().document?.drawings ?? NONE;
}

export function useDrawings(): readonly Drawing[] {
  const narrated = useRecording((state) => state.drawn);
  const inLesson = useLesson((state) => state.document?.drawings ?? NONE);
  return narrated ?? inLesson;
}

/** Edits them: undone with the lesson's edits, or with what is drawn in the narration. */
export function commitDrawings(label: string, ops: readonly RowOp[], mergeKey?: string): void {
  if (isNarrating()) editDrawn(ops);
  else lessonStore.getState().commit(label, ops, mergeKey);
}

/** A drag of one of them: one edit however often it moves. */
export function beginDrawingEdit(label: string): Gesture {
  const { drawn } = useRecording.getState();
  if (!drawn) return lessonStore.getState().begin(label);
  let last: readonly RowOp[] = [];
  const back = () => previewDrawn(drawn, []);
  return {
    update(ops) {
      last = ops;
      previewDrawn(drawn, ops);
    },
    finish() {
      back();
      editDrawn(last);
    },
    abandon: back,
  };
}
