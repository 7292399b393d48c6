/** What a camera has to have ready behind the picture on screen. Pure. */
import { type Part } from '../../../../shared/domain/lesson';
import { partAt, partEndUs, toPartUs } from '../../../../shared/domain/lesson-time';
import { usToSamples } from '../../../../shared/domain/narration';
import { clampUs } from '../../../../shared/domain/time';
import type { Telling } from './telling';

export interface Ahead {
  /** When it comes on screen, samples of the narration. */
  at: number;
  part: Part;
  /** The picture that comes, and what lesson time runs at from there; 0 where it stands. */
  partUs: number;
  rate: number;
  /** Without it the picture on screen runs on to there, only late: it need not be waited for. */
  glides: boolean;
}

/** When a picture that runs goes over into another part, samples. */
function joinAfter(telling: Telling, parts: readonly Part[], t: number): Ahead | null {
  const { lessonUs, rate } = telling.at(t);
  const part = partAt(parts, lessonUs);
  const next = part && parts[parts.indexOf(part) + 1];
  if (!next || rate <= 0) return null;
  const leftUs = Math.max(partEndUs(part), next.offsetUs) - lessonUs;
  return { at: t + usToSamples(leftUs / rate), part: next, partUs: 0, rate, glides: false };
}

/**
 * The next picture of a camera that does not come by itself.
 * @param parts of the camera, in order. @param t samples of the narration
 */
export function aheadOf(telling: Telling, parts: readonly Part[], t: number): Ahead | null {
  const turn = telling.turnAfter(t);
  const join = joinAfter(telling, parts, t);
  if (join && (!turn || join.at < turn.at)) return join;
  const part = turn && partAt(parts, turn.lessonUs);
  if (!turn || !part) return null;
  const partUs = clampUs(toPartUs(part, turn.lessonUs), 0, part.durationUs);
  const glides = turn.glides && partAt(parts, telling.at(t).lessonUs) === part;
  return { at: turn.at, part, partUs, rate: turn.rate, glides };
}
