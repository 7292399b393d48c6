/** The packets of one stream as the demuxer presents them: edit lists are already applied. */
import { runFfprobe } from './ffprobe';
import type { Tools } from './tools';

/** Times are microseconds of the file's own clock. */
export interface Packet {
  /** When it is shown; null where the container does not say. */
  ptsUs: number | null;
  dtsUs: number | null;
  /** How long it is shown; null where nobody knows. */
  durationUs: number | null;
  key: boolean;
  /** Needed to decode what follows, but not shown: it lies outside the file's edit list. */
  hidden: boolean;
}

/** `1.433367` as microseconds; null for `N/A`. */
export function parseSeconds(text: string | undefined): number | null {
  if (text === undefined || text === '' || text === 'N/A') return null;
  const seconds = Number(text);
  return Number.isFinite(seconds) ? Math.round(seconds * 1_000_000) : null;
}

/** One line of ffprobe's `pts_time,dts_time,duration_time,flags`. */
export function parsePacket(line: string): Packet | null {
  const [pts, dts, duration, flags] = line.split(',');
  if (flags === undefined) return null;
  const durationUs = parseSeconds(duration);
  return {
    ptsUs: parseSeconds(pts),
    dtsUs: parseSeconds(dts),
    durationUs: durationUs !== null && durationUs > 0 ? durationUs : null,
    key: flags.startsWith('K'),
    hidden: flags.includes('D'),
  };
}

export interface PacketScan {
  /** ffprobe's `-read_intervals`; the whole file when left out. */
  interval?: string | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Reads packets without decoding them (about a second for an hour of footage).
 * @returns the packets in stored order, and what the demuxer complained about
 */
export async function scanPackets(
  tools: Tools,
  path: string,
  stream: number,
  { interval, signal }: PacketScan = {},
): Promise<{ packets: Packet[]; complaints: string[] }> {
  const packets: Packet[] = [];
  const complaints: string[] = [];
  const args = [
    '-select_streams',
    String(stream),
    ...(interval === undefined ? [] : ['-read_intervals', interval]),
    '-show_entries',
    'packet=pts_time,dts_time,duration_time,flags',
    '-of',
    'csv=p=0',
  ];
  await runFfprobe(tools, path, args, {
    signal,
    onErrorLine: (line) => complaints.push(line),
    onLine(line) {
      const packet = parsePacket(line);
      if (packet) packets.push(packet);
    },
  });
  return { packets, complaints };
}

/**
 * When decoded frames are shown: slower than packets by far, and the truth. Frames without a time
 * follow the one before them.
 */
export async function scanFrames(
  tools: Tools,
  path: string,
  stream: number,
  { interval, signal }: PacketScan = {},
): Promise<{ packets: Packet[]; complaints: string[] }> {
  const packets: Packet[] = [];
  const complaints: string[] = [];
  // Newer versions call it duration_time; asking for both is harmless.
  const entries = 'frame=best_effort_timestamp_time,pkt_duration_time,duration_time';
  const args = [
    '-select_streams',
    String(stream),
    ...(interval === undefined ? [] : ['-read_intervals', interval]),
    '-show_entries',
    entries,
    '-of',
    'csv=p=0',
  ];
  let nextUs: number | null = null;
  await runFfprobe(tools, path, args, {
    signal,
    onErrorLine: (line) => complaints.push(line),
    onLine(line) {
      // The order of columns differs between versions where both durations exist; both are equal.
      const [time, duration] = line.split(',');
      if (time === undefined) return;
      const durationUs = parseSeconds(duration);
      const ptsUs = parseSeconds(time) ?? nextUs;
      if (ptsUs === null) return;
      nextUs = durationUs === null ? null : ptsUs + durationUs;
      packets.push({ ptsUs, dtsUs: null, durationUs, key: false, hidden: false });
    },
  });
  return { packets, complaints };
}
