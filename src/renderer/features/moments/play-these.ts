/** Plays the moments that are shown, one after the other, and stops after the last. */
import { create } from 'zustand';
import { lessonEndUs } from '../../../shared/domain/lesson-time';
import { lessonStore } from '../../stores/document';
import { transport, usePlayback } from '../../stores/playback';
import { watchPlayhead } from '../../stores/playhead';
import { selectMoment, useView } from '../../stores/view';
import { listed } from './listed';
import { type Stretch, stretchesOf, whatThen } from './playlist';

interface Playing {
  /** Empty while nothing is played one after the other. */
  stretches: readonly Stretch[];
  at: number;
}

export const usePlaying = create<Playing>(() => ({ stretches: [], at: 0 }));

let stop: (() => void) | null = null;

function show(at: number, seek: boolean): void {
  const stretch = usePlaying.getState().stretches[at];
  if (!stretch) return;
  usePlaying.setState({ at });
  selectMoment(stretch.id);
  if (seek) transport().seek(stretch.startUs);
}

function look(us: number): void {
  const { stretches, at } = usePlaying.getState();
  if (stretches.length === 0) return;
  const next = whatThen(stretches, at, us);
  if (next.is === 'stay') return;
  if (next.is === 'leave') {
    stopPlaying();
    return;
  }
  if (next.is === 'end') {
    stopPlaying();
    transport().pause();
    return;
  }
  const goesOn = next.to === at + 1 && us >= (stretches[at]?.endUs ?? 0);
  show(next.to, goesOn);
}

/** Where the playhead is counts only while it runs: held, it may be moved and put back. */
const lookWhilePlaying = (us: number) => {
  if (usePlayback.getState().playing && !usePlayback.getState().waiting) look(us);
};

/** Begins with the chosen moment when it is among them, else with the first. */
export function playThese(): void {
  const { document } = lessonStore.getState();
  if (!document) return;
  stopPlaying();
  const { placed } = listed();
  const stretches = stretchesOf(placed, lessonEndUs(document));
  if (stretches.length === 0) return;
  const { momentId } = useView.getState();
  const chosen = stretches.findIndex(({ id }) => id === momentId);
  usePlaying.setState({ stretches, at: 0 });
  usePlayback.setState({ looping: false });
  show(Math.max(0, chosen), true);
  transport().play();
  stop = watchPlayhead(lookWhilePlaying);
}

/** The lesson plays on or stands as it does; it is only no longer led from one to the next. */
export function stopPlaying(): void {
  stop?.();
  stop = null;
  usePlaying.setState({ stretches: [], at: 0 });
}

export function togglePlayThese(): void {
  if (usePlaying.getState().stretches.length === 0) playThese();
  else {
    stopPlaying();
    transport().pause();
  }
}
