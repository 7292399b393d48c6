/** The voice of a narration as it sounds: the clock that everything else follows. */
import type { Id } from '../../../../shared/domain/ids';
import { type Narration, samplesIn, VOICE_RATE } from '../../../../shared/domain/narration';

interface VoiceEvents {
  ended: () => void;
  /** It is where it was asked to be, or has begun or stopped sounding. */
  moved: () => void;
  failed: () => void;
}

export class Voice {
  readonly audio = document.createElement('audio');
  readonly #listening = new AbortController();
  #narration: Pick<Narration, 'row' | 'mends'> | null = null;
  #wanted = 0;
  #speed = 1;
  #playing = false;
  /** Where it was when it was last told to sound, or to go elsewhere. */
  #from = 0;

  constructor(host: HTMLElement, events: VoiceEvents) {
    const { audio } = this;
    audio.preload = 'auto';
    host.append(audio);
    const on = (type: keyof HTMLMediaElementEventMap, take: () => void) =>
      audio.addEventListener(type, take, { signal: this.#listening.signal });
    on('loadedmetadata', () => {
      audio.currentTime = this.#wanted / VOICE_RATE;
      this.#run();
    });
    on('ended', events.ended);
    on('seeked', events.moved);
    on('playing', events.moved);
    on('error', () => audio.getAttribute('src') && events.failed());
  }

  /** The voice as it is mended now. What only changes words or names is not read anew. */
  take(narration: Pick<Narration, 'id' | 'row' | 'mends' | 'changedAt'>): void {
    if (this.#narration?.row === narration.row && this.#narration.mends === narration.mends) return;
    this.#wanted = Math.min(this.now(), samplesIn(narration));
    this.#narration = narration;
    if (samplesIn(narration) === 0) this.audio.removeAttribute('src');
    else this.audio.src = voiceAddress(narration.id, narration.changedAt);
  }

  /** Samples of the narration. */
  now(): number {
    const { audio } = this;
    if (audio.readyState < HTMLMediaElement.HAVE_METADATA) return this.#wanted;
    return Math.round(audio.currentTime * VOICE_RATE);
  }

  /** It has come to its end. */
  get over(): boolean {
    return this.audio.ended;
  }

  /** It is under way, and not only told to be. */
  get sounding(): boolean {
    return !this.audio.paused && this.now() !== this.#from;
  }

  seek(samples: number): void {
    this.#wanted = samples;
    this.#from = samples;
    if (this.audio.readyState >= HTMLMediaElement.HAVE_METADATA) {
      this.audio.currentTime = samples / VOICE_RATE;
    }
  }

  set(playing: boolean, speed: number, muted: boolean, volume: number): void {
    const { audio } = this;
    this.#playing = playing;
    this.#speed = speed;
    audio.muted = muted;
    audio.volume = Math.min(1, volume);
    this.#run();
  }

  dispose(): void {
    this.#listening.abort();
    this.audio.pause();
    this.audio.removeAttribute('src');
    this.audio.load();
    this.audio.remove();
  }

  #run(): void {
    const { audio } = this;
    if (audio.playbackRate !== this.#speed) audio.playbackRate = this.#speed;
    if (audio.paused !== this.#playing) return;
    // It stops by itself at its end, and says so later: played then it would begin again.
    if (this.#playing && audio.ended) return;
    this.#from = this.now();
    // Refused only when a pause or another voice comes first, which then says what is wanted.
    if (this.#playing) audio.play().catch(() => undefined);
    else audio.pause();
  }
}

/** @param version the same voice has the same */
function voiceAddress(narrationId: Id, version: string): string {
  return `voice://narration/${narrationId}?v=${version}`;
}
