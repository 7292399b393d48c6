/**
 * A level of a row: moments in order of time as plain arrays, for speed. It is changed in place, so
 * that an edit among a hundred thousand moments costs a shift of memory and not a rebuild.
 */
import { placeInTime } from '../../../shared/domain/in-time';
import type { Moment } from '../../../shared/domain/moment';

/** A point takes a little room, so that two at the same place are both to be seen. */
export function untilUs(moment: Moment): number {
  return Math.max(moment.endUs, moment.startUs + 1);
}

export class Level {
  readonly moments: Moment[] = [];
  /** Times of each moment; what lies past `length` of them means nothing. */
  startsUs = new Float64Array(8);
  endsUs = new Float64Array(8);
  /** The latest end of any moment up to here: lets a search stop early where moments overlap. */
  reachUs = new Float64Array(8);

  get length(): number {
    return this.moments.length;
  }

  /** Where a moment stands, or would stand. */
  placeOf(moment: Moment): number {
    return placeInTime(this.moments, moment);
  }

  /** Replaces `count` moments from `at` by others, which must keep the order of time. */
  splice(at: number, count: number, added: readonly Moment[]): void {
    const before = this.moments.length;
    const after = before - count + added.length;
    this.#makeRoom(after);
    for (const list of [this.startsUs, this.endsUs, this.reachUs]) {
      list.copyWithin(at + added.length, at + count, before);
    }
    replaceIn(this.moments, at, count, added);
    added.forEach(({ startUs, endUs }, index) => {
      this.startsUs[at + index] = startUs;
      this.endsUs[at + index] = endUs;
    });
    this.#reachFrom(at, at + added.length);
  }

  #makeRoom(length: number): void {
    if (length <= this.startsUs.length) return;
    const room = Math.ceil(length * 1.5);
    const grown = (list: Float64Array) => {
      const next = new Float64Array(room);
      next.set(list);
      return next;
    };
    this.startsUs = grown(this.startsUs);
    this.endsUs = grown(this.endsUs);
    this.reachUs = grown(this.reachUs);
  }

  /** From a changed place on, until it is as it was. */
  #reachFrom(at: number, changedEnd: number): void {
    let reach = at > 0 ? (this.reachUs[at - 1] ?? 0) : 0;
    for (let index = at; index < this.moments.length; index++) {
      const moment = this.moments[index];
      if (moment) reach = Math.max(reach, untilUs(moment));
      if (index >= changedEnd && this.reachUs[index] === reach) return;
      this.reachUs[index] = reach;
    }
  }

  /** First index whose moment may still reach `us`. */
  firstReaching(us: number): number {
    let low = 0;
    let high = this.moments.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.reachUs[middle] ?? 0) < us) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** How many moments begin at or before `us`, looked for from an index on where that is near. */
  countStarted(us: number, from = 0): number {
    const { length } = this.moments;
    let low = from;
    let step = 1;
    while (low + step < length && (this.startsUs[low + step] ?? 0) <= us) {
      low += step;
      step *= 2;
    }
    let high = Math.min(length, low + step);
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.startsUs[middle] ?? 0) <= us) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** Like `splice`, without passing a long list as arguments. */
function replaceIn(list: Moment[], at: number, count: number, added: readonly Moment[]): void {
  if (added.length <= 1_000) {
    list.splice(at, count, ...added);
    return;
  }
  const rest = list.splice(at).slice(count);
  for (const moment of added) list.push(moment);
  for (const moment of rest) list.push(moment);
}
