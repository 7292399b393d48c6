/** In and out of the selection, taken from the frame on screen. */
import { transport, usePlayback } from '../../stores/playback';
import { clearSelection, markIn, markOut, selectionOf, useView } from '../../stores/view';

/** In is where the frame on screen begins. */
export function markInHere(): void {
  markIn(transport().frameOnScreen().startUs);
}

/** Out is where the frame on screen ends, so that this frame is the last one inside. */
export function markOutHere(): void {
  markOut(transport().frameOnScreen().endUs);
}

export function toggleLoop(): void {
  const looping = !usePlayback.getState().looping && selectionOf(useView.getState()) !== null;
  usePlayback.setState({ looping });
}

export function dropSelection(): void {
  clearSelection();
  usePlayback.setState({ looping: false });
}
