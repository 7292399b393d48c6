/** The sound of the lesson: that of the first angle's parts, each where it lies on the lesson's clock. */
import { US_PER_SECOND } from '../../../shared/domain/time';
import { BAND_COUNT, type Heard, HOP, levelOf, SAMPLE_RATE } from './heard';

export interface Laid {
  heard: Heard;
  offsetUs: number;
  rate: number;
}

const toSamples = (us: number) => (us * SAMPLE_RATE) / US_PER_SECOND;

export class Reference {
  readonly samples: number;
  readonly #laid: readonly Laid[];

  constructor(laid: readonly Laid[]) {
    this.#laid = laid;
    this.samples = laid.reduce(
      (end, { heard, offsetUs, rate }) =>
        Math.max(end, Math.ceil(toSamples(offsetUs) + heard.samples * rate)),
      0,
    );
  }

  /** Loudness by band over the whole lesson; silence where no part has sound. */
  bands(): Float32Array[] {
    const hops = Math.floor(this.samples / HOP);
    return Array.from({ length: BAND_COUNT }, (_, band) => {
      const list = new Float32Array(hops).fill(Number.NaN);
      for (const { heard, offsetUs, rate } of this.#laid) {
        const from = heard.bands[band] ?? new Float32Array(0);
        const firstHop = toSamples(offsetUs) / HOP;
        const start = Math.max(0, Math.ceil(firstHop));
        const end = Math.min(hops, Math.floor(firstHop + from.length * rate));
        for (let hop = start; hop < end; hop++) {
          list[hop] = from[Math.round((hop - firstHop) / rate)] ?? Number.NaN;
        }
      }
      return list;
    });
  }

  /**
   * Copies the sound from a lesson time on; zeros where there is none.
   * @param from in samples of the lesson's clock.
   * @returns how many samples there were.
   */
  read(from: number, into: Float64Array, length: number): number {
    into.fill(0, 0, length);
    let read = 0;
    for (const { heard, offsetUs, rate } of this.#laid) {
      const zero = toSamples(offsetUs);
      const first = Math.max(0, Math.ceil(zero - from));
      const end = Math.min(length, Math.floor(zero + heard.samples * rate - from));
      for (let i = first; i < end; i++) {
        const at = (from + i - zero) / rate;
        const before = Math.floor(at);
        const part = at - before;
        const here = levelOf(heard.sound[before] ?? 0);
        // Where the clocks agree this is a plain copy; else between the two samples.
        into[i] = part < 1e-6 ? here : here + part * (levelOf(heard.sound[before + 1] ?? 0) - here);
      }
      read += Math.max(0, end - first);
    }
    return read;
  }
}
