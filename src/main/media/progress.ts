/** ffmpeg's `-progress` output: blocks of `key=value` lines. */
import { lineCutter } from './run-program';

const KEYS =
  /^(frame|fps|stream_\d+_\d+_\w+|bitrate|total_size|out_time_us|out_time_ms|out_time|dup_frames|drop_frames|speed|progress)=/;

/** `-00:00:00.023000` as microseconds; null for `N/A` and anything else. */
export function parseOutTime(text: string): number | null {
  const match = /^(-?)(\d+):(\d\d):(\d\d)\.(\d{1,6})\d*$/.exec(text.trim());
  if (!match) return null;
  const [, sign, h, m, s, fraction = ''] = match;
  const seconds = (Number(h) * 60 + Number(m)) * 60 + Number(s);
  return (sign === '-' ? -1 : 1) * (seconds * 1_000_000 + Number(fraction.padEnd(6, '0')));
}

/**
 * Reads progress as it comes. Only `out_time` is used: `out_time_ms` holds microseconds in every
 * version and `out_time_us` is not in the oldest one (ffmpeg ticket 7345).
 */
export function progressReader(onProgress: (us: number) => void): {
  add(text: string): void;
  /** True when the line was progress and nothing else. */
  line(line: string): boolean;
} {
  const line = (text: string): boolean => {
    if (!KEYS.test(text)) return false;
    if (text.startsWith('out_time=')) {
      const us = parseOutTime(text.slice('out_time='.length));
      if (us !== null) onProgress(Math.max(0, us));
    }
    return true;
  };
  const cutter = lineCutter((text) => void line(text));
  return { add: (text) => cutter.add(text), line };
}
