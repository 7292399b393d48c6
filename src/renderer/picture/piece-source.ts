/**
 * Feeds a video element with a playable copy. Pieces are asked for by number, the one under the
 * playhead first; main answers when a piece is made, and makes next what is asked for. Some seconds
 * are kept ahead and a few behind. Nothing polls: the video's own events move it on.
 */
import { PIECE_US, pieceCount } from '../../shared/domain/pieces';
import { secondsToUs, usToSeconds } from '../../shared/domain/time';
import { pieceType } from './mp4-codecs';
import { type Held, isHeld, type Playhead, surplus, wantedPieces } from './piece-window';

export interface PieceSource {
  /** Lets go of the video and of all that is under way. It may be called more than once. */
  close(): void;
}

export interface AttachOptions {
  partId: string;
  /** Length of the part. */
  durationUs: number;
  /** Part time to begin at: the copy is fetched, and made, from there. */
  startUs?: number;
}

const STIR: readonly (keyof HTMLMediaElementEventMap)[] = ['timeupdate', 'seeking', 'ratechange'];

/**
 * Puts a playable copy into a video element. Its clock is part time. What goes wrong ends the stream
 * with an error, which the video tells as its own `error` event.
 */
export function attachPieces(video: HTMLVideoElement, options: AttachOptions): PieceSource {
  const feeder = new Feeder(video, options);
  return { close: () => feeder.close() };
}

class Feeder {
  readonly #video: HTMLVideoElement;
  readonly #partId: string;
  readonly #durationUs: number;
  readonly #source = new MediaSource();
  readonly #url = URL.createObjectURL(this.#source);
  readonly #closing = new AbortController();
  #buffer: SourceBuffer | null = null;
  /** The piece being fetched, and how to call it off. */
  #fetching: { piece: number; abort: AbortController } | null = null;
  #stir: (() => void) | null = null;
  /** The number after the last piece there is. */
  #end: number;
  /** Falls when the browser has no room for all that is usually kept. */
  #share = 1;
  /** Pieces given already that the browser will not count as held: not asked for again. */
  readonly #stubborn = new Set<number>();

  constructor(video: HTMLVideoElement, { partId, durationUs, startUs = 0 }: AttachOptions) {
    this.#video = video;
    this.#partId = partId;
    this.#durationUs = durationUs;
    this.#end = pieceCount(durationUs);
    const { signal } = this.#closing;
    for (const type of STIR) video.addEventListener(type, () => this.#stirred(), { signal });
    this.#source.addEventListener('sourceopen', () => void this.#run(), { signal, once: true });
    video.src = this.#url;
    // Before there is anything to seek in, this says where playback is to begin.
    if (startUs > 0) video.currentTime = usToSeconds(startUs);
  }

  close(): void {
    if (this.#closing.signal.aborted) return;
    this.#closing.abort();
    this.#fetching?.abort.abort();
    this.#stir?.();
    URL.revokeObjectURL(this.#url);
  }

  get #closed(): boolean {
    return this.#closing.signal.aborted;
  }

  get #playhead(): Playhead {
    return {
      partUs: secondsToUs(this.#video.currentTime),
      durationUs: this.#durationUs,
      end: this.#end,
      rate: this.#video.playbackRate,
    };
  }

  #held(): Held[] {
    const ranges = this.#buffer?.buffered;
    return Array.from({ length: ranges?.length ?? 0 }, (_, index) => ({
      start: ranges?.start(index) ?? 0,
      end: ranges?.end(index) ?? 0,
    }));
  }

  #missing(): number | undefined {
    const held = this.#held();
    return wantedPieces(this.#playhead, this.#share).find(
      (piece) => !isHeld(held, piece, this.#durationUs) && !this.#stubborn.has(piece),
    );
  }

  /** The playhead moved: goes on if it waited, and calls off a piece that is not the next any more. */
  #stirred(): void {
    const fetching = this.#fetching;
    if (fetching && this.#video.seeking && this.#missing() !== fetching.piece) {
      fetching.abort.abort();
    }
    this.#stir?.();
  }

  async #run(): Promise<void> {
    try {
      this.#source.duration = usToSeconds(this.#durationUs);
      while (!this.#closed) {
        const piece = this.#missing();
        if (piece !== undefined) await this.#bring(piece);
        else {
          this.#endWhenThere();
          await new Promise<void>((resolve) => {
            this.#stir = resolve;
          });
          this.#stir = null;
        }
      }
    } catch (error) {
      this.#fail(error instanceof TypeError ? 'network' : 'decode');
    }
  }

  async #bring(piece: number): Promise<void> {
    const bytes = await this.#fetch(piece);
    if (this.#closed || bytes === 'called off') return;
    if (bytes === 'past the end') {
      this.#end = Math.min(this.#end, piece);
      if (this.#end === 0) throw new Error('the copy has no piece');
      return;
    }
    await this.#append(bytes);
    if (this.#closed) return;
    // Given and still not held: a piece that holds less than it should. Asking again gives the same.
    if (isHeld(this.#held(), piece, this.#durationUs)) this.#stubborn.delete(piece);
    else this.#stubborn.add(piece);
    await this.#letGo(surplus(this.#held(), this.#playhead));
  }

  /** @throws TypeError when it cannot be had. */
  async #fetch(piece: number): Promise<ArrayBuffer | 'called off' | 'past the end'> {
    const abort = new AbortController();
    this.#fetching = { piece, abort };
    try {
      const answer = await fetch(`footage://piece/${this.#partId}/${piece}`, {
        signal: abort.signal,
      });
      if (answer.status === 404) return 'past the end';
      if (!answer.ok) throw new TypeError(`piece ${piece}: ${answer.status}`);
      return await answer.arrayBuffer();
    } catch (error) {
      if (abort.signal.aborted) return 'called off';
      throw error;
    } finally {
      this.#fetching = null;
    }
  }

  async #append(bytes: ArrayBuffer): Promise<void> {
    const buffer = (this.#buffer ??= this.#openBuffer(bytes));
    try {
      await this.#settled(() => buffer.appendBuffer(bytes));
    } catch (error) {
      if (!(error instanceof DOMException && error.name === 'QuotaExceededError')) throw error;
      // No room: from now on less is kept ahead, and almost nothing behind.
      this.#share = Math.max(0.1, this.#share / 2);
      await this.#letGo(surplus(this.#held(), this.#playhead, { behindUs: 0, share: this.#share }));
      if (!this.#closed) await this.#settled(() => buffer.appendBuffer(bytes));
    }
  }

  #openBuffer(bytes: ArrayBuffer): SourceBuffer {
    const type = pieceType(bytes);
    if (type === null) throw new Error('not a piece of a playable copy');
    return this.#source.addSourceBuffer(type);
  }

  async #letGo(stretches: readonly Held[]): Promise<void> {
    for (const { start, end } of stretches) {
      if (this.#closed || !this.#buffer) return;
      const buffer = this.#buffer;
      await this.#settled(() => buffer.remove(start, end));
      for (const piece of this.#stubborn) {
        const at = usToSeconds(piece * PIECE_US);
        if (at >= start && at < end) this.#stubborn.delete(piece);
      }
    }
  }

  /** Begins an append or a removal and waits until the buffer is through with it. */
  #settled(begin: () => void): Promise<void> {
    const buffer = this.#buffer;
    if (!buffer || this.#source.readyState === 'closed') return Promise.resolve();
    return new Promise((resolve, reject) => {
      const listening = new AbortController();
      const over = (settle: () => void) => () => {
        listening.abort();
        settle();
      };
      const { signal } = listening;
      const failed = over(() => reject(new Error('the piece could not be read')));
      buffer.addEventListener('error', failed, { signal });
      buffer.addEventListener('updateend', over(resolve), { signal });
      this.#closing.signal.addEventListener('abort', over(resolve), { signal });
      try {
        begin();
      } catch (error) {
        listening.abort();
        reject(error);
      }
    });
  }

  /** With the last piece in, the video may come to its end instead of waiting for more. */
  #endWhenThere(): void {
    if (this.#source.readyState !== 'open' || !this.#buffer || this.#end === 0) return;
    const last = this.#end - 1;
    if (isHeld(this.#held(), last, this.#durationUs) || this.#stubborn.has(last)) {
      this.#source.endOfStream();
    }
  }

  #fail(reason: EndOfStreamError): void {
    if (this.#closed) return;
    // Once the browser has found the fault itself the source is not open any more.
    if (this.#source.readyState === 'open') this.#source.endOfStream(reason);
    this.close();
  }
}
