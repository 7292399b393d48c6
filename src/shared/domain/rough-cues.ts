/**
 * Empty captions where somebody speaks, to be filled in: the voice parted at its pauses. Long runs are
 * parted at their breaths, so that each is short enough to be read as one. Pure.
 */
import { newId } from './ids';
import { lengthOf, type NarrationCue, type Stretch, usToSamples, VOICE_RATE } from './narration';
import { LEAST_PAUSE_US, pausesOf } from './pauses';
import type { Peaks } from './peaks';

/** As long as one may stand: seven seconds, as Netflix's Timed Text Style Guides have it. */
const LONGEST = VOICE_RATE * 7;
/** Shorter ones are a cough or a cut-off word. */
const SHORTEST = VOICE_RATE * 0.3;
/** A breath, where a long run may be parted. */
const BREATH_US = 260_000;
const MOST_CUES = 10_000;

interface Span {
  from: number;
  to: number;
}

/** What lies between pauses. @param pauses in order, in samples of the take */
function between(pauses: readonly Span[], within: Span): Span[] {
  const spans: Span[] = [];
  let at = within.from;
  for (const { from, to } of pauses) {
    if (to <= at) continue;
    if (from >= within.to) break;
    if (from > at) spans.push({ from: at, to: from });
    at = to;
  }
  if (at < within.to) spans.push({ from: at, to: within.to });
  return spans;
}

/** A run at its breaths, each piece as long as it may be; evenly where nobody breathes. */
function parted(breaths: readonly Span[], run: Span): Span[] {
  if (run.to - run.from <= LONGEST) return [run];
  const pieces: Span[] = [];
  for (const piece of between(breaths, run)) {
    const last = pieces.at(-1);
    if (last && piece.to - last.from <= LONGEST) {
      last.to = piece.to;
      continue;
    }
    const parts = Math.ceil((piece.to - piece.from) / LONGEST);
    const each = (piece.to - piece.from) / parts;
    for (let n = 0; n < parts; n++) {
      const [from, to] = [n, n + 1].map((part) => Math.round(piece.from + part * each));
      pieces.push({ from: from as number, to: to as number });
    }
  }
  return pieces;
}

/** Pauses and breaths of a take, looked for once. */
function listener(peaksOf: (takeId: string) => Peaks | undefined) {
  const heard = new Map<string, { pauses: Span[]; breaths: Span[] } | null>();
  const spansOf = (peaks: Peaks, leastUs: number): Span[] =>
    pausesOf(peaks, leastUs).map(({ startUs, endUs }) => ({
      from: usToSamples(startUs),
      to: usToSamples(endUs),
    }));
  return (takeId: string) => {
    const known = heard.get(takeId);
    if (known !== undefined) return known;
    const peaks = peaksOf(takeId);
    const [pauses, breaths] = [LEAST_PAUSE_US, BREATH_US].map((leastUs) =>
      peaks ? spansOf(peaks, leastUs) : [],
    ) as [Span[], Span[]];
    const made = peaks ? { pauses, breaths } : null;
    heard.set(takeId, made);
    return made;
  };
}

/**
 * @param row of the narration
 * @param peaksOf the shape of a take's voice; undefined where it has none
 * @returns in the narration's time; none over a hold or where nobody speaks
 */
export function roughCues(
  row: readonly Stretch[],
  peaksOf: (takeId: string) => Peaks | undefined,
): NarrationCue[] {
  const cues: NarrationCue[] = [];
  const heardIn = listener(peaksOf);
  let begins = 0;
  for (const stretch of row) {
    const heard = stretch.type === 'told' ? heardIn(stretch.takeId) : null;
    if (stretch.type === 'told' && heard) {
      const by = begins - stretch.from;
      for (const run of between(heard.pauses, stretch)) {
        for (const { from, to } of parted(heard.breaths, run)) {
          if (to - from < SHORTEST || cues.length >= MOST_CUES) continue;
          cues.push({ id: newId(), from: from + by, to: to + by, text: '' });
        }
      }
    }
    begins += lengthOf(stretch);
  }
  return cues;
}
