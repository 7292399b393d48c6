/**
 * Plays a narration: the voice is the clock, and each camera's picture is led by it. Where a picture
 * has to be waited for, the voice waits too.
 */
import type { LessonDocument } from '../../../../shared/domain/document';
import { firstAngle } from '../../../../shared/domain/lesson-time';
import { isHushed } from '../../../../shared/domain/mask-cover';
import { type Narration, type Told, VOICE_RATE } from '../../../../shared/domain/narration';
import {
  type NarrationTransport,
  narrationMoved,
  useOpenNarration,
} from '../../../stores/narration';
import { useSettings } from '../../../stores/settings';
import type { AnglePicture } from './angle-picture';
import { chapterHere } from './open-chapters';
import { usePlaying } from './playing';
import { Telling } from './telling';
import { Voice } from './voice';

/** What is decided in one frame of the screen is seen in the next, seconds. */
const ON_SCREEN = 1 / 60;
/** A picture that is late by this much makes the voice wait for it. */
const LATE_MS = 300;

export class Narrator implements NarrationTransport {
  readonly #voice: Voice;
  readonly #angles = new Set<AnglePicture>();
  readonly #stops: (() => void)[];
  #document: LessonDocument | null = null;
  #told: Told | null = null;
  #telling: Telling | null = null;
  /** The picture is waited for, and the voice with it. */
  #waits = true;
  #lateSince: number | null = null;
  #frame = 0;

  constructor(host: HTMLElement) {
    this.#voice = new Voice(host, {
      ended: () => {
        if (!this.#repeats(this.now())) useOpenNarration.setState({ playing: false });
        this.stir();
      },
      moved: () => this.stir(),
      failed: () => usePlaying.setState({ trouble: { what: 'voice' } }),
    });
    this.#stops = [
      useOpenNarration.subscribe(() => this.stir()),
      usePlaying.subscribe((now, before) => now.muted !== before.muted && this.stir()),
    ];
  }

  /** The narration as it is now. */
  take(narration: Narration, told: Told, document: LessonDocument, onDisk: boolean): void {
    if (onDisk) this.#voice.take(narration);
    if (this.#told !== told) {
      this.#told = told;
      this.#telling = new Telling(told);
      this.#leap();
    }
    if (this.#document !== document) {
      this.#document = document;
      for (const angle of this.#angles) angle.take(document);
    }
    this.stir();
  }

  /** A camera's picture has a place on screen. Answers how to take it away. */
  add(angle: AnglePicture): () => void {
    this.#angles.add(angle);
    if (this.#document) angle.take(this.#document);
    this.stir();
    return () => {
      this.#angles.delete(angle);
      angle.dispose();
    };
  }

  now(): number {
    return Math.min(this.#voice.now(), this.#telling?.end ?? 0);
  }

  /** Lesson time at a time of the narration, µs. */
  lessonUsAt(samples: number): number {
    return this.#telling?.at(samples).lessonUs ?? 0;
  }

  play(): void {
    const end = this.#telling?.end ?? 0;
    if (end === 0) return;
    if (this.now() >= end - 1 || this.#voice.over) this.seek(0);
    useOpenNarration.setState({ playing: true });
  }

  pause(): void {
    useOpenNarration.setState({ playing: false });
  }

  seek(samples: number): void {
    const end = this.#telling?.end ?? 0;
    this.#go(Math.min(Math.max(0, Math.round(samples)), end));
    // Whoever goes elsewhere repeats what is there.
    if (usePlaying.getState().repeated) usePlaying.setState({ repeated: chapterHere() });
  }

  setSpeed(speed: number): void {
    useOpenNarration.setState({ speed });
  }

  /** Something changed: looks at everything in the next frame. */
  stir(): void {
    if (this.#frame === 0) this.#frame = requestAnimationFrame(() => this.#look());
  }

  dispose(): void {
    for (const stop of this.#stops) stop();
    cancelAnimationFrame(this.#frame);
    this.#frame = -1;
    this.#voice.dispose();
  }

  #go(samples: number): void {
    this.#voice.seek(samples);
    this.#leap();
    this.stir();
  }

  #leap(): void {
    this.#waits = true;
    this.#lateSince = null;
    for (const angle of this.#angles) angle.leap();
  }

  #look(): void {
    this.#frame = 0;
    const { playing, speed } = useOpenNarration.getState();
    if (!this.#telling) return;
    if (playing) this.#repeats(this.now());
    const t = this.now();
    const { state } = this.#telling.at(t);
    if (usePlaying.getState().state !== state) usePlaying.setState({ state });
    this.#lead(this.#telling, t, playing, speed);
    const { muted } = usePlaying.getState();
    const { volume } = useSettings.getState();
    this.#voice.set(playing && !this.#waits, speed, muted, volume);
    narrationMoved(t);
    if (playing) this.stir();
  }

  #lead(telling: Telling, t: number, playing: boolean, speed: number): void {
    const { state } = telling.at(t);
    const firstId = this.#document ? firstAngle(this.#document)?.id : undefined;
    const largeId = state.largeId ?? firstId;
    const running = playing && !this.#waits && this.#voice.sounding;
    const { muted } = usePlaying.getState();
    const quiet = muted || this.#isHushed(telling, t);
    const volume = quiet ? 0 : Math.min(1, state.volume * useSettings.getState().volume);
    const seenAt = running ? Math.min(telling.end, t + ON_SCREEN * speed * VOICE_RATE) : t;
    let isThere = true;
    for (const angle of this.#angles) {
      const closely = angle.angleId === largeId;
      const heard = angle.angleId === firstId;
      const loud = heard && running ? volume : 0;
      angle.follow({ telling, t: seenAt, running, speed, closely, volume: loud });
      if (closely) isThere = angle.isThere;
    }
    this.#wait(isThere);
  }

  /** Something that was said in the lesson just here is not for others to hear. */
  #isHushed(telling: Telling, t: number): boolean {
    const { lessonUs } = telling.at(t);
    return isHushed(this.#document?.masks ?? [], { startUs: lessonUs, endUs: lessonUs });
  }

  #wait(isThere: boolean): void {
    if (isThere) {
      this.#waits = false;
      this.#lateSince = null;
    } else if (!this.#waits) {
      this.#lateSince ??= performance.now();
      if (performance.now() - this.#lateSince > LATE_MS) this.#waits = true;
    }
    const { waiting } = usePlaying.getState();
    if (waiting !== this.#waits) usePlaying.setState({ waiting: this.#waits });
  }

  /** A chapter that is repeated begins again at its end. @returns true where it did */
  #repeats(t: number): boolean {
    const { repeated } = usePlaying.getState();
    if (!repeated || t < repeated.to - 1) return false;
    this.#go(repeated.from);
    return true;
  }
}
