/**
 * One camera's picture, led by the voice: it runs where the narration runs and stands where that
 * stands. What does not come by playing on is made ready behind it, and where it is to run it runs
 * there already when its time comes.
 */
import type { LessonDocument } from '../../../../shared/domain/document';
import type { Id } from '../../../../shared/domain/ids';
import type { FileView, Part } from '../../../../shared/domain/lesson';
import { partAt, partsOf, toLessonUs, toPartUs } from '../../../../shared/domain/lesson-time';
import { samplesToUs, VOICE_RATE } from '../../../../shared/domain/narration';
import { clampUs } from '../../../../shared/domain/time';
import type { Deck } from '../../../picture/deck';
import { DeckPair } from '../../../picture/deck-pair';
import { FrameLists } from '../../../picture/frame-lists';
import { CLOSELY, keptInStep } from '../../../picture/keeping-step';
import { seekableUs } from '../../../picture/place';
import { type Ahead, aheadOf } from './ahead';
import type { Telling } from './telling';

/** What there is to see of the camera now. */
export type Seen = 'picture' | 'sound' | 'nothing' | 'missing' | 'unreadable';

export interface Led {
  telling: Telling;
  /** What is decided now is on screen then. */
  t: number;
  /** The voice sounds. */
  running: boolean;
  /** Times as it was spoken. */
  speed: number;
  /** It is watched, so that its next picture is made ready. */
  closely: boolean;
  /** Of its sound, 0 to 1; what is led without sound has none. */
  volume: number;
}

interface AngleEvents {
  seen: (seen: Seen, file: FileView | null) => void;
  /** Something came that was waited for. */
  stirred: () => void;
  failed: (file: FileView, reason: string) => void;
}

/** A picture is made ready so long before its time, in seconds of watching. */
const READY_BEFORE = 4;
/** One that is to run begins so long before its time, in seconds of watching. */
const LEAD = 0.6;
/** How long a video takes to begin once it is told to, in seconds. */
const START = 0.1;
/** After a jump it is given this long before another: a slow machine is not asked faster. */
const REST_MS = 1_200;
const SAME_US = 500;
/** Sound comes and goes within this, so that nothing clicks. */
const RAMP_MS = 200;

export class AnglePicture {
  readonly angleId: Id;
  readonly #events: AngleEvents;
  readonly #pair: DeckPair;
  readonly #frames = new FrameLists();
  #parts: readonly Part[] = [];
  #files: ReadonlyMap<Id, FileView> = new Map();
  #seen: Seen | null = null;
  #seenFile: FileView | null = null;
  #ahead: Ahead | null = null;
  #askedUs = -1;
  #askedMs = 0;
  #jumpMs = 150;
  #jumping = false;
  readonly #correcting = new WeakSet<Deck>();
  #volume = 0;
  #ledMs = 0;

  constructor(host: HTMLElement, angleId: Id, events: AngleEvents) {
    this.angleId = angleId;
    this.#events = events;
    this.#pair = new DeckPair(host, {
      made: () => this.#silence(),
      settled: () => this.#settled(),
      ended: () => undefined,
      waiting: () => undefined,
      moved: () => undefined,
      painted: () => undefined,
      failed: (file, reason) => events.failed(file, reason),
    });
    this.#silence();
  }

  take(document: LessonDocument): void {
    this.#parts = partsOf(document, this.angleId);
    this.#files = new Map(document.files.map((file) => [file.id, file]));
    this.#pair.renew(
      (id) => this.#parts.find((known) => known.id === id),
      (part) => this.#files.get(part.fileId),
    );
    this.leap();
  }

  /** From here on it is somewhere else: what was made ready is of no use. */
  leap(): void {
    this.#ahead = null;
    this.#askedUs = -1;
  }

  /** The picture that was asked for is on screen, or there is none to wait for. */
  get isThere(): boolean {
    if (this.#seen === 'nothing' || this.#seen === 'missing' || this.#seen === 'unreadable') {
      return true;
    }
    const { front, wanted } = this.#pair;
    return front.settled && wanted === front;
  }

  /** Lesson time of the picture that was painted last, µs; null while there is none. */
  get paintedUs(): number | null {
    const { part, paintedUs } = this.#pair.front;
    return part && paintedUs !== null ? toLessonUs(part, paintedUs) : null;
  }

  follow(led: Led): void {
    const { telling, t } = led;
    const { lessonUs, rate } = telling.at(t);
    const part = partAt(this.#parts, lessonUs) ?? this.#last(lessonUs);
    const file = part ? (this.#files.get(part.fileId) ?? null) : null;
    const seen = seenOf(part, file);
    this.#say(seen, file);
    if (!part || !file || seen === 'missing' || seen === 'unreadable') {
      for (const deck of this.#pair.decks) deck.pause();
      return;
    }
    this.#frames.want(part.id);
    this.#come(t);
    const wantUs = clampUs(toPartUs(part, lessonUs), 0, part.durationUs);
    if (led.running && rate > 0) this.#keepUp(part, file, wantUs, rate * led.speed);
    else this.#stand(part, file, wantUs);
    if (led.closely) this.#lookAhead(led);
    this.#sound(led.volume);
  }

  dispose(): void {
    this.#frames.close();
    this.#pair.dispose();
  }

  /** After the end its last picture stands. */
  #last(lessonUs: number): Part | undefined {
    const last = this.#parts.at(-1);
    return last && lessonUs >= last.offsetUs ? last : undefined;
  }

  #say(seen: Seen, file: FileView | null): void {
    if (seen === this.#seen && file === this.#seenFile) return;
    this.#seen = seen;
    this.#seenFile = file;
    this.#events.seen(seen, file);
  }

  /** What was made ready is due. */
  #come(t: number): void {
    const ahead = this.#ahead;
    if (!ahead || t < ahead.at) return;
    this.#ahead = null;
    if (ahead.glides && !this.#behind?.settled) return;
    this.#pair.turn();
    this.#askedUs = ahead.rate > 0 ? -1 : ahead.partUs;
    this.#jumping = false;
  }

  #keepUp(part: Part, file: FileView, wantUs: number, speed: number): void {
    const { front, wanted } = this.#pair;
    this.#askedUs = -1;
    if (wanted.part?.id !== part.id) {
      this.#jump(part, file, wantUs, speed);
      return;
    }
    if (!front.settled || wanted !== front) return;
    const jump = this.#run(front, wantUs, speed);
    if (jump && performance.now() - this.#askedMs > REST_MS) this.#jump(part, file, wantUs, speed);
  }

  /** Plays at a rate that keeps it where it should be. @returns true where it is too far off */
  #run(deck: Deck, wantUs: number, speed: number): boolean {
    const clock = deck.part?.rate ?? 1;
    const correcting = this.#correcting.has(deck);
    const step = keptInStep(deck.partUs - wantUs, { speed, clock, correcting }, CLOSELY);
    if (step.correcting) this.#correcting.add(deck);
    else this.#correcting.delete(deck);
    const rate = Math.min(16, Math.max(0.0625, step.rate));
    if (Math.abs(deck.video.playbackRate - rate) > 5e-4) deck.video.playbackRate = rate;
    if (deck.video.paused && !deck.video.ended) deck.play();
    return step.jump;
  }

  /** Goes to where the narration will be when the picture is there. */
  #jump(part: Part, file: FileView, wantUs: number, speed: number): void {
    const aheadUs = (this.#jumpMs * 1000 * speed) / part.rate;
    this.#askedMs = performance.now();
    this.#jumping = true;
    this.#ahead = null;
    this.#pair.show(part, file, clampUs(Math.round(wantUs + aheadUs), 0, part.durationUs));
  }

  #stand(part: Part, file: FileView, wantUs: number): void {
    const { front, wanted } = this.#pair;
    front.pause();
    this.#jumping = false;
    const isThere = wanted.part?.id === part.id && Math.abs(this.#askedUs - wantUs) < SAME_US;
    // Pictures that are asked for one after the other come as they can.
    if (isThere || !(wanted.settled || this.#askedUs < 0)) return;
    this.#askedMs = performance.now();
    this.#askedUs = wantUs;
    this.#pair.show(part, file, this.#aim(part, wantUs));
  }

  #aim(part: Part, partUs: number): number {
    return seekableUs(this.#frames.get(part.id), partUs);
  }

  #lookAhead({ telling, t, running, speed }: Led): void {
    const { front, wanted } = this.#pair;
    if (!this.#ahead) {
      const next = aheadOf(telling, this.#parts, t);
      if (!next || wanted !== front || !front.settled) return;
      if (next.at - t > READY_BEFORE * speed * VOICE_RATE) return;
      const file = this.#files.get(next.part.fileId);
      if (!file || seenOf(next.part, file) !== 'picture') return;
      this.#frames.want(next.part.id);
      const leadUs = (LEAD * 1e6 * next.rate * speed) / next.part.rate;
      const fromUs =
        next.rate > 0 ? Math.max(0, next.partUs - leadUs) : this.#aim(next.part, next.partUs);
      const deck = this.#pair.ready(next.part, file, Math.round(fromUs));
      if (!deck) return;
      deck.pause();
      this.#ahead = next;
      this.#silence();
    }
    if (running) this.#runAhead(this.#ahead, t, speed);
  }

  /** Lets a picture that is to run begin before its time, so that it is in step when that comes. */
  #runAhead({ at, part, partUs, rate }: Ahead, t: number, speed: number): void {
    const back = this.#behind;
    if (!back?.settled || rate <= 0) return;
    const wantUs = partUs + (samplesToUs(t - at) * rate) / part.rate;
    const startUs = (START * 1e6 * rate * speed) / part.rate;
    if (back.video.paused && wantUs < back.partUs - startUs) return;
    this.#run(back, wantUs, rate * speed);
  }

  get #behind(): Deck | undefined {
    return this.#pair.decks.find((deck) => deck !== this.#pair.front);
  }

  #settled(): void {
    if (this.#jumping) {
      const took = performance.now() - this.#askedMs;
      this.#jumpMs = Math.min(1_000, 0.5 * this.#jumpMs + 0.5 * took);
      this.#jumping = false;
    }
    this.#events.stirred();
  }

  /** Only the picture on screen is heard. */
  #silence(): void {
    for (const deck of this.#pair.decks) {
      if (deck !== this.#pair.front) deck.video.muted = true;
    }
  }

  #sound(wanted: number): void {
    const now = performance.now();
    const most = (now - this.#ledMs) / RAMP_MS;
    this.#ledMs = now;
    this.#volume += Math.min(most, Math.max(-most, wanted - this.#volume));
    const { video } = this.#pair.front;
    video.muted = this.#volume === 0;
    if (video.volume !== this.#volume) video.volume = this.#volume;
    this.#silence();
  }
}

function seenOf(part: Part | undefined, file: FileView | null): Seen {
  if (!part || !file) return 'nothing';
  if (!file.present) return 'missing';
  if (file.handling === 'unreadable') return 'unreadable';
  return file.picture ? 'picture' : 'sound';
}
