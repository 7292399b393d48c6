/** Edits of several moments at once, as rows: moved, split, merged, pasted. Pure. */
import type { LessonDocument, RowOp } from '../../../shared/domain/document';
import { type Id, newId } from '../../../shared/domain/ids';
import { byTime, type Moment } from '../../../shared/domain/moment';
import { instant } from '../../../shared/domain/row';
import { clampUs, type Range } from '../../../shared/domain/time';

const LONGEST_NOTE = 20_000;
const MOST_TAGS = 50;
const MOST_LINKS = 50;

/** `Move a moment`, `Move 3 moments`. */
export function labelFor(verb: string, count: number): string {
  return count === 1 ? `${verb} a moment` : `${verb} ${count} moments`;
}

function changedOp(before: Moment, change: Partial<Moment>): RowOp {
  const after: Moment = { ...before, ...change, changedAt: instant() };
  return { table: 'moment', id: before.id, before, after };
}

const madeOp = (after: Moment): RowOp => ({ table: 'moment', id: after.id, before: null, after });

/** From the first beginning to the last end. */
export function around(moments: readonly Moment[]): Range {
  return {
    startUs: moments.reduce((least, { startUs }) => Math.min(least, startUs), Infinity),
    endUs: moments.reduce((most, { endUs }) => Math.max(most, endUs), 0),
  };
}

/** All of them later by so much (earlier when negative), as far as the lesson's ends allow. */
export function shiftOps(moments: readonly Moment[], byUs: number, lessonEndUs: number): RowOp[] {
  const placed = moments.filter((moment) => !moment.adrift);
  if (placed.length === 0) return [];
  const all = around(placed);
  const by = clampUs(byUs, -all.startUs, lessonEndUs - all.endUs);
  if (by === 0) return [];
  return placed.map((moment) =>
    changedOp(moment, { startUs: moment.startUs + by, endUs: moment.endUs + by }),
  );
}

export function placeOp(moment: Moment, range: Range): RowOp {
  return changedOp(moment, { startUs: range.startUs, endUs: range.endUs });
}

/** True when a moment can be cut in two at a time. */
export function canSplit(moment: Moment, us: number): boolean {
  return !moment.adrift && moment.startUs < us && us < moment.endUs;
}

/**
 * Each is cut in two. The first half stays the moment it was, with its note and all that hangs on
 * it; the second is a new one of the same kind.
 */
export function splitOps(moments: readonly Moment[], us: number, authorId: Id): RowOp[] {
  const now = instant();
  return moments
    .filter((moment) => canSplit(moment, us))
    .flatMap((moment) => {
      const second: Moment = {
        ...moment,
        id: newId(),
        authorId,
        createdAt: now,
        changedAt: now,
        startUs: us,
        note: '',
        links: [],
        voice: null,
      };
      return [changedOp(moment, { endUs: us }), madeOp(second)];
    });
}

const unique = <T>(values: readonly T[]): T[] => [...new Set(values)];

/**
 * The earliest takes the others in: it lasts from the first beginning to the last end, with the
 * notes of all of them, and what hung on the others hangs on it. It is shared only if all were.
 */
export function mergeOps(document: LessonDocument, chosen: readonly Moment[]): RowOp[] {
  const [first, ...others] = chosen.filter((moment) => !moment.adrift).sort(byTime);
  if (!first || others.length === 0) return [];
  const all = [first, ...others];
  const gone = new Set(others.map(({ id }) => id));
  const notes = unique(all.map(({ note }) => note.trim()).filter((note) => note !== ''));
  const links = unique(all.flatMap((moment) => moment.links));
  const merged = changedOp(first, {
    ...around(all),
    note: notes.join('\n').slice(0, LONGEST_NOTE),
    tags: unique(all.flatMap(({ tags }) => tags)).slice(0, MOST_TAGS),
    links: links.filter((id) => id !== first.id && !gone.has(id)).slice(0, MOST_LINKS),
    focusId: all.find(({ focusId }) => focusId !== null)?.focusId ?? null,
    voice: all.find(({ voice }) => voice !== null)?.voice ?? null,
    private: all.some((moment) => moment.private),
    inSession: all.every(({ inSession }) => inSession),
  });
  const now = { momentId: first.id, changedAt: instant() };
  const isOf = (row: { momentId: Id | null }) => row.momentId !== null && gone.has(row.momentId);
  return [
    merged,
    ...document.replies.filter(isOf).map(
      (before): RowOp => ({
        table: 'reply',
        id: before.id,
        before,
        after: { ...before, ...now },
      }),
    ),
    ...document.drawings.filter(isOf).map(
      (before): RowOp => ({
        table: 'drawing',
        id: before.id,
        before,
        after: { ...before, ...now },
      }),
    ),
    ...document.nextSteps.filter(isOf).map(
      (before): RowOp => ({
        table: 'nextStep',
        id: before.id,
        before,
        after: { ...before, ...now },
      }),
    ),
    ...others.map((before): RowOp => ({ table: 'moment', id: before.id, before, after: null })),
  ];
}

/**
 * Copies of moments, the first of them at a time and the others as far from it as they were; what
 * would lie past the lesson's end is left out. They are the paster's own, private as they were, and
 * carry what means something in this lesson: kind, note, tags, a focus that is known here, links
 * among themselves.
 */
export function pasteOps(
  copied: readonly Moment[],
  atUs: number,
  lesson: { id: Id; endUs: number; focusIds: ReadonlySet<Id> },
  authorId: Id,
): RowOp[] {
  const placed = copied.filter((moment) => !moment.adrift).sort(byTime);
  const byUs = atUs - (placed[0]?.startUs ?? 0);
  const fits = placed.filter((moment) => moment.startUs + byUs <= lesson.endUs);
  const ids = new Map(fits.map((moment) => [moment.id, newId()]));
  const now = instant();
  return fits.map((moment) =>
    madeOp({
      ...moment,
      id: ids.get(moment.id) ?? newId(),
      authorId,
      createdAt: now,
      changedAt: now,
      lessonId: lesson.id,
      startUs: moment.startUs + byUs,
      endUs: Math.min(moment.endUs + byUs, lesson.endUs),
      focusId: moment.focusId && lesson.focusIds.has(moment.focusId) ? moment.focusId : null,
      links: moment.links.flatMap((id) => ids.get(id) ?? []),
      voice: null,
      liveUs: null,
    }),
  );
}

/** Which moments a press chooses. Pressing one of several chosen ones keeps them, to be dragged. */
export function pressed(
  chosen: readonly Id[],
  id: Id,
  how: 'one' | 'more' | 'until',
  between: readonly Id[],
): readonly Id[] {
  if (how === 'more') {
    return chosen.includes(id) ? chosen.filter((known) => known !== id) : [...chosen, id];
  }
  if (how === 'until') return unique([...chosen, ...between, id]);
  return chosen.includes(id) ? chosen : [id];
}
