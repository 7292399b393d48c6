/** Overlapping moments of a row in levels, kept as greedy stacking would have them, edit by edit. */
import { byTime, type Moment } from '../../../shared/domain/moment';
import type { Difference } from '../../../shared/domain/in-time';
import { Level, untilUs } from './levels';

/** Stacks deeper than this share the last level. */
export const MOST_LEVELS = 4;

/** The levels of a row as they are gone through in order of time, from some moment on. */
interface Walk {
  /** The next moment of each level. */
  at: number[];
  /** Where each walk began. */
  from: number[];
  /** Until when each level is taken, as it was and as it becomes. */
  was: number[];
  is: number[];
  /** What each level holds from `from` on. */
  holds: Moment[][];
}

/** Each moment goes to the first level that is free where it starts, else to the last. */
function levelFor(taken: readonly number[], moment: Moment): number {
  const free = taken.findIndex((us) => us <= moment.startUs);
  return free < 0 ? MOST_LEVELS - 1 : free;
}

export class Stack {
  readonly levels: Level[] = [];

  get length(): number {
    return this.levels.reduce((sum, level) => sum + level.length, 0);
  }

  /**
   * Moments that went and came. Goes through the row from the first of them until everything stands
   * where it stood before: a moment away or two, as a rule.
   */
  change({ removed, added }: Difference): void {
    const first = [removed[0], added[0]].filter((moment) => moment !== undefined).sort(byTime)[0];
    if (!first) return;
    const gone = new Set(removed.map(({ id }) => id));
    const walk = this.#walkFrom(first);
    let next = 0;
    for (;;) {
      const at = this.#nextLevel(walk);
      const old = at < 0 ? undefined : this.levels[at]?.moments[walk.at[at] ?? 0];
      const made = added[next];
      if (made && (!old || byTime(made, old) < 0)) {
        this.#put(walk, made);
        next++;
        continue;
      }
      if (!old) break;
      if (gone.size === 0 && !made && isAsBefore(walk, old.startUs)) break;
      walk.at[at] = (walk.at[at] ?? 0) + 1;
      walk.was[at] = Math.max(walk.was[at] ?? 0, untilUs(old));
      if (!gone.delete(old.id)) this.#put(walk, old);
    }
    this.#take(walk);
  }

  #walkFrom(first: Moment): Walk {
    const at = this.levels.map((level) => level.placeOf(first));
    const taken = Array.from({ length: MOST_LEVELS }, (_, index) => {
      const before = (at[index] ?? 0) - 1;
      return before < 0 ? 0 : (this.levels[index]?.reachUs[before] ?? 0);
    });
    return {
      at,
      from: [...at],
      was: [...taken],
      is: [...taken],
      holds: Array.from({ length: MOST_LEVELS }, () => []),
    };
  }

  /** The level whose next moment comes first; -1 at the end of the row. */
  #nextLevel(walk: Walk): number {
    let best = -1;
    let first: Moment | undefined;
    for (let index = 0; index < this.levels.length; index++) {
      const moment = this.levels[index]?.moments[walk.at[index] ?? 0];
      if (moment && (!first || byTime(moment, first) < 0)) {
        first = moment;
        best = index;
      }
    }
    return best;
  }

  #put(walk: Walk, moment: Moment): void {
    const level = levelFor(walk.is, moment);
    walk.is[level] = Math.max(walk.is[level] ?? 0, untilUs(moment));
    walk.holds[level]?.push(moment);
  }

  #take(walk: Walk): void {
    walk.holds.forEach((moments, index) => {
      let level = this.levels[index];
      if (!level && moments.length > 0) {
        level = new Level();
        this.levels[index] = level;
      }
      const from = walk.from[index] ?? 0;
      level?.splice(from, (walk.at[index] ?? 0) - from, moments);
    });
    while (this.levels.at(-1)?.length === 0) this.levels.pop();
  }
}

/** True when every level is free again at the same time as before, as far as `us` can tell. */
function isAsBefore({ was, is }: Walk, us: number): boolean {
  return was.every((taken, level) => Math.max(taken, us) === Math.max(is[level] ?? 0, us));
}
