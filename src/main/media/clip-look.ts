/**
 * A clip looked at before it is made: the pictures that its own plan and graph give, small. Made in
 * runs, so that what is looked at comes first and an hour of it need not be on the disk at once.
 */
import { framesOf } from '../../shared/domain/frames';
import { type ClipTools, clipJob, type ElseWhere, passThrough } from './clip-graph';
import { between, type ClipPlan, type ClipSegment } from './clip-plan';
import { seekFor } from './clip-seek';
import { runFfmpeg } from './ffmpeg';
import { fitWithin } from './picture-filters';
import { jpegCutter, pairer, shownTicks } from './thumbnails-frames';
import type { Tools } from './tools';

/** Frames of a plan that are made together, half open; all of one segment. */
export interface LookRun {
  segment: number;
  from: number;
  to: number;
}

/** Pixels of the longer side: a face at the back of a classroom can be told at this size. */
const LOOK_SIDE = 480;
/** Four seconds of most footage: soon there, and few enough to go on from where someone jumps to. */
const RUN_FRAMES = 100;

/** The number in its part of a segment's first frame, where the clip has each of the part's frames once. */
function firstOf({ piece, startUs, endUs, at, to }: ClipSegment): number | null {
  if (piece.still !== undefined || !piece.probe.picture) return null;
  const { first, last } = framesOf(piece.frames, startUs, endUs);
  return last - first + 1 === to - at ? first : null;
}

/** What is made together. A card, or a stretch whose frames are not just its part's, is made whole. */
export function runsOf({ segments }: Pick<ClipPlan, 'segments'>): LookRun[] {
  return segments.flatMap((segment, index) => {
    const long = firstOf(segment) === null ? segment.to - segment.at : RUN_FRAMES;
    const runs: LookRun[] = [];
    for (let from = segment.at; from < segment.to; from += long) {
      runs.push({ segment: index, from, to: Math.min(from + long, segment.to) });
    }
    return runs;
  });
}

/**
 * The plan with nothing but the frames of a run: at the times they have in the whole clip, so that what
 * lies over them lies there at the same time.
 */
export function planOf(plan: ClipPlan, { segment: index, from, to }: LookRun): ClipPlan {
  const segment = plan.segments[index];
  const silent = { ...plan, channels: 0 as const };
  if (!segment) return { ...silent, segments: [] };
  const first = firstOf(segment);
  if (first === null) return { ...silent, segments: [segment] };
  const { frames } = segment.piece;
  const border = (frame: number): number => {
    const next = first + frame - segment.at;
    return between(frames[next - 1] ?? 0, frames[next] ?? 0);
  };
  const afterUs = from === segment.at ? segment.afterUs : border(from);
  const beforeUs = to === segment.to ? segment.beforeUs : border(to);
  return { ...silent, segments: [{ ...segment, afterUs, beforeUs }] };
}

/** The frame shown at a time, which may be rounded to the tick. */
export function frameAt(timesUs: readonly number[], us: number): number {
  let low = 0;
  let high = timesUs.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((timesUs[middle] ?? 0) < us) low = middle + 1;
    else high = middle;
  }
  const before = timesUs[low - 1];
  return before !== undefined && us - before < (timesUs[low] ?? 0) - us ? low - 1 : low;
}

/** From where in the lesson each frame of a plan is, see `Part`, and of which clip. */
export function fromsOf({
  segments,
}: Pick<ClipPlan, 'segments'>): { lessonUs: number; clip: number }[] {
  const placeOf = ({ piece, startUs }: ClipSegment) =>
    piece.place && {
      lessonUs: Math.round(piece.place.offsetUs + startUs * piece.place.rate),
      clip: piece.place.clip,
    };
  return segments.flatMap((segment, index) => {
    const { piece, at, to, startUs, endUs } = segment;
    const { place } = piece;
    if (!place) {
      // A card is of the clip that it comes before.
      const own = segments
        .slice(index + 1)
        .map(placeOf)
        .find(Boolean) ??
        segments.slice(0, index).toReversed().map(placeOf).find(Boolean) ?? {
          lessonUs: 0,
          clip: 0,
        };
      return Array.from({ length: to - at }, () => own);
    }
    const first = firstOf(segment);
    return Array.from({ length: to - at }, (_, n) => {
      const partUs =
        first === null
          ? startUs + ((endUs - startUs) * n) / Math.max(1, to - at)
          : (piece.frames[first + n] ?? startUs);
      return { lessonUs: Math.round(place.offsetUs + partUs * place.rate), clip: place.clip };
    });
  });
}

/** Small JPEGs to a pipe, and what they show told by its time. Pure. */
export function lookJob(
  plan: ClipPlan,
  seekUs: number | null,
  tools: ClipTools,
): ReturnType<typeof clipJob> {
  const size = plan.size ?? { width: LOOK_SIDE, height: LOOK_SIDE };
  const { width, height } = fitWithin(size, { width: LOOK_SIDE, height: LOOK_SIDE });
  const to: ElseWhere = {
    output: 'pipe',
    format: ['-f', 'image2pipe'],
    through: [
      `scale=${width}:${height}:out_range=pc`,
      'showinfo',
      // The times are told; the encoder gets some that it cannot dislike.
      'setpts=N/TB',
      'format=yuvj420p',
    ].join(','),
    picture: ['-c:v', 'mjpeg', '-q:v', '4', ...passThrough(tools)],
  };
  return clipJob(plan, [seekUs], to, tools);
}

/**
 * Makes the pictures of a run, in order.
 * @param onPicture is told of each by its number in the plan; some of a damaged recording never come
 * @throws AppError `cancelled`, `file-missing`, `file-denied`, `ffmpeg-missing`, `ffmpeg-failed`
 */
export async function makeLook(
  tools: Tools,
  plan: ClipPlan,
  run: LookRun,
  how: { signal: AbortSignal; onPicture: (frame: number, jpeg: Buffer) => void },
): Promise<void> {
  const { signal, onPicture } = how;
  const part = planOf(plan, run);
  const [segment] = part.segments;
  if (!segment) return;
  const came = new Set<number>();
  const pair = pairer(({ us, jpeg }) => {
    const frame = frameAt(plan.timesUs, us);
    if (frame < run.from || frame >= run.to || came.has(frame)) return;
    came.add(frame);
    onPicture(frame, jpeg);
  });
  const attempt = (seekUs: number | null): Promise<void> =>
    runFfmpeg(tools, lookJob(part, seekUs, tools), {
      signal,
      logLevel: 'info',
      onLine: (line) => {
        const ticks = shownTicks(line);
        if (ticks !== null) pair.time((ticks * 1_000_000) / plan.timescale);
      },
      onData: jpegCutter(pair.jpeg),
    });
  const { path, probe, frames } = segment.piece;
  const first = firstOf(segment);
  const partUs = first === null ? segment.startUs : (frames[first + run.from - segment.at] ?? 0);
  const seekUs =
    segment.piece.still === undefined
      ? await seekFor(tools, path, probe, probe.firstFrameUs + partUs, signal)
      : null;
  await attempt(seekUs);
  // A seek can land late in a damaged or badly indexed file: reading it all is slow and right.
  if (came.size < run.to - run.from && seekUs !== null) await attempt(null);
}
