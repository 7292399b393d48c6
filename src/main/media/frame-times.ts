/** When every frame of a part is shown. */
import type { FrameTimes } from '../../shared/domain/frames';
import { type Packet, scanFrames, scanPackets } from './packets';
import { type Presented, presentedTimes } from './presented';
import type { Probe } from './probe-schema';
import type { Tools } from './tools';

/** Packets whose decoding shows whether packets can be trusted. */
const CHECKED = 48;

/** What decides how packets are read; the probe knows it before it knows the rest. */
export interface Clock {
  stream: number;
  /** Length of a frame where its fields may be packets of their own, else null. */
  fieldsOfUs: number | null;
  /** True when the file is known to be damaged: then only decoding tells what is shown. */
  damaged: boolean;
}

/** The times of `decoded` that lie well inside it must be just those of `times`. */
function agrees(times: readonly number[], decoded: readonly number[]): boolean {
  // The last few may wait for packets that were not read.
  const sure = decoded.slice(0, Math.max(1, decoded.length - 8));
  const fromUs = sure[0];
  if (fromUs === undefined) return false;
  // A second of tolerance at one microsecond: some demuxers round packets and frames differently.
  return sure.every((time, index) => Math.abs((times[index] ?? -1) - time) <= 1);
}

/**
 * Presented frames of a whole stream, in the file's own microseconds: from packets where they tell
 * the truth, which a glance at the first decoded frames shows, and by decoding everything where
 * they do not (containers that time only some packets, damaged files).
 * @param known the stream's packets, where they have been read before
 */
export async function readPresented(
  tools: Tools,
  path: string,
  clock: Clock,
  signal?: AbortSignal,
  known?: readonly Packet[],
): Promise<Presented> {
  const decodeAll = async () =>
    presentedTimes((await scanFrames(tools, path, clock.stream, { signal })).packets, null);
  if (clock.damaged) return decodeAll();
  const [packets, head] = await Promise.all([
    known ?? scanPackets(tools, path, clock.stream, { signal }).then((scan) => scan.packets),
    scanFrames(tools, path, clock.stream, { interval: `%+#${CHECKED}`, signal }),
  ]);
  const presented = presentedTimes(packets, clock.fieldsOfUs);
  const decoded = presentedTimes(head.packets, null).timesUs;
  if (presented.complete && agrees(presented.timesUs, decoded)) return presented;
  return decodeAll();
}

/** Presented samples of a sound stream: only where it begins and ends matters. */
export function presentedSound(packets: readonly Packet[]): { firstUs: number; endUs: number } {
  const { timesUs, endUs } = presentedTimes(packets, null);
  return { firstUs: timesUs[0] ?? 0, endUs };
}

/** How the frames of a probed file are to be read. */
export function clockOf(picture: NonNullable<Probe['picture']>, trouble: string): Clock {
  return {
    stream: picture.stream,
    fieldsOfUs: picture.interlaced ? 1_000_000 / picture.fps : null,
    damaged: trouble !== '',
  };
}

/**
 * Presentation times of every frame, in microseconds of part time: rising, the first is 0, and one
 * more value at the end, which is where the last frame ends. Without picture only that value.
 * @throws AppError `cancelled`, and what reading a file may throw
 */
export async function readFrameTimes(
  tools: Tools,
  path: string,
  probe: Probe,
  signal?: AbortSignal,
): Promise<FrameTimes> {
  if (!probe.picture) return Float64Array.of(probe.durationUs);
  const clock = clockOf(probe.picture, probe.trouble);
  const { timesUs, endUs } = await readPresented(tools, path, clock, signal);
  return Float64Array.from([...timesUs, endUs], (time) => time - probe.firstFrameUs);
}
