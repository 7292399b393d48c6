/**
 * A narration that is being recorded, as the rest of the room has to know it: what is drawn goes into
 * it and not into the lesson, and a part of the picture may fill it. Nothing of this is saved by itself:
 * the recorder logs what changes here.
 */
import { create } from 'zustand';
import type { RowOp } from '../../shared/domain/document';
import type { Box, Drawing } from '../../shared/domain/drawing';
import type { Id } from '../../shared/domain/ids';

/**
 * `off`: nobody narrates. `ready`: the strip is open and nothing is recorded yet. `counting`: 3-2-1, or
 * the second of lead-in. `paused`: a breath; the next recording is another take. `keeping`: the last of
 * it is on its way to the disk.
 */
export type RecordingPhase = 'off' | 'ready' | 'counting' | 'recording' | 'paused' | 'keeping';

/** The stretch of a narration that is recorded anew, in samples of the narration. */
export interface RecordedPlace {
  narrationId: Id;
  from: number;
  to: number;
}

interface Recording {
  phase: RecordingPhase;
  narrationId: Id | null;
  /** Null where it is added at the end. */
  place: RecordedPlace | null;
  /** Its own drawings, oldest first; null while the lesson's are shown and drawn. */
  drawn: readonly Drawing[] | null;
  /** The part of the picture that fills it. */
  zoom: Box | null;
  /** A part of the picture is being chosen. */
  zooming: boolean;
}

const OFF: Recording = {
  ...{ phase: 'off', narrationId: null, place: null },
  ...{ drawn: null, zoom: null, zooming: false },
};

export const useRecording = create<Recording>(() => OFF);

/** Somebody wants to narrate: the strip comes up. @param place the stretch that is recorded anew */
export function startNarrating(place: RecordedPlace | null = null): void {
  if (useRecording.getState().phase !== 'off') return;
  useRecording.setState({ ...OFF, phase: 'ready', place });
}

export function recordingOff(): void {
  undone = [];
  useRecording.setState(OFF);
}

/** True from the first press of Record until all is kept: the lesson's own undo has to wait. */
export function isNarrating(): boolean {
  return useRecording.getState().drawn !== null;
}

export function useNarrating(): boolean {
  return useRecording((state) => state.drawn !== null);
}

/** What was drawn before each change, newest last. */
let undone: (readonly Drawing[])[] = [];

/** What is drawn from now on is the narration's, beginning with these. */
export function beginDrawn(drawn: readonly Drawing[]): void {
  undone = [];
  useRecording.setState({ drawn });
}

/** Edits of drawings, while they are the narration's. */
export function editDrawn(ops: readonly RowOp[]): void {
  const { drawn } = useRecording.getState();
  if (!drawn || ops.length === 0) return;
  undone.push(drawn);
  useRecording.setState({ drawn: withOps(drawn, ops) });
}

/** The same, as it looks before it is done. */
export function previewDrawn(drawn: readonly Drawing[], ops: readonly RowOp[]): void {
  if (isNarrating()) useRecording.setState({ drawn: withOps(drawn, ops) });
}

function withOps(drawn: readonly Drawing[], ops: readonly RowOp[]): readonly Drawing[] {
  let now = drawn;
  for (const op of ops) {
    if (op.table !== 'drawing') continue;
    const { after } = op;
    const known = now.some(({ id }) => id === op.id);
    if (!after) now = now.filter(({ id }) => id !== op.id);
    else if (known) now = now.map((one) => (one.id === op.id ? after : one));
    else now = [...now, after];
  }
  return now;
}

export function clearDrawn(): void {
  const { drawn } = useRecording.getState();
  if (!drawn || drawn.length === 0) return;
  undone.push(drawn);
  useRecording.setState({ drawn: [] });
}

/** Takes back what was drawn or wiped last; false when nothing was. */
export function undoDrawn(): boolean {
  const drawn = undone.pop();
  if (!drawn || !isNarrating()) return false;
  useRecording.setState({ drawn });
  return true;
}
