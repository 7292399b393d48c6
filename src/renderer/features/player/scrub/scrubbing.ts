/**
 * Steps, drags and going backwards by decoded frames: what is wished next, what is on the canvas,
 * and when the video is to follow. The video stays the truth that everything comes to rest on.
 */
import { frameStartUs } from '../../../../shared/domain/frames';
import type { Id } from '../../../../shared/domain/ids';
import type { Part } from '../../../../shared/domain/lesson';
import type { Range } from '../../../../shared/domain/time';
import { frameOf, type Place } from '../../../picture/place';
import { FrameWorker } from './frame-worker';
import type { FromWorker, Wish } from './messages';
import { OpenParts, type PartsHost } from './open-parts';
import { Overlay } from './overlay';

export interface ScrubbingHost extends PartsHost {
  /** A step's frame is on screen. */
  stepped(place: Place): void;
  /** A decoded frame is on screen. */
  drawn(): void;
  /** Brings the video to a place, under the canvas. */
  follow(place: Place): void;
  /** Frames cannot be had here: the video alone is to show it. */
  unable(place: Place): void;
  /** Whether a copy of a part with many keyframes is of use. */
  known(part: Part, wantsCopy: boolean): void;
}

interface Step {
  place: Place;
  way: 1 | -1;
  /** By a key that is held: not taken when the key comes up first. */
  held: boolean;
}

interface Wished {
  place: Place;
  index: number;
  turn: number;
  kind: 'step' | 'drag' | 'back';
}

/** After the last step, and after a drag has come to rest, the video follows. */
const FOLLOW_MS = 150;
/** While the key is down the next step is likely to come first. */
const HELD_MS = 600;
/** A pointer that has not moved for so long wants its very frame. */
const REST_MS = 40;

export class Scrubbing {
  readonly #host: ScrubbingHost;
  /** Says that the picture asked for is still to come. */
  readonly #element: HTMLElement;
  readonly #overlay: Overlay;
  readonly #worker: FrameWorker;
  readonly #parts: OpenParts;
  #steps: Step[] = [];
  #keyDown = false;
  #dragging = false;
  #turn = 0;
  #wished: Wished | null = null;
  #shown: Place | null = null;
  #arrived: Extract<FromWorker, { type: 'frame' }> | null = null;
  #drawing = 0;
  #following: ReturnType<typeof setTimeout> | undefined;
  #resting: ReturnType<typeof setTimeout> | undefined;

  constructor(element: HTMLElement, host: ScrubbingHost) {
    this.#host = host;
    this.#element = element;
    this.#overlay = new Overlay(element);
    this.#worker = new FrameWorker({
      opened: (partId, able, wantsCopy) => {
        const part = this.#parts.opened(partId, able);
        if (part) host.known(part, wantsCopy);
      },
      frame: (message) => this.#took(message),
      closed: (partId) => this.#parts.closed(partId),
      unable: (turn) => this.#unable(turn),
      failed: () => {
        this.#parts.unable();
        if (this.#wished) this.#unable(this.#wished.turn);
      },
    });
    this.#parts = new OpenParts(this.#worker, host);
  }

  /** A decoded frame lies over the video. */
  get covers(): boolean {
    return this.#overlay.covers;
  }

  /** The decoded frame that lies over the video; null while none does. */
  get shown(): Place | null {
    return this.covers ? this.#shown : null;
  }

  /** A decoded frame lies over the video, or is on its way. */
  get active(): boolean {
    return this.covers || this.#wished !== null;
  }

  /** More is to come on the canvas: it is not the time to look under it. */
  get busy(): boolean {
    return this.#steps.length > 0 || this.#dragging || this.#following !== undefined;
  }

  /** Where the next step begins: behind those that are still to be shown. */
  get lastStep(): Place | null {
    return this.#steps.at(-1)?.place ?? null;
  }

  /** Opens a part for decoding, once its frames are known. */
  open(part: Part): void {
    this.#parts.open(part);
  }

  /** The part is played otherwise than before, or is gone. */
  forget(partId: Id): void {
    this.#parts.forget(partId);
  }

  /** Stretches of a copy with many keyframes that are made. */
  made(partId: Id, made: Range[]): void {
    this.#parts.made(partId, made);
  }

  /** True where decoded frames can be had. */
  can(place: Place): boolean {
    return this.#parts.can(place);
  }

  /** True where any frame can be had at once: a copy with many keyframes is made there. */
  isQuick(place: Place): boolean {
    return this.#parts.isQuick(place);
  }

  /** One more step. Each is shown, one after the other. */
  step(place: Place, way: 1 | -1): void {
    if (this.#steps.length === 0) this.halt();
    this.#steps.push({ place, way, held: this.#keyDown });
    this.#keyDown = true;
    if (this.#steps.length === 1) this.#nextStep();
  }

  /** The key came up: steps that it would still have made are not wanted. */
  stepEnd(): void {
    this.#keyDown = false;
    const [first, ...later] = this.#steps;
    this.#steps = first ? [first, ...later.filter(({ held }) => !held)] : [];
    if (this.#steps.length === 0 && this.covers && this.#wished?.kind === 'step') {
      this.#followSoon(FOLLOW_MS);
    }
  }

  /** To a frame at once; the video follows when it is there. */
  jump(place: Place): void {
    this.halt();
    this.#wish(place, 'drag', 0, 0);
    this.#followSoon(FOLLOW_MS);
  }

  /** The pointer moved; `slackUs` is how much of the lesson it cannot tell apart. */
  drag(place: Place, slackUs: number): void {
    this.halt();
    this.#dragging = true;
    this.#wish(place, 'drag', 0, slackUs);
    this.#resting = setTimeout(() => {
      this.#wish(place, 'drag', 0, 0);
      this.#resting = setTimeout(() => this.#host.follow(place), FOLLOW_MS);
    }, REST_MS);
  }

  dragEnd(): void {
    if (!this.#dragging) return;
    const place = this.#wished?.place;
    this.halt();
    if (!place) return;
    this.#wish(place, 'drag', 0, 0);
    this.#followSoon(0);
  }

  /** Going backwards, the newest place counts. */
  back(place: Place): void {
    if (this.#wished?.kind !== 'back') this.halt();
    const index = this.#indexOf(place);
    if (this.#wished?.kind === 'back' && this.#wished.index === index) return;
    this.#wish(place, 'back', -1, 0);
  }

  /** Decodes where steps are likely to begin. */
  prime(place: Place): void {
    if (this.busy || this.covers || !this.can(place)) return;
    this.#send(place, { kind: 'step', way: 1, slackUs: 0, quiet: true });
  }

  /** Something else decides what is on screen from now on. What lies over the video stays so far. */
  halt(): void {
    this.#steps = [];
    this.#dragging = false;
    this.#wished = null;
    this.#element.ariaBusy = 'false';
    this.#arrived = null;
    this.#stopFollowing();
  }

  /** The video is sought, and has the machine to itself. */
  idle(): void {
    this.halt();
    this.#worker.idle();
  }

  /** The video shows what is wanted. */
  uncover(): void {
    this.halt();
    this.#overlay.uncover();
  }

  /** The video plays: decoded frames are of no use for now. */
  rest(): void {
    this.#worker.rest();
  }

  dispose(): void {
    this.halt();
    cancelAnimationFrame(this.#drawing);
    this.#worker.dispose();
    this.#overlay.dispose();
  }

  #indexOf({ part, partUs }: Place): number {
    const times = this.#host.timesOf(part);
    return times ? frameOf(times, partUs) : 0;
  }

  #nextStep(): void {
    const [step] = this.#steps;
    if (!step) return;
    this.#wish(step.place, 'step', step.way, 0);
  }

  #wish(place: Place, kind: Wished['kind'], way: 1 | -1 | 0, slackUs: number): void {
    const turn = this.#send(place, {
      kind: kind === 'drag' ? 'drag' : 'step',
      way,
      slackUs,
      quiet: false,
    });
    this.#wished = { place, kind, turn, index: this.#indexOf(place) };
    this.#element.ariaBusy = 'true';
  }

  #send(place: Place, how: Pick<Wish, 'kind' | 'way' | 'slackUs' | 'quiet'>): number {
    this.open(place.part);
    const turn = ++this.#turn;
    this.#worker.wish({ ...how, partId: place.part.id, index: this.#indexOf(place), turn });
    return turn;
  }

  #took(message: Extract<FromWorker, { type: 'frame' }>): void {
    const wished = this.#wished;
    // A drag or a run backwards shows what comes, also a little late; a step only its own frame.
    const late = message.turn !== wished?.turn && (wished === null || wished.kind === 'step');
    if (late || message.partId !== wished?.place.part.id) return;
    this.#arrived = message;
    if (this.#drawing === 0) this.#drawAndWait();
  }

  /** At once; the next only when the screen has taken this one, so that each is seen. */
  #drawAndWait(): void {
    this.#draw();
    this.#drawing = requestAnimationFrame(() =>
      setTimeout(() => {
        this.#drawing = 0;
        if (this.#arrived) this.#drawAndWait();
      }),
    );
  }

  #draw(): void {
    const { part } = this.#wished?.place ?? {};
    const picture = part && this.#host.fileOf(part)?.picture;
    const arrived = this.#arrived;
    this.#arrived = null;
    if (!arrived || !picture) return;
    this.#overlay.show(arrived.pixels, arrived.upright ? { ...picture, rotation: 0 } : picture);
    const times = this.#host.timesOf(part);
    this.#shown = times ? { part, partUs: frameStartUs(times, arrived.index) } : null;
    this.#host.drawn();
    const wished = this.#wished;
    if (arrived.index === wished?.index) this.#element.ariaBusy = 'false';
    if (wished?.kind !== 'step' || arrived.turn !== wished.turn) return;
    this.#steps.shift();
    this.#host.stepped(wished.place);
    if (this.#steps.length > 0) this.#nextStep();
    else this.#followSoon(this.#keyDown ? HELD_MS : FOLLOW_MS);
  }

  #unable(turn: number): void {
    const wished = this.#wished;
    if (!wished || turn !== wished.turn) return;
    const place = this.lastStep ?? wished.place;
    this.halt();
    this.#host.unable(place);
  }

  #followSoon(afterMs: number): void {
    this.#stopFollowing();
    this.#following = setTimeout(() => {
      this.#following = undefined;
      const place = this.#wished?.place;
      if (place) this.#host.follow(place);
    }, afterMs);
  }

  #stopFollowing(): void {
    clearTimeout(this.#following);
    clearTimeout(this.#resting);
    this.#following = undefined;
    this.#resting = undefined;
  }
}
