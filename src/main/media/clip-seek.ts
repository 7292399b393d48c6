/** From where a file must be read so that a frame is decoded right, without reading all of it. */
import { scanPackets } from './packets';
import type { Probe } from './probe-schema';
import type { Tools } from './tools';

/** Nearer to the beginning than this, the beginning will do. */
const NEAR_US = 8_000_000;
/** How far back a keyframe is looked for: cameras put one every second or so, screens may not. */
const WINDOWS_US = [12_000_000, 60_000_000, 600_000_000];
/** Packets after the frame that are looked at too: what follows its keyframe closely is among them. */
const BEYOND_US = 500_000;

/** Past a keyframe's own time, so that no rounding falls short of it and lands on the one before. */
const PAST_US = 1_000;

/**
 * The time to ask ffmpeg for so that it begins reading at a keyframe. Containers with an index go to
 * the last keyframe at or before that time: asked for a little less than its own, they would read all
 * of the group before it. By decoding times, in which some look, a keyframe close behind would be
 * before that time as well; and other containers are searched by time and may land a little late.
 * @param keyUs the keyframe's time, in the file's own
 * @param nextUs the next keyframe's; null when it is not near
 */
export function seekToKey(container: string, keyUs: number, nextUs: number | null): number {
  if (!/(^|,)(mov|matroska)(,|$)/.test(container)) return keyUs - 2_000_000;
  return nextUs !== null && nextUs - keyUs < BEYOND_US ? keyUs - 20_000 : keyUs + PAST_US;
}

/** True when the beginning is so near that no keyframe need be looked for. */
export function isNearBeginning({ picture, firstFrameUs }: Probe, frameUs: number): boolean {
  return !picture || frameUs - firstFrameUs < NEAR_US;
}

/**
 * @param frameUs the frame that must come out right, in the file's own time
 * @returns the file's own time to seek to, or null to read from the beginning
 */
export async function seekFor(
  tools: Tools,
  path: string,
  probe: Probe,
  frameUs: number,
  signal?: AbortSignal,
): Promise<number | null> {
  const { picture, firstFrameUs } = probe;
  if (!picture || isNearBeginning(probe, frameUs)) return null;
  for (const windowUs of WINDOWS_US) {
    const fromUs = frameUs - windowUs;
    if (fromUs <= firstFrameUs) return null;
    const until = (frameUs + BEYOND_US) / 1e6;
    const interval = `${(fromUs / 1e6).toFixed(6)}%${until.toFixed(6)}`;
    const { packets } = await scanPackets(tools, path, picture.stream, { interval, signal });
    let keyUs: number | null = null;
    let nextUs: number | null = null;
    for (const { key, ptsUs } of packets) {
      if (!key || ptsUs === null) continue;
      if (ptsUs <= frameUs) keyUs = Math.max(keyUs ?? ptsUs, ptsUs);
      else nextUs = Math.min(nextUs ?? ptsUs, ptsUs);
    }
    if (keyUs === null) continue;
    const seekUs = seekToKey(probe.container, keyUs, nextUs);
    return seekUs > firstFrameUs ? seekUs : null;
  }
  return null;
}
