/** What ffprobe says about streams, read into our own terms. Pure. */
import { z } from 'zod';
import type { Fraction } from './probe-schema';

const Tags = z.record(z.string(), z.string()).default({});
const Flag = z.number().default(0);

export const RawStream = z.object({
  index: z.number(),
  codec_type: z.string().default('unknown'),
  codec_name: z.string().default('unknown'),
  profile: z.string().default(''),
  width: z.number().default(0),
  height: z.number().default(0),
  pix_fmt: z.string().default(''),
  field_order: z.string().default('unknown'),
  sample_aspect_ratio: z.string().default('1:1'),
  has_b_frames: z.number().default(0),
  r_frame_rate: z.string().default('0/0'),
  avg_frame_rate: z.string().default('0/0'),
  time_base: z.string().default('1/1000'),
  start_time: z.string().default('N/A'),
  duration: z.string().default('N/A'),
  nb_frames: z.string().default('N/A'),
  color_range: z.string().default(''),
  color_space: z.string().default(''),
  color_transfer: z.string().default(''),
  color_primaries: z.string().default(''),
  channels: z.number().default(0),
  sample_rate: z.string().default('0'),
  disposition: z
    .object({ default: Flag, attached_pic: Flag, timed_thumbnails: Flag })
    .partial()
    .default({}),
  tags: Tags,
  side_data_list: z.array(z.looseObject({ rotation: z.number().optional() })).default([]),
});
export type RawStream = z.infer<typeof RawStream>;

export const RawShow = z.object({
  streams: z.array(RawStream).default([]),
  format: z.object({
    format_name: z.string(),
    duration: z.string().default('N/A'),
    tags: Tags,
  }),
});
export type RawShow = z.infer<typeof RawShow>;

/** `30000/1001`, `16:15`; null where it says nothing (`0/0`, `0:1`, `N/A`). */
export function parseFraction(text: string): Fraction | null {
  const match = /^(\d+)[/:](\d+)$/.exec(text);
  const num = Number(match?.[1]);
  const den = Number(match?.[2]);
  return match && num > 0 && den > 0 ? { num, den } : null;
}

/** Pictures that are not footage: covers, thumbnails, and a lone still beside sound. */
function isStill(stream: RawStream): boolean {
  if (stream.disposition.attached_pic || stream.disposition.timed_thumbnails) return true;
  const image = /^(png|mjpeg|bmp|gif|tiff|webp)$/.test(stream.codec_name);
  return image && stream.nb_frames === '1';
}

/** The one marked default among the usable ones, else the first. */
function pick(streams: readonly RawStream[]): RawStream | null {
  const known = streams.filter((stream) => stream.codec_name !== 'unknown');
  return known.find((stream) => stream.disposition.default) ?? known[0] ?? null;
}

export function pickPicture(streams: readonly RawStream[]): RawStream | null {
  return pick(
    streams.filter(
      (stream) =>
        stream.codec_type === 'video' && !isStill(stream) && stream.width > 0 && stream.height > 0,
    ),
  );
}

export function pickSound(streams: readonly RawStream[]): RawStream | null {
  return pick(
    streams.filter(
      (stream) =>
        stream.codec_type === 'audio' && stream.channels > 0 && Number(stream.sample_rate) > 0,
    ),
  );
}

/**
 * Clockwise quarter turns that set the picture upright. The display matrix's angle is counter-
 * clockwise (libavutil, display.h); the older `rotate` tag is clockwise.
 */
export function rotationOf(stream: RawStream): 0 | 90 | 180 | 270 {
  const matrix = stream.side_data_list.find((side) => side.rotation !== undefined)?.rotation;
  const degrees = matrix === undefined ? Number(stream.tags.rotate ?? 0) : -matrix;
  const quarters = ((Math.round((Number.isFinite(degrees) ? degrees : 0) / 90) % 4) + 4) % 4;
  return ([0, 90, 180, 270] as const)[quarters] ?? 0;
}

/** Size as shown: pixels made square by stretching the width, then turned upright. */
export function shownSize(
  width: number,
  height: number,
  aspect: Fraction,
  rotation: number,
): { width: number; height: number } {
  const wide = Math.max(1, Math.round((width * aspect.num) / aspect.den));
  return rotation % 180 === 0 ? { width: wide, height } : { width: height, height: wide };
}

/** Aspects that no camera makes are mistakes in the file. */
export function aspectOf(stream: RawStream): Fraction {
  const aspect = parseFraction(stream.sample_aspect_ratio) ?? { num: 1, den: 1 };
  const ratio = aspect.num / aspect.den;
  return ratio > 0.25 && ratio < 4 ? aspect : { num: 1, den: 1 };
}

/** Bytes of video memory and time are finite: more than this is a damaged header. */
export const LARGEST_SIDE = 16_384;

export function isInterlaced(stream: RawStream): boolean {
  return /^(tt|bb|tb|bt)$/.test(stream.field_order);
}

/** Transfers of high dynamic range: PQ (SMPTE ST 2084) and HLG (ARIB STD-B67). */
export function isHdr(stream: RawStream): boolean {
  return /^(smpte2084|arib-std-b67)$/.test(stream.color_transfer);
}
