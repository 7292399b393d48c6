/**
 * A narration made quick to ask: what is shown at a time, as `narrationAt` says, and where the picture
 * next has to be made ready because it will not come by itself. Pure. Times are samples.
 */
import { samplesIn, samplesToUs, type Told } from '../../../../shared/domain/narration';
import { happeningsOf, type PathPiece, pathOf } from '../../../../shared/domain/narration-path';
import { type NarrationState, narrationAt } from '../../../../shared/domain/narration-state';

/** As far apart the picture is led on by its speed; further it is a jump, µs. */
const GLIDE_US = 60_000;
/** A picture that stands is the same one within this, µs. */
const SAME_US = 500;

/** Here another picture comes, and it runs from there or stands. */
export interface Turn {
  at: number;
  lessonUs: number;
  /** Lesson time a second of voice; 0 where it stands. Backwards is shown as pictures that stand. */
  rate: number;
  /** The picture would come by itself, and only at another speed. */
  glides: boolean;
}

/** True where a picture would not get from one piece to the next by playing on. */
function turns(a: PathPiece, b: PathPiece): boolean {
  const offUs = Math.abs(b.startUs - a.endUs);
  if (b.rate > 0) return a.rate <= 0 || offUs > GLIDE_US;
  return a.rate !== 0 || offUs > SAME_US;
}

/**
 * A video that is told to run at another rate first plays out the sound that it has ready at the old one,
 * a fifth of a second: at twice the speed it would be as far behind. Nearer rates need no second picture.
 */
function changesSpeed(a: PathPiece, b: PathPiece): boolean {
  return b.rate > 0 && a.rate > 0 && Math.max(a.rate / b.rate, b.rate / a.rate) > 1.2;
}

/** The last whose value is at or before a time; 0 where none is. @param all in order */
function lastAt<T>(all: readonly T[], t: number, of: (one: T) => number): number {
  let [low, high] = [0, all.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (of(all[middle] as T) <= t) low = middle + 1;
    else high = middle;
  }
  return Math.max(0, low - 1);
}

export class Telling {
  readonly end: number;
  readonly #told: Told;
  readonly #path: readonly PathPiece[];
  readonly #turns: readonly Turn[];
  /** Where anything may change, in order. */
  readonly #marks: readonly number[];
  #known: { mark: number; state: NarrationState } | null = null;

  constructor(told: Told) {
    this.#told = told;
    this.end = samplesIn(told);
    this.#path = pathOf(told);
    this.#turns = this.#path.flatMap((piece, index): Turn[] => {
      const before = this.#path[index - 1];
      if (!before) return [];
      const glides = !turns(before, piece);
      if (glides && !changesSpeed(before, piece)) return [];
      return [{ at: piece.from, lessonUs: piece.startUs, rate: Math.max(0, piece.rate), glides }];
    });
    const happenings = happeningsOf({ row: told.row, mends: [] }, told.takes);
    const marks = [...this.#path.map(({ from }) => from), ...happenings.map(({ at }) => at)];
    this.#marks = [...new Set([0, ...marks])].sort((a, b) => a - b);
  }

  /** The state at a time; but for the lesson's time the same object until something happens. */
  at(t: number): { state: NarrationState; lessonUs: number; rate: number } {
    const mark = lastAt(this.#marks, t, (at) => at);
    if (this.#known?.mark !== mark) {
      this.#known = { mark, state: narrationAt(this.#told, this.#marks[mark] ?? 0) };
    }
    const piece = this.pieceAt(t);
    const { state } = this.#known;
    if (!piece) return { state, lessonUs: state.lessonUs, rate: 0 };
    const passed = Math.min(t, piece.to) - piece.from;
    const lessonUs = Math.max(0, piece.startUs + samplesToUs(Math.max(0, passed)) * piece.rate);
    return { state, lessonUs, rate: t < this.end ? piece.rate : 0 };
  }

  pieceAt(t: number): PathPiece | undefined {
    return this.#path[lastAt(this.#path, t, ({ from }) => from)];
  }

  /** The next time that another picture comes. */
  turnAfter(t: number): Turn | null {
    const index = lastAt(this.#turns, t, ({ at }) => at);
    const turn = this.#turns[index];
    if (!turn) return null;
    return turn.at > t ? turn : (this.#turns[index + 1] ?? null);
  }
}
