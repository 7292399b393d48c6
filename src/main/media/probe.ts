/** Looking into a file once, so that nothing after this needs to. */
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { AppError } from '../../shared/errors';
import { runFfprobe } from './ffprobe';
import { presentedSound, readPresented } from './frame-times';
import { type Mp4Shape, readMp4Shape } from './mp4-boxes';
import { parseSeconds, scanPackets } from './packets';
import { isVariable, presentedTimes } from './presented';
import type { Probe, ProbePicture } from './probe-schema';
import {
  aspectOf,
  isHdr,
  isInterlaced,
  LARGEST_SIDE,
  parseFraction,
  pickPicture,
  pickSound,
  RawShow,
  type RawStream,
  rotationOf,
  shownSize,
} from './probe-streams';
import { recordedOf } from './recorded';
import { runsOn } from './sound-steps';
import type { Tools } from './tools';
import { troubleOf } from './trouble';

/** Files up to this size are read whole, so that length and damage are known exactly. */
const READ_WHOLE_BYTES = 128 * 1024 * 1024;
/** Of larger ones, this much at the end. */
const TAIL_SECONDS = 15;

function unreadable(path: string, reason: string, cause?: unknown): AppError {
  const name = basename(path);
  return new AppError(
    'file-unreadable',
    `${name} cannot be read: ${reason}.`,
    { name, reason },
    cause,
  );
}

async function bytesOf(path: string): Promise<number> {
  const name = basename(path);
  try {
    const found = await stat(path);
    if (!found.isFile()) throw unreadable(path, 'it is not a file');
    return found.size;
  } catch (error) {
    if (error instanceof AppError) throw error;
    const code = error instanceof Error && 'code' in error ? error.code : '';
    throw code === 'EACCES' || code === 'EPERM'
      ? new AppError('file-denied', `${name} may not be read.`, { name }, error)
      : new AppError('file-missing', `${name} is not there.`, { name }, error);
  }
}

async function show(
  tools: Tools,
  path: string,
  signal: AbortSignal | undefined,
): Promise<{ raw: RawShow; complaints: string[] }> {
  const lines: string[] = [];
  const complaints: string[] = [];
  await runFfprobe(tools, path, ['-show_streams', '-show_format', '-of', 'json'], {
    signal,
    onLine: (line) => lines.push(line),
    onErrorLine: (line) => complaints.push(line),
  });
  return { raw: RawShow.parse(JSON.parse(lines.join('\n'))), complaints };
}

/** Why ffprobe refused, as precisely as can be told. */
function refusal(path: string, error: AppError, shape: Mp4Shape | null, bytes: number): AppError {
  if (error.code !== 'ffmpeg-failed') return error;
  if (bytes === 0) return unreadable(path, 'it is empty', error);
  if (shape && !shape.hasIndex) {
    const reason = 'the recording was cut off before the camera finished writing it';
    return unreadable(path, reason, error);
  }
  const said = error.details.reason;
  const plain = typeof said === 'string' && !said.startsWith('its index') ? said : null;
  return unreadable(path, plain ?? 'its contents are damaged or are not footage', error);
}

interface Extent {
  firstUs: number;
  endUs: number;
  /** Every frame's time when it was read whole, else those at the beginning. */
  timesUs: number[];
  whole: boolean;
  complaints: string[];
}

/** Where a stream begins and ends, read whole or from both ends. */
async function extentOf(
  tools: Tools,
  path: string,
  stream: RawStream,
  whole: boolean,
  saidEndUs: number | null,
  signal: AbortSignal | undefined,
): Promise<Extent> {
  const picture = stream.codec_type === 'video';
  const fieldsOfUs = picture && isInterlaced(stream) ? frameUs(stream) : null;
  if (whole || saidEndUs === null) {
    const { packets, complaints } = await scanPackets(tools, path, stream.index, { signal });
    if (!picture) return { ...presentedSound(packets), timesUs: [], whole: true, complaints };
    const damaged = troubleOf({ complaints, cutOff: false, saidUs: null, foundUs: 0 }) !== '';
    const clock = { stream: stream.index, fieldsOfUs, damaged };
    const { timesUs, endUs } = await readPresented(tools, path, clock, signal, packets);
    return { firstUs: timesUs[0] ?? 0, endUs, timesUs, whole: true, complaints };
  }
  const tailFrom = Math.max(0, saidEndUs / 1e6 - TAIL_SECONDS).toFixed(3);
  const scan = (interval: string) => scanPackets(tools, path, stream.index, { interval, signal });
  const [head, tail] = await Promise.all([scan('%+#400'), scan(`${tailFrom}%`)]);
  const first = presentedTimes(head.packets, fieldsOfUs);
  const last = presentedTimes(tail.packets, fieldsOfUs);
  const complaints = [...head.complaints, ...tail.complaints];
  if (last.timesUs.length === 0) {
    // Nothing where the end should be: it is cut short, and where it ends must be looked for.
    return extentOf(tools, path, stream, true, saidEndUs, signal);
  }
  const { timesUs } = first;
  return { firstUs: timesUs[0] ?? 0, endUs: last.endUs, timesUs, whole: false, complaints };
}

function frameUs(stream: RawStream): number {
  const rate = parseFraction(stream.avg_frame_rate) ?? { num: 25, den: 1 };
  return (1_000_000 * rate.den) / rate.num;
}

/** Counted where every frame is known; else the file's own average, unless it is absurd. */
function fpsOf(stream: RawStream, { timesUs, endUs, whole }: Extent): number {
  const counted = (timesUs.length * 1e6) / Math.max(1, endUs - (timesUs[0] ?? 0));
  const rate = parseFraction(stream.avg_frame_rate);
  const said = rate ? rate.num / rate.den : 0;
  // The exact fraction (30000/1001) is better than a count that agrees with it.
  if (whole && Math.abs(counted - said) > said * 0.01) return counted;
  return said >= 0.1 && said <= 300 ? said : 25;
}

function pictureOf(stream: RawStream, extent: Extent): ProbePicture {
  const aspect = aspectOf(stream);
  const rotation = rotationOf(stream);
  const known = (name: string) => (name === 'unknown' || name === 'reserved' ? '' : name);
  return {
    stream: stream.index,
    codec: stream.codec_name,
    profile: stream.profile,
    pixelFormat: stream.pix_fmt,
    ...shownSize(stream.width, stream.height, aspect, rotation),
    storedWidth: stream.width,
    storedHeight: stream.height,
    aspect,
    rotation,
    fps: fpsOf(stream, extent),
    variable: isVariable(extent.timesUs),
    interlaced: isInterlaced(stream),
    hdr: isHdr(stream),
    timeBase: parseFraction(stream.time_base) ?? { num: 1, den: 1000 },
    reorders: stream.has_b_frames > 0,
    matrix: known(stream.color_space),
    primaries: known(stream.color_primaries),
    transfer: known(stream.color_transfer),
    fullRange: stream.color_range === 'pc' || stream.pix_fmt.startsWith('yuvj'),
  };
}

/**
 * What is in a file.
 * @throws AppError `file-missing`, `file-denied`, `file-unreadable` (with a plain `reason`),
 *   `ffmpeg-missing`, `cancelled`
 */
export async function probe(tools: Tools, path: string, signal?: AbortSignal): Promise<Probe> {
  const bytes = await bytesOf(path);
  const shape = await readMp4Shape(path).catch(() => null);
  const { raw, complaints } = await show(tools, path, signal).catch((error: unknown) => {
    throw refusal(path, AppError.from(error), shape, bytes);
  });
  const video = pickPicture(raw.streams);
  const audio = pickSound(raw.streams);
  const main = video ?? audio;
  if (!main) throw unreadable(path, 'it holds neither picture nor sound that can be played');
  if (video && Math.max(video.width, video.height) > LARGEST_SIDE) {
    throw unreadable(path, 'its picture is too large');
  }

  const lengthUs = parseSeconds(raw.format.duration);
  const startUs = parseSeconds(main.start_time) ?? 0;
  const saidEndUs = lengthUs === null ? null : startUs + (parseSeconds(main.duration) ?? lengthUs);
  const whole = bytes <= READ_WHOLE_BYTES;
  const [extent, soundRunsOn] = await Promise.all([
    extentOf(tools, path, main, whole, saidEndUs, signal),
    video && audio?.codec_name === 'aac' && shape
      ? scanPackets(tools, path, audio.index, {
          interval: whole ? undefined : '%+#400',
          signal,
        }).then(({ packets }) => runsOn(packets))
      : true,
  ]);
  const durationUs = extent.endUs - extent.firstUs;
  if (durationUs <= 0 || (video && extent.timesUs.length === 0)) {
    throw unreadable(path, 'nothing in it can be played');
  }
  const trouble = troubleOf({
    complaints: [...complaints, ...extent.complaints],
    cutOff: shape?.cutOff ?? false,
    saidUs: lengthUs,
    foundUs: extent.endUs - Math.min(extent.firstUs, startUs),
  });
  const recorded = recordedOf([raw.format.tags, ...raw.streams.map((stream) => stream.tags)]);
  return {
    container: raw.format.format_name,
    bytes,
    firstFrameUs: extent.firstUs,
    durationUs,
    picture: video ? pictureOf(video, extent) : null,
    sound: audio && {
      stream: audio.index,
      codec: audio.codec_name,
      profile: audio.profile,
      channels: audio.channels,
      sampleRate: Number(audio.sample_rate),
      offsetUs: (parseSeconds(audio.start_time) ?? extent.firstUs) - extent.firstUs,
      runsOn: soundRunsOn,
    },
    saysLength: lengthUs !== null,
    fragmented: shape?.fragmented ?? false,
    recordedAt: recorded.at,
    recordedOn: recorded.on,
    trouble,
  };
}
