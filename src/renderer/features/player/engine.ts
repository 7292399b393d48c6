/**
 * Plays a lesson: one clock over all of its parts. It keeps where the playhead is and what the
 * person asked for; the pair of decks keeps the pictures.
 */
import type { LessonDocument } from '../../../shared/domain/document';
import type { Id } from '../../../shared/domain/ids';
import type { FileView, Part } from '../../../shared/domain/lesson';
import { partEndUs, toLessonUs } from '../../../shared/domain/lesson-time';
import { clampUs, type Range } from '../../../shared/domain/time';
import { useAngles } from '../../stores/angles';
import { isHeardOtherwise, type Transport, usePlayback } from '../../stores/playback';
import { playheadMoved, playheadRuns, watchPlayhead } from '../../stores/playhead';
import { frameShown, type OnScreen } from '../../stores/screen';
import { selectionOf, useView } from '../../stores/view';
import { Amplifier } from './amplifier';
import { AtRest } from './at-rest';
import { DeckPair, type PairEvents } from '../../picture/deck-pair';
import { FrameLists } from '../../picture/frame-lists';
import { Handover } from './handover';
import { Joins } from './joins';
import { onScreen } from './on-screen';
import {
  frameHolding,
  type Place,
  placeAt,
  seekableUs,
  stepped,
  toLessonRange,
} from '../../picture/place';
import { takePicture } from '../../picture/picture-ahead';
import { Reel } from './reel';
import { ScrubSound } from './scrub-sound';
import { Scrubbing } from './scrub/scrubbing';
import { backwardsUs, shuttled } from './shuttle';
import { Standing } from './standing';

/** What the player asks of main. */
export interface Asking {
  /** A file needs a playable copy. */
  notPlayable: (fileId: Id, reason: string) => void;
  /** Any frame around this place is to be had at once: made ready from there outward. */
  frequent: (part: Part, partUs: number) => void;
  /** What there is of that already. */
  made: (part: Part) => void;
}

export class Engine implements Transport {
  readonly #pair: DeckPair;
  readonly #scrub: Scrubbing;
  readonly #frames = new FrameLists();
  readonly #amplifier = new Amplifier();
  readonly #stops: (() => void)[];
  readonly #ask: Asking;
  readonly #standing: Standing;
  readonly #joins: Joins;
  readonly #handover: Handover;
  readonly #rest: AtRest;
  readonly #bits = new ScrubSound();
  #reel = new Reel(null);
  #backFrom: { us: number; atMs: number } | null = null;

  constructor(host: HTMLElement, ask: Asking) {
    this.#ask = ask;
    const events: PairEvents = {
      made: () => this.#sound(),
      settled: () => this.#settled(),
      ended: () => this.#cross(),
      waiting: (waiting) => usePlayback.setState({ waiting }),
      moved: () => this.#check(),
      painted: (atMs) => {
        frameShown(atMs);
        if (!usePlayback.getState().painted) usePlayback.setState({ painted: true });
        this.#uncover();
      },
      failed: (file, reason, onScreen) => this.#failed(file, reason, onScreen),
    };
    this.#pair = new DeckPair(host, events, takePicture());
    this.#scrub = new Scrubbing(host, {
      timesOf: (part) => this.#frames.get(part.id),
      fileOf: (part) => this.#reel.fileOf(part),
      stepped: (place) => {
        this.#standing.at(place);
        this.#bits.hear(this.nowUs());
      },
      drawn: () => frameShown(performance.now()),
      follow: (place) => {
        this.#video(place, this.#standing.us ?? toLessonUs(place.part, place.partUs));
      },
      unable: (place) => {
        if (!this.#backFrom) this.#show(place, toLessonUs(place.part, place.partUs));
      },
      known: (part, wantsCopy) => {
        if (wantsCopy) {
          this.#rest.wantsCopy(part);
          ask.made(part);
        }
        this.#rest.begins();
      },
    });
    this.#standing = new Standing(this.#pair, this.#frames);
    this.#joins = new Joins(this.#pair, this.#frames);
    this.#handover = new Handover(this.#pair, this.#frames);
    this.#rest = new AtRest({
      place: () => this.#standing.place(),
      open: (part) => {
        this.#frames.want(part.id);
        this.#scrub.open(part);
      },
      prime: (place) => this.#scrub.prime(place),
      isCopy: (part) => this.#reel.fileOf(part)?.handling === 'copy',
      frequent: (part, partUs) => ask.frequent(part, partUs),
    });
    this.#stops = [
      watchPlayhead(() => this.#check()),
      usePlayback.subscribe((now, before) => {
        if (isHeardOtherwise(now, before)) this.#sound();
      }),
      useAngles.subscribe(() => this.#sound()),
    ];
    this.#sound();
  }

  /** The lesson as it is now: opened, edited, or with a file that is watched otherwise than before. */
  take(document: LessonDocument | null): void {
    const known = this.#reel;
    const reel = new Reel(document);
    const at = this.#standing.asked ?? this.#pair.wanted;
    const { partUs } = at;
    const home = reel.part(at.part?.id);
    const atUs = this.nowUs();
    this.#reel = reel;
    if (reel.parts.length === 0) return;
    const { trouble } = usePlayback.getState();
    const mended = trouble !== null && (reel.isMended(trouble) || !home);
    const { dropped, lost } = this.#pair.renew(
      (id) => reel.part(id),
      (part) => reel.fileOf(part),
    );
    for (const id of dropped) this.#scrub.forget(id);
    if (home && this.#standing.asked) this.#standing.asked = { part: home, partUs };
    // Where parts moved the playhead stays with its picture.
    const thereUs = home ? toLessonUs(home, partUs) : Math.min(atUs, reel.endUs);
    if (known.parts.length === 0 || mended || lost) this.seek(thereUs);
    else if (home && this.#standing.us !== null && home !== at.part) this.#standing.us = thereUs;
    playheadMoved();
  }

  nowUs(): number {
    return this.#standing.nowUs();
  }

  toggle(): void {
    if (usePlayback.getState().playing) this.pause();
    else this.play();
  }

  play(): void {
    this.#go(usePlayback.getState().rate);
  }

  pause(): void {
    this.#standing.us = this.nowUs();
    const back = this.#backFrom !== null && this.#standing.asked;
    this.#backFrom = null;
    this.#pair.front.pause();
    if (back && this.#scrub.covers) this.#show(back, this.#standing.us);
    usePlayback.setState({ playing: false, speed: usePlayback.getState().rate, waiting: false });
    playheadRuns(false);
    this.#rest.begins();
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
    this.#standing.at(place, standsUs);
    return true;
  }

  scrub(us: number, slackUs: number): void {
    const toUs = clampUs(Math.round(us), 0, this.#reel.endUs);
    const place = placeAt(this.#reel.parts, toUs);
    if (!place) return;
    const standsUs = toUs >= place.part.offsetUs ? toUs : place.part.offsetUs;
    if (!usePlayback.getState().playing) this.#bits.hear(standsUs);
    if (this.#canGo(place, standsUs)) this.#scrub.drag(place, slackUs);
    else this.#show(place, standsUs);
  }

  scrubEnd(): void {
    this.#scrub.dragEnd();
  }

  step(frames: number): void {
    const from = this.#scrub.lastStep ?? this.#standing.place();
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
    } else {
      this.#show(to, toLessonUs(to.part, to.partUs));
      this.#bits.hear(this.nowUs());
    }
  }

  stepEnd(): void {
    this.#scrub.stepEnd();
  }

  frameOnScreen(): Range {
    const place = this.#standing.place();
    if (!place) return { startUs: 0, endUs: 0 };
    const { part, partUs } = place;
    const frame = frameHolding(this.#frames.get(part.id), partUs, this.#reel.fps(part));
    const { startUs, endUs } = toLessonRange(part, frame);
    return {
      startUs: clampUs(startUs, 0, this.#reel.endUs),
      endUs: clampUs(endUs, 0, this.#reel.endUs),
    };
  }

  onScreen(): OnScreen | null {
    return onScreen(this.#pair, this.#frames, this.#reel, this.#scrub.shown);
  }

  dispose(): void {
    for (const stop of this.#stops) stop();
    this.#rest.dispose();
    this.#handover.dispose();
    playheadRuns(false);
    this.#frames.close();
    this.#scrub.dispose();
    this.#pair.dispose();
    this.#amplifier.close();
    this.#bits.close();
    const { volume } = usePlayback.getState();
    usePlayback.setState({ ...usePlayback.getInitialState(), volume });
  }

  #sound(): void {
    const { volume, muted, ducked } = usePlayback.getState();
    const videos = this.#pair.decks.map((deck) => deck.video);
    // Another camera may be the one that is heard.
    this.#amplifier.set(videos, volume * ducked, muted || useAngles.getState().soundId !== null);
  }

  #show(place: Place, us: number): void {
    this.#scrub.idle();
    this.#video(place, us);
  }

  #video(place: Place, us: number): void {
    const { part, partUs } = place;
    const file = this.#reel.fileOf(part);
    this.#standing.at(place, us);
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
      this.#standing.us = this.nowUs();
      this.#backFrom = { us: this.#standing.us, atMs: performance.now() };
    } else {
      this.#backFrom = null;
      if (this.#standing.asked && (this.#scrub.covers || this.#scrub.busy)) {
        this.#show(this.#standing.asked, this.nowUs());
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
    if (front.settled) this.#standing.letGo();
    this.#scrub.rest();
  }

  #loopRange(): Range | null {
    return usePlayback.getState().looping ? selectionOf(useView.getState()) : null;
  }

  #settled(): void {
    const { part } = this.#pair.front;
    if (usePlayback.getState().phase !== 'ready' || usePlayback.getState().waiting) {
      usePlayback.setState({ phase: 'ready', waiting: false });
    }
    // Sound alone paints nothing: what waits for a picture waits no longer.
    if (this.#pair.front.file?.picture === null) usePlayback.setState({ painted: true });
    if (part) this.#frames.want(part.id);
    this.#run();
    this.#prepare();
    this.#uncover();
    this.#handover.settled(this.#scrub.active, () => this.#uncover(true));
    this.#rest.begins();
    playheadMoved();
  }

  /** Takes the decoded frame away once the video shows the same, or plays. */
  #uncover(trusting = false): void {
    const { front, wanted } = this.#pair;
    if (!this.#scrub.active || this.#scrub.busy || wanted !== front) return;
    if (!front.settled || !front.part || this.#backFrom) return;
    const playing = usePlayback.getState().playing && this.#standing.asked === null;
    if (playing || trusting || this.#handover.shows(this.#standing.asked)) this.#scrub.uncover();
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
    if (range && this.#standing.us === null && atUs >= range.endUs) this.seek(range.startUs);
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
    this.#joins.prepare(this.#reel, this.nowUs());
  }

  /** The picture on screen has come to its end: on to the next part, or stop. */
  #cross(): void {
    const { part } = this.#pair.front;
    if (!part || !usePlayback.getState().playing || usePlayback.getState().speed < 0) return;
    const next = this.#joins.cross(this.#reel, part);
    if (next.to === null) {
      const range = this.#loopRange();
      if (range) {
        this.seek(range.startUs);
        return;
      }
      this.pause();
      this.#standing.us = partEndUs(part);
      playheadMoved();
    } else if (next.how === 'troubled') {
      this.seek(next.to.offsetUs);
    } else if (next.how === 'crossed') {
      usePlayback.setState({ fileId: next.file.id });
      this.#standing.letGo();
      this.#run();
      this.#prepare();
    } else {
      this.#standing.at({ part: next.to, partUs: 0 }, next.to.offsetUs);
      usePlayback.setState({ fileId: next.file.id, waiting: true });
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
