/** One pass of a decoder over a feed, as far as it is wanted and no further. */
import type { Feed } from './packets';
import type { DecoderUser, SharedDecoder } from './shared-decoder';

/** Coded frames given to the decoder before it has taken them, and frames not yet kept. */
const IN_HAND = 4;
/** A decoder that should answer frame by frame and has not for so long is given one more. */
const SILENT_MS = 40;

export class DecodeRun implements DecoderUser {
  readonly #feed: Feed;
  readonly #shared: SharedDecoder;
  readonly #decoder: VideoDecoder;
  readonly #take: (index: number, frame: VideoFrame) => Promise<void>;
  #taking: Promise<void> = Promise.resolve();
  #untaken = 0;
  #given = 0;
  #came = 0;
  /** Coded frames that gave no frame of their own. */
  #swallowed = 0;
  #failed = false;
  #ended = false;
  #stir: (() => void) | null = null;
  /** The last frame that came out. */
  last: number;

  /** @param take keeps a frame; it closes it when it is not kept. */
  constructor(
    shared: SharedDecoder,
    feed: Feed,
    take: (index: number, frame: VideoFrame) => Promise<void>,
  ) {
    this.#feed = feed;
    this.#take = take;
    this.last = feed.first - 1;
    this.#shared = shared;
    this.#decoder = shared.begin(feed.config, this);
  }

  get failed(): boolean {
    return this.#failed;
  }

  /** True when no more frames will come. */
  get over(): boolean {
    return this.#failed || this.#ended;
  }

  /**
   * Decodes until a frame is out.
   * @param given up says that it is not wanted any more; asked before each coded frame.
   */
  async until(goal: number, givenUp: () => boolean): Promise<void> {
    while (!this.over && this.last < goal && !givenUp()) {
      if (this.#mustWait(goal)) {
        await this.#stirred();
        continue;
      }
      await this.#give();
      // Frames come out in turns of their own: let them, or the feed runs far ahead of them.
      if (this.#given % IN_HAND === 0) await nextTurn();
    }
    await this.#taking;
  }

  close(): void {
    this.#shared.end(this);
    this.#ended = true;
    this.#stir?.();
  }

  error(): void {
    this.#failed = true;
    this.#stir?.();
  }

  dequeued(): void {
    this.#stir?.();
  }

  isEven(): boolean {
    return this.#given === this.#came;
  }

  #mustWait(goal: number): boolean {
    if (this.#decoder.decodeQueueSize >= IN_HAND || this.#untaken >= IN_HAND) return true;
    // One frame for each: what is under way is enough.
    const underWay = this.#given - this.#came - this.#swallowed;
    return this.#feed.config.optimizeForLatency === true && underWay >= goal - this.last;
  }

  async #stirred(): Promise<void> {
    const came = this.#came;
    let timer: ReturnType<typeof setTimeout> | undefined;
    await new Promise<void>((resolve) => {
      this.#stir = resolve;
      timer = setTimeout(() => {
        if (this.#came === came && this.#decoder.decodeQueueSize === 0) this.#swallowed++;
        resolve();
      }, SILENT_MS);
    });
    clearTimeout(timer);
    this.#stir = null;
  }

  async #give(): Promise<void> {
    const chunk = await this.#feed.next().catch(() => undefined);
    if (this.#ended || this.#decoder.state !== 'configured') return;
    if (chunk === undefined) {
      this.#failed = true;
    } else if (chunk === null) {
      await this.#decoder.flush().catch(() => {
        this.#failed = true;
      });
      this.#ended = true;
    } else {
      try {
        this.#decoder.decode(chunk);
        this.#given++;
      } catch {
        // What the container calls a keyframe is none.
        this.#failed = true;
      }
    }
  }

  output(frame: VideoFrame): void {
    const index = this.#feed.indexOf(frame.timestamp);
    this.#came++;
    // Pictures that are not presented, and those shown before the keyframe that was begun with.
    if (index < this.#feed.first || this.#ended) {
      frame.close();
      this.#stir?.();
      return;
    }
    this.last = Math.max(this.last, index);
    this.#untaken++;
    this.#taking = this.#taking
      .then(() => this.#take(index, frame))
      .catch(() => undefined)
      .then(() => {
        this.#untaken--;
        this.#stir?.();
      });
  }
}

const channel = new MessageChannel();
let turns: (() => void)[] = [];
channel.port1.onmessage = () => {
  const due = turns;
  turns = [];
  for (const go of due) go();
};

/** After what waits to be done has been done: without the delay of a timer. */
function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    turns.push(resolve);
    channel.port2.postMessage(null);
  });
}
