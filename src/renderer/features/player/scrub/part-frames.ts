/** Frames of one part: where each is best decoded from, and those that are kept. */
import { frameAt, frameCount, frameStartUs } from '../../../../shared/domain/frames';
import { PIECE_US } from '../../../../shared/domain/pieces';
import type { Range } from '../../../../shared/domain/time';
import { DecodeRun } from './decode-run';
import { FrameCache, type Kept } from './frame-cache';
import { pieceOfFrame } from './frame-index';
import type { PartToOpen, Wish } from './messages';
import { type Feed, Original, Piece } from './packets';
import { SharedDecoder } from './shared-decoder';
import { bytesOf, shrinkFor, shrunk, type Small } from './shrink';

/** All kept frames of the part that is worked on, and of each of the others that stay open. */
const BUDGET_BYTES = 192 * 1024 * 1024;
const ASIDE_BYTES = 16 * 1024 * 1024;
/** Frames decoded ahead of held steps, and behind them when they go backwards. */
const AHEAD = 24;
const BACK = 60;
/** Likewise the way a slow drag goes. */
export const DRAG_AHEAD = 24;
/** Coded pieces that are kept: less than a megabyte each. */
const PIECES = 24;
/** A frame so few after the one that came out last is reached sooner by going on. */
const NEAR = 12;
/** More frames than this are never decoded to reach one. */
const FARTHEST = 900;

export interface KeptFrame extends Kept {
  frame: VideoFrame;
  /** Pieces are made upright; a file's own frames are as its camera was held. */
  upright: boolean;
}

interface Current {
  run: DecodeRun;
  /** The piece that it goes over; null for the file itself. */
  piece: number | null;
}

export class PartFrames {
  readonly part: PartToOpen;
  readonly cache = new FrameCache<KeptFrame>(BUDGET_BYTES);
  /** Told of each frame that was kept, and whether it was decoded to be shown on the way. */
  readonly #kept: (index: number, onTheWay: boolean) => void;
  #original: Original | null = null;
  #made: Range[] = [];
  readonly #pieces = new Map<number, Promise<Piece | null>>();
  readonly #decoder = new SharedDecoder();
  #current: Current | null = null;
  /** Where a drag was before. */
  #dragged: number | null = null;
  #frameBytes = 0;
  #closed = false;

  constructor(part: PartToOpen, kept: (index: number, onTheWay: boolean) => void) {
    this.part = part;
    this.#kept = kept;
  }

  async open(): Promise<{ able: boolean; wantsCopy: boolean }> {
    const { partId, times, firstFrameUs, from } = this.part;
    if (from === 'copy') return { able: true, wantsCopy: false };
    this.#original = await Original.open(partId, times, firstFrameUs);
    if (this.#closed) this.#original?.close();
    const able = this.#original !== null;
    return { able, wantsCopy: !able || (this.#original?.group ?? 0) > NEAR * 2 };
  }

  made(ranges: Range[]): void {
    this.#made = ranges;
  }

  /** Another part is worked on, or this one again: what all of them hold together stays bounded. */
  aside(on: boolean): void {
    if (on) this.#letGo();
    this.cache.allow(on ? ASIDE_BYTES : BUDGET_BYTES);
  }

  rest(): void {
    this.#letGo();
    this.cache.clear();
    this.#pieces.clear();
  }

  close(): void {
    this.#closed = true;
    this.rest();
    this.#original?.close();
  }

  /** A drag is likely to go on as it went: its next piece is read while this one is decoded. */
  #readAhead(index: number, piece: number): void {
    const before = this.#dragged ?? index;
    this.#dragged = index;
    const next = index + (index - before);
    if (next < 0 || next >= frameCount(this.part.times)) return;
    const then = pieceOfFrame(this.part.times, next);
    if (then !== piece && this.#isMade(then)) void this.#piece(then);
  }

  #isMade(piece: number): boolean {
    const us = piece * PIECE_US;
    return this.#made.some(({ startUs, endUs }) => us >= startUs && us < endUs);
  }

  /** The kept frame that meets a wish. */
  meets({ index, slackUs }: Wish): number | null {
    if (this.cache.has(index)) return index;
    if (slackUs <= 0) return null;
    const { low, high } = this.#within(index, slackUs);
    return this.cache.nearest(index, low, high);
  }

  #within(index: number, slackUs: number): { low: number; high: number } {
    const us = frameStartUs(this.part.times, index);
    return {
      low: frameAt(this.part.times, us - slackUs),
      high: frameAt(this.part.times, us + slackUs),
    };
  }

  /** True for a frame that the decoder has gone past and that was not kept. */
  passed(index: number): boolean {
    const run = this.#current?.run;
    // The last few may still be on their way into the cache.
    return run !== undefined && index + 8 < run.last && !this.cache.has(index);
  }

  /** The next frame to decode for a wish: itself, then those that will be wished next. */
  missing(wish: Wish): number | null {
    if (this.meets(wish) === null) return wish.index;
    if (wish.way === 0) return null;
    const count = frameCount(this.part.times);
    const ahead = wish.kind === 'drag' ? DRAG_AHEAD : wish.way < 0 ? BACK : AHEAD;
    for (let by = 1; by <= ahead; by++) {
      const index = wish.index + by * wish.way;
      if (index < 0 || index >= count) return null;
      if (!this.cache.has(index)) return this.#isWorthHaving(index, wish) ? index : null;
    }
    return null;
  }

  /** Ahead of a drag only where a copy makes it cheap. */
  #isWorthHaving(index: number, { kind }: Wish): boolean {
    const can =
      this.#isMade(pieceOfFrame(this.part.times, index)) ||
      (kind === 'step' && this.#original !== null);
    return can && this.cache.worthKeeping(index, this.#frameBytes);
  }

  /**
   * Decodes towards a frame until it is there or `stale` says that something else is wanted.
   * @returns false when it cannot be had
   */
  async advance(index: number, wish: Wish, stale: () => boolean): Promise<boolean> {
    const piece = pieceOfFrame(this.part.times, index);
    if (wish.kind === 'drag' && wish.index === index) this.#readAhead(index, piece);
    if (this.#isMade(piece)) {
      const had = await this.#fromPiece(piece, index, wish, stale);
      if (had || stale()) return true;
    }
    return this.#original ? this.#fromOriginal(this.#original, index, wish, stale) : false;
  }

  async #fromPiece(
    number: number,
    index: number,
    wish: Wish,
    stale: () => boolean,
  ): Promise<boolean> {
    const piece = await this.#piece(number);
    if (!piece) return false;
    const key = piece.keyOf(index);
    const slack = wish.kind === 'drag' && wish.index === index && wish.slackUs > 0;
    const goal = slack ? Math.max(key, this.#within(index, wish.slackUs).low) : index;
    const goesOn = this.#current?.piece === number && this.#reaches(this.#current.run, goal, key);
    const run = goesOn ? this.#current?.run : this.#begin(piece.feed(goal), number, 1);
    if (!run) return false;
    // So near to a frame the work is finished: a fast drag would call off every one.
    await run.until(goal, () => goal - run.last > NEAR && stale());
    return !run.failed;
  }

  async #fromOriginal(
    original: Original,
    index: number,
    wish: Wish,
    stale: () => boolean,
  ): Promise<boolean> {
    const key = await original.keyOf(index);
    if (key < 0 || index - key > FARTHEST) return false;
    const by = shrinkFor(Math.min(original.group, BACK * 2), this.#frameBytes, BUDGET_BYTES);
    let run = this.#current?.piece === null ? this.#current.run : undefined;
    if (!run || !this.#reaches(run, index, key)) {
      if (wish.kind === 'drag' && wish.index === index && !this.cache.has(key) && key < index) {
        const alone = this.#begin(await original.keyAlone(index), null, by, true);
        await alone?.until(key, () => false);
        this.#stop();
        if (stale()) return true;
      }
      run = this.#begin(await original.feed(index), null, by);
    }
    if (!run) return false;
    await run.until(index, stale);
    return !run.failed && (run.last >= index || stale());
  }

  /** True when a run comes to a frame sooner than one that begins at its keyframe. */
  #reaches(run: DecodeRun, index: number, key: number): boolean {
    return !run.over && index > run.last && key <= run.last + NEAR;
  }

  #begin(
    feed: Feed | null,
    piece: number | null,
    by: number,
    onTheWay = false,
  ): DecodeRun | undefined {
    this.#stop();
    if (!feed || this.#closed) return undefined;
    const upright = piece !== null;
    const run = new DecodeRun(this.#decoder, feed, async (index, decoded) => {
      const small = await this.#keep(index, decoded, by);
      if (!small) return;
      const { frame, bytes } = small;
      // Let go while it was made smaller: nobody would close it.
      if (this.#closed) {
        frame.close();
        return;
      }
      this.cache.put(index, { frame, upright, close: () => frame.close() }, bytes);
      this.#kept(index, onTheWay);
    });
    this.#current = { run, piece };
    return run;
  }

  async #keep(index: number, frame: VideoFrame, by: number): Promise<Small | null> {
    this.#frameBytes = Math.max(this.#frameBytes, bytesOf(frame));
    const worth = this.cache.worthKeeping(index, this.#frameBytes / (by * by));
    if (!this.#closed && worth) return shrunk(frame, by);
    frame.close();
    return null;
  }

  /** The decoder goes too, with the pictures it holds. */
  #letGo(): void {
    this.#stop();
    this.#decoder.close();
  }

  #stop(): void {
    this.#current?.run.close();
    this.#current = null;
  }

  #piece(number: number): Promise<Piece | null> {
    const known = this.#pieces.get(number);
    if (known) return known;
    const read = this.#read(number);
    this.#pieces.set(number, read);
    const [oldest] = this.#pieces.keys();
    if (this.#pieces.size > PIECES && oldest !== undefined) this.#pieces.delete(oldest);
    return read;
  }

  async #read(number: number): Promise<Piece | null> {
    const { partId, from, times } = this.part;
    const kind = from === 'copy' ? 'piece' : 'review';
    try {
      const answer = await fetch(`footage://${kind}/${partId}/${number}`);
      return answer.ok ? await Piece.read(await answer.arrayBuffer(), times) : null;
    } catch {
      return null;
    }
  }
}
