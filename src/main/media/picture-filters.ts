/**
 * Filters that every picture made from footage shares. Pure: facts in, ffmpeg's words out.
 * Turning upright is not among them: ffmpeg does that itself before the first filter.
 */
import type { ProbePicture } from './probe-schema';
import type { Tools } from './tools';

export type Filters = Pick<Tools, 'filters'>;

/** Frames in, frames out: each interlaced frame becomes one progressive frame at the same time. */
export function deinterlace(picture: Pick<ProbePicture, 'interlaced'>, tools: Filters): string[] {
  if (!picture.interlaced) return [];
  const filter = ['bwdif', 'yadif'].find((name) => tools.filters.has(name));
  // Only frames that are marked: recordings mix interlaced and progressive frames.
  return filter === undefined ? [] : [`${filter}=mode=send_frame:deint=interlaced`];
}

/**
 * High dynamic range to what every screen shows (BT.709), where this ffmpeg can: to linear light,
 * the primaries, the highlights, and back. Without zscale it stays flat rather than failing.
 */
export function toneMap(picture: Pick<ProbePicture, 'hdr'>, tools: Filters): string[] {
  if (!picture.hdr || !tools.filters.has('zscale') || !tools.filters.has('tonemap')) return [];
  return [
    'zscale=t=linear:npl=100',
    'format=gbrpf32le',
    'zscale=p=bt709',
    'tonemap=tonemap=hable:desat=0',
    'zscale=t=bt709:m=bt709:r=tv',
  ];
}

export function even(side: number): number {
  return Math.max(2, 2 * Math.floor(side / 2));
}

/** The largest size within a box, of the same shape, never larger than it is, and even. */
export function fitWithin(
  size: { width: number; height: number },
  box: { width: number; height: number },
): { width: number; height: number } {
  const scale = Math.min(1, box.width / size.width, box.height / size.height);
  return { width: even(size.width * scale + 1e-6), height: even(size.height * scale + 1e-6) };
}
