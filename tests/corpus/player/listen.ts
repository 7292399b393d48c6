/**
 * What is heard of a video element, sample by sample, on the clock of what is seen. The sound is
 * taken from the element as it is played; each frame that comes on the screen says where on the
 * sound's clock the picture is.
 */

/** Posts every block of sound with the number of its first sample. */
const RECORDER = `registerProcessor('recorder', class extends AudioWorkletProcessor {
  process([input]) {
    const channels = input.filter((samples) => samples.length > 0);
    if (channels.length > 0) {
      const mono = channels[0].map((_, at) => channels.reduce((sum, samples) => sum + samples[at], 0) / channels.length);
      this.port.postMessage({ at: currentFrame, mono }, [mono.buffer]);
    }
    return true;
  }
});`;

interface Block {
  at: number;
  mono: Float32Array;
}

/** A frame: when it is, on the element's clock, and when it was put on the screen. */
interface Seen {
  mediaSeconds: number;
  /** On the clock of the sound, in seconds. */
  soundSeconds: number;
}

export interface Heard {
  /** Element time of the first sample, by the frames that were seen. */
  startSeconds: number;
  rate: number;
  samples: number[];
  frames: number;
}

const middle = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

export class Listener {
  readonly #context = new AudioContext({ latencyHint: 'interactive' });
  readonly #ready: Promise<void>;
  #blocks: Block[] | null = null;
  #seen: Seen[] = [];

  constructor(private readonly video: HTMLVideoElement) {
    this.#ready = this.#connect();
  }

  async #connect(): Promise<void> {
    const url = URL.createObjectURL(new Blob([RECORDER], { type: 'text/javascript' }));
    await this.#context.audioWorklet.addModule(url);
    const source = this.#context.createMediaElementSource(this.video);
    const recorder = new AudioWorkletNode(this.#context, 'recorder');
    recorder.port.onmessage = ({ data }: MessageEvent<Block>) => this.#blocks?.push(data);
    source.connect(recorder).connect(this.#context.destination);
    await this.#context.resume();
  }

  /** Plays from where the element stands for so long, or to the end. */
  async listen(seconds: number): Promise<Heard> {
    await this.#ready;
    const { video } = this;
    const context = this.#context;
    const blocks: Block[] = [];
    this.#blocks = blocks;
    this.#seen = [];
    let handle = 0;
    const see = (_now: number, { mediaTime, expectedDisplayTime }: VideoFrameCallbackMetadata) => {
      const { contextTime = 0, performanceTime = 0 } = context.getOutputTimestamp();
      // An element that is heard through a context knows nothing of what lies behind it: its picture
      // keeps step with the samples as they are taken from it, which is so much before they are out.
      const behind = context.baseLatency + context.outputLatency;
      const soundSeconds = contextTime + (expectedDisplayTime - performanceTime) / 1000 + behind;
      this.#seen.push({ mediaSeconds: mediaTime, soundSeconds });
      handle = video.requestVideoFrameCallback(see);
    };
    handle = video.requestVideoFrameCallback(see);
    const until = video.currentTime + seconds;
    await video.play();
    while (!video.ended && video.currentTime < until) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    video.pause();
    video.cancelVideoFrameCallback(handle);
    this.#blocks = null;
    return this.#onThePicturesClock(blocks);
  }

  #onThePicturesClock(blocks: readonly Block[]): Heard {
    const rate = this.#context.sampleRate;
    const behind = this.#seen.map((seen) => seen.mediaSeconds - seen.soundSeconds);
    const first = blocks[0]?.at ?? 0;
    const last = blocks.at(-1);
    const samples = new Float32Array(last ? last.at + last.mono.length - first : 0);
    for (const { at, mono } of blocks) samples.set(mono, at - first);
    return {
      startSeconds: first / rate + middle(behind),
      rate,
      samples: Array.from(samples),
      frames: this.#seen.length,
    };
  }
}
