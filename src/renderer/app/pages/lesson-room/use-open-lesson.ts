/** Opens a lesson for as long as its room is on screen. */
import { useEffect } from 'react';
import type { Id } from '../../../../shared/domain/ids';
import { lessonStore } from '../../../stores/document';
import { stopDrawing } from '../../../stores/drawing';
import { stopMasking } from '../../../stores/masking';
import { leavePeaks } from '../../../stores/peaks';
import { transport } from '../../../stores/playback';
import { strip } from '../../../stores/strip';
import { freshView, showMoment } from '../../../stores/view';
import { tellError } from '../../tell-error';

/** @param atUs where to begin, when a place was asked for. */
export function useOpenLesson(lessonId: Id, atUs?: number, momentId?: Id): void {
  useEffect(() => {
    freshView();
    stopDrawing(false);
    stopMasking();
    // Where its card was pressed it is open already.
    if (lessonStore.getState().lessonId !== lessonId) void lessonStore.getState().open(lessonId);
    return () => {
      strip.leave();
      leavePeaks();
      lessonStore.getState().leave().catch(tellError);
    };
  }, [lessonId]);

  useEffect(() => {
    const go = () => {
      if (momentId) showMoment(momentId);
      const { document } = lessonStore.getState();
      const moment = document?.moments.find((known) => known.id === momentId);
      const us = atUs ?? moment?.startUs;
      if (us !== undefined) transport().seek(us);
    };
    if (lessonStore.getState().document?.lesson.id === lessonId) {
      go();
      return;
    }
    return lessonStore.subscribe((now, before) => {
      if (now.document && !before.document) go();
    });
  }, [lessonId, atUs, momentId]);
}
