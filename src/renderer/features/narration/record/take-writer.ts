/**
 * Hands a take to main as it comes: what was spoken and what happened, at least every quarter of a second.
 * What could not be written waits here and is sent again; nothing is lost while the page is there.
 */
import { MOST_VOICE_BYTES_AT_ONCE, type NarrationEvent } from '../../../../shared/domain/narration';
import type { Id } from '../../../../shared/domain/ids';
import { call } from '../../../bridge/api';

const EVERY_MS = 180;
const BYTES_A_SAMPLE = 2;
const MOST_SAMPLES = MOST_VOICE_BYTES_AT_ONCE / BYTES_A_SAMPLE;

export class TakeWriter {
  /** Spoken so far. */
  samples = 0;
  readonly takeId: Id;
  readonly #voiced: boolean;
  readonly #failed: (thrown: unknown) => void;
  readonly #timer: ReturnType<typeof setInterval>;
  #blocks: Int16Array[] = [];
  #waiting = 0;
  #events: NarrationEvent[] = [];
  #latest = 0;
  #sending: Promise<void> | null = null;
  #stuck = false;
  #over = false;

  /** @param failed what was handed over could not be kept: it waits until it is sent again */
  constructor(takeId: Id, voiced: boolean, failed: (thrown: unknown) => void) {
    this.takeId = takeId;
    this.#voiced = voiced;
    this.#failed = failed;
    this.#timer = setInterval(() => {
      if (!this.#stuck) this.#send().catch(() => undefined);
    }, EVERY_MS);
  }

  /** What was spoken since, or how long it was silent. */
  voice(spoken: Int16Array | number): void {
    const count = typeof spoken === 'number' ? spoken : spoken.length;
    if (typeof spoken !== 'number') this.#blocks.push(spoken);
    this.#waiting += count;
    this.samples += count;
  }

  event(event: NarrationEvent): void {
    this.#events.push(event);
  }

  /** Everything is on disk when this settles. @throws AppError when it could not be written */
  async flush(): Promise<void> {
    clearInterval(this.#timer);
    this.#over = true;
    await this.#sending?.catch(() => undefined);
    do await this.#send();
    while (this.#waiting > 0 || this.#events.length > 0);
  }

  /** The page goes away: everything is handed over at once. */
  handOver(): void {
    const { voice, events } = this.#taken();
    call((api) => api.narrations.append({ takeId: this.takeId, voice, events })).catch(
      () => undefined,
    );
  }

  #send(): Promise<void> {
    this.#sending ??= this.#sendOnce().finally(() => {
      this.#sending = null;
    });
    return this.#sending;
  }

  async #sendOnce(): Promise<void> {
    if (this.#waiting === 0 && this.#events.length === 0) return;
    const { voice, events, count } = this.#taken();
    try {
      await call((api) => api.narrations.append({ takeId: this.takeId, voice, events }));
      this.#stuck = false;
    } catch (thrown) {
      if (typeof voice !== 'number') this.#blocks.unshift(samplesOf(voice));
      this.#waiting += count;
      this.#events.unshift(...events);
      if (!this.#stuck) this.#failed(thrown);
      this.#stuck = true;
      throw thrown;
    }
  }

  /** What waits, in order of time, as much as goes into one message. */
  #taken(): { voice: Uint8Array<ArrayBuffer> | number; events: NarrationEvent[]; count: number } {
    const count = Math.min(this.#waiting, MOST_SAMPLES);
    // What happened behind the last that was spoken, happened at its end.
    const end = this.#over ? this.samples : Number.POSITIVE_INFINITY;
    const events = this.#events
      .splice(0)
      .sort((a, b) => a.at - b.at)
      .map((event) => {
        this.#latest = Math.max(this.#latest, Math.min(event.at, end));
        return { ...event, at: this.#latest };
      });
    this.#waiting -= count;
    return { voice: this.#voiced ? this.#cut(count) : count, events, count };
  }

  #cut(count: number): Uint8Array<ArrayBuffer> {
    const voice = new Int16Array(count);
    let done = 0;
    while (done < count) {
      const [first] = this.#blocks;
      if (!first) break;
      const part = first.subarray(0, count - done);
      voice.set(part, done);
      done += part.length;
      if (part.length === first.length) this.#blocks.shift();
      else this.#blocks[0] = first.subarray(part.length);
    }
    return new Uint8Array(voice.buffer);
  }
}

/** Every machine that Chromium runs on keeps the lower byte first, as the file does. */
function samplesOf({ buffer, byteOffset, length }: Uint8Array<ArrayBuffer>): Int16Array {
  return new Int16Array(buffer, byteOffset, length / BYTES_A_SAMPLE);
}
