/** Captions as a row: which of them can be told apart, and which lies under a pixel. Pure. */
import type { Cue } from '../../../shared/domain/captions';
import { cueAt, firstAfter } from '../../../shared/domain/captions';
import { toPx, toUs, type Viewport } from '../../ui/time-axis/geometry';

/** A stretch of the row: one caption, or several that lie too close to be told apart. */
export interface CueSpan {
  fromPx: number;
  toPx: number;
  /** The caption, when it is one. */
  cue: Cue | null;
}

/** Captions are never drawn narrower, and those that begin within it are drawn as one. */
const LEAST_PX = 3;
/** How many captions before the view are asked whether they reach into it. */
const LOOK_BACK = 8;

/** When a caption ends: one without a length stands until the next. */
function endsUs(cues: readonly Cue[], at: number): number {
  const cue = cues[at];
  if (!cue) return 0;
  if (cue.endUs > cue.startUs) return cue.endUs;
  return cues.slice(at + 1).find(({ adrift }) => !adrift)?.startUs ?? cue.startUs;
}

/**
 * The captions in view. Those that cannot be told apart are found by leaps, so that a long
 * transcript costs no more than the pixels it covers.
 * @param cues in order of time
 */
export function cueSpans(cues: readonly Cue[], view: Viewport, widthPx: number): CueSpan[] {
  const spans: CueSpan[] = [];
  for (let at = Math.max(0, firstAfter(cues, view.startUs) - LOOK_BACK); at < cues.length; ) {
    const cue = cues[at];
    if (!cue || cue.adrift) {
      at++;
      continue;
    }
    const fromPx = toPx(view, cue.startUs);
    if (fromPx > widthPx) break;
    const next = Math.max(
      at + 1,
      firstAfter(cues, view.startUs + (fromPx + LEAST_PX) * view.usPerPx),
    );
    let last = next - 1;
    while (cues[last]?.adrift) last--;
    const endPx = Math.max(fromPx + LEAST_PX, toPx(view, endsUs(cues, last)));
    if (endPx > 0) spans.push({ fromPx, toPx: endPx, cue: last === at ? cue : null });
    at = next;
  }
  return spans;
}

/** The caption under a pixel; null where nobody speaks. */
export function cueUnder(cues: readonly Cue[], view: Viewport, px: number): Cue | null {
  const at = cueAt(cues, toUs(view, px));
  const near = at >= 0 ? at : firstAfter(cues, toUs(view, px)) - 1;
  const cue = cues[near];
  if (!cue || cue.adrift) return null;
  // A short one is drawn wider than it lasts.
  return at >= 0 || px - toPx(view, cue.startUs) <= LEAST_PX ? cue : null;
}

/** The caption that begins next after a time (1), or before it (-1). */
export function neighbourCue(cues: readonly Cue[], us: number, by: 1 | -1): Cue | null {
  let at = by > 0 ? firstAfter(cues, us) : firstAfter(cues, us - 1) - 1;
  while (cues[at]?.adrift) at += by;
  return cues[at] ?? null;
}
