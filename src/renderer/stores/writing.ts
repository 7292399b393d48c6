/** Writing a note: playback may wait for it, and goes on when the note is finished. */
import type { Id } from '../../shared/domain/ids';
import { transport, usePlayback } from './playback';
import { useSettings } from './settings';
import { useView } from './view';

let waits = false;

export function startWriting(id: Id): void {
  // The note is written in the list, so the list has to be on screen.
  useView.setState({
    momentId: id,
    momentIds: [id],
    writingId: id,
    panel: 'moments',
    fullWindow: false,
  });
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
