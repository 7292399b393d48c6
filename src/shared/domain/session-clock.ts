/**
 * A session's clock. Pure: time comes in as milliseconds that went by on a clock that never jumps
 * (main's monotonic one), and only the time of day is asked of the wall.
 */
import {
  MS_PER_MINUTE,
  plannedMs,
  type SessionContent,
  type SessionItem,
  stepsOf,
} from './session';
import type { RunState, Sitting } from './session-run';

type Plan = Pick<SessionContent, 'items'>;

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);

/** An item's steps as they are allowed now: planned, and what was added or taken; never below 0. */
export function allottedSteps(item: SessionItem, run: Pick<RunState, 'addedMs'>): number[] {
  const added = run.addedMs[item.id] ?? [];
  return stepsOf(item).map((step, at) => Math.max(0, step.plannedMs + (added[at] ?? 0)));
}

export function allottedMs(item: SessionItem, run: Pick<RunState, 'addedMs'>): number {
  return sum(allottedSteps(item, run));
}

/** How long an item has taken, over all sittings. */
export function spentMs(itemId: string, run: Pick<RunState, 'spentMs'>): number {
  return sum(run.spentMs[itemId] ?? []);
}

/** The list with so much more at this place. */
export function addedAt(list: readonly number[] | undefined, place: number, ms: number): number[] {
  const next = Array.from({ length: Math.max(list?.length ?? 0, place + 1) }, (_, at) => {
    return list?.[at] ?? 0;
  });
  next[place] = (next[place] ?? 0) + ms;
  return next;
}

function withSitting(run: RunState, change: (last: Sitting) => Sitting): Sitting[] {
  const last = run.sittings.at(-1);
  return last ? [...run.sittings.slice(0, -1), change(last)] : run.sittings;
}

/**
 * The run so many milliseconds later. A step that is over hands the rest to the next one; the last
 * runs on over its time. While the clock is held only the sitting's held time grows.
 */
export function advance(plan: Plan, run: RunState, elapsedMs: number): RunState {
  if (run.phase !== 'running' || !(elapsedMs > 0)) return run;
  if (run.held || run.itemId === null) {
    return {
      ...run,
      sittings: withSitting(run, (last) => ({ ...last, heldMs: last.heldMs + elapsedMs })),
    };
  }
  const { itemId } = run;
  const item = plan.items.find(({ id }) => id === itemId);
  const allotted = item ? allottedSteps(item, run) : [0];
  const last = allotted.length - 1;
  let step = Math.min(run.step, last);
  let spent = run.spentMs[itemId];
  let rest = elapsedMs;
  while (step < last) {
    const left = Math.max(0, (allotted[step] ?? 0) - (spent?.[step] ?? 0));
    if (rest < left) break;
    spent = addedAt(spent, step, left);
    rest -= left;
    step++;
  }
  return {
    ...run,
    step,
    spentMs: { ...run.spentMs, [itemId]: addedAt(spent, step, rest) },
    sittings: withSitting(run, (sitting) => ({
      ...sitting,
      spentMs: {
        ...sitting.spentMs,
        [itemId]: (sitting.spentMs[itemId] ?? 0) + elapsedMs,
      },
    })),
  };
}

export interface Clock {
  /** Of the step that runs; negative once it is over. */
  stepLeftMs: number;
  stepAllottedMs: number;
  /** Of the whole item; negative once it is over. */
  itemLeftMs: number;
  itemAllottedMs: number;
  /** Until the session's end, were all that is left to take as long as it may. */
  leftMs: number;
  /** How much later than planned it will end; negative for earlier. */
  behindMs: number;
}

/** How long an item is expected to take in the end. */
function expectedMs(run: RunState, item: SessionItem, isBefore: boolean): number {
  const spent = spentMs(item.id, run);
  const over = item.id !== run.itemId && (isBefore || run.done.includes(item.id));
  return over ? spent : Math.max(spent, allottedMs(item, run));
}

/** What the clock says now. Milliseconds. */
export function clockOf(plan: Plan, run: RunState): Clock {
  const current = plan.items.findIndex(({ id }) => id === run.itemId);
  const item = plan.items[current];
  const steps = item ? allottedSteps(item, run) : [0];
  const step = Math.min(run.step, steps.length - 1);
  const stepAllotted = steps[step] ?? 0;
  const spent = item ? (run.spentMs[item.id] ?? []) : [];
  const expected = plan.items.map((each, at) => expectedMs(run, each, at < current));
  const left = sum(plan.items.map((each, at) => (expected[at] ?? 0) - spentMs(each.id, run)));
  const held = sum(run.sittings.map(({ heldMs }) => heldMs));
  return {
    stepLeftMs: stepAllotted - (spent[step] ?? 0),
    stepAllottedMs: stepAllotted,
    itemLeftMs: sum(steps) - sum(spent),
    itemAllottedMs: sum(steps),
    leftMs: left,
    behindMs: sum(expected) + held - sum(plan.items.map(plannedMs)),
  };
}

/** When it will end, as Unix milliseconds. @param nowMs the time of day */
export function endsAtMs(plan: Plan, run: RunState, nowMs: number): number {
  return nowMs + clockOf(plan, run).leftMs;
}

export interface Offer {
  /** Whole minutes, none of more than a third of its item. */
  cuts: { itemId: string; ms: number }[];
  gainedMs: number;
}

/** What can be taken from at all: a film takes as long as it takes. */
const canGive = (item: SessionItem): boolean => item.kind !== 'watch';

/**
 * What could be shortened so that a session that runs late ends as planned, or as near to it as can be.
 * Nothing is shortened by it.
 * @returns null when it is less than a minute behind, or when there is nothing to take from.
 */
export function offerOf(plan: Plan, run: RunState): Offer | null {
  const { behindMs } = clockOf(plan, run);
  if (behindMs < MS_PER_MINUTE) return null;
  const current = plan.items.findIndex(({ id }) => id === run.itemId);
  const givers = plan.items
    .filter((item, at) => at > current && canGive(item) && !run.done.includes(item.id))
    .map((item) => {
      const left = allottedMs(item, run) - spentMs(item.id, run);
      return { itemId: item.id, most: Math.floor(left / 3 / MS_PER_MINUTE), taken: 0 };
    });
  let wanted = Math.ceil(behindMs / MS_PER_MINUTE);
  // A minute at a time from whoever has most to give, so that no one item is emptied for the others.
  while (wanted > 0) {
    const giver = givers
      .filter(({ most, taken }) => taken < most)
      .sort((a, b) => b.most - b.taken - (a.most - a.taken))[0];
    if (!giver) break;
    giver.taken++;
    wanted--;
  }
  const cuts = givers
    .filter(({ taken }) => taken > 0)
    .map(({ itemId, taken }) => ({ itemId, ms: taken * MS_PER_MINUTE }));
  return cuts.length === 0 ? null : { cuts, gainedMs: sum(cuts.map(({ ms }) => ms)) };
}
