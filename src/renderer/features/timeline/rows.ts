/** The rows of the timeline: moments gathered by what they have in common. */
import type { Difference } from '../../../shared/domain/in-time';
import type { Moment } from '../../../shared/domain/moment';
import type { TimelineSettings } from '../../../shared/domain/settings';
import { type Level } from './levels';
import { Stack } from './stack';

export type RowsBy = TimelineSettings['rowsBy'];

export interface Row {
  /** What its moments have in common: a kind, a tag, an author's id, a focus's id; may be empty. */
  key: string;
  levels: readonly Level[];
}

/** The rows that a moment stands in. One with two tags stands in two. */
export function rowKeysOf(moment: Moment, by: RowsBy): readonly string[] {
  switch (by) {
    case 'kind':
      return [moment.kind];
    case 'tag':
      return moment.tags.length > 0 ? [...new Set(moment.tags)] : [''];
    case 'person':
      return [moment.authorId];
    case 'focus':
      return [moment.focusId ?? ''];
  }
}

/** How a row is named in settings: `tag:wait time`. */
export function rowName(by: RowsBy, key: string): string {
  return `${by}:${key}`.slice(0, 80);
}

/** All rows of one grouping, kept in step with the document edit by edit. */
export class Rows {
  readonly by: RowsBy;
  readonly #stacks = new Map<string, Stack>();

  constructor(by: RowsBy) {
    this.by = by;
  }

  /** Moments without picture are left out: they have no place. */
  change({ removed, added }: Difference): void {
    const changes = new Map<string, { removed: Moment[]; added: Moment[] }>();
    const of = (key: string) => {
      const known = changes.get(key);
      if (known) return known;
      const made = { removed: [], added: [] };
      changes.set(key, made);
      return made;
    };
    for (const moment of removed) {
      if (moment.adrift) continue;
      for (const key of rowKeysOf(moment, this.by)) of(key).removed.push(moment);
    }
    for (const moment of added) {
      if (moment.adrift) continue;
      for (const key of rowKeysOf(moment, this.by)) of(key).added.push(moment);
    }
    for (const [key, change] of changes) {
      const stack = this.#stacks.get(key) ?? new Stack();
      stack.change(change);
      if (stack.levels.length > 0) this.#stacks.set(key, stack);
      else this.#stacks.delete(key);
    }
  }

  /**
   * Rows in order: those that were put in order by hand, those of `always` (which are there also
   * when they are empty), the others by `compare`, and what has no key last.
   */
  inOrder(
    always: readonly string[],
    order: readonly string[],
    compare: (a: string, b: string) => number,
  ): Row[] {
    const others = [...this.#stacks.keys()].filter((key) => !always.includes(key)).sort(compare);
    const keys = [...always, ...others.filter((key) => key !== '')];
    if (others.includes('')) keys.push('');
    const places = new Map(order.map((name, place) => [name, place]));
    const placeOf = (key: string) => places.get(rowName(this.by, key)) ?? places.size;
    return keys
      .map((key, at) => ({ key, at, place: placeOf(key) }))
      .sort((a, b) => a.place - b.place || a.at - b.at)
      .map(({ key }) => ({ key, levels: this.#stacks.get(key)?.levels ?? [] }));
  }
}
