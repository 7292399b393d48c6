/** What an edit of parts leaves without its picture, in words. Pure. */
import type { RowOp } from '../../../shared/domain/document';

/** What is asked about, in the order it is said. */
const NAMES = { moment: 'moment', drawing: 'drawing', mask: 'hidden part' } as const;

/** How many rows of a table go adrift. A hidden part that is parted for it comes as a row of its own. */
function lostOf(table: keyof typeof NAMES, ops: readonly RowOp[]): number {
  return ops.filter((op) => {
    if (op.table !== table) return false;
    const [before, after] = [op.before, op.after] as readonly ({ adrift: unknown } | null)[];
    return !before?.adrift && after?.adrift;
  }).length;
}

/** `2 moments and 1 hidden part would be without their picture. …`; empty where nothing would. */
export function lostWords(ops: readonly RowOp[]): string {
  const counts = (['moment', 'drawing', 'mask'] as const)
    .map((table) => ({ name: NAMES[table], count: lostOf(table, ops) }))
    .filter(({ count }) => count > 0);
  const [only] = counts;
  if (!only) return '';
  const said = counts.map(({ name, count }) => `${count} ${name}${count === 1 ? '' : 's'}`);
  const all = new Intl.ListFormat('en-GB').format(said);
  return counts.length === 1 && only.count === 1
    ? `${all} would be without its picture. It is kept, and comes back with its file.`
    : `${all} would be without their picture. They are kept, and come back with their file.`;
}
