/** The order of files that were given together. Pure. */

const byName = new Intl.Collator('en-GB', { numeric: true, sensitivity: 'base' });

/** Indexes in the order cameras number their files: `GX2` before `GX10`. Equal names keep theirs. */
export function inNameOrder(names: readonly string[]): number[] {
  return names
    .map((name, index) => ({ name, index }))
    .sort((a, b) => byName.compare(a.name, b.name) || a.index - b.index)
    .map(({ index }) => index);
}

/** The list with one entry at another place; the same list when there is no such place. */
export function moved(order: readonly number[], from: number, to: number): number[] {
  const next = [...order];
  if (to < 0 || to >= order.length) return next;
  const [entry] = next.splice(from, 1);
  if (entry !== undefined) next.splice(to, 0, entry);
  return next;
}
