/** Back in the room where something still shows, with what hides it at hand. */
import { startMasking } from '../../stores/masking';
import { transport } from '../../stores/playback';

export function stillShows(lessonUs: number): void {
  transport().pause();
  transport().seek(lessonUs);
  startMasking();
}
