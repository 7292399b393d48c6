/** From where a file must be read so that a frame is decoded right, without reading all of it. */
import { scanPackets } from './packets';
import type { Probe } from './probe-schema';
import type { Tools } from './tools';

/** Nearer to the beginning than this, the beginning will do. */
const NEAR_US = 8_000_000;
/** How far back a keyframe is looked for: cameras put one every second or so, screens may not. */
const WINDOWS_US = [12_000_000, 60_000_000, 600_000_000];

/**
 * How much before the keyframe reading begins. Containers with an index seek to the keyframe
 * itself; others are searched by time, which may land a little late.
 */
function marginUs(container: string): number {
  return /(^|,)(mov|matroska)(,|$)/.test(container) ? 20_000 : 2_000_000;
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
  if (!picture || frameUs - firstFrameUs < NEAR_US) return null;
  for (const windowUs of WINDOWS_US) {
    const fromUs = frameUs - windowUs;
    if (fromUs <= firstFrameUs) return null;
    const interval = `${(fromUs / 1e6).toFixed(6)}%${(frameUs / 1e6 + 0.5).toFixed(6)}`;
    const { packets } = await scanPackets(tools, path, picture.stream, { interval, signal });
    let keyUs: number | null = null;
    for (const { key, ptsUs, dtsUs } of packets) {
      if (key && ptsUs !== null && ptsUs <= frameUs) keyUs = Math.min(ptsUs, dtsUs ?? ptsUs);
    }
    if (keyUs === null) continue;
    const seekUs = keyUs - marginUs(probe.container);
    return seekUs > firstFrameUs ? seekUs : null;
  }
  return null;
}
