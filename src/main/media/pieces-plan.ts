/** What ffmpeg is asked for when it makes pieces of a playable copy. Pure: facts in, arguments out. */
import { type FrameTimes, frameAt, frameCount, frameStartUs } from '../../shared/domain/frames';
import { PIECE_US } from '../../shared/domain/pieces';
import { US_PER_SECOND, usToSeconds } from '../../shared/domain/time';
import type { FfmpegJob } from './ffmpeg';
import type { Tools } from './tools';

/** What must be known of a file to make pieces of it: a probe, and where the file is. */
export interface PieceSource {
  path: string;
  /** The demuxer's name or names, as ffprobe gives them: `mov,mp4,m4a,3gp,3g2,mj2`. */
  container: string;
  /** Length of the part. */
  durationUs: number;
  /** The file's own time of part time 0. */
  firstFrameUs: number;
  picture: {
    /** Index among all streams of the file. */
    stream: number;
    codec: string;
    /** Size as shown: upright, aspect applied. */
    width: number;
    height: number;
    interlaced: boolean;
    /** How light and colours are coded, as ffmpeg names it; empty where the file does not say. */
    transfer: string;
    matrix: string;
  } | null;
  sound: { stream: number; channels: number } | null;
  /** The box that a copy fits in, lying; 1280x720 when left out. */
  within?: Box;
  /** Threads of each stage; as many as ffmpeg likes when left out. */
  threads?: number;
  /** Frames from one keyframe to the next; twelve when left out. */
  group?: number;
}

interface Box {
  long: number;
  short: number;
}

type Picture = NonNullable<PieceSource['picture']>;
type Sound = NonNullable<PieceSource['sound']>;

/**
 * What makes a copy a review copy: small enough to be made at several times real time, large enough
 * to see whose hand is up, silent, and leaving the machine to whoever works at it. A drag wants frames
 * far apart, each from its keyframe on: groups of four, a third larger than groups of twelve.
 */
export const REVIEW_COPY = {
  sound: null,
  within: { long: 960, short: 540 },
  threads: 1,
  group: 4,
} as const;

/** A stretch of pieces made by one run of ffmpeg: `first` up to and without `end`. */
export interface PieceStretch {
  first: number;
  end: number;
}

/** Sound of every playable copy has this many samples a second; a piece holds a whole number. */
export const PIECE_SAMPLE_RATE = 48_000;
/** Sound is cut in blocks of 40 ms: exactly fifty a piece, so that pieces join without a seam. */
const SOUND_BLOCK = 1_920;
export const SOUND_BLOCK_US = 40_000;
/** Frames from one keyframe to the next, where nothing else is said: a step back decodes at most this many. */
const GROUP = 12;

const PLAYABLE: Box = { long: 1280, short: 720 };

/**
 * The size of a playable copy: within 1280x720 (or 720x1280), or another box, never larger than the
 * original as shown, and even, as H.264 4:2:0 asks.
 */
export function pieceSize(
  width: number,
  height: number,
  { long, short }: Box = PLAYABLE,
): { width: number; height: number } {
  const [boxWidth, boxHeight] = width >= height ? [long, short] : [short, long];
  const scale = Math.min(1, boxWidth / width, boxHeight / height);
  const even = (side: number) => Math.max(2, 2 * Math.floor((side * scale + 1e-6) / 2));
  return { width: even(width), height: even(height) };
}

/** Containers without an index that ffmpeg could trust: it lands anywhere near, so begin earlier. */
const LOOSE = new Set(['mpegts', 'mpeg', 'asf', 'flv', 'dv', 'ogg', 'rm', 'nsv', 'mpegvideo']);

/** Phones wrote H.263 whose marked keyframes depend on others; it is small, and quickly decoded. */
const NEVER_SOUGHT = new Set(['h263']);

/**
 * Where reading begins, in the file's own time, so that everything on screen from `fromUs` of part
 * time is decoded; null for the file's beginning.
 */
function seekUs(source: PieceSource, fromUs: number): number | null {
  if (fromUs <= 0 || NEVER_SOUGHT.has(source.picture?.codec ?? '')) return null;
  const loose = source.container.split(',').some((name) => LOOSE.has(name));
  // Half a second covers the distance between decoding and presenting a frame, where an open group
  // of pictures would otherwise lose those before its keyframe.
  const atUs = source.firstFrameUs + fromUs - (loose ? 4_000_000 : 500_000);
  return atUs <= Math.max(0, source.firstFrameUs) ? null : atUs;
}

const MATRICES = new Set(['bt709', 'bt470bg', 'smpte170m', 'bt2020nc']);
const HDR = new Set(['arib-std-b67', 'smpte2084']);

/**
 * How a copy's colours are coded. It is always said: players guess by the size, which a copy does
 * not share with its original.
 */
function matrixOf({ transfer, matrix, width, height }: Picture): string {
  if (HDR.has(transfer)) return 'bt709';
  if (MATRICES.has(matrix)) return matrix;
  // Pictures in RGB are converted the way of standard definition; others follow their size.
  const large = matrix !== 'gbr' && Math.max(width, height) >= 1280;
  return large ? 'bt709' : 'smpte170m';
}

/**
 * Scaled to the copy's size, and high dynamic range brought to what eight bits show. HLG was made to
 * be shown as it stands (ITU-R BT.2100, note 5d): only its colours are converted. PQ cannot be, and
 * is toned down.
 */
function scaled(picture: Picture, within: Box | undefined, filters: ReadonlySet<string>): string[] {
  const { width, height } = pieceSize(picture.width, picture.height, within);
  const scale = `scale=${width}:${height}:flags=bilinear`;
  if (picture.transfer === 'arib-std-b67') {
    return [`${scale}:in_color_matrix=bt2020:out_color_matrix=bt709`];
  }
  const can = ['setparams', 'zscale', 'tonemap'].every((name) => filters.has(name));
  if (picture.transfer !== 'smpte2084' || !can) return [scale];
  return [
    scale,
    // Said outright: some files name their transfer and leave the rest to be guessed.
    'setparams=color_primaries=bt2020:color_trc=smpte2084:colorspace=bt2020nc',
    'zscale=t=linear:npl=203',
    'format=gbrpf32le',
    'zscale=p=bt709',
    'tonemap=hable:desat=0',
    'zscale=t=bt709:m=bt709:r=tv',
  ];
}

function deinterlace(filters: ReadonlySet<string>): string[] {
  // One frame out for each frame in: frame times stay as they are.
  const name = filters.has('bwdif') ? 'bwdif' : filters.has('yadif') ? 'yadif' : null;
  return name ? [`${name}=mode=send_frame:deint=interlaced`] : [];
}

/**
 * The picture's filters. Frame times pass through unchanged. The second input is a clock that ticks
 * at the start of every piece: stacking joins both, so that a tick repeats the frame on screen and
 * every piece begins with a picture, however rare the frames are; the clock's column is cut off
 * again. The clock also holds the last frame to the part's end, and nothing comes before its first
 * tick, which is how frames before the stretch are left out.
 */
function pictureGraph(
  { picture, within }: { picture: Picture; within?: Box | undefined },
  zeroUs: number,
  lengthUs: number,
  skipBeforeUs: number | null,
  filters: ReadonlySet<string>,
): string {
  const { width, height } = pieceSize(picture.width, picture.height, within);
  const chain = [
    'settb=1/1000000',
    `setpts=PTS-${zeroUs}`,
    // Long before the stretch: decoded on the way, but not worth scaling.
    ...(skipBeforeUs === null ? [] : [`select=gte(pts\\,${skipBeforeUs})`]),
    ...(picture.interlaced ? deinterlace(filters) : []),
    ...scaled(picture, within, filters),
    'format=yuv420p',
    'setsar=1',
    'settb=1/1000000',
  ];
  const tick = usToSeconds(PIECE_US);
  return [
    `[0:${picture.stream}]${chain.join(',')}[seen]`,
    `color=c=black:s=2x${height}:r=1/${tick}:d=${usToSeconds(lengthUs)},format=yuv420p,setsar=1,settb=1/1000000[clock]`,
    `[seen][clock]hstack=inputs=2,crop=${width}:${height}:0:0,trim=end_pts=${lengthUs}[picture]`,
  ].join(';');
}

function samplesIn(us: number): number {
  return Math.round((us * PIECE_SAMPLE_RATE) / US_PER_SECOND);
}

/** One channel stays one; more than two are mixed down. */
function layoutOf(channels: number): string {
  return channels === 1 ? 'mono' : 'stereo';
}

/** The sound from exactly the stretch's start to its end, silence where there is none. */
function soundFilters(zeroUs: number, lengthUs: number, channels: number): string {
  return [
    'asettb=1/1000000',
    `asetpts=PTS-${zeroUs}`,
    // Brought to its rate before it is cut: a resampler that begins at the cut would be heard.
    `aresample=${PIECE_SAMPLE_RATE}`,
    `aformat=sample_fmts=s16:channel_layouts=${layoutOf(channels)}`,
    'atrim=start=0',
    // Gaps are filled and overlaps cut once they pass 15 ms; jitter below that is left alone.
    'aresample=async=1:min_hard_comp=0.015:first_pts=0',
    'apad',
    `atrim=end_sample=${samplesIn(lengthUs)}`,
  ].join(',');
}

/** How reading of a file begins: times as the file has them, at the keyframe before `fromUs`. */
function inputFrom(source: PieceSource, fromUs: number): FfmpegJob['inputs'] {
  const seek = seekUs(source, fromUs);
  const seekTo = seek === null ? [] : ['-ss', usToSeconds(seek).toFixed(6)];
  const options = ['-copyts', '-seek_timestamp', '1', '-noaccurate_seek', ...seekTo];
  return [{ path: source.path, options }];
}

export function stretchLengthUs(source: PieceSource, { first, end }: PieceStretch): number {
  return Math.min(end * PIECE_US, source.durationUs) - first * PIECE_US;
}

const CONTAINER = [
  ...['-map_metadata', '-1', '-map_chapters', '-1', '-fflags', '+bitexact'],
  ...['-flush_packets', '1', '-f', 'mp4', '-movflags'],
];

/**
 * The picture of a stretch: fragmented MP4 on standard output, whose time 0 is the stretch's start.
 * @param frames the part's frame list where it is known already: spares work on frames before it.
 */
export function pictureJob(
  source: PieceSource & { picture: Picture },
  stretch: PieceStretch,
  { filters, options }: Pick<Tools, 'filters' | 'options'>,
  frames: FrameTimes | null = null,
): FfmpegJob {
  const fromUs = stretch.first * PIECE_US;
  const zeroUs = source.firstFrameUs + fromUs;
  const known = frames !== null && frameCount(frames) > 0;
  const shownUs = known ? Math.min(fromUs, frameStartUs(frames, frameAt(frames, fromUs))) : fromUs;
  const skipBeforeUs = known && fromUs > 0 ? shownUs - fromUs - 100_000 : null;
  const lengthUs = stretchLengthUs(source, stretch);
  const { threads } = source;
  const few = threads === undefined ? [] : ['-threads', String(threads)];
  return {
    inputs: inputFrom(source, shownUs).map(({ path, options = [] }) => ({
      path,
      options: [...few, ...options],
    })),
    args: [
      ...(threads === undefined ? [] : ['-filter_complex_threads', String(threads)]),
      '-filter_complex',
      pictureGraph(source, zeroUs, lengthUs, skipBeforeUs, filters),
      ...['-map', '[picture]', options.has('fps_mode') ? '-fps_mode' : '-vsync', 'passthrough'],
      ...[
        ...PICTURE_CODING,
        '-g',
        String(source.group ?? GROUP),
        ...few,
        '-colorspace',
        matrixOf(source.picture),
      ],
      // Each frame is handed on as soon as it is coded: a piece is not held up by the next one.
      ...[...CONTAINER, 'frag_every_frame+empty_moov+default_base_moof'],
    ],
    output: 'pipe',
  };
}

/**
 * The sound of a stretch, likewise. A run of its own: one ffmpeg writes nothing until each of its
 * streams has begun, and a lesson whose microphone was switched on late would not play till then.
 */
export function soundJob(source: PieceSource & { sound: Sound }, stretch: PieceStretch): FfmpegJob {
  const fromUs = stretch.first * PIECE_US;
  const { stream, channels } = source.sound;
  const filters = soundFilters(
    source.firstFrameUs + fromUs,
    stretchLengthUs(source, stretch),
    channels,
  );
  const args = ['-vn', '-map', `0:${stream}`, '-af', filters, ...SOUND_CODING];
  return { inputs: inputFrom(source, fromUs), args: [...args, ...SOUND_CONTAINER], output: 'pipe' };
}

/** Silence in the same form: for where the file has no sound, or none that can be decoded. */
export function silenceJob(source: PieceSource & { sound: Sound }, lengthUs: number): FfmpegJob {
  const samples = samplesIn(lengthUs);
  const layout = layoutOf(source.sound.channels);
  const graph = `anullsrc=r=${PIECE_SAMPLE_RATE}:cl=${layout},aformat=sample_fmts=s16,atrim=end_sample=${samples}[s]`;
  const args = ['-filter_complex', graph, '-map', '[s]', ...SOUND_CODING];
  return { inputs: inputFrom(source, 0), args: [...args, ...SOUND_CONTAINER], output: 'pipe' };
}

const PICTURE_CODING = [
  ...['-enc_time_base', '1:1000000', '-c:v', 'libx264', '-preset', 'superfast'],
  ...['-tune', 'zerolatency', '-crf', '25', '-profile:v', 'main', '-level', '4.0', '-bf', '0'],
  ...['-flags:v', '+bitexact'],
  ...['-force_key_frames', `expr:gte(t,n_forced*${usToSeconds(PIECE_US)})`],
];

const SOUND_CODING = [
  ...['-c:a', 'flac', '-frame_size', String(SOUND_BLOCK), '-compression_level', '2'],
  ...['-strict', '-2', '-flags:a', '+bitexact'],
];

const SOUND_CONTAINER = [
  ...CONTAINER,
  'empty_moov+default_base_moof',
  ...['-frag_duration', '500000'],
];
