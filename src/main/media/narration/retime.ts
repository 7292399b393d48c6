/**
 * The frames of a recording at the times at which a film shows them, as words for ffmpeg's `setpts`.
 * Each frame has its slot in the film, worked out before (`shown`); what is written is a few straight
 * lines that put every frame well inside its slot, so that no rounding moves one. Pure.
 */
import type { FrameTimes } from '../../../shared/domain/frames';

/** A straight line that holds for times before `untilS`: film frames by seconds. */
export interface Line {
  untilS: number;
  slope: number;
  offset: number;
}

/** How far from the middle of its slot a frame may lie, in film frames: half would be its edge. */
const WITHIN = 0.45;
/** Where in the first slot a line may begin: the one that holds for longest is taken. */
const ANCHORS = [0, 0.2, -0.2, 0.4, -0.4];

interface Slots {
  /** Seconds from the first frame that is read. */
  times: number[];
  /** The film's frame at which each is shown first, or that which shows what comes after it. */
  slots: number[];
  backwards: boolean;
}

/** @param shown the recording's frame in each of the film's: all rising or all falling */
export function slotsOf(frames: FrameTimes, shown: readonly number[]): Slots {
  const [begin = 0, end = 0] = [shown[0], shown.at(-1)];
  const [first, last] = [Math.min(begin, end), Math.max(begin, end)];
  const backwards = end < begin;
  const times: number[] = [];
  const slots: number[] = [];
  let slot = 0;
  for (let n = 0; first + n <= last; n++) {
    const frame = backwards ? last - n : first + n;
    const isShown = (one: number): boolean => (backwards ? one <= frame : one >= frame);
    while (slot < shown.length - 1 && !isShown(shown[slot] ?? 0)) slot++;
    times.push(((frames[first + n] ?? 0) - (frames[first] ?? 0)) / 1e6);
    slots.push(slot);
  }
  return { times, slots, backwards };
}

/** The line from a point of the first slot that holds for most frames. */
function lineFrom(
  { times, slots }: Slots,
  from: number,
): { line: Omit<Line, 'untilS'>; to: number } {
  const [time = 0, slot = 0] = [times[from], slots[from]];
  let best = { line: { slope: 0, offset: slot }, to: from + 1 };
  for (const anchor of ANCHORS) {
    let [least, most] = [-Infinity, Infinity];
    let to = from + 1;
    for (; to < times.length; to++) {
      const run = (times[to] ?? 0) - time;
      const rise = (slots[to] ?? 0) - slot - anchor;
      const [low, high] = [(rise - WITHIN) / run, (rise + WITHIN) / run];
      if (Math.max(least, low) > Math.min(most, high)) break;
      least = Math.max(least, low);
      most = Math.min(most, high);
    }
    if (to <= best.to) continue;
    const slope = (least + most) / 2;
    best = { line: { slope, offset: slot + anchor - slope * time }, to };
  }
  return best;
}

/** As few lines as will do. */
export function linesOf(slots: Slots): Line[] {
  const { times } = slots;
  const lines: Line[] = [];
  for (let from = 0; from < times.length; ) {
    const { line, to } = lineFrom(slots, from);
    const untilS = to < times.length ? ((times[to - 1] ?? 0) + (times[to] ?? 0)) / 2 : Infinity;
    lines.push({ ...line, untilS });
    from = to;
  }
  return lines;
}

const number = (value: number): string => value.toFixed(7);
/** What stands in for the end comes at least this long after the last frame, at any clock. */
const AFTER_S = 0.000_017;

/**
 * Filters that take frames at their own times, from the first on, and give as many frames as `shown`
 * has, at the film's rate, each showing what it is to show.
 */
export function retimed(
  frames: FrameTimes,
  shown: readonly number[],
  { num, den }: { num: number; den: number },
): string[] {
  const slots = slotsOf(frames, shown);
  const lines = linesOf(slots);
  const lastS = slots.times.at(-1) ?? 0;
  const at = lines.reduceRight(
    (rest, { untilS, slope, offset }) => {
      const until = number(Math.min(untilS, lastS + AFTER_S));
      return `if(lt(T\\,${until})\\,${number(slope)}*T+${number(offset)}\\,${rest})`;
    },
    String(shown.length + 1),
  );
  return [
    ...(slots.backwards ? ['reverse'] : []),
    // The last one once more, to stand after the film's end: `fps` gives no frame before it knows the
    // next, and when a stream ends is told differently from version to version.
    'tpad=stop_mode=clone:stop=3',
    `setpts='max(0\\,${at})*${den}/${num}/TB'`,
    `fps=fps=${num}/${den}:round=near:start_time=0`,
    `trim=end_frame=${shown.length}`,
  ];
}
