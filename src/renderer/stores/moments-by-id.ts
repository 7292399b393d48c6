/**
 * The open lesson's moments by id, and what is told of all of them at once, kept in step with the
 * document as it changes: an edit of one does not go through the others.
 */
import type { Id } from '../../shared/domain/ids';
import { difference } from '../../shared/domain/in-time';
import type { Moment } from '../../shared/domain/moment';
import { lessonStore } from './document';
import { chosenIds } from './view';

const NONE: readonly Moment[] = [];
const byId = new Map<Id, Moment>();
/** How many moments each person has. */
const authors = new Map<Id, number>();
let adrift = 0;
let known: readonly Moment[] = NONE;

function count(moment: Moment, by: 1 | -1): void {
  const { authorId } = moment;
  const theirs = (authors.get(authorId) ?? 0) + by;
  if (theirs > 0) authors.set(authorId, theirs);
  else authors.delete(authorId);
  if (moment.adrift) adrift += by;
}

/** Brought up to date when it is asked: what has not changed costs nothing. */
function inStep(): ReadonlyMap<Id, Moment> {
  const now = lessonStore.getState().document?.moments ?? NONE;
  if (now === known) return byId;
  if (now === NONE) {
    byId.clear();
    authors.clear();
    adrift = 0;
  }
  const { removed, added } = difference(now === NONE ? NONE : known, now);
  for (const moment of removed) {
    byId.delete(moment.id);
    count(moment, -1);
  }
  for (const moment of added) {
    byId.set(moment.id, moment);
    count(moment, 1);
  }
  known = now;
  return byId;
}

export function momentById(id: Id | null): Moment | undefined {
  return id === null ? undefined : inStep().get(id);
}

/** The moments that are chosen and still there, in the order they were chosen. */
export function chosenMoments(): Moment[] {
  const moments = inStep();
  return chosenIds().flatMap((id) => moments.get(id) ?? []);
}

/** How many people have moments in the lesson. */
export function authorCount(): number {
  inStep();
  return authors.size;
}

/** True when a moment's picture has left the lesson. */
export function anyAdrift(): boolean {
  inStep();
  return adrift > 0;
}
