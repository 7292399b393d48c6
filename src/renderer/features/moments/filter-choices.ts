/** What a lesson's moments can be filtered by, and a filter in words. Pure. */
import type { LessonDocument } from '../../../shared/domain/document';
import type { Id } from '../../../shared/domain/ids';
import type { MomentFilter } from '../../../shared/domain/saved-view';
import { tagsOf } from './suggestions';

export interface Choice<T extends string> {
  id: T;
  name: string;
}

export const HAS: readonly Choice<MomentFilter['has'][number]>[] = [
  { id: 'note', name: 'A note' },
  { id: 'voice', name: 'A voice note' },
  { id: 'drawing', name: 'A drawing' },
  { id: 'reply', name: 'Replies' },
  { id: 'link', name: 'Links' },
  { id: 'in-session', name: 'Shown in session' },
];

export const SHARED: readonly Choice<'private' | 'shared'>[] = [
  { id: 'private', name: 'Private' },
  { id: 'shared', name: 'Shared' },
];

/** Only what there is in this lesson: kinds, tags and people nobody used are no choice. */
export function choicesIn(
  { moments, focuses }: Pick<LessonDocument, 'moments' | 'focuses'>,
  names: { kind: (id: string) => string; person: (id: Id) => string },
): {
  kinds: Choice<string>[];
  tags: Choice<string>[];
  people: Choice<Id>[];
  focuses: Choice<Id>[];
} {
  const kinds = new Set<string>();
  const people = new Set<Id>();
  const spoken = new Set<Id>();
  for (const { kind, authorId, focusId } of moments) {
    kinds.add(kind);
    people.add(authorId);
    if (focusId) spoken.add(focusId);
  }
  return {
    kinds: [...kinds].map((id) => ({ id, name: names.kind(id) })),
    tags: tagsOf(moments).map((tag) => ({ id: tag, name: tag })),
    people: [...people].map((id) => ({ id, name: names.person(id) })),
    focuses: focuses.filter(({ id }) => spoken.has(id)).map(({ id, text }) => ({ id, name: text })),
  };
}

/** With the value when it was not in the list, without it when it was. */
export function toggled<T>(values: readonly T[], value: T): T[] {
  return values.includes(value) ? values.filter((other) => other !== value) : [...values, value];
}

/** Each thing that is asked for, in words, with the filter that no longer asks for it. */
export function askedFor(
  filter: MomentFilter,
  names: { kind: (id: string) => string; person: (id: Id) => string; focus: (id: Id) => string },
): { id: string; name: string; without: MomentFilter }[] {
  const without = <T>(values: readonly T[], value: T) => values.filter((other) => other !== value);
  return [
    ...filter.kinds.map((id) => ({
      ...{ id: `kind ${id}`, name: names.kind(id) },
      without: { ...filter, kinds: without(filter.kinds, id) },
    })),
    ...filter.tags.map((tag) => ({
      ...{ id: `tag ${tag}`, name: tag },
      without: { ...filter, tags: without(filter.tags, tag) },
    })),
    ...filter.authorIds.map((id) => ({
      ...{ id: `person ${id}`, name: names.person(id) },
      without: { ...filter, authorIds: without(filter.authorIds, id) },
    })),
    ...filter.focusIds.map((id) => ({
      ...{ id: `focus ${id}`, name: names.focus(id) },
      without: { ...filter, focusIds: without(filter.focusIds, id) },
    })),
    ...SHARED.filter(({ id }) => id === filter.shared).map(({ id, name }) => ({
      ...{ id, name },
      without: { ...filter, shared: null },
    })),
    ...HAS.filter(({ id }) => filter.has.includes(id)).map(({ id, name }) => ({
      ...{ id: `has ${id}`, name },
      without: { ...filter, has: without(filter.has, id) },
    })),
  ];
}
