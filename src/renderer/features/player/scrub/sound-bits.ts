/**
 * Short bits of sound while the picture is stepped or dragged, as tape had them: a tenth of a second
 * from where the playhead is, decoded from the part's own file. Of several that are asked for while
 * one is decoded the last is heard. Files that play only through a copy stay silent: asking for their
 * pieces would move the making of them about.
 */
import { AudioBufferSink, Input } from 'mediabunny';
import type { Id } from '../../../../shared/domain/ids';
import { usToSeconds } from '../../../../shared/domain/time';
import { FORMATS, footage } from './footage-source';

export interface Bit {
  partId: Id;
  /** In the file's own clock. */
  fileUs: number;
  /** 0 to 4, as the room's volume. */
  volume: number;
}

const LENGTH_S = 0.1;
/** Faded in and out, or each bit would click. */
const FADE_S = 0.008;

interface Open {
  partId: Id;
  gone: AbortController;
  input: Input;
  /** Null where the file has no sound that can be decoded here. */
  sink: Promise<AudioBufferSink | null>;
}

async function sinkOf(input: Input): Promise<AudioBufferSink | null> {
  try {
    const track = await input.getPrimaryAudioTrack();
    return track && (await track.canDecode()) ? new AudioBufferSink(track) : null;
  } catch {
    return null;
  }
}

export class SoundBits {
  readonly #context = new AudioContext({ latencyHint: 'interactive' });
  #open: Open | null = null;
  #next: Bit | null = null;
  #busy = false;
  #playing: AudioBufferSourceNode[] = [];

  hear(bit: Bit): void {
    this.#next = bit;
    if (!this.#busy) void this.#work();
  }

  close(): void {
    this.#next = null;
    this.#close();
    void this.#context.close();
  }

  async #work(): Promise<void> {
    this.#busy = true;
    for (let bit = this.#next; bit !== null; bit = this.#next) {
      this.#next = null;
      const buffers = await this.#decode(bit).catch(() => []);
      // One that was overtaken while it was decoded would be heard too late.
      if (this.#next === null) this.#play(bit, buffers);
    }
    this.#busy = false;
  }

  async #decode({ partId, fileUs }: Bit): Promise<{ buffer: AudioBuffer; timestamp: number }[]> {
    if (this.#open?.partId !== partId) {
      this.#close();
      const gone = new AbortController();
      const input = new Input({ formats: FORMATS, source: footage(partId, gone.signal) });
      this.#open = { partId, gone, input, sink: sinkOf(input) };
    }
    const sink = await this.#open.sink;
    const from = usToSeconds(fileUs);
    const found: { buffer: AudioBuffer; timestamp: number }[] = [];
    if (!sink) return found;
    for await (const one of sink.buffers(from, from + LENGTH_S)) found.push(one);
    return found;
  }

  #play({ fileUs, volume }: Bit, buffers: { buffer: AudioBuffer; timestamp: number }[]): void {
    const context = this.#context;
    if (context.state === 'closed') return;
    if (context.state === 'suspended') void context.resume();
    for (const before of this.#playing) before.stop();
    const gain = context.createGain();
    gain.connect(context.destination);
    const begin = context.currentTime + 0.005;
    const end = begin + LENGTH_S;
    gain.gain.setValueAtTime(0, begin);
    gain.gain.linearRampToValueAtTime(volume, begin + FADE_S);
    gain.gain.setValueAtTime(volume, end - FADE_S);
    gain.gain.linearRampToValueAtTime(0, end);
    const from = usToSeconds(fileUs);
    this.#playing = buffers.map(({ buffer, timestamp }) => {
      const source = context.createBufferSource();
      source.buffer = buffer;
      source.connect(gain);
      const late = timestamp - from;
      source.start(begin + Math.max(0, late), Math.max(0, -late));
      source.stop(end);
      return source;
    });
  }

  #close(): void {
    this.#open?.gone.abort();
    this.#open?.input.dispose();
    this.#open = null;
  }
}
