/** Two people's moments on one line of time, what is close together beside each other. Pure. */
import type { Id } from '../../../shared/domain/ids';
import type { Moment } from '../../../shared/domain/moment';
import { US_PER_SECOND } from '../../../shared/domain/time';

/** Moments that begin so close to each other are about the same thing. */
const TOGETHER_US = 10 * US_PER_SECOND;

export interface BesideRow {
  /** The first moment's id. */
  id: Id;
  startUs: number;
  left: Moment[];
  right: Moment[];
}

/** @param moments in order of time. Everyone but these two is left out. */
export function besideRows(moments: readonly Moment[], leftId: Id, rightId: Id): BesideRow[] {
  const rows: BesideRow[] = [];
  for (const moment of moments) {
    if (moment.authorId !== leftId && moment.authorId !== rightId) continue;
    const last = rows.at(-1);
    const isClose = last !== undefined && moment.startUs - last.startUs <= TOGETHER_US;
    const row = isClose ? last : { id: moment.id, startUs: moment.startUs, left: [], right: [] };
    if (!isClose) rows.push(row);
    (moment.authorId === leftId ? row.left : row.right).push(moment);
  }
  return rows;
}

/** Who stands beside oneself at first: of the others the one with most moments. */
export function otherPerson(moments: readonly Moment[], meId: Id): Id | null {
  const counts = new Map<Id, number>();
  for (const { authorId } of moments) {
    if (authorId !== meId) counts.set(authorId, (counts.get(authorId) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? null;
}
