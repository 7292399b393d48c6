/**
 * What happened while a session was held: where it is, how long each item took, what is on the room's
 * screen. Holds no instants of a running clock: those are the process's own and mean nothing after it.
 */
import { z } from 'zod';
import { Id } from './ids';
import { Instant } from './row';
import { LessonUs } from './time';

const Ms = z.number().min(0).max(1e9);

/** One day's part of a session: from its beginning to where it was stopped. */
export const Sitting = z.object({
  id: Id,
  startedAt: Instant,
  /** When it was last known to go on: its end, where it was cut off. */
  seenAt: Instant,
  /** Null while it goes on, and where it was cut off. */
  endedAt: Instant.nullable(),
  /** How long the clock was held. */
  heldMs: Ms,
  /** How long each item took, by its id. */
  spentMs: z.record(Id, Ms),
});
export type Sitting = z.infer<typeof Sitting>;

/** Footage on the room's screen. */
export const RunPicture = z.object({
  /** The Watch item it is of. */
  itemId: Id,
  /** Counts what it was told to do; who plays it follows each new number, and reports under it. */
  turn: z.number().int().min(0),
  /** The turn in which it was told to go to `atUs`; later turns play on from where it is. */
  cue: z.number().int().min(0),
  playing: z.boolean(),
  /** From the beginning of what is watched. */
  atUs: LessonUs,
  rate: z.number().min(0.1).max(4),
  sound: z.boolean(),
  captions: z.boolean(),
  /** Watched again, over another item. */
  again: z.boolean(),
  /** It came to its end. */
  over: z.boolean(),
});
export type RunPicture = z.infer<typeof RunPicture>;

export const RunState = z.object({
  phase: z.enum(['ready', 'running', 'stopped', 'ended']),
  itemId: Id.nullable(),
  /** Which step of the item: alone, pairs, everyone. */
  step: z.number().int().min(0).max(20),
  /** How long each step of each item took, by the item's id. */
  spentMs: z.record(Id, z.array(Ms)),
  /** What was added to each step's plan, or taken from it. */
  addedMs: z.record(Id, z.array(z.number().min(-1e9).max(1e9))),
  /** Items that were left for a later one. */
  done: z.array(Id),
  held: z.boolean(),
  blank: z.boolean(),
  picture: RunPicture.nullable(),
  /** Where footage was seen last: what is said next is about that. */
  lastAt: z.object({ itemId: Id, atUs: LessonUs }).nullable(),
  sittings: z.array(Sitting).max(200),
});
export type RunState = z.infer<typeof RunState>;

/** A session that was never presented. */
export const NEW_RUN: RunState = {
  phase: 'ready',
  itemId: null,
  step: 0,
  spentMs: {},
  addedMs: {},
  done: [],
  held: false,
  blank: false,
  picture: null,
  lastAt: null,
  sittings: [],
};

/** What whoever presents can ask for. */
export const RunCommand = z.discriminatedUnion('do', [
  z.object({ do: z.literal('next') }),
  z.object({ do: z.literal('back') }),
  /** As a remote's forward key: what is to be watched is played first, and left only then. */
  z.object({ do: z.literal('onward') }),
  z.object({ do: z.literal('jump'), itemId: Id }),
  z.object({ do: z.literal('step'), step: z.number().int().min(0).max(20) }),
  z.object({ do: z.literal('hold'), on: z.boolean() }),
  /** More time for the step that runs, or less. */
  z.object({ do: z.literal('extend'), ms: z.number().int().min(-3_600_000).max(3_600_000) }),
  /** Takes time from what is left. */
  z.object({
    do: z.literal('shorten'),
    cuts: z.array(z.object({ itemId: Id, ms: z.number().int().min(0).max(36_000_000) })).max(500),
  }),
  z.object({ do: z.literal('blank'), on: z.boolean() }),
  z.object({ do: z.literal('play') }),
  z.object({ do: z.literal('pause') }),
  z.object({ do: z.literal('captions'), on: z.boolean() }),
  z.object({ do: z.literal('seek'), atUs: LessonUs }),
  z.object({
    do: z.literal('again'),
    itemId: Id,
    fromUs: LessonUs,
    rate: z.number().min(0.1).max(2),
    sound: z.boolean(),
  }),
  /** Back from what was watched again to the item. */
  z.object({ do: z.literal('again-over') }),
]);
export type RunCommand = z.infer<typeof RunCommand>;

/** A run as every window mirrors it: true when it was sent, and counted on from there by each. */
export const RunView = z.object({ sessionId: Id, live: z.boolean(), state: RunState });
export type RunView = z.infer<typeof RunView>;
