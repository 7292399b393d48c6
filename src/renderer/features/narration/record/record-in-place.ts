import type { Id } from '../../../../shared/domain/ids';
import { navigate } from '../../../app/route';
import { lessonStore } from '../../../stores/document';
import { startNarrating } from '../../../stores/recording';

/**
 * Records a stretch of a narration anew: in the lesson's room, with a second of lead-in once Record is
 * pressed. Samples of the narration.
 */
export function recordInPlace(narrationId: Id, from: number, to: number): void {
  const { lessonId } = lessonStore.getState();
  if (!lessonId) return;
  startNarrating({ narrationId, from: Math.round(from), to: Math.round(to) });
  navigate({ page: 'lesson', lessonId });
}
