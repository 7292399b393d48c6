/**
 * Volume. Up to 100 % it is the element's own; only a room that needs more gets Web Audio, because
 * an element that has been led through it cannot be led back.
 */
export class Amplifier {
  #context: AudioContext | null = null;
  readonly #gains = new Map<HTMLMediaElement, GainNode>();

  set(elements: readonly HTMLMediaElement[], volume: number, muted: boolean): void {
    for (const element of elements) {
      element.volume = Math.min(1, volume);
      element.muted = muted;
    }
    if (volume <= 1 && !this.#context) return;
    this.#context ??= new AudioContext();
    const context = this.#context;
    // A context made before the first click is asleep.
    if (context.state === 'suspended') void context.resume();
    for (const element of elements) {
      const gain = this.#gains.get(element) ?? this.#lead(context, element);
      gain.gain.value = Math.max(1, volume);
    }
  }

  close(): void {
    void this.#context?.close();
    this.#gains.clear();
  }

  #lead(context: AudioContext, element: HTMLMediaElement): GainNode {
    const gain = context.createGain();
    context.createMediaElementSource(element).connect(gain).connect(context.destination);
    this.#gains.set(element, gain);
    return gain;
  }
}
