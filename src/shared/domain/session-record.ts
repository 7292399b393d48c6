/**
 * What is made of a session for people to keep: the record, certificates, days to look again, and what
 * is printed for the room. Nothing here can hold what someone wrote for themselves alone.
 */
import { z } from 'zod';
import { ClipRequest, Looked } from './clip';
import { Id } from './ids';
import { localDay } from './keep-until';
import type { NextStep } from './lesson';
import type { Session, SessionItem, Watched } from './session';
import type { RunState } from './session-run';

/** Pictures of one lesson that a person chose to hand on, and as what they were looked through. */
const Stills = z.array(z.object({ lessonId: Id, looked: Looked })).max(500);

const Name = z.string().trim().min(1).max(80);

export const SessionOutput = z.discriminatedUnion('what', [
  /** A folder: a page for any browser and the same as PDF. */
  z.object({ what: z.literal('record'), stills: Stills }),
  /** A folder of PDFs: the handout, and slips to reflect on. */
  z.object({ what: z.literal('handout'), stills: Stills }),
  /** A folder of PDFs: one a person. */
  z.object({ what: z.literal('certificates'), people: z.array(Name).min(1).max(300) }),
  /** A file for any calendar; `who` null for everyone's days. */
  z.object({ what: z.literal('calendar'), who: z.string().max(200).nullable() }),
]);
export type SessionOutput = z.infer<typeof SessionOutput>;

/** Whether pictures of a lesson may be in what a session leaves, and which they would be. */
export const StillsOffer = z.object({
  lessonId: Id,
  lessonTitle: z.string(),
  /** As it was noted; without a word of it no picture leaves. */
  permission: z.string(),
  notShown: z.string(),
  /** Each is looked at before it is handed on. */
  mustLook: z.boolean(),
  /** One for each place that was watched; empty when the footage is not there. */
  clips: z.array(ClipRequest),
});
export type StillsOffer = z.infer<typeof StillsOffer>;

/** What there is to make something of. */
export const SessionLeaves = z.object({
  /** By the clock, over all days, without breaks and while it was not held. */
  minutes: z.number().int().min(0),
  /** Those who were named for the session, then those who are named with a next step. */
  people: z.array(z.string()),
  /** Next steps with a day on which they are looked at again, by who; empty for nobody's. */
  lookAgain: z.array(z.object({ who: z.string(), days: z.number().int() })),
  stills: z.array(StillsOffer),
});
export type SessionLeaves = z.infer<typeof SessionLeaves>;

/** What a department did together. Nothing in it can be counted by person. */
export const Together = z.object({
  sessions: z.number().int(),
  minutes: z.number().int(),
  /** Lessons of which something was watched. */
  lessons: z.number().int(),
  steps: z.number().int(),
  stepsDone: z.number().int(),
});
export type Together = z.infer<typeof Together>;

const folded = (name: string): string => name.trim().toLocaleLowerCase('en-GB');

/** True when both are the same person as people write them: `rk` and `RK `. */
export function sameName(one: string, other: string): boolean {
  return folded(one) === folded(other);
}

/** Each name once, as it was written first. */
export function namesIn(names: readonly string[]): string[] {
  const found = new Map<string, string>();
  for (const name of names) {
    if (name.trim() !== '' && !found.has(folded(name))) found.set(folded(name), name.trim());
  }
  return [...found.values()];
}

/** Everyone who can be given a certificate. */
export function peopleOf(
  { people }: Pick<Session, 'people'>,
  steps: readonly Pick<NextStep, 'who'>[],
): string[] {
  return namesIn([...people, ...steps.map(({ who }) => who)]);
}

/** The days on which it was held, where this person is; the planned one where it never was. */
export function heldDays(
  { heldOn }: Pick<Session, 'heldOn'>,
  { sittings }: Pick<RunState, 'sittings'>,
): string[] {
  const days = [...new Set(sittings.map(({ startedAt }) => localDay(new Date(startedAt))))];
  if (days.length > 0) return days.sort();
  return heldOn === null ? [] : [heldOn];
}

/** Everything that is to be watched, in order. */
export function watchedIn(items: readonly SessionItem[]): { item: SessionItem; what: Watched }[] {
  return items.flatMap((item) =>
    item.kind === 'watch' && item.what ? [{ item, what: item.what }] : [],
  );
}

/** Next steps that are open and have a day, the first day first. */
export function datedSteps(steps: readonly NextStep[]): (NextStep & { lookAgainOn: string })[] {
  return steps
    .flatMap((step) =>
      step.lookAgainOn !== null && step.doneOn === null
        ? [{ ...step, lookAgainOn: step.lookAgainOn }]
        : [],
    )
    .sort((a, b) => (a.lookAgainOn < b.lookAgainOn ? -1 : a.lookAgainOn > b.lookAgainOn ? 1 : 0));
}
