/** What is said in a clip, at the clip's own time, and as WebVTT. Pure. */
import { type CaptionTrack, type Cue, firstAfter } from '../../../shared/domain/captions';
import { toLessonUs } from '../../../shared/domain/lesson-time';
import type { Part } from '../../../shared/domain/lesson';
import type { Mask } from '../../../shared/domain/mask';
import type { Range } from '../../../shared/domain/time';
import { US_PER_SECOND } from '../../../shared/domain/time';
import { writeVtt } from '../../../shared/domain/write-captions';
import { plainText } from './html';

export interface SaidCue extends Range {
  text: string;
}

/** A cue that has no length of its own, and none after it, stands for so long. */
const ALONE_US = 4 * US_PER_SECOND;

interface Piece {
  part: Part;
  partRange: Range;
}

function standsUntilUs(cues: readonly Cue[], cue: Cue): number {
  if (cue.endUs > cue.startUs) return cue.endUs;
  const next = cues[firstAfter(cues, cue.startUs)];
  return next ? next.startUs : cue.startUs + ALONE_US;
}

/**
 * The cues of a clip. One of which more than half was said outside the clip is left out: its words
 * would leave and were not chosen. So is one that touches sound that is not to be heard.
 * @param pieces what the clip is made of, one after the other; cues are at the clip's time
 */
export function cuesIn(
  { cues }: Pick<CaptionTrack, 'cues'>,
  pieces: readonly Piece[],
  masks: readonly Mask[],
): SaidCue[] {
  const silent = masks.filter(({ what, adrift }) => what.type === 'sound' && adrift === null);
  const said: SaidCue[] = [];
  let offsetUs = 0;
  for (const { part, partRange } of pieces) {
    const startUs = toLessonUs(part, partRange.startUs);
    const endUs = toLessonUs(part, partRange.endUs);
    for (const cue of cues) {
      if (cue.adrift !== null || cue.text.trim() === '' || cue.startUs >= endUs) continue;
      const untilUs = standsUntilUs(cues, cue);
      const from = Math.max(cue.startUs, startUs);
      const to = Math.min(untilUs, endUs);
      if (to <= from || (to - from) * 2 < untilUs - cue.startUs) continue;
      if (silent.some((mask) => mask.startUs < untilUs && mask.endUs > cue.startUs)) continue;
      said.push({
        startUs: from - startUs + offsetUs,
        endUs: to - startUs + offsetUs,
        text: cue.text,
      });
    }
    offsetUs += endUs - startUs;
  }
  return said;
}

/** As WebVTT, without what no page shows. */
export function vttOf(cues: readonly SaidCue[]): string {
  return writeVtt(cues.map((cue) => ({ ...cue, text: plainText(cue.text) })));
}
