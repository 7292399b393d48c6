/** The open lesson's moments by id, kept in step with the document as it changes. */
import type { Id } from '../../shared/domain/ids';
import { difference } from '../../shared/domain/in-time';
import type { Moment } from '../../shared/domain/moment';
import { lessonStore } from './document';
import { chosenIds } from './view';

const NONE: readonly Moment[] = [];
const byId = new Map<Id, Moment>();
let known: readonly Moment[] = NONE;

/** Brought up to date when it is asked: what has not changed costs nothing. */
function inStep(): ReadonlyMap<Id, Moment> {
  const now = lessonStore.getState().document?.moments ?? NONE;
  if (now === known) return byId;
  if (now === NONE) byId.clear();
  const { removed, added } = difference(now === NONE ? NONE : known, now);
  for (const moment of removed) byId.delete(moment.id);
  for (const moment of added) byId.set(moment.id, moment);
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
