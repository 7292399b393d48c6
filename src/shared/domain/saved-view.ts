/** Which moments are wanted: a filter, and filters kept under a name for any lesson. */
import { z } from 'zod';
import { KindId, TagName } from './board';
import { Id } from './ids';
import { Row } from './row';

/** Everything left empty or null lets everything through; what is given must hold together. */
export const MomentFilter = z.object({
  kinds: z.array(KindId).max(100),
  tags: z.array(TagName).max(100),
  /** Who made them. */
  authorIds: z.array(Id).max(100),
  focusIds: z.array(Id).max(100),
  /** Words of note, tags, replies: each as a beginning of a word. */
  text: z.string().max(200),
  shared: z.enum(['private', 'shared']).nullable(),
  has: z.array(z.enum(['note', 'voice', 'drawing', 'reply', 'link', 'in-session'])).max(6),
});
export type MomentFilter = z.infer<typeof MomentFilter>;

export const NO_FILTER: MomentFilter = {
  kinds: [],
  tags: [],
  authorIds: [],
  focusIds: [],
  text: '',
  shared: null,
  has: [],
};

export const SavedView = Row.extend({
  name: z.string().trim().min(1).max(80),
  filter: MomentFilter,
});
export type SavedView = z.infer<typeof SavedView>;
