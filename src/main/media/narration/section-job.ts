/** A section of a narration's film as ffmpeg's filter graph: what is read, covered, enlarged, laid on. Pure. */
import type { Box } from '../../../shared/domain/drawing';
import type { ClipForm } from '../../../shared/domain/clip';
import { type FrameTimes, frameCount } from '../../../shared/domain/frames';
import { seenThrough } from '../../../shared/domain/narration-runs';
import type { Colour } from '../clip-colour';
import { placeIn, type Size } from '../clip-form';
import { CLEAN, type ClipTools, encoderArgs, pictureChain, readFrom } from '../clip-graph';
import { between, type ClipPlan, type ClipSegment, gapPiece } from '../clip-plan';
import { AS_SHOWN } from '../clip-stored';
import { type Cover, dressFrames, type Frames, type Over } from '../dress/dressing';
import { dressGraph } from '../dress/graph';
import { dressedStream, rowsOf } from '../dress/stream';
import type { FfmpegJob } from '../ffmpeg';
import { even } from '../picture-filters';
import type { Probe } from '../probe-schema';
import { retimed } from './retime';

/** A recording, and what of it nobody may see, in part time. */
export interface Footage {
  path: string;
  probe: Probe;
  frames: FrameTimes;
  covers: readonly Cover[];
}

/** Frames of a film that are read in one go; all else of them is by their numbers in the section. */
export interface Section {
  /** Null for black. */
  footage: Footage | null;
  /** The recording's frame that each frame shows: all rising or all falling. */
  shown: readonly number[];
  /** What of the picture fills it. */
  zoom: Box | null;
  overs: readonly (Frames & Pick<Over, 'still' | 'x' | 'y'>)[];
}

/** What all sections of a film share. */
export interface FilmForm {
  form: ClipForm;
  size: Size;
  colour: Colour;
  fps: { num: number; den: number };
}

/** The clock of MPEG: frames of every usual rate fit it. */
export const FILM_TIMESCALE = 90_000;

/** Stretches of frames that show one of some of the recording's. */
function whereShown(shown: readonly number[], { at, to }: Frames): Frames[] {
  const all: Frames[] = [];
  for (const [n, frame] of shown.entries()) {
    const last = all.at(-1);
    if (frame < at || frame >= to) continue;
    if (last?.to === n) last.to = n + 1;
    else all.push({ at: n, to: n + 1 });
  }
  return all;
}

/** The section as a clip of one segment whose frames are the film's. */
function planOf({ footage, shown, overs }: Section, film: FilmForm): ClipPlan {
  const { fps, form, size, colour } = film;
  const us = (n: number): number => (n * 1_000_000 * fps.den) / fps.num;
  const to = shown.length;
  const piece = footage
    ? { ...footage, startUs: 0, endUs: footage.probe.durationUs }
    : gapPiece(us(to));
  const frames = piece.frames;
  const first = Math.min(...shown);
  const last = Math.max(...shown);
  const [startUs, endUs] = [frames[first] ?? 0, frames[last + 1] ?? us(to)];
  const [beforeUs, lastUs] = [frames[first - 1], frames[last] ?? 0];
  const count = frameCount(frames);
  const covered = dressFrames(
    { covers: footage?.covers ?? [] },
    { times: frames, first: 0, at: 0, to: count },
  ).covers;
  const segment: ClipSegment = {
    ...{ piece, startUs, endUs, offsetUs: 0, samples: 0, at: 0, to, slow: 1, shown },
    afterUs: beforeUs === undefined ? null : between(beforeUs, startUs),
    beforeUs: last + 1 < count ? between(lastUs, endUs) : null,
    overs: overs.map(({ at, to: end, still, x, y }) => {
      return { at, to: end, over: { still, x, y, startUs, endUs } };
    }),
    covers: covered.flatMap(({ cover, ...range }) =>
      whereShown(shown, range).map((seen) => ({ cover, ...seen })),
    ),
  };
  return {
    ...{ segments: [segment], size, colour, channels: 0, form, stored: AS_SHOWN },
    timesUs: Array.from({ length: to }, (_, n) => us(n)),
    ...{ durationUs: us(to), timescale: FILM_TIMESCALE },
    keyEvery: Math.max(1, Math.round((fps.num * 2) / fps.den)),
  };
}

/** What of a film's picture is seen: the recording may have bars beside it. */
export function seenOfFilm(footage: Footage | null, zoom: Box | null, size: Size): Box | null {
  const picture = footage?.probe.picture;
  if (!zoom || !picture) return null;
  const inside = placeIn(picture, size);
  const [across, high] = [inside.width / size.width, inside.height / size.height];
  return seenThrough({
    x: inside.x / size.width + zoom.x * across,
    y: inside.y / size.height + zoom.y * high,
    width: zoom.width * across,
    height: zoom.height * high,
  });
}

/** Down to where colours begin, which have half the pixels. */
const down = (pixels: number): number => 2 * Math.floor(pixels / 2 + 1e-6);

function zoomFilters(seen: Box, { width, height }: Size): string {
  const [wide, high] = [even(seen.width * width), even(seen.height * height)];
  const x = Math.min(down(seen.x * width), width - wide);
  const y = Math.min(down(seen.y * height), height - high);
  return `crop=${wide}:${high}:${x}:${y},scale=${width}:${height}:flags=bicubic,setsar=1`;
}

/**
 * @param seekUs the file's own time from which its picture is read; null from the beginning
 * @param threads of the encoder and of the decoder; as many as ffmpeg likes when null
 * @returns a job that gives bare H.264 (Annex B)
 */
export function sectionJob(
  section: Section,
  film: FilmForm,
  seekUs: number | null,
  threads: number | null,
  tools: ClipTools,
): FfmpegJob {
  const { footage, shown, zoom } = section;
  const { size, fps, colour } = film;
  const plan = planOf(section, film);
  const [segment] = plan.segments;
  const own = threads === null ? [] : ['-threads', String(threads)];
  const inputs: FfmpegJob['inputs'][number][] = [];
  const clock = `settb=1/${FILM_TIMESCALE}`;
  const graph: string[] = [];
  if (footage && segment) {
    const read = readFrom(footage.path, seekUs);
    inputs.push({ ...read, options: [...own, ...(read.options ?? [])] });
    const source = `0:${footage.probe.picture?.stream ?? 'v'}`;
    const chain = [pictureChain(segment, plan, source, tools)];
    graph.push(`${[...chain, ...retimed(footage.frames, shown, fps), clock].join(',')}[seen]`);
  } else {
    const black = `color=c=black:s=${size.width}x${size.height}:r=${fps.num}/${fps.den}`;
    const last = [`trim=end_frame=${shown.length}`, 'setsar=1', 'format=yuv420p', clock];
    graph.push(`${[black, ...last].join(',')}[seen]`);
  }
  const seen = seenOfFilm(footage, zoom, size);
  const rows = rowsOf(plan) ?? { looks: [], stills: [] };
  const isLaid = rows.looks.length + rows.stills.length > 0;
  let out = 'seen';
  if (isLaid || seen) {
    const place = { input: inputs.length, from: 'seen', to: 'dressed' };
    const enlarged = { zoom: seen && zoomFilters(seen, size) };
    graph.push(...dressGraph(plan, rows, { ...place, ...enlarged }, tools));
    out = 'dressed';
  }
  if (isLaid) {
    inputs.push({ path: '', stream: dressedStream(plan, rows), options: ['-f', 'matroska'] });
  }
  const { matrix, primaries, transfer } = colour;
  const tags = `setparams=range=tv:colorspace=${matrix}:color_primaries=${primaries}:color_trc=${transfer}`;
  const last = [...(tools.filters.has('setparams') ? [tags] : []), `settb=${fps.den}/${fps.num}`];
  graph.push(`[${out}]${last.join(',')}[picture]`);
  return {
    inputs,
    args: [
      ...['-copyts', '-filter_complex', graph.join(';'), '-map', '[picture]'],
      ...[...encoderArgs(plan, tools), ...own, '-enc_time_base', `${fps.den}:${fps.num}`],
      ...[...CLEAN, '-f', 'h264'],
    ],
    output: 'pipe',
  };
}
