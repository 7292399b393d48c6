/** A stretch spoken once more, in its place. */
import { narrationTransport } from '../../../stores/narration';
import { recordInPlace } from '../record/record-in-place';
import { chosenStretch, letStretchGo } from './mend-view';
import { reading } from './reading';

export function canRecordAnew(): boolean {
  return reading() !== null && chosenStretch() !== null;
}

/** To the lesson's room, where it is recorded with a second of lead-in. */
export function recordAnew(): void {
  const [read, stretch] = [reading(), chosenStretch()];
  if (!read || !stretch) return;
  narrationTransport().pause();
  letStretchGo();
  recordInPlace(read.narration.id, stretch.from, stretch.to);
}
