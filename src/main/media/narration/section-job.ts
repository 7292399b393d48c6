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
import { dressedStream, type Laid, rowsOf, tracksOf } from '../dress/stream';
import type { FfmpegInput, FfmpegJob } from '../ffmpeg';
import { even } from '../picture-filters';
import type { Probe } from '../probe-schema';
import { retimed } from './retime';
import { tilesOf } from './tiles';

/** A recording, and what of it nobody may see, in part time. */
export interface Footage {
  path: string;
  probe: Probe;
  frames: FrameTimes;
  covers: readonly Cover[];
}

/** One camera's frames of a film. */
export interface SeenFootage {
  /** Null for black. */
  footage: Footage | null;
  /** The recording's frame that each frame shows: all rising or all falling. */
  shown: readonly number[];
}

/** Frames of a film that are read in one go; all else of them is by their numbers in the section. */
export interface Section extends SeenFootage {
  /** What of the picture fills it. */
  zoom: Box | null;
  /** Small cameras beside it, from the top. */
  beside: readonly SeenFootage[];
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
const CLOCK = `settb=1/${FILM_TIMESCALE}`;

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

type Overs = Section['overs'];

/** One camera as a clip of one segment whose frames are the film's. */
function planOf({ footage, shown }: SeenFootage, overs: Overs, film: FilmForm): ClipPlan {
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

/** What lies between and around pictures: the page's own ink. */
const GROUND = '0x101216';

/** Pictures of one colour, at the film's times. */
function plain(colour: string, count: number, { size, fps }: FilmForm): string {
  const source = `color=c=${colour}:s=${size.width}x${size.height}:r=${fps.num}/${fps.den}`;
  return [source, `trim=end_frame=${count}`, 'setsar=1', 'format=yuv420p', CLOCK].join(',');
}

/** A graph that is put together: what it reads, and what it lays on. */
interface Making {
  graph: string[];
  inputs: FfmpegInput[];
  laid: Laid[];
  tracks: number;
  /** The number of the input that brings what is laid on: after all footage. */
  laidInput: number;
}

/** Lays onto a picture what is to lie on it. @returns the name of what comes out */
function dress(
  making: Making,
  plan: ClipPlan,
  { from, names, zoom = null }: { from: string; names: string; zoom?: string | null },
  tools: ClipTools,
): string {
  const rows = rowsOf(plan);
  if (!rows && zoom === null) return from;
  const to = `${names}dressed`;
  const place = { input: making.laidInput, track: making.tracks, names, from, to, zoom };
  making.graph.push(...dressGraph(plan, rows ?? { looks: [], stills: [] }, place, tools));
  if (rows) {
    making.laid.push({ plan, rows });
    making.tracks += tracksOf(rows);
  }
  return to;
}

/** One camera at its own size: read, brought to the film's times, covered, enlarged. */
function camera(
  making: Making,
  seen: SeenFootage & { zoom: Box | null; seekUs: number | null; threads: readonly string[] },
  film: FilmForm,
  names: string,
  tools: ClipTools,
): string {
  const { footage, shown, zoom, seekUs, threads } = seen;
  const plan = planOf(seen, [], film);
  const [segment] = plan.segments;
  const from = `${names}picture`;
  if (!footage || !segment) {
    making.graph.push(`${plain('black', shown.length, film)}[${from}]`);
    return from;
  }
  const read = readFrom(footage.path, seekUs);
  const nth = making.inputs.push({ ...read, options: [...threads, ...(read.options ?? [])] }) - 1;
  const source = `${nth}:${footage.probe.picture?.stream ?? 'v'}`;
  const chain = [pictureChain(segment, plan, source, tools)];
  making.graph.push(
    `${[...chain, ...retimed(footage.frames, shown, film.fps), CLOCK].join(',')}[${from}]`,
  );
  const part = seenOfFilm(footage, zoom, film.size);
  return dress(making, plan, { from, names, zoom: part && zoomFilters(part, film.size) }, tools);
}

/**
 * @param seeksUs of the large camera and then of each small one: the file's own time from which its
 *   picture is read; null from the beginning
 * @param threads of the encoder and of the decoders; as many as ffmpeg likes when null
 * @returns a job that gives bare H.264 (Annex B)
 */
export function sectionJob(
  section: Section,
  film: FilmForm,
  seeksUs: readonly (number | null)[],
  threads: number | null,
  tools: ClipTools,
): FfmpegJob {
  const { shown, zoom, beside, overs } = section;
  const { size, fps, colour } = film;
  const own = threads === null ? [] : ['-threads', String(threads)];
  const cameras = [{ ...section, zoom }, ...beside.map((one) => ({ ...one, zoom: null }))];
  const laidInput = cameras.filter(({ footage }) => footage !== null).length;
  const making: Making = { graph: [], inputs: [], laid: [], tracks: 0, laidInput };
  const tiles = tilesOf(size, beside.length);
  const seen = cameras.map((one, nth) => {
    const tile = { ...film, size: tiles[nth] ?? size };
    const { footage, shown: shows, zoom: part } = one;
    const read = { footage, shown: shows, zoom: part, seekUs: seeksUs[nth] ?? null, threads: own };
    return camera(making, read, tile, `c${nth}`, tools);
  });
  let whole = seen[0] ?? 'c0picture';
  if (beside.length > 0) {
    making.graph.push(`${plain(GROUND, shown.length, film)}[ground]`);
    whole = 'ground';
    for (const [nth, picture] of seen.entries()) {
      const { x = 0, y = 0 } = tiles[nth] ?? {};
      const place = `overlay=x=${x}:y=${y}:format=yuv420:eof_action=repeat,format=yuv420p`;
      making.graph.push(`[${whole}][${picture}]${place}[with${nth}]`);
      whole = `with${nth}`;
    }
  }
  const plan = planOf({ footage: null, shown }, overs, film);
  const out = dress(making, plan, { from: whole, names: 'on' }, tools);
  if (making.laid.length > 0) {
    const stream = dressedStream(...making.laid);
    making.inputs.push({ path: '', stream, options: ['-f', 'matroska'] });
  }
  const { matrix, primaries, transfer } = colour;
  const tags = `setparams=range=tv:colorspace=${matrix}:color_primaries=${primaries}:color_trc=${transfer}`;
  const last = [...(tools.filters.has('setparams') ? [tags] : []), `settb=${fps.den}/${fps.num}`];
  making.graph.push(`[${out}]${last.join(',')}[picture]`);
  return {
    inputs: making.inputs,
    args: [
      ...['-copyts', '-filter_complex', making.graph.join(';'), '-map', '[picture]'],
      ...[...encoderArgs(plan, tools), ...own, '-enc_time_base', `${fps.den}:${fps.num}`],
      ...[...CLEAN, '-f', 'h264'],
    ],
    output: 'pipe',
  };
}
