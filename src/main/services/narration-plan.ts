/**
 * What a narration's film holds: of each of its frames which frame of which recording it shows, what
 * lies over it, and what is heard of the lesson under the voice. Pure; by `runsOf` alone.
 */
import { isDeepStrictEqual } from 'node:util';
import type { Box } from '../../shared/domain/drawing';
import { partEndUs, toPartUs } from '../../shared/domain/lesson-time';
import { type NarrationCue, samplesIn, type Told, VOICE_RATE } from '../../shared/domain/narration';
import { lessonUsIn, type NarrationRun, runsOf } from '../../shared/domain/narration-runs';
import type { Drawn } from '../../shared/domain/narration-state';
import {
  type FilmCamera,
  type FilmPart,
  type FilmSection,
  type Fps,
  frameFrom,
  sectionsOf,
} from './narration-sections';

/** What lies over frames of the film, half open. */
export interface FilmDrawn {
  at: number;
  to: number;
  drawn: readonly Drawn[];
  zoom: Box | null;
}

export interface FilmWords {
  at: number;
  to: number;
  text: string;
}

/** The lesson's sound for some of the film. */
export interface FilmHeard<P extends FilmPart> {
  part: P;
  /** Samples of the film. */
  from: number;
  samples: number;
  /** Part time at its beginning, and a second of it in part time. */
  startUs: number;
  rate: number;
}

export interface FilmVolume {
  from: number;
  to: number;
  /** 0 to 1. */
  volume: number;
}

export interface FilmPlan<P extends FilmPart> {
  fps: Fps;
  frames: number;
  samples: number;
  sections: FilmSection<P>[];
  drawn: FilmDrawn[];
  words: FilmWords[];
  heard: FilmHeard<P>[];
  volumes: FilmVolume[];
  /** Where moments begin, in samples; by their ids. */
  moments: { at: number; momentId: string }[];
  /** The lesson's times that are seen in it. */
  range: { startUs: number; endUs: number };
}

/** The lesson is heard at these rates, at its own pitch. */
const HEARD_RATES = { least: 0.5, most: 2 };
/** What was said to be shown may be this far off what the sound runs on to without being a jump. */
const SAME_US = 40_000;

function drawnOf(runs: readonly NarrationRun[], fps: Fps): FilmDrawn[] {
  const all: FilmDrawn[] = [];
  for (const { from, to, state } of runs) {
    const [at, end] = [frameFrom(fps, from), frameFrom(fps, to)];
    const { drawn, zoom } = state;
    const last = all.at(-1);
    if (end <= at || drawn.length === 0) continue;
    if (last?.to === at && isDeepStrictEqual([last.drawn, last.zoom], [drawn, zoom])) last.to = end;
    else all.push({ at, to: end, drawn, zoom });
  }
  return all;
}

/** What of a run is heard of one recording; null for nothing. */
function heardIn<P extends FilmPart>(run: NarrationRun, part: P): FilmHeard<P> | null {
  const { rate } = run.state;
  const fromUs = run.state.lessonUs;
  const samplesTo = (us: number): number => run.from + ((us - fromUs) / 1e6 / rate) * VOICE_RATE;
  const from = Math.max(run.from, Math.ceil(samplesTo(part.part.offsetUs)));
  const to = Math.min(run.to, Math.floor(samplesTo(partEndUs(part.part))));
  if (to <= from) return null;
  const startUs = toPartUs(part.part, lessonUsIn(run, from));
  return { part, from, samples: to - from, startUs, rate: rate / part.part.rate };
}

function heardOf<P extends FilmPart>(
  runs: readonly NarrationRun[],
  parts: readonly P[],
): FilmHeard<P>[] {
  const all: FilmHeard<P>[] = [];
  for (const run of runs) {
    const { held, rate, volume } = run.state;
    if (held || volume <= 0 || rate < HEARD_RATES.least || rate > HEARD_RATES.most) continue;
    for (const part of parts.filter(({ hasSound }) => hasSound)) {
      const heard = heardIn(run, part);
      if (!heard) continue;
      const last = all.at(-1);
      const runsOnUs = last && last.startUs + (last.samples / VOICE_RATE) * 1e6 * last.rate;
      const runsOn =
        last?.part === part &&
        last.from + last.samples === heard.from &&
        last.rate === heard.rate &&
        Math.abs((runsOnUs ?? 0) - heard.startUs) < SAME_US;
      if (runsOn) last.samples += heard.samples;
      else all.push(heard);
    }
  }
  return all;
}

function volumesOf(runs: readonly NarrationRun[]): FilmVolume[] {
  const all: FilmVolume[] = [];
  for (const { from, to, state } of runs) {
    const last = all.at(-1);
    if (last?.volume === state.volume) last.to = to;
    else all.push({ from, to, volume: state.volume });
  }
  return all;
}

function momentsOf(runs: readonly NarrationRun[]): FilmPlan<FilmPart>['moments'] {
  const all: FilmPlan<FilmPart>['moments'] = [];
  let before: string | null = null;
  for (const { from, state } of runs) {
    const { momentId } = state;
    if (momentId !== null && momentId !== before) all.push({ at: from, momentId });
    before = momentId;
  }
  return all;
}

function rangeOf(runs: readonly NarrationRun[]): { startUs: number; endUs: number } {
  const times = runs.flatMap((run) => [lessonUsIn(run, run.from), lessonUsIn(run, run.to)]);
  const startUs = Math.floor(times.reduce((least, us) => Math.min(least, us), Infinity));
  const endUs = Math.ceil(times.reduce((most, us) => Math.max(most, us), 0));
  return { startUs, endUs: Math.max(startUs + 1, endUs) };
}

/**
 * @param cameras in order, the first being the lesson's clock: it is the one that is heard
 * @param cues that lie on the picture; none when left out
 */
export function filmPlan<P extends FilmPart>(
  told: Told,
  cameras: readonly FilmCamera<P>[],
  fps: Fps,
  cues: readonly NarrationCue[] = [],
): FilmPlan<P> {
  const runs = runsOf(told);
  const samples = samplesIn(told);
  return {
    fps,
    frames: frameFrom(fps, samples),
    samples,
    sections: sectionsOf(runs, cameras, fps),
    drawn: drawnOf(runs, fps),
    words: cues.flatMap(({ from, to, text }) => {
      const [at, end] = [frameFrom(fps, from), frameFrom(fps, Math.min(to, samples))];
      return end > at && text.trim() !== '' ? [{ at, to: end, text }] : [];
    }),
    heard: heardOf(runs, cameras[0]?.parts ?? []),
    volumes: volumesOf(runs),
    moments: momentsOf(runs),
    range: rangeOf(runs),
  };
}
