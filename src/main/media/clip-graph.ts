/** A clip's plan as ffmpeg's filter graph and arguments. Pure: tested as arrays. */
import { basename } from 'node:path';
import { AppError } from '../../shared/errors';
import { colourOf } from './clip-colour';
import { FORMS, placeIn } from './clip-form';
import { BLACK_FPS, CLIP_SAMPLE_RATE, type ClipPlan, type ClipSegment } from './clip-plan';
import { fileUs, seconds, soundChain } from './clip-sound';
import { dressGraph } from './dress/graph';
import { dressedStream, rowsOf } from './dress/stream';
import { storedArgs, toStored } from './clip-stored';
import type { FfmpegInput, FfmpegJob } from './ffmpeg';
import { deinterlace, even, toneMap } from './picture-filters';
import type { ProbePicture } from './probe-schema';
import type { Tools } from './tools';

export type ClipTools = Pick<Tools, 'filters' | 'encoders' | 'bsfs' | 'options'>;

/** Sound is read from this long before it is needed: decoders need a run-up. */
const SOUND_RUN_UP_US = 3_000_000;

/**
 * Times stay the file's own (`-copyts`, `-seek_timestamp`), and a seek is only a place to begin
 * reading: what belongs to the clip is decided by each frame's time.
 */
export function readFrom(path: string, seekUs: number | null): FfmpegInput {
  if (seekUs === null) return { path };
  return { path, options: ['-noaccurate_seek', '-seek_timestamp', '1', '-ss', seconds(seekUs)] };
}

/** A segment's sound: an input of its own, so that it is read from where its own run-up begins. */
export function soundInput(segment: Pick<ClipSegment, 'piece' | 'startUs'>): FfmpegInput {
  const { path, probe } = segment.piece;
  const fromUs = fileUs(segment, segment.startUs) - SOUND_RUN_UP_US;
  const startsUs = probe.firstFrameUs + Math.min(0, probe.sound?.offsetUs ?? 0);
  return readFrom(path, fromUs > startsUs ? fromUs : null);
}

/** A picture of our own making, which is not among what people may bring in (inputs.ts). */
const STILL = ['-format_whitelist', 'png_pipe', '-f', 'png_pipe'];

/** Brings one picture to the clip's size, with square pixels, in its colour and in video range. */
function toClipPicture(picture: ProbePicture, plan: ClipPlan, mapped: boolean): string[] {
  const size = plan.size ?? { width: even(picture.width), height: even(picture.height) };
  const shape = Math.min(size.width / picture.width, size.height / picture.height);
  const inside = placeIn(picture, size);
  const squared = picture.aspect.num !== picture.aspect.den;
  const resized = squared || Math.abs(shape - 1) > 0.01;
  const { hdr, depth } = plan.stored;
  const own = mapped ? { matrix: 'bt709' } : hdr ? plan.colour : colourOf(picture);
  const rgb = /rgb|bgr|gbr|pal8/.test(picture.pixelFormat);
  const flat = picture.hdr && !mapped && !hdr;
  const otherColour = rgb || own.matrix !== plan.colour.matrix || flat;
  const filters: string[] = [];
  const scale: string[] = [];
  if (resized) scale.push(`${inside.width}:${inside.height}`);
  if (otherColour) {
    if (!rgb) scale.push(`in_color_matrix=${flat ? 'bt2020' : own.matrix}`);
    scale.push(`out_color_matrix=${plan.colour.matrix}`);
  }
  if ((picture.fullRange && !mapped) || otherColour) scale.push('out_range=tv');
  if (scale.length > 0) filters.push(`scale=${scale.join(':')}`);
  // An odd edge is cut off, not squeezed: every other pixel stays as it was.
  if (!resized && (picture.width !== size.width || picture.height !== size.height)) {
    filters.push(`crop=${inside.width}:${inside.height}:0:0`);
  }
  if (inside.width !== size.width || inside.height !== size.height) {
    filters.push(`pad=${size.width}:${size.height}:(ow-iw)/2:(oh-ih)/2`);
  }
  return [...filters, 'setsar=1', `format=${depth === 10 ? 'yuv420p10le' : 'yuv420p'}`];
}

function trimTo(after: string | null, before: string | null): string[] {
  const bounds = [
    ...(after === null ? [] : [`start=${after}`]),
    ...(before === null ? [] : [`end=${before}`]),
  ];
  return bounds.length === 0 ? [] : [`trim=${bounds.join(':')}`];
}

/** A segment's pictures as the clip has them, on the clip's clock; `source` is `0:1`. */
export function pictureChain(
  segment: ClipSegment,
  plan: ClipPlan,
  source: string,
  tools: ClipTools,
): string {
  const { picture } = segment.piece.probe;
  const ticks = (us: number) => Math.round((us * plan.timescale) / 1_000_000);
  const offset = ticks(segment.offsetUs);
  const size = plan.size;
  if (segment.piece.still !== undefined && size) {
    const frames = segment.to - segment.at;
    const { matrix } = plan.colour;
    return [
      `[${source}]scale=${size.width}:${size.height}:out_color_matrix=${matrix}:out_range=tv`,
      'setsar=1',
      'format=yuv420p',
      `loop=loop=${frames - 1}:size=1`,
      `settb=1/${plan.timescale}`,
      `setpts='N*${plan.timescale}/${BLACK_FPS}+${offset}'`,
    ].join(',');
  }
  if (!picture || !size) {
    const lengthUs = (segment.endUs - segment.startUs) * segment.slow;
    const black = `color=c=black:s=${size?.width}x${size?.height}:r=${BLACK_FPS}:d=${seconds(lengthUs)}`;
    const place = [`settb=1/${plan.timescale}`, `setpts=PTS+${offset}`];
    return [black, 'setsar=1', 'format=yuv420p', ...place].join(',');
  }
  const at = (us: number | null) => (us === null ? null : seconds(fileUs(segment, us)));
  const { slow } = segment;
  const from = ticks(fileUs(segment, segment.startUs) * slow);
  const mapping = plan.stored.hdr ? [] : toneMap(picture, tools);
  return [
    `[${source}]${trimTo(at(segment.afterUs), at(segment.beforeUs))[0] ?? 'null'}`,
    // Of frames at one time only one is ever on screen.
    "select='isnan(prev_selected_t)+gt(t\\,prev_selected_t)'",
    ...deinterlace(picture, tools),
    ...mapping,
    ...toClipPicture(picture, plan, mapping.length > 0),
    // By the file's own ticks, before they are rounded to the clip's.
    ...(slow === 1 ? [] : [`setpts=PTS*${slow}`]),
    `settb=1/${plan.timescale}`,
    // By the planned time and not by the first frame that comes: of a damaged recording that may
    // be a later one. Two roundings may put the first frame a tick off its place.
    `setpts='if(lt(PTS-${from}\\,2)\\,0\\,PTS-${from})+${offset}'`,
  ].join(',');
}

function joined(labels: readonly string[], filter: string, out: string): string[] {
  return labels.length < 2
    ? []
    : [`${labels.map((label) => `[${label}]`).join('')}${filter}[${out}]`];
}

function evenly({ segments }: ClipPlan): boolean {
  const [only] = segments;
  return segments.length === 1 && only?.piece.probe.picture?.variable === false;
}

/** Frames keep their own times: none is made up, none is left out. */
export function passThrough(tools: Pick<Tools, 'options'>): string[] {
  return [tools.options.has('fps_mode') ? '-fps_mode' : '-vsync', 'passthrough'];
}

/**
 * HEVC without reordered frames, in groups that stand alone; nothing but pictures in it. Told how many
 * frames there are in a second, not ticks: by that it chooses a level.
 */
function hevcArgs({ form, keyEvery, timesUs, durationUs }: ClipPlan): string[] {
  const fps = Math.max(1, (timesUs.length * 1_000_000) / Math.max(1, durationUs)).toFixed(3);
  const words = [
    ...[`keyint=${keyEvery}`, `min-keyint=${keyEvery}`, 'scenecut=0', 'bframes=0', 'open-gop=0'],
    ...[`fps=${fps}`, 'info=0', 'repeat-headers=0', 'log-level=error'],
  ];
  const quality = ['-preset', 'veryfast', '-crf', String(FORMS[form].crf)];
  return ['-c:v:0', 'libx265', ...quality, '-x265-params', words.join(':')];
}

const H264_ENCODERS = ['libx264', 'libopenh264', 'h264_videotoolbox', 'h264_mf'];

/**
 * H.264 without reordered frames: then no player needs an edit list to show the right first frame,
 * and the length of the last frame can be said.
 */
function h264Args({ form }: Pick<ClipPlan, 'form'>, tools: ClipTools): string[] {
  const encoder = H264_ENCODERS.find((name) => tools.encoders.has(name));
  if (encoder === undefined) {
    const reason = 'this ffmpeg cannot make H.264';
    throw new AppError('ffmpeg-failed', `ffmpeg failed: ${reason}.`, { reason });
  }
  const { crf, bitRate } = FORMS[form];
  const quality =
    encoder === 'libx264'
      ? ['-preset', 'veryfast', '-crf', String(crf), '-profile:v:0', 'high']
      : ['-b:v', bitRate];
  return ['-c:v:0', encoder, ...quality];
}

/** A clip's pictures as they are stored, without their places in a file. */
export function encoderArgs(plan: ClipPlan, tools: ClipTools): string[] {
  const { matrix, primaries, transfer } = plan.colour;
  return [
    ...(plan.stored.codec === 'hevc' ? hevcArgs(plan) : h264Args(plan, tools)),
    ...['-bf', '0', '-g', String(plan.keyEvery)],
    ...storedArgs(plan.stored),
    ...['-colorspace', matrix],
    ...['-color_primaries', primaries, '-color_trc', transfer],
    ...passThrough(tools),
  ];
}

function pictureArgs(plan: ClipPlan, tools: ClipTools): string[] {
  const lastUs = plan.durationUs - (plan.timesUs.at(-1) ?? 0);
  const last = Math.max(1, Math.round((lastUs * plan.timescale) / 1_000_000));
  const length = `setts=duration=if(eq(N\\,${plan.timesUs.length - 1})\\,${last}\\,DURATION)`;
  const setts = tools.bsfs.has('setts');
  return [
    ...encoderArgs(plan, tools),
    // Without setts (before ffmpeg 4.4) a last frame of no length is not shown at all. Where frames
    // are even, the encoder's own clock of one tick a frame gives each its length instead.
    ...(setts || !evenly(plan) ? ['-enc_time_base', `1:${plan.timescale}`] : []),
    ...['-video_track_timescale', String(plan.timescale)],
    ...(setts ? ['-bsf:v', length] : []),
  ];
}

/** A clip's sound as AAC. */
export function soundArgs({ form, channels }: Pick<ClipPlan, 'form' | 'channels'>): string[] {
  const bitRate = FORMS[form][channels === 1 ? 'mono' : 'stereo'];
  // Better and twice as fast at these bitrates (ffmpeg, "Codecs", aac_coder).
  const aac = ['-c:a', 'aac', '-aac_coder', 'fast', '-b:a', bitRate];
  return [...aac, '-ar', String(CLIP_SAMPLE_RATE)];
}

/** Nothing of the source but picture and sound: no tags, chapters, data, dates or program names. */
export const CLEAN = [
  ...['-map_metadata', '-1', '-map_chapters', '-1', '-dn', '-sn'],
  ...['-fflags', '+bitexact', '-flags:v', '+bitexact', '-flags:a', '+bitexact'],
];

/** An MP4 that can be played before all of it has come; of sound alone, one that says so (M4A). */
function container({ form }: ClipPlan): string[] {
  const muxer = FORMS[form].picture ? 'mp4' : 'ipod';
  return ['-max_muxing_queue_size', '4096', '-movflags', '+faststart', '-f', muxer];
}

/** Where a stretch goes that is only a part of a clip, or is only looked at. */
export interface ElseWhere {
  output: FfmpegJob['output'];
  /** The container, `-f matroska`. */
  format: readonly string[];
  /** What becomes of its pictures in place of the clip's own H.264, or words added to that. */
  picture?: readonly string[];
  added?: readonly string[];
  /** What becomes of its sound in place of the clip's own AAC. */
  sound?: readonly string[];
  /** Filters that its pictures go through when they are as in the clip. */
  through?: string;
  /** All frames small and grey, in a track of their own. */
  grey?: Grey;
}

export interface Grey {
  width: number;
  height: number;
  /** So many of the frames are coded as well; 0 for none. */
  coded: number;
}

/**
 * Grey ones are raw, and upright: `area` sees every pixel of the large ones.
 * @param stored what turns pictures as shown into pictures as stored
 */
function greyBeside({ width, height, coded }: Grey, from: string, stored: readonly string[]) {
  const small = `scale=${width}:${height}:flags=area,format=gray[grey]`;
  const track = coded > 0 ? 1 : 0;
  const args = [`-c:v:${track}`, 'rawvideo', `-pix_fmt:v:${track}`, 'gray'];
  if (coded === 0) return { graph: [`[${from}]${small}`], maps: ['-map', '[grey]'], args };
  return {
    graph: [
      `[${from}]split=2[big][small]`,
      `[big]${[`trim=end_frame=${coded}`, ...stored].join(',')}[coded]`,
      `[small]${small}`,
    ],
    maps: ['-map', '[coded]', '-map', '[grey]'],
    args,
  };
}

/**
 * @param seeksUs for each segment, the file's own time from which its picture is read; null from
 *   the beginning
 */
export function clipJob(
  plan: ClipPlan,
  seeksUs: readonly (number | null)[],
  to: string | ElseWhere,
  tools: ClipTools,
): FfmpegJob {
  const { output, format, picture, added, sound, grey, through }: ElseWhere =
    typeof to === 'string' ? { output: { path: to }, format: container(plan) } : to;
  const inputs: FfmpegInput[] = [];
  const graph: string[] = [];
  const pictures: string[] = [];
  const sounds: string[] = [];
  for (const [index, segment] of plan.segments.entries()) {
    const { path, probe } = segment.piece;
    if (plan.size) {
      let source = '';
      if (probe.picture) {
        source = `${inputs.length}:${probe.picture.stream}`;
        inputs.push(readFrom(path, seeksUs[index] ?? null));
      } else if (segment.piece.still !== undefined) {
        source = `${inputs.length}:v`;
        inputs.push({ path, options: STILL });
      }
      graph.push(`${pictureChain(segment, plan, source, tools)}[v${index}]`);
      pictures.push(`v${index}`);
    }
    if (plan.channels > 0) {
      let source = '';
      if (probe.sound) {
        source = `${inputs.length}:${probe.sound.stream}`;
        inputs.push(soundInput(segment));
      }
      graph.push(...soundChain(segment, plan, source, `a${index}`));
      sounds.push(`a${index}`);
    }
  }
  // `concat` guesses how long a picture lasts; here each frame has its place already.
  graph.push(...joined(pictures, `interleave=n=${pictures.length}`, 'v'));
  graph.push(...joined(sounds, `concat=n=${sounds.length}:v=0:a=1`, 'a'));
  const { matrix, primaries, transfer } = plan.colour;
  let video = pictures.length > 1 ? 'v' : 'v0';
  const rows = plan.size ? rowsOf(plan) : null;
  if (rows) {
    if (plan.stored.depth === 10) {
      graph.push(`[${video}]format=yuv420p[plain]`);
      video = 'plain';
    }
    graph.push(
      ...dressGraph(plan, rows, { input: inputs.length, from: video, to: 'dressed' }, tools),
    );
    video = 'dressed';
    inputs.push({ path: '', stream: dressedStream({ plan, rows }), options: ['-f', 'matroska'] });
  }
  const tags = `range=tv:colorspace=${matrix}:color_primaries=${primaries}:color_trc=${transfer}`;
  const tagged = pictures.length > 0 && tools.filters.has('setparams');
  if (tagged) graph.push(`[${video}]setparams=${tags}[picture]`);
  const shown = tagged ? 'picture' : video;
  const last = through === undefined ? toStored(plan.stored) : [through];
  const beside = grey && greyBeside(grey, shown, last);
  const isLast = pictures.length === 0 || last.length === 0;
  if (beside) graph.push(...beside.graph);
  else if (!isLast) graph.push(`[${shown}]${last.join(',')}[out]`);
  const coded = isLast ? shown : 'out';
  if (inputs.length === 0 && !plan.size) {
    const name = basename(plan.segments[0]?.piece.path ?? '');
    throw new AppError('nothing-there', 'There is no footage there.', { name });
  }
  return {
    inputs,
    args: [
      ...['-copyts', '-filter_complex', graph.join(';')],
      ...(pictures.length > 0 ? (beside?.maps ?? ['-map', `[${coded}]`]) : []),
      ...(sounds.length > 0 ? ['-map', sounds.length > 1 ? '[a]' : '[a0]'] : []),
      ...(pictures.length > 0 ? [...(picture ?? pictureArgs(plan, tools)), ...(added ?? [])] : []),
      ...(beside?.args ?? []),
      ...(sounds.length > 0 ? (sound ?? soundArgs(plan)) : []),
      ...CLEAN,
      ...format,
    ],
    output,
  };
}
