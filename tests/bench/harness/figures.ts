/** What a benchmark answers, and the small sums it needs. */

/** How a figure is judged: at most `goal` times its peer, or at most `goal` of its own unit. */
export interface Goal {
  unit: 'ms' | 'MB' | 'share';
  /** What stands beside it; null when the goal is in the figure's own unit. */
  peer: string | null;
  goal: number;
}

/** One line of the JSON that a run writes. */
export interface Figure {
  name: string;
  value: number;
  unit: Goal['unit'];
  peer: string | null;
  peerValue: number | null;
  /** value / peerValue; null where the goal is in the figure's own unit. */
  ratio: number | null;
  goal: number;
  /** How many measurements the medians are of, on each side. */
  n: number;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const high = sorted[sorted.length >> 1];
  const low = sorted[(sorted.length - 1) >> 1];
  if (high === undefined || low === undefined) throw new Error('a median of nothing');
  return (high + low) / 2;
}

/** A figure from its measurements and those of its peer. */
export function figure(
  name: string,
  goal: Goal,
  ours: readonly number[],
  theirs: readonly number[] | null,
): Figure {
  const value = median(ours);
  const peerValue = theirs === null ? null : median(theirs);
  return {
    name,
    value,
    unit: goal.unit,
    peer: goal.peer,
    peerValue,
    ratio: peerValue === null ? null : value / peerValue,
    goal: goal.goal,
    n: ours.length,
  };
}

export function isWithin(figure: Figure): boolean {
  return (figure.ratio ?? figure.value) <= figure.goal;
}

/**
 * Measures both sides turn by turn, so that a busy minute on the machine falls on both. Which side
 * goes first alternates; the first `warmUp` turns are thrown away.
 */
export async function inTurns(
  turns: number,
  ours: (turn: number) => Promise<number>,
  theirs: (turn: number) => Promise<number>,
  { warmUp = 0, oursFirst = false }: { warmUp?: number; oursFirst?: boolean } = {},
): Promise<{ ours: number[]; theirs: number[] }> {
  const kept: { ours: number[]; theirs: number[] } = { ours: [], theirs: [] };
  for (let turn = 0; turn < turns + warmUp; turn++) {
    const sides: ('ours' | 'theirs')[] = ['ours', 'theirs'];
    if (turn % 2 === 1 && !oursFirst) sides.reverse();
    for (const side of sides) {
      const took = await (side === 'ours' ? ours : theirs)(turn);
      if (process.env.BENCH_LOUD === '1') console.error(`  ${side} ${took.toFixed(1)}`);
      if (turn >= warmUp) kept[side].push(took);
    }
  }
  return kept;
}
