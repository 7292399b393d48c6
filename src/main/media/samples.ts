/** Sound that ffmpeg sends us through a pipe as samples of 16 bits. */
import { usToSeconds } from '../../shared/domain/time';

/** A filter: the file's own times (`-copyts`) become part times. */
export function toPartTime({ firstFrameUs }: { firstFrameUs: number }): string {
  return `asetpts=PTS-${usToSeconds(firstFrameUs)}/TB`;
}

/** The last filter: in large pieces, because each is carried to us by itself. */
export const LARGE_PIECES = 'asetnsamples=n=16384:p=0';

/** The output; left alone ffmpeg would empty its buffer after each piece. */
export const SAMPLES: readonly string[] = [
  ...['-c:a', 'pcm_s16le'],
  ...['-flush_packets', '0', '-f', 's16le'],
];
