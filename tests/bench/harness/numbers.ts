/** The same numbers every time, from 0 to 1 (an LCG with the constants of ANSI C's example). */
export function numbers(): () => number {
  let seed = 12_345;
  return () => {
    seed = (seed * 1_103_515_245 + 12_345) & 0x7fff_ffff;
    return seed / 0x7fff_ffff;
  };
}

/** What 95 of a hundred measurements do not exceed. */
export function p95(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const value = sorted[Math.ceil(sorted.length * 0.95) - 1];
  if (value === undefined) throw new Error('nothing was measured');
  return value;
}
