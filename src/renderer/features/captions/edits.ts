/** Captions brought in, named, shifted and taken out, each as one undoable edit. */
import { type CaptionTrack, shiftCues } from '../../../shared/domain/captions';
import { newId } from '../../../shared/domain/ids';
import { lessonEndUs } from '../../../shared/domain/lesson-time';
import { spread } from '../../../shared/domain/read-captions';
import { instant } from '../../../shared/domain/row';
import { call } from '../../bridge/api';
import { useApp } from '../../stores/app';
import { tell } from '../../stores/app-notices';
import { useCaptions } from '../../stores/captions';
import { lessonStore } from '../../stores/document';

/** Asks for a file and makes its text a track of the open lesson. @returns false when closed. */
export async function importCaptions(): Promise<boolean> {
  const lessonId = lessonStore.getState().lessonId;
  const read = await call((api) => api.captions.choose());
  const { document, commit } = lessonStore.getState();
  const author = useApp.getState().me;
  if (!read || !document || !author || document.lesson.id !== lessonId) return false;
  const cues = read.timed ? read.cues : spread(read.cues, lessonEndUs(document));
  const now = instant();
  const track: CaptionTrack = {
    ...{ id: newId(), authorId: author.id, createdAt: now, changedAt: now },
    lessonId: document.lesson.id,
    name: read.name.replace(/\.[^.]{1,5}$/, '').slice(0, 200) || 'Captions',
    cues: cues.map((cue) => ({ ...cue, adrift: null })),
  };
  commit('Add captions', [{ table: 'captions', id: track.id, before: null, after: track }]);
  useCaptions.setState({ on: true, trackId: track.id });
  if (!read.timed) {
    tell({
      sentence: `“${read.name}” says no times, so its paragraphs are spread over the lesson by their length.`,
      next: 'Clicking a line goes to about where it was said.',
    });
  }
  return true;
}

function change(track: CaptionTrack, label: string, now: Partial<CaptionTrack>): void {
  const after = { ...track, ...now, changedAt: instant() };
  const op = { table: 'captions' as const, id: track.id, before: track, after };
  lessonStore.getState().commit(label, [op]);
}

export function renameTrack(track: CaptionTrack, name: string): void {
  const clean = name.trim().slice(0, 200);
  if (clean !== '' && clean !== track.name) change(track, 'Name captions', { name: clean });
}

export function shiftTrack(track: CaptionTrack, byUs: number): void {
  if (byUs !== 0) change(track, 'Shift captions', { cues: shiftCues(track.cues, byUs) });
}

export function removeTrack(track: CaptionTrack): void {
  lessonStore
    .getState()
    .commit('Remove captions', [{ table: 'captions', id: track.id, before: track, after: null }]);
}
