/** Whether a finished clip holds the frames of its plan, each at its time. */
import { createReadStream } from 'node:fs';
import type { ClipPlan } from './clip-plan';
import { runFfprobe } from './ffprobe';
import { parsePacket } from './packets';
import type { Tools } from './tools';

/** Handed over at once: in small pieces it would take longer than being read. */
const READ_BYTES = 1024 * 1024;

export interface ReadBack {
  /** The clip's frame times as they stand in the finished file, in microseconds. */
  timesUs: number[];
  /** CRC-32 of each picture's packet, in stored order: compared with what was meant to be there. */
  sums: string[];
}

/**
 * Reads a finished clip with another program than the one that wrote it, without decoding it.
 * @param written resolves when the file is whole, where it is not yet: the program is started before
 */
export async function readBack(
  tools: Tools,
  file: string,
  signal?: AbortSignal,
  written?: Promise<unknown>,
): Promise<ReadBack> {
  const timesUs: number[] = [];
  const sums: string[] = [];
  const input = written?.then(() => createReadStream(file, { highWaterMark: READ_BYTES }));
  // Who writes says why it came to nothing.
  input?.catch(() => undefined);
  const show = 'packet=pts_time,dts_time,duration_time,flags,data_hash';
  const args = ['-select_streams', 'v', '-show_entries', show, '-show_data_hash', 'CRC32'];
  await runFfprobe(tools, file, [...args, '-of', 'csv=p=0'], {
    signal,
    input,
    onLine(line) {
      const packet = parsePacket(line);
      // A frame that players would hide does not count.
      if (packet && !packet.hidden && packet.ptsUs !== null) timesUs.push(packet.ptsUs);
      const sum = /CRC32:([0-9a-f]{8})/.exec(line)?.[1];
      if (sum) sums.push(sum);
    },
  });
  return { timesUs: timesUs.sort((a, b) => a - b), sums };
}

/**
 * Whether the frames are those of the plan. Times may differ by a tick of the clip's clock and the
 * rounding of both sides. Of a damaged recording frames may be missing, but none may be added.
 */
export function isAsPlanned(plan: ClipPlan, timesUs: readonly number[], damaged: boolean): boolean {
  const slackUs = 1_000_000 / plan.timescale + 2;
  if (!damaged && timesUs.length !== plan.timesUs.length) return false;
  if (plan.timesUs.length > 0 && timesUs.length === 0) return false;
  // A clip that lost its first frames begins with its first one left.
  const planned = plan.timesUs;
  let next = 0;
  for (const time of timesUs) {
    while (next < planned.length && (planned[next] ?? 0) < time - slackUs) {
      if (!damaged) return false;
      next++;
    }
    if (next >= planned.length || Math.abs((planned[next] ?? 0) - time) > slackUs) return false;
    next++;
  }
  return true;
}
