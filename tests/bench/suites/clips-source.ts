/** The hour that clips are cut out of, as Plenary knows it, and how both sides encode. */
import type { ClipPiece } from '../../../src/main/media/clip-plan';
import { readFrameTimes } from '../../../src/main/media/frame-times';
import { scanPackets } from '../../../src/main/media/packets';
import { probe } from '../../../src/main/media/probe';
import type { Tools } from '../../../src/main/media/tools';

export const ENCODE = [
  ...['-c:v', 'libx264', '-preset', 'veryfast', '-crf', '18', '-pix_fmt', 'yuv420p'],
];
export const HOUR_S = 3_600;

export interface Source extends Omit<ClipPiece, 'startUs' | 'endUs'> {
  /** File times of its keyframes, in seconds. */
  keys: number[];
}

export async function opened(tools: Tools, path: string): Promise<Source> {
  const found = await probe(tools, path);
  const frames = await readFrameTimes(tools, path, found);
  const { packets } = await scanPackets(tools, path, found.picture?.stream ?? 0);
  const keys = packets.flatMap(({ key, ptsUs }) => (key && ptsUs !== null ? [ptsUs / 1e6] : []));
  return { path, probe: found, frames, keys };
}
