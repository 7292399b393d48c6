/**
 * Which sample of the voice was spoken at a time of the page's clock. Samples are counted where they are
 * recorded, and each block says when it was full, by a clock that is read there: a page that is busy makes
 * none late. The promptest of the last ones says it best. Pure.
 */
import { VOICE_RATE } from '../../../../shared/domain/narration';

const MS = 1_000;
/**
 * A quarter of a second of blocks: one of so many is prompt, and where a machine that is short of time
 * lost sound, no more than so much is told by what was before.
 */
const RECENT = 6;
/** So much may be missing from a voice before that is no mere lateness. */
const LOST_MS = 3_000;

export class SampleClock {
  /** Of each of the last blocks: the page's time less that of its last sample. */
  #offsets: number[] = [];
  #bestMs: number | null = null;
  /** Between a sound at the microphone and its sample being counted. */
  readonly #latencyMs: number;

  constructor(latencyMs = 0) {
    this.#latencyMs = latencyMs;
  }

  /** A block has come. @param end how many samples were counted by its end. @param atMs when it was full */
  arrived(end: number, atMs: number): void {
    this.#offsets.push(atMs - (end / VOICE_RATE) * MS);
    if (this.#offsets.length > RECENT) this.#offsets.shift();
    // Two clocks drift apart, which is no loss: the best follows what changes little by little.
    const promptMs = this.#promptMs;
    if (this.#bestMs === null || promptMs - this.#bestMs < LOST_MS / 2) this.#bestMs = promptMs;
  }

  get #promptMs(): number {
    return Math.min(...this.#offsets);
  }

  /** True where the last blocks are all so late that sound must be missing between: the machine slept. */
  get lost(): boolean {
    return this.#bestMs !== null && this.#promptMs - this.#bestMs > LOST_MS;
  }

  /** The sample of a time; what is not known yet is before the first. */
  sampleAt(atMs: number): number {
    if (this.#offsets.length === 0) return 0;
    const offsetMs = this.#promptMs - this.#latencyMs;
    return Math.round(((atMs - offsetMs) / MS) * VOICE_RATE);
  }
}
