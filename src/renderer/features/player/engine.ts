/**
 * Plays a lesson: one clock over all of its parts. It keeps where the playhead is and what the
 * person asked for; the pair of decks keeps the pictures.
 */
import type { LessonDocument } from '../../../shared/domain/document';
import type { Id } from '../../../shared/domain/ids';
import type { FileView, Part } from '../../../shared/domain/lesson';
import { frameAt } from '../../../shared/domain/frames';
import { partEndUs, toLessonUs } from '../../../shared/domain/lesson-time';
import { clampUs, type Range, US_PER_SECOND } from '../../../shared/domain/time';
import { useAngles } from '../../stores/angles';
import { type Transport, usePlayback } from '../../stores/playback';
import { playheadMoved, playheadRuns, watchPlayhead } from '../../stores/playhead';
import { selectionOf, useView } from '../../stores/view';
import { Amplifier } from './amplifier';
import { DeckPair } from './deck-pair';
import { FrameLists } from './frame-lists';
import { frameHolding, type Place, placeAt, seekableUs, stepped, toLessonRange } from './place';
import { Reel } from './reel';
import { Scrubbing } from './scrub/scrubbing';
import { backwardsUs, shuttled } from './shuttle';

/** How long before a join the next part is made ready, in time of watching. */
const READY_BEFORE_US = 15 * US_PER_SECOND;

/** A picture that has stood for so long is likely to be stepped from. */
const PRIME_MS = 500;
/** A lesson that was just opened has the machine to itself for so long. */
const ASK_MS = 4_000;
/** The video has settled, and yet its frame does not tell that it is the one: it is trusted. */
const TRUST_MS = 400;

/** What the player asks of main. */
export interface Asking {
  /** A file needs a playable copy. */
  notPlayable: (fileId: Id, reason: string) => void;
  /** Any frame around this place is to be had at once: made ready from there outward. */
  frequent: (part: Part, partUs: number) => void;
}

export class Engine implements Transport {
  readonly #pair: DeckPair;
  readonly #scrub: Scrubbing;
  readonly #frames = new FrameLists();
  readonly #amplifier = new Amplifier();
  readonly #stops: (() => void)[];
  readonly #ask: Asking;
  #reel = new Reel(null);
  /** Where the playhead stands when the picture's own clock does not say: asked for, or paused. */
  #standsUs: number | null = null;
  /** The picture asked for, until playing moves on from it. */
  #asked: Place | null = null;
  #backFrom: { us: number; atMs: number } | null = null;
  #priming: ReturnType<typeof setTimeout> | undefined;
  #trusting: ReturnType<typeof setTimeout> | undefined;
  #asking: ReturnType<typeof setTimeout> | undefined;
  /** Parts of which a copy with many keyframes is made or of use. */
  readonly #reviewed = new Set<Id>();

  constructor(host: HTMLElement, ask: Asking) {
    this.#ask = ask;
    this.#pair = new DeckPair(host, {
      made: () => this.#sound(),
      settled: () => this.#settled(),
      ended: () => this.#cross(),
      waiting: (waiting) => usePlayback.setState({ waiting }),
      moved: () => this.#check(),
      painted: () => this.#uncover(),
      failed: (file, reason, onScreen) => this.#failed(file, reason, onScreen),
    });
    this.#scrub = new Scrubbing(host, {
      timesOf: (part) => this.#frames.get(part.id),
      fileOf: (part) => this.#reel.fileOf(part),
      stepped: (place) => {
        this.#asked = place;
        this.#standsUs = toLessonUs(place.part, place.partUs);
        playheadMoved();
      },
      follow: (place) => {
        this.#video(place, this.#standsUs ?? toLessonUs(place.part, place.partUs));
      },
      unable: (place) => {
        if (!this.#backFrom) this.#show(place, toLessonUs(place.part, place.partUs));
      },
      known: (part, wantsCopy) => {
        if (wantsCopy) this.#reviewed.add(part.id);
        this.#rested();
      },
    });
    this.#stops = [
      watchPlayhead(() => this.#check()),
      usePlayback.subscribe((now, before) => {
        if (now.volume !== before.volume || now.muted !== before.muted) this.#sound();
      }),
      useAngles.subscribe(() => this.#sound()),
    ];
    this.#sound();
  }

  /** The lesson as it is now: opened, edited, or with a file that is watched otherwise than before. */
  take(document: LessonDocument | null): void {
    const known = this.#reel;
    const reel = new Reel(document);
    const at = this.#asked ?? this.#pair.wanted;
    const { partUs } = at;
    const home = reel.part(at.part?.id);
    const atUs = this.nowUs();
    this.#reel = reel;
    if (reel.parts.length === 0) return;
    const { trouble } = usePlayback.getState();
    const mended = trouble !== null && (reel.isMended(trouble) || !home);
    const lost = this.#renewDecks();
    if (home && this.#asked) this.#asked = { part: home, partUs };
    // Where parts moved the playhead stays with its picture.
    const thereUs = home ? toLessonUs(home, partUs) : Math.min(atUs, reel.endUs);
    if (known.parts.length === 0 || mended || lost) this.seek(thereUs);
    else if (home && this.#standsUs !== null && home !== at.part) this.#standsUs = thereUs;
    playheadMoved();
  }

  /**
   * Gives the decks their parts as they are now and takes out what is no longer played that way.
   * @returns true when that took away the picture that is wanted.
   */
  #renewDecks(): boolean {
    const { wanted } = this.#pair;
    let lost = false;
    for (const deck of this.#pair.decks) {
      const { part, file } = deck;
      if (!part || !file) continue;
      const fresh = this.#reel.part(part.id);
      const now = fresh && this.#reel.fileOf(fresh);
      if (now && now.handling === file.handling && now.present === file.present) {
        deck.part = fresh;
        continue;
      }
      lost ||= deck === wanted;
      this.#scrub.forget(part.id);
      this.#pair.drop(part.id);
    }
    return lost;
  }

  nowUs(): number {
    if (this.#standsUs !== null) return this.#standsUs;
    const { part, partUs } = this.#pair.front;
    return part ? toLessonUs(part, clampUs(partUs, 0, part.durationUs)) : 0;
  }

  toggle(): void {
    if (usePlayback.getState().playing) this.pause();
    else this.play();
  }

  play(): void {
    this.#go(usePlayback.getState().rate);
  }

  pause(): void {
    this.#standsUs = this.nowUs();
    const back = this.#backFrom !== null && this.#asked;
    this.#backFrom = null;
    this.#pair.front.pause();
    if (back && this.#scrub.covers) this.#show(back, this.#standsUs);
    usePlayback.setState({ playing: false, speed: usePlayback.getState().rate, waiting: false });
    playheadRuns(false);
    this.#rested();
  }

  shuttle(direction: 1 | -1): void {
    const { playing, speed, rate } = usePlayback.getState();
    this.#go(shuttled({ playing, speed }, direction, rate).speed);
  }

  setRate(rate: number): void {
    const { playing, speed } = usePlayback.getState();
    usePlayback.setState({ rate, speed: playing && speed < 0 ? speed : rate });
    if (playing && speed > 0) this.#pair.front.video.playbackRate = rate;
  }

  seek(us: number): void {
    if (this.#backFrom) this.#backFrom = { us, atMs: performance.now() };
    this.#jump(us);
  }

  #jump(us: number): void {
    const toUs = clampUs(Math.round(us), 0, this.#reel.endUs);
    const place = placeAt(this.#reel.parts, toUs);
    if (!place) return;
    const standsUs = toUs >= place.part.offsetUs ? toUs : place.part.offsetUs;
    if (this.#canGo(place, standsUs) && this.#scrub.isQuick(place)) this.#scrub.jump(place);
    else this.#show(place, standsUs);
  }

  /** The playhead goes to a place whose picture is decoded; false where it cannot be. */
  #canGo(place: Place, standsUs: number): boolean {
    if (!this.#scrub.can(place) || this.#reel.troubleOf(place.part)) return false;
    this.#standsUs = standsUs;
    this.#asked = place;
    playheadMoved();
    return true;
  }

  scrub(us: number, slackUs: number): void {
    const toUs = clampUs(Math.round(us), 0, this.#reel.endUs);
    const place = placeAt(this.#reel.parts, toUs);
    if (!place) return;
    const standsUs = toUs >= place.part.offsetUs ? toUs : place.part.offsetUs;
    if (this.#canGo(place, standsUs)) this.#scrub.drag(place, slackUs);
    else this.#show(place, standsUs);
  }

  scrubEnd(): void {
    this.#scrub.dragEnd();
  }

  step(frames: number): void {
    const from = this.#scrub.lastStep ?? this.#placeOnScreen();
    if (!from) return;
    if (usePlayback.getState().playing) this.pause();
    this.#frames.want(from.part.id);
    const to = stepped(
      this.#reel.parts,
      from,
      frames,
      (part) => this.#frames.get(part.id),
      (part) => this.#reel.fps(part),
    );
    this.#scrub.open(from.part);
    if (this.#scrub.can(to) && !this.#reel.troubleOf(to.part)) {
      this.#scrub.step(to, frames < 0 ? -1 : 1);
    } else this.#show(to, toLessonUs(to.part, to.partUs));
  }

  stepEnd(): void {
    this.#scrub.stepEnd();
  }

  frameOnScreen(): Range {
    const place = this.#placeOnScreen();
    if (!place) return { startUs: 0, endUs: 0 };
    const { part, partUs } = place;
    const frame = frameHolding(this.#frames.get(part.id), partUs, this.#reel.fps(part));
    const { startUs, endUs } = toLessonRange(part, frame);
    return {
      startUs: clampUs(startUs, 0, this.#reel.endUs),
      endUs: clampUs(endUs, 0, this.#reel.endUs),
    };
  }

  dispose(): void {
    for (const stop of this.#stops) stop();
    clearTimeout(this.#priming);
    clearTimeout(this.#trusting);
    clearTimeout(this.#asking);
    playheadRuns(false);
    this.#frames.close();
    this.#scrub.dispose();
    this.#pair.dispose();
    this.#amplifier.close();
    const { volume } = usePlayback.getState();
    usePlayback.setState({ ...usePlayback.getInitialState(), volume });
  }

  #sound(): void {
    const { volume, muted } = usePlayback.getState();
    const videos = this.#pair.decks.map((deck) => deck.video);
    // Another camera may be the one that is heard.
    this.#amplifier.set(videos, volume, muted || useAngles.getState().soundId !== null);
  }

  /** The picture on screen, by the best account there is of it. */
  #placeOnScreen(): Place | null {
    if (this.#asked) return this.#asked;
    const { part, partUs, presentedUs } = this.#pair.front;
    return part ? { part, partUs: presentedUs ?? partUs } : null;
  }

  #show(place: Place, us: number): void {
    this.#scrub.idle();
    this.#video(place, us);
  }

  #video(place: Place, us: number): void {
    const { part, partUs } = place;
    const file = this.#reel.fileOf(part);
    this.#standsUs = us;
    this.#asked = place;
    playheadMoved();
    if (!file) return;
    const trouble = this.#reel.troubleOf(part);
    const shown = usePlayback.getState();
    if (shown.fileId !== file.id || shown.trouble !== trouble) {
      usePlayback.setState({ fileId: file.id, trouble });
    }
    if (trouble) {
      this.#scrub.uncover();
      if (usePlayback.getState().playing) this.pause();
      usePlayback.setState({ phase: 'ready' });
      return;
    }
    if (!this.#pair.front.part) usePlayback.setState({ phase: 'loading' });
    const aimUs = seekableUs(this.#frames.get(part.id), partUs);
    this.#pair.show(part, file, partUs === 0 ? 0 : aimUs);
    if (this.#pair.wanted !== this.#pair.front) {
      this.#pair.front.pause();
      usePlayback.setState({ waiting: true });
    }
  }

  #go(speed: number): void {
    if (usePlayback.getState().trouble || this.#reel.parts.length === 0) return;
    const range = this.#loopRange();
    const atUs = this.nowUs();
    if (range && (atUs < range.startUs || atUs >= range.endUs)) this.seek(range.startUs);
    else if (speed > 0 && this.#reel.isAtEnd(atUs)) this.seek(0);
    usePlayback.setState({ playing: true, speed });
    if (speed < 0) {
      this.#pair.front.pause();
      this.#standsUs = this.nowUs();
      this.#backFrom = { us: this.#standsUs, atMs: performance.now() };
    } else {
      this.#backFrom = null;
      if (this.#asked && (this.#scrub.covers || this.#scrub.busy)) {
        this.#show(this.#asked, this.nowUs());
      }
      this.#run();
    }
    playheadRuns(true);
  }

  /** Lets the picture run at the speed asked for. */
  #run(): void {
    const { front, wanted } = this.#pair;
    const { playing, speed } = usePlayback.getState();
    if (!playing || speed <= 0 || wanted !== front) return;
    front.video.playbackRate = speed;
    front.play();
    if (front.settled) this.#letGo();
    this.#scrub.rest();
  }

  /** From here on the picture's own clock says where the playhead is. */
  #letGo(): void {
    this.#standsUs = null;
    this.#asked = null;
  }

  #loopRange(): Range | null {
    return usePlayback.getState().looping ? selectionOf(useView.getState()) : null;
  }

  #settled(): void {
    const { part } = this.#pair.front;
    if (usePlayback.getState().phase !== 'ready' || usePlayback.getState().waiting) {
      usePlayback.setState({ phase: 'ready', waiting: false });
    }
    if (part) this.#frames.want(part.id);
    this.#run();
    this.#prepare();
    this.#uncover();
    clearTimeout(this.#trusting);
    if (this.#scrub.active) this.#trusting = setTimeout(() => this.#uncover(true), TRUST_MS);
    this.#rested();
    playheadMoved();
  }

  /** Takes the decoded frame away once the video shows the same, or plays. */
  #uncover(trusting = false): void {
    const { front, wanted } = this.#pair;
    if (!this.#scrub.active || this.#scrub.busy || wanted !== front) return;
    if (!front.settled || !front.part || this.#backFrom) return;
    const times = this.#frames.get(front.part.id);
    const playing = usePlayback.getState().playing && this.#asked === null;
    const same =
      times !== undefined &&
      front.paintedUs !== null &&
      front.part.id === this.#asked?.part.id &&
      frameAt(times, front.paintedUs + 500) === frameAt(times, this.#asked.partUs + 500);
    if (playing || same || trusting) this.#scrub.uncover();
  }

  /** Makes ready for stepping from here, once it seems that nobody goes on. */
  #rested(): void {
    clearTimeout(this.#priming);
    this.#priming = setTimeout(() => {
      const place = this.#placeOnScreen();
      const { playing } = usePlayback.getState();
      if (!place) return;
      this.#frames.want(place.part.id);
      this.#scrub.open(place.part);
      if (!playing) this.#scrub.prime(place);
      this.#askForCopy(place.part);
    }, PRIME_MS);
  }

  #askForCopy(part: Part): void {
    if (this.#asking !== undefined || !this.#reviewed.has(part.id)) return;
    const waitMs = this.#reel.fileOf(part)?.handling === 'copy' ? 0 : ASK_MS;
    this.#asking = setTimeout(() => {
      this.#asking = undefined;
      const place = this.#placeOnScreen();
      if (place && this.#reviewed.has(place.part.id)) this.#ask.frequent(place.part, place.partUs);
    }, waitMs);
  }

  /** Stretches of a copy with many keyframes are made: any frame there can be had at once. */
  made(partId: Id, made: Range[]): void {
    this.#scrub.made(partId, made);
  }

  /** Once a frame while playing: joins, loops, going backwards. */
  #check(): void {
    const { playing, speed } = usePlayback.getState();
    if (!playing) return;
    if (speed < 0) {
      this.#goBack(speed);
      return;
    }
    const range = this.#loopRange();
    const atUs = this.nowUs();
    if (range && this.#standsUs === null && atUs >= range.endUs) this.seek(range.startUs);
    this.#prepare();
  }

  #goBack(speed: number): void {
    if (!this.#backFrom) return;
    const { us, atMs } = this.#backFrom;
    const toUs = backwardsUs(us, performance.now() - atMs, speed);
    const place = placeAt(this.#reel.parts, toUs);
    if (place && this.#canGo(place, toUs)) this.#scrub.back(place);
    else this.#jump(toUs);
    if (toUs === 0) this.pause();
  }

  #prepare(): void {
    const { part } = this.#pair.front;
    if (!part) return;
    const { speed } = usePlayback.getState();
    const next = this.#reel.next(part);
    const file = next && this.#reel.fileOf(next);
    if (!next || !file || this.#reel.troubleOf(next)) return;
    if (partEndUs(part) - this.nowUs() > READY_BEFORE_US * Math.max(1, speed)) return;
    this.#pair.prepare(next, file);
    this.#frames.want(next.id);
  }

  /** The picture on screen has come to its end: on to the next part, or stop. */
  #cross(): void {
    const { part } = this.#pair.front;
    if (!part || !usePlayback.getState().playing || usePlayback.getState().speed < 0) return;
    const next = this.#reel.next(part);
    const file = next && this.#reel.fileOf(next);
    if (!next || !file) {
      const range = this.#loopRange();
      if (range) {
        this.seek(range.startUs);
        return;
      }
      this.pause();
      this.#standsUs = partEndUs(part);
      playheadMoved();
      return;
    }
    if (this.#reel.troubleOf(next)) {
      this.seek(next.offsetUs);
      return;
    }
    if (this.#pair.cross(next, file)) {
      usePlayback.setState({ fileId: file.id });
      this.#letGo();
      this.#run();
      this.#prepare();
    } else {
      this.#standsUs = next.offsetUs;
      this.#asked = { part: next, partUs: 0 };
      usePlayback.setState({ fileId: file.id, waiting: true });
    }
  }

  #failed(file: FileView, reason: string, onScreen: boolean): void {
    if (file.handling === 'direct') {
      this.#ask.notPlayable(file.id, reason);
      return;
    }
    if (!onScreen) return;
    this.pause();
    // What broke off plays no more: another place begins anew, and says so when it breaks off too.
    const { part } = this.#pair.wanted;
    if (part) this.#pair.drop(part.id);
    usePlayback.setState({ phase: 'ready', trouble: { fileId: file.id, reason: 'unplayable' } });
  }
}
