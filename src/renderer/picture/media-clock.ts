/**
 * Between part time and what `video.currentTime` says. Chromium keeps a file's own clock: it shows
 * the first frame at the file's timestamp of it (10 s, 0.033 s), even where it reports a position of
 * 0 before that frame is there. A playable copy's clock is part time itself.
 */
import type { FileView } from '../../shared/domain/lesson';
import { secondsToUs, usToSeconds } from '../../shared/domain/time';

export interface MediaClock {
  toMediaSeconds(partUs: number): number;
  /** For positions and for the `mediaTime` of a presented frame alike. Never before 0. */
  toPartUs(mediaSeconds: number): number;
}

export function mediaClock(file: Pick<FileView, 'handling' | 'firstFrameUs'>): MediaClock {
  const zeroUs = file.handling === 'copy' ? 0 : file.firstFrameUs;
  return {
    toMediaSeconds: (partUs) => usToSeconds(zeroUs + partUs),
    toPartUs: (mediaSeconds) => Math.max(0, secondsToUs(mediaSeconds) - zeroUs),
  };
}
