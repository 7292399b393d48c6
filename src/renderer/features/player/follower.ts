/**
 * A further angle of the lesson: it shows what its camera saw at the lesson's clock, plays when that
 * plays, and is led back when it strays. The clock is the first angle's, never this one's.
 */
import type { LessonDocument } from '../../../shared/domain/document';
import type { Id } from '../../../shared/domain/ids';
import type { FileView, Part } from '../../../shared/domain/lesson';
import { partAt, partsOf, toPartUs } from '../../../shared/domain/lesson-time';
import { clampUs, US_PER_SECOND } from '../../../shared/domain/time';
import { useAngles } from '../../stores/angles';
import { lessonStore } from '../../stores/document';
import { isHeardOtherwise, transport, usePlayback } from '../../stores/playback';
import { playheadMoved, watchPlayhead } from '../../stores/playhead';
import { Amplifier } from './amplifier';
import { DeckPair } from '../../picture/deck-pair';
import { FrameLists } from '../../picture/frame-lists';
import { keptInStep } from '../../picture/keeping-step';
import { seekableUs } from '../../picture/place';

/** What there is to see of the angle now. */
export type Shown = 'picture' | 'sound' | 'nothing' | 'missing';

/** How long before an angle begins, or goes over to its next part, that is made ready. */
const READY_BEFORE_US = 15 * US_PER_SECOND;
/** After a jump it is given this long before another: a slow machine is not asked faster. */
const REST_MS = 1_500;
/** While the lesson runs backwards pictures come as they can, at most this often. */
const BACKWARDS_MS = 150;
/** How far a still picture may be from the time asked for before it is asked again. */
const SAME_US = 500;

export interface FollowerEvents {
  shown: (shown: Shown) => void;
  /** The file cannot be played as it is. */
  notPlayable: (fileId: Id, reason: string) => void;
}

export class Follower {
  readonly #angleId: Id;
  readonly #events: FollowerEvents;
  readonly #pair: DeckPair;
  readonly #frames = new FrameLists();
  readonly #amplifier = new Amplifier();
  readonly #stops: (() => void)[];
  #parts: readonly Part[] = [];
  #files: ReadonlyMap<Id, FileView> = new Map();
  #shown: Shown | null = null;
  #askedUs = -1;
  #askedMs = 0;
  /** How long a jump takes here, so that it is aimed at where the lesson will be by then. */
  #jumpMs = 120;
  #jumping = false;
  #correcting = false;

  constructor(host: HTMLElement, angleId: Id, events: FollowerEvents) {
    this.#angleId = angleId;
    this.#events = events;
    this.#pair = new DeckPair(host, {
      made: () => this.#sound(),
      settled: () => this.#settled(),
      ended: () => playheadMoved(),
      waiting: () => undefined,
      moved: () => undefined,
      painted: () => undefined,
      failed: (file, reason) => {
        if (file.handling === 'direct') events.notPlayable(file.id, reason);
      },
    });
    this.#sound();
    this.#take(lessonStore.getState().document);
    this.#stops = [
      lessonStore.subscribe((now, before) => {
        if (now.document !== before.document) this.#take(now.document);
      }),
      usePlayback.subscribe((now, before) => {
        if (isHeardOtherwise(now, before)) this.#sound();
        if (now.playing !== before.playing || now.waiting !== before.waiting) playheadMoved();
      }),
      useAngles.subscribe(() => this.#sound()),
      watchPlayhead((us) => this.#follow(us)),
    ];
  }

  dispose(): void {
    for (const stop of this.#stops) stop();
    this.#frames.close();
    this.#pair.dispose();
    this.#amplifier.close();
  }

  #take(document: LessonDocument | null): void {
    this.#parts = document ? partsOf(document, this.#angleId) : [];
    this.#files = new Map(document?.files.map((file) => [file.id, file]));
    this.#pair.renew(
      (id) => this.#parts.find((known) => known.id === id),
      (part) => this.#files.get(part.fileId),
    );
    this.#askedUs = -1;
    playheadMoved();
  }

  #sound(): void {
    const { volume, muted, ducked } = usePlayback.getState();
    const heard = useAngles.getState().soundId === this.#angleId;
    this.#amplifier.set(
      this.#pair.decks.map((deck) => deck.video),
      volume * ducked,
      muted || !heard,
    );
  }

  #show(shown: Shown): void {
    if (this.#shown === shown) return;
    this.#shown = shown;
    this.#events.shown(shown);
  }

  /** The file of a part that can be watched. */
  #fileOf(part: Part): FileView | null {
    const file = this.#files.get(part.fileId);
    return file?.present && file.handling !== 'unreadable' ? file : null;
  }

  #follow(us: number): void {
    const part = partAt(this.#parts, us);
    const file = part && this.#fileOf(part);
    if (!part || !file) {
      for (const deck of this.#pair.decks) deck.pause();
      this.#show(part ? 'missing' : 'nothing');
      if (!part) this.#prepare(us);
      return;
    }
    this.#show(file.picture ? 'picture' : 'sound');
    this.#frames.want(part.id);
    const wantUs = clampUs(toPartUs(part, us), 0, part.durationUs);
    const { playing, speed, waiting } = usePlayback.getState();
    if (!playing || waiting || speed <= 0) {
      this.#stand(part, file, wantUs, playing && speed < 0);
      return;
    }
    const { front, wanted } = this.#pair;
    if (wanted.part?.id !== part.id) {
      this.#jump(part, file, wantUs);
      return;
    }
    this.#prepareNext(part, us);
    if (!front.settled || wanted !== front) return;
    const offUs = front.partUs - wantUs;
    const step = keptInStep(offUs, { speed, clock: part.rate, correcting: this.#correcting });
    this.#correcting = step.correcting;
    this.#run(step.rate);
    if (step.jump && performance.now() - this.#askedMs > REST_MS) this.#jump(part, file, wantUs);
  }

  /** Plays at a rate; one that is as good as the one it has is left alone. */
  #run(rate: number): void {
    const { front } = this.#pair;
    const kept = Math.min(16, Math.max(0.0625, rate));
    if (Math.abs(front.video.playbackRate - kept) > 5e-4 || kept === 1) {
      if (front.video.playbackRate !== kept) front.video.playbackRate = kept;
    }
    if (front.video.paused && !front.video.ended) front.play();
  }

  /** Goes to where the lesson will be when the picture is there. */
  #jump(part: Part, file: FileView, wantUs: number): void {
    const { speed } = usePlayback.getState();
    const aheadUs = this.#jumpMs * 1000 * (speed / part.rate);
    this.#askedMs = performance.now();
    this.#askedUs = -1;
    this.#jumping = true;
    this.#pair.show(part, file, clampUs(Math.round(wantUs + aheadUs), 0, part.durationUs));
  }

  /** Stands on the picture of a time. */
  #stand(part: Part, file: FileView, wantUs: number, backwards: boolean): void {
    const { front, wanted } = this.#pair;
    front.pause();
    this.#jumping = false;
    this.#correcting = false;
    const isThere = wanted.part?.id === part.id && Math.abs(this.#askedUs - wantUs) < SAME_US;
    if (isThere) return;
    const now = performance.now();
    if (backwards && (now - this.#askedMs < BACKWARDS_MS || !wanted.settled)) return;
    this.#askedMs = now;
    this.#askedUs = wantUs;
    this.#pair.show(part, file, seekableUs(this.#frames.get(part.id), wantUs));
  }

  #settled(): void {
    if (this.#jumping) {
      const took = performance.now() - this.#askedMs;
      this.#jumpMs = Math.min(1_000, 0.5 * this.#jumpMs + 0.5 * took);
      this.#jumping = false;
    }
    this.#sound();
    this.#follow(transport().nowUs());
  }

  #prepare(us: number): void {
    const next = this.#parts.find((part) => part.offsetUs > us);
    if (!next || next.offsetUs - us > READY_BEFORE_US) return;
    const file = this.#fileOf(next);
    if (!file) return;
    if (!this.#pair.front.part) this.#pair.show(next, file, 0);
    else this.#pair.prepare(next, file);
  }

  #prepareNext(part: Part, us: number): void {
    const next = this.#parts[this.#parts.indexOf(part) + 1];
    if (next && next.offsetUs - us < READY_BEFORE_US) this.#prepare(us);
  }
}
