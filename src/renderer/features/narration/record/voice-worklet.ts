/** Runs where sound is recorded: counts samples and hands them over, some forty milliseconds at a time. */

declare const currentFrame: number;
declare class AudioWorkletProcessor {
  readonly port: MessagePort;
}
declare function registerProcessor(name: string, processor: new () => AudioWorkletProcessor): void;

const BLOCK = 2_048;

class Voice extends AudioWorkletProcessor {
  #samples = new Int16Array(BLOCK);
  #count = 0;
  #squares = 0;

  /** Called for each 128 samples; without an input they are silent, and count all the same. */
  process([input = []]: Float32Array[][]): boolean {
    const [left, right] = input;
    const length = left?.length ?? 128;
    for (let at = 0; at < length; at++) {
      const one = left?.[at] ?? 0;
      const sample = right ? (one + (right[at] ?? 0)) / 2 : one;
      this.#squares += sample * sample;
      this.#samples[this.#count++] = Math.round(Math.max(-1, Math.min(1, sample)) * 32_767);
      if (this.#count === BLOCK) this.#hand(currentFrame + at + 1);
    }
    return true;
  }

  #hand(end: number): void {
    const samples = this.#samples;
    const loud = Math.sqrt(this.#squares / BLOCK);
    this.port.postMessage({ end, samples, loud, wallMs: Date.now() }, [samples.buffer]);
    this.#samples = new Int16Array(BLOCK);
    this.#count = 0;
    this.#squares = 0;
  }
}

registerProcessor('voice', Voice);
