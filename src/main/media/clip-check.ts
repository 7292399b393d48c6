/** Whether a finished clip holds the frames of its plan, each at its time. */
import type { ClipPlan } from './clip-plan';
import { runFfprobe } from './ffprobe';
import { parsePacket } from './packets';
import type { Tools } from './tools';

/** The clip's frame times as they stand in the finished file, in microseconds. */
export async function timesIn(tools: Tools, file: string, signal?: AbortSignal): Promise<number[]> {
  const times: number[] = [];
  const show = 'packet=pts_time,dts_time,duration_time,flags';
  const args = ['-select_streams', 'v', '-show_entries', show, '-of', 'csv=p=0'];
  await runFfprobe(tools, file, args, {
    signal,
    onLine(line) {
      const packet = parsePacket(line);
      // A frame that players would hide does not count.
      if (packet && !packet.hidden && packet.ptsUs !== null) times.push(packet.ptsUs);
    },
  });
  return times.sort((a, b) => a - b);
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
