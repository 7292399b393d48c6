/** Ready-made sessions to begin from: plans without ids, so that each session made of one has its own. */
import { z } from 'zod';
import { type SessionContent, SessionContent as Content, SessionItem } from './session';

/** An item as a starting point has it: anything that is not said is as in a new item. */
export const SessionStarter = z.object({
  id: z.string().regex(/^[a-z0-9-]{1,60}$/),
  name: z.string().trim().min(1).max(80),
  /** One sentence on when it is good. */
  about: z.string().min(1).max(300),
  slotMinutes: Content.shape.slotMinutes,
  intention: Content.shape.intention,
  groups: Content.shape.groups,
  items: z.array(z.record(z.string(), z.unknown())).min(1).max(60),
});
export type SessionStarter = z.infer<typeof SessionStarter>;

/** A starting point as the page lists it. */
export const StarterView = SessionStarter.pick({
  ...{ id: true, name: true, about: true, slotMinutes: true },
}).extend({ items: z.array(z.object({ kind: z.string(), title: z.string() })) });
export type StarterView = z.infer<typeof StarterView>;

/**
 * A plan made of a starting point.
 * @param makeId gives a new id each time
 * @throws ZodError where an item is none.
 */
export function planFrom(
  starter: SessionStarter,
  title: string,
  makeId: () => string,
): SessionContent {
  const { intention, slotMinutes, groups } = starter;
  return {
    ...{ title, intention, slotMinutes, groups, heldOn: null, people: [] },
    items: starter.items.map((item) => SessionItem.parse({ ...item, id: makeId() })),
  };
}
