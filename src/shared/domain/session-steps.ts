/** What a command does to a run. Pure: who asks has counted the time until now in first. */
import { type SessionContent, stepsOf, watchedUs } from './session';
import { addedAt, allottedSteps } from './session-clock';
import type { RunCommand, RunPicture, RunState, Sitting } from './session-run';

type Plan = Pick<SessionContent, 'items'>;

/** The film of a Watch item before anyone has pressed play; null for other items. */
function pictureOf(plan: Plan, itemId: string | null, turn: number): RunPicture | null {
  const item = plan.items.find(({ id }) => id === itemId);
  if (item?.kind !== 'watch' || item.what === null) return null;
  return {
    ...{ itemId: item.id, turn, cue: turn, playing: false, atUs: 0, rate: 1 },
    ...{ sound: true, again: false, over: false, captions: item.captions },
  };
}

const nextTurn = (run: RunState): number => (run.picture?.turn ?? 0) + 1;

function goTo(plan: Plan, run: RunState, place: number): RunState {
  const item = plan.items[place];
  if (!item || item.id === run.itemId) return run;
  const from = plan.items.findIndex(({ id }) => id === run.itemId);
  const left = place > from && run.itemId !== null ? [...run.done, run.itemId] : run.done;
  const spent = run.spentMs[item.id] ?? [];
  return {
    ...run,
    itemId: item.id,
    // Back in a discussion it goes on with the step it was left in.
    step: Math.min(Math.max(0, spent.length - 1), stepsOf(item).length - 1),
    done: [...new Set(left)].filter((id) => id !== item.id),
    picture: pictureOf(plan, item.id, nextTurn(run)),
  };
}

function withPicture(run: RunState, change: Partial<RunPicture>): RunState {
  if (!run.picture) return run;
  return { ...run, picture: { ...run.picture, ...change, turn: nextTurn(run) } };
}

function shortened(plan: Plan, run: RunState, itemId: string, ms: number): RunState {
  const item = plan.items.find(({ id }) => id === itemId);
  if (!item) return run;
  let rest = ms;
  let added = run.addedMs[itemId];
  const allotted = allottedSteps(item, run);
  const longest = [...allotted.keys()].sort((a, b) => (allotted[b] ?? 0) - (allotted[a] ?? 0));
  for (const step of longest) {
    const cut = Math.min(rest, allotted[step] ?? 0);
    if (cut > 0) added = addedAt(added, step, -cut);
    rest -= cut;
  }
  return added ? { ...run, addedMs: { ...run.addedMs, [itemId]: added } } : run;
}

/** A command on a run that is running; on any other it changes nothing. */
export function obey(plan: Plan, run: RunState, command: RunCommand): RunState {
  if (run.phase !== 'running') return run;
  const at = plan.items.findIndex(({ id }) => id === run.itemId);
  const item = plan.items[at];
  const { picture } = run;
  switch (command.do) {
    case 'next':
      return goTo(plan, run, at + 1);
    case 'back':
      return goTo(plan, run, at - 1);
    case 'onward':
      if (picture?.itemId === run.itemId && picture.atUs === 0 && !picture.playing && !picture.over)
        return withPicture(run, { playing: true });
      return goTo(plan, run, at + 1);
    case 'jump':
      return goTo(
        plan,
        run,
        plan.items.findIndex(({ id }) => id === command.itemId),
      );
    case 'step':
      return item && command.step < stepsOf(item).length ? { ...run, step: command.step } : run;
    case 'hold':
      return { ...run, held: command.on };
    case 'extend': {
      if (!item) return run;
      const step = Math.min(run.step, stepsOf(item).length - 1);
      const room = -(allottedSteps(item, run)[step] ?? 0);
      const added = addedAt(run.addedMs[item.id], step, Math.max(room, command.ms));
      return { ...run, addedMs: { ...run.addedMs, [item.id]: added } };
    }
    case 'shorten':
      return command.cuts.reduce((cut, { itemId, ms }) => shortened(plan, cut, itemId, ms), run);
    case 'blank':
      return { ...run, blank: command.on };
    case 'play':
      return withPicture(run, {
        ...{ playing: true, over: false },
        ...(picture?.over ? { atUs: 0, cue: nextTurn(run) } : {}),
      });
    case 'pause':
      return withPicture(run, { playing: false });
    case 'captions':
      return picture ? { ...run, picture: { ...picture, captions: command.on } } : run;
    case 'seek':
      return withPicture(run, { atUs: command.atUs, over: false, cue: nextTurn(run) });
    case 'again': {
      const seen = pictureOf(plan, command.itemId, nextTurn(run));
      if (!seen) return run;
      const { fromUs: atUs, rate, sound } = command;
      const again = command.itemId !== run.itemId;
      return { ...run, picture: { ...seen, atUs, rate, sound, again, playing: true } };
    }
    case 'again-over':
      return picture?.again ? { ...run, picture: null } : run;
  }
}

/**
 * What the room's screen reports of its footage. What it says of an earlier turn is passed over: it was
 * on its way when it was told something else.
 */
export function reported(
  plan: Plan,
  run: RunState,
  { turn, atUs, over }: Pick<RunPicture, 'turn' | 'atUs' | 'over'>,
): RunState {
  const { picture } = run;
  if (!picture || picture.turn !== turn) return run;
  const item = plan.items.find(({ id }) => id === picture.itemId);
  const end = item?.kind === 'watch' && item.what ? watchedUs(item.what) : atUs;
  const at = Math.round(Math.min(Math.max(0, atUs), end));
  return {
    ...run,
    lastAt: { itemId: picture.itemId, atUs: at },
    picture: {
      ...picture,
      atUs: at,
      over,
      playing: picture.playing && !over,
    },
  };
}

/** Whether two instants are of one day, as this machine's calendar has it. */
function sameDay(a: string, b: string): boolean {
  return new Date(a).toDateString() === new Date(b).toDateString();
}

/**
 * Begins a run, or goes on with it where it was. What was cut off or stopped on the same day goes on as
 * one sitting, and the time between counts as held; on another day another sitting begins.
 * @param now the wall's time, for the sitting
 */
export function begun(
  plan: Plan,
  run: RunState,
  { now, sittingId }: { now: string; sittingId: string },
): RunState {
  const last = run.sittings.at(-1);
  const goesOn = last !== undefined && sameDay(last.seenAt, now);
  const awayMs = goesOn ? Math.max(0, Date.parse(now) - Date.parse(last.seenAt)) : 0;
  const sitting: Sitting = goesOn
    ? { ...last, seenAt: now, endedAt: null, heldMs: last.heldMs + awayMs }
    : { id: sittingId, startedAt: now, seenAt: now, endedAt: null, heldMs: 0, spentMs: {} };
  const there = plan.items.some(({ id }) => id === run.itemId);
  const itemId = there ? run.itemId : (plan.items[0]?.id ?? null);
  const turn = nextTurn(run);
  const kept = there && run.picture ? { ...run.picture, turn, cue: turn, playing: false } : null;
  return {
    ...run,
    ...{ phase: 'running', itemId, blank: false, held: false },
    step: there ? run.step : 0,
    picture: kept ?? pictureOf(plan, itemId, turn),
    sittings: [...(goesOn ? run.sittings.slice(0, -1) : run.sittings), sitting],
  };
}

/** The sitting is known to go on at this instant of the wall. */
export function seen(run: RunState, now: string): RunState {
  const last = run.sittings.at(-1);
  if (!last || run.phase !== 'running') return run;
  // A clock that was put back does not make a sitting end before it began.
  const seenAt = now > last.startedAt ? now : last.startedAt;
  return { ...run, sittings: [...run.sittings.slice(0, -1), { ...last, seenAt }] };
}

/** Ends the sitting: `stopped` to go on another day, `ended` for good. */
export function halted(run: RunState, phase: 'stopped' | 'ended', now: string): RunState {
  const until = seen(run, now);
  const last = until.sittings.at(-1);
  const ended = last && {
    ...last,
    endedAt: run.phase === 'running' ? last.seenAt : (last.endedAt ?? last.seenAt),
  };
  return {
    ...until,
    ...{ phase, held: false, blank: false },
    picture: run.picture && { ...run.picture, playing: false },
    sittings: ended ? [...until.sittings.slice(0, -1), ended] : [],
  };
}

export interface DoneSitting {
  startedAt: string;
  endedAt: string;
  items: { itemId: string; ms: number }[];
  /** Of the clock as it ran: neither while it was held nor in breaks. */
  minutes: number;
}

/**
 * What was actually done: the minutes that a certificate says are of this, never of the plan. An item
 * that was taken out of the plan since still counts.
 */
export function doneIn(plan: Plan, run: RunState): DoneSitting[] {
  const breaks = new Set(plan.items.filter(({ kind }) => kind === 'break').map(({ id }) => id));
  return run.sittings.map(({ startedAt, seenAt, endedAt, spentMs }) => {
    const items = Object.entries(spentMs).map(([itemId, ms]) => ({ itemId, ms }));
    const ms = items.reduce((sum, one) => sum + (breaks.has(one.itemId) ? 0 : one.ms), 0);
    return { startedAt, endedAt: endedAt ?? seenAt, items, minutes: Math.round(ms / 60_000) };
  });
}

/** Whole minutes of a run, over all of its sittings; no breaks, nothing while the clock was held. */
export function minutesDone(plan: Plan, run: RunState): number {
  const breaks = new Set(plan.items.filter(({ kind }) => kind === 'break').map(({ id }) => id));
  const ms = run.sittings
    .flatMap(({ spentMs }) => Object.entries(spentMs))
    .reduce((sum, [itemId, spent]) => sum + (breaks.has(itemId) ? 0 : spent), 0);
  return Math.round(ms / 60_000);
}
