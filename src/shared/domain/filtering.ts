/** Which moments of a lesson a filter lets through. Pure. */
import type { LessonDocument } from './document';
import type { Id } from './ids';
import type { Moment } from './moment';
import type { Reply } from './reply';
import { type MomentFilter, NO_FILTER } from './saved-view';
import { holds, parseSearch, readyText } from './search-text';

/** What belongs to moments and is kept apart from them. */
export interface Around {
  replies: ReadonlyMap<Id, readonly Reply[]>;
  /** Moments with a drawing. */
  drawn: ReadonlySet<Id>;
}

/** Earlier first; of two of one instant the smaller id, so that order is total. */
export function byMade(a: Reply, b: Reply): number {
  return a.createdAt === b.createdAt ? (a.id < b.id ? -1 : 1) : a.createdAt < b.createdAt ? -1 : 1;
}

/** The replies of each moment, in the order they were made. */
export function threadsOf(replies: readonly Reply[]): Map<Id, Reply[]> {
  const threads = new Map<Id, Reply[]>();
  for (const reply of [...replies].sort(byMade)) {
    const thread = threads.get(reply.momentId);
    if (thread) thread.push(reply);
    else threads.set(reply.momentId, [reply]);
  }
  return threads;
}

export function aroundOf({
  replies,
  drawings,
}: Pick<LessonDocument, 'replies' | 'drawings'>): Around {
  return {
    replies: threadsOf(replies),
    drawn: new Set(drawings.flatMap(({ momentId }) => momentId ?? [])),
  };
}

/** How many things a filter asks for; 0 lets everything through. */
export function filterCount(filter: MomentFilter): number {
  const { kinds, tags, authorIds, focusIds, has, shared, text } = filter;
  const lists = kinds.length + tags.length + authorIds.length + focusIds.length + has.length;
  return lists + (shared === null ? 0 : 1) + (text.trim() === '' ? 0 : 1);
}

/** Rows keep their identity while they do not change, so each is made ready for searching once. */
const readyMoments = new WeakMap<Moment, string>();
const readyReplies = new WeakMap<Reply, string>();

/** A moment's note and tags, ready for `holds`. */
export function readyMoment(moment: Moment): string {
  const known = readyMoments.get(moment);
  if (known !== undefined) return known;
  const ready = readyText(moment.note, ...moment.tags);
  readyMoments.set(moment, ready);
  return ready;
}

function readyReply(reply: Reply): string {
  const known = readyReplies.get(reply);
  if (known !== undefined) return known;
  const ready = readyText(reply.text);
  readyReplies.set(reply, ready);
  return ready;
}

type Test = (moment: Moment) => boolean;

function hasTest(what: MomentFilter['has'][number], { replies, drawn }: Around): Test {
  switch (what) {
    case 'note':
      return ({ note }) => note.trim() !== '';
    case 'voice':
      return ({ voice }) => voice !== null;
    case 'drawing':
      return ({ id }) => drawn.has(id);
    case 'reply':
      return ({ id }) => replies.has(id);
    case 'link':
      return ({ links }) => links.length > 0;
    case 'in-session':
      return ({ inSession }) => inSession;
  }
}

/**
 * The test that a filter is: of the values given for one thing any may hold, and each thing must.
 * @param around replies are searched with the moment they answer.
 */
export function sieve(filter: MomentFilter, around: Around): Test {
  const tests: Test[] = [];
  const any = <T>(values: readonly T[], of: (moment: Moment) => T | null) => {
    const wanted = new Set(values);
    tests.push((moment) => {
      const value = of(moment);
      return value !== null && wanted.has(value);
    });
  };
  if (filter.kinds.length > 0) any(filter.kinds, ({ kind }) => kind);
  if (filter.authorIds.length > 0) any(filter.authorIds, ({ authorId }) => authorId);
  if (filter.focusIds.length > 0) any(filter.focusIds, ({ focusId }) => focusId);
  if (filter.tags.length > 0) {
    const wanted = new Set(filter.tags);
    tests.push(({ tags }) => tags.some((tag) => wanted.has(tag)));
  }
  if (filter.shared !== null) {
    const isPrivate = filter.shared === 'private';
    tests.push((moment) => moment.private === isPrivate);
  }
  for (const what of filter.has) tests.push(hasTest(what, around));
  const wanted = parseSearch(filter.text);
  if (wanted.length > 0) {
    tests.push((moment) => {
      const replies = around.replies.get(moment.id);
      const ready = readyMoment(moment);
      return holds(replies ? `${ready}\n${replies.map(readyReply).join('\n')}` : ready, wanted);
    });
  }
  return (moment) => tests.every((test) => test(moment));
}

/** True when one moment is let through. For many, make the `sieve` once. */
export function matches(moment: Moment, filter: MomentFilter, around: Around): boolean {
  return sieve(filter, around)(moment);
}

/**
 * The moments that are shown: those the filter lets through, without the layers that are hidden.
 * The same list when nothing is asked for.
 * @param keptId one that is shown whatever is asked.
 */
export function shownOf(
  moments: readonly Moment[],
  filter: MomentFilter,
  hiddenAuthors: readonly Id[],
  around: () => Around,
  keptId: Id | null = null,
): readonly Moment[] {
  const isFiltering = filter !== NO_FILTER && filterCount(filter) > 0;
  if (!isFiltering && hiddenAuthors.length === 0) return moments;
  const hidden = new Set(hiddenAuthors);
  const passes = isFiltering ? sieve(filter, around()) : () => true;
  return moments.filter(
    (moment) => moment.id === keptId || (!hidden.has(moment.authorId) && passes(moment)),
  );
}
