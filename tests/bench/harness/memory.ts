/** Memory of a process and all it started. */
import { readdirSync, readFileSync } from 'node:fs';

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    // A process that ended while it was being looked at.
    return '';
  }
}

/** The ids of a process and of everything below it. */
function family(pid: number): number[] {
  const childrenOf = new Map<number, number[]>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    // The command's name, in brackets, may hold spaces: the parent comes after the last bracket.
    const parent = Number(/\) \S (\d+)/.exec(read(`/proc/${name}/stat`))?.[1] ?? 0);
    childrenOf.set(parent, [...(childrenOf.get(parent) ?? []), Number(name)]);
  }
  const below = (id: number): number[] => [id, ...(childrenOf.get(id) ?? []).flatMap(below)];
  return below(pid);
}

/** Proportional set size of a process and all below it, in MB: shared pages are counted once. */
export function familyMb(pid: number): number {
  const kb = family(pid).map((id) =>
    Number(/^Pss:\s+(\d+) kB/m.exec(read(`/proc/${id}/smaps_rollup`))?.[1] ?? 0),
  );
  return kb.reduce((sum, one) => sum + one, 0) / 1024;
}

const LOOK_EVERY_MS = 5_000;
const LOOKS_THAT_AGREE = 3;
const AGREE_WITHIN = 0.01;
const LOOKS_AT_MOST = 24;

/**
 * The same, once it stands still: what a page has left is taken out seconds later, and the work on a
 * file that was just opened begins seconds later.
 */
export async function settledMb(pid: number): Promise<number> {
  const looks: number[] = [];
  while (looks.length < LOOKS_AT_MOST) {
    await new Promise((done) => setTimeout(done, LOOK_EVERY_MS));
    looks.push(familyMb(pid));
    const last = looks.slice(-LOOKS_THAT_AGREE);
    const agree = Math.max(...last) <= Math.min(...last) * (1 + AGREE_WITHIN);
    if (last.length === LOOKS_THAT_AGREE && agree) break;
  }
  return looks.at(-1) ?? 0;
}
