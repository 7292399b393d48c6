/** Edits of moments, as rows. Pure: the same list is what is undone. */
import type { RowOp } from '../../../shared/domain/document';
import { type Id, newId } from '../../../shared/domain/ids';
import { kindOf } from '../../stores/boards';
import { keepInside, type Moment, PLAIN_MOMENT } from '../../../shared/domain/moment';
import { instant } from '../../../shared/domain/row';
import type { Range } from '../../../shared/domain/time';

/** A new moment. Private until its author says otherwise. */
export function momentOf(
  mark: Range & { kind: string; liveUs?: number | null },
  lessonId: Id,
  authorId: Id,
): Moment {
  const now = instant();
  return {
    ...PLAIN_MOMENT,
    id: newId(),
    authorId,
    createdAt: now,
    changedAt: now,
    lessonId,
    ...mark,
  };
}

export function added(moment: Moment): RowOp {
  return { table: 'moment', id: moment.id, before: null, after: moment };
}

export type Change = Partial<
  Pick<
    Moment,
    | 'kind'
    | 'startUs'
    | 'endUs'
    | 'note'
    | 'private'
    | 'tags'
    | 'focusId'
    | 'links'
    | 'voice'
    | 'inSession'
  >
>;

/** Null when nothing would change. */
export function changed(moment: Moment, change: Change): RowOp | null {
  const same = Object.entries(change).every(
    ([name, value]) => moment[name as keyof Change] === value,
  );
  if (same) return null;
  const after: Moment = { ...moment, ...change, changedAt: instant() };
  return { table: 'moment', id: moment.id, before: moment, after };
}

/** What an edit is called in undo: of one moment, or of `#` of them. */
export function manyLabel(one: string, many: string): (count: number) => string {
  return (count) => (count === 1 ? one : many.replace('#', count.toLocaleString('en-GB')));
}

const MOST_TAGS = 50;

/** With the tag or without it, in the order they were given; null when nothing would change. */
export function tagged(moment: Moment, name: string, on: boolean): RowOp | null {
  if (moment.tags.includes(name) === on) return null;
  if (on && moment.tags.length >= MOST_TAGS) return null;
  const others = moment.tags.filter((tag) => tag !== name);
  return changed(moment, { tags: on ? [...others, name] : others });
}

/** A range that was held: from where it was marked to where the key came up. */
export function heldTo(moment: Moment, releasedUs: number, lessonEndUs: number): RowOp | null {
  const { endUs } = keepInside({ startUs: moment.startUs, endUs: releasedUs }, lessonEndUs);
  return changed(moment, { endUs });
}

/** In the words of undo: `Mark noticing`. */
export function markLabel(kind: string): string {
  return `Mark ${kindOf(kind).name.toLowerCase()}`;
}
