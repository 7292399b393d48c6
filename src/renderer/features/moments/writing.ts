/** Writing a note: playback may wait for it, and goes on when the note is finished. */
import type { Id } from '../../../shared/domain/ids';
import { transport, usePlayback } from '../../stores/playback';
import { useSettings } from '../../stores/settings';
import { useView } from '../../stores/view';

let waits = false;

export function startWriting(id: Id): void {
  useView.setState({ momentId: id, writingId: id });
  if (!useSettings.getState().pauseWhileTyping || !usePlayback.getState().playing) return;
  transport().pause();
  waits = true;
}

/** @param goOn lets a lesson that waited play on. */
export function stopWriting(goOn: boolean): void {
  if (useView.getState().writingId === null) return;
  useView.setState({ writingId: null });
  if (goOn && waits && !usePlayback.getState().playing) transport().play();
  waits = false;
}
