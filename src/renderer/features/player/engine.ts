/**
 * Plays a lesson: one clock over all of its parts. It keeps where the playhead is and what the
 * person asked for; the pair of decks keeps the pictures.
 */
import type { LessonDocument } from '../../../shared/domain/document';
import type { Id } from '../../../shared/domain/ids';
import type { FileView, Part } from '../../../shared/domain/lesson';
import { lessonEndUs, partEndUs, partsOf, toLessonUs } from '../../../shared/domain/lesson-time';
import { clampUs, type Range, US_PER_SECOND } from '../../../shared/domain/time';
import { type Transport, usePlayback } from '../../stores/playback';
import { playheadMoved, playheadRuns, watchPlayhead } from '../../stores/playhead';
import { selectionOf, useView } from '../../stores/view';
import { Amplifier } from './amplifier';
import { DeckPair } from './deck-pair';
import { FrameLists } from './frame-lists';
import {
  frameHolding,
  neighbour,
  type Place,
  placeAt,
  seekableUs,
  stepped,
  toLessonRange,
} from './place';
import { backwardsUs, shuttled } from './shuttle';

/** How long before a join the next part is made ready, in time of watching. */
const READY_BEFORE_US = 15 * US_PER_SECOND;

export class Engine implements Transport {
  readonly #pair: DeckPair;
  readonly #frames = new FrameLists();
  readonly #amplifier = new Amplifier();
  readonly #stops: (() => void)[];
  readonly #notPlayable: (fileId: Id, reason: string) => void;
  #parts: readonly Part[] = [];
  #files = new Map<Id, FileView>();
  #endUs = 0;
  /** Where the playhead stands when the picture's own clock does not say: asked for, or paused. */
  #standsUs: number | null = null;
  /** The picture asked for, until playing moves on from it. */
  #asked: Place | null = null;
  #backFrom: { us: number; atMs: number } | null = null;

  /** @param notPlayable tells main that a file needs a playable copy. */
  constructor(host: HTMLElement, notPlayable: (fileId: Id, reason: string) => void) {
    this.#notPlayable = notPlayable;
    this.#pair = new DeckPair(host, {
      settled: () => this.#settled(),
      ended: () => this.#cross(),
      waiting: (waiting) => usePlayback.setState({ waiting }),
      moved: () => this.#check(),
      failed: (file, reason, onScreen) => this.#failed(file, reason, onScreen),
    });
    this.#stops = [
      watchPlayhead(() => this.#check()),
      usePlayback.subscribe((now, before) => {
        if (now.volume !== before.volume || now.muted !== before.muted) this.#sound();
      }),
    ];
    this.#sound();
  }

  /** The lesson as it is now: opened, edited, or with a file that is watched otherwise than before. */
  take(document: LessonDocument | null): void {
    const parts = document ? partsOf(document) : [];
    const files = new Map(document?.files.map((file) => [file.id, file]));
    const known = this.#parts;
    this.#parts = parts;
    this.#endUs = document ? lessonEndUs(document) : 0;
    if (parts.length === 0) {
      this.#files = files;
      return;
    }
    const wantedPart = this.#asked?.part ?? this.#pair.wanted.part;
    const atUs = this.nowUs();
    const partUs = this.#asked?.partUs ?? this.#pair.wanted.partUs;
    let again = known.length === 0;
    for (const deck of this.#pair.decks) {
      const { part, file } = deck;
      if (!part || !file) continue;
      const fresh = parts.find((row) => row.id === part.id);
      const freshFile = files.get(part.fileId);
      const same = freshFile?.handling === file.handling && freshFile.present === file.present;
      if (fresh && same) {
        deck.part = fresh;
        continue;
      }
      if (deck === this.#pair.wanted) again = true;
      this.#pair.drop(part.id);
    }
    this.#files = files;
    const { trouble } = usePlayback.getState();
    if (trouble) {
      const file = files.get(trouble.fileId);
      const better =
        !file || (trouble.reason === 'missing' && file.present) || file.handling === 'copy';
      if (better && trouble.reason !== 'unplayable') again = true;
    }
    const home = parts.find((part) => part.id === wantedPart?.id);
    if (home && this.#asked) this.#asked = { part: home, partUs };
    if (again) this.seek(home ? toLessonUs(home, partUs) : Math.min(atUs, this.#endUs));
    // Parts moved: the playhead stays with its picture.
    else if (home && parts !== known && this.#standsUs !== null) {
      this.#standsUs = toLessonUs(home, partUs);
    }
    playheadMoved();
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
    this.#backFrom = null;
    this.#pair.front.pause();
    usePlayback.setState({ playing: false, speed: usePlayback.getState().rate, waiting: false });
    playheadRuns(false);
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
    const toUs = clampUs(Math.round(us), 0, this.#endUs);
    const place = placeAt(this.#parts, toUs);
    if (!place) return;
    const inside = toUs >= place.part.offsetUs;
    this.#show(place, inside ? toUs : place.part.offsetUs);
  }

  step(frames: number): void {
    const from = this.#placeOnScreen();
    if (!from) return;
    if (usePlayback.getState().playing) this.pause();
    this.#frames.want(from.part.id);
    const to = stepped(
      this.#parts,
      from,
      frames,
      (part) => this.#frames.get(part.id),
      (part) => this.#fps(part),
    );
    this.#show(to, toLessonUs(to.part, to.partUs));
  }

  frameOnScreen(): Range {
    const place = this.#placeOnScreen();
    if (!place) return { startUs: 0, endUs: 0 };
    const { part, partUs } = place;
    const frame = frameHolding(this.#frames.get(part.id), partUs, this.#fps(part));
    const { startUs, endUs } = toLessonRange(part, frame);
    return { startUs: clampUs(startUs, 0, this.#endUs), endUs: clampUs(endUs, 0, this.#endUs) };
  }

  dispose(): void {
    for (const stop of this.#stops) stop();
    playheadRuns(false);
    this.#frames.close();
    this.#pair.dispose();
    this.#amplifier.close();
    const { volume } = usePlayback.getState();
    usePlayback.setState({ ...usePlayback.getInitialState(), volume });
  }

  #fps(part: Part): number {
    return this.#files.get(part.fileId)?.picture?.fps ?? 25;
  }

  #sound(): void {
    const { volume, muted } = usePlayback.getState();
    const videos = this.#pair.decks.map((deck) => deck.video);
    this.#amplifier.set(videos, volume, muted);
  }

  /** The picture on screen, by the best account there is of it. */
  #placeOnScreen(): Place | null {
    if (this.#asked) return this.#asked;
    const { part, partUs, presentedUs } = this.#pair.front;
    return part ? { part, partUs: presentedUs ?? partUs } : null;
  }

  #show(place: Place, us: number): void {
    const file = this.#files.get(place.part.fileId);
    this.#standsUs = us;
    this.#asked = place;
    playheadMoved();
    if (!file) return;
    const troubled = !file.present
      ? 'missing'
      : file.handling === 'unreadable'
        ? 'unreadable'
        : null;
    usePlayback.setState({
      fileId: file.id,
      trouble: troubled ? { fileId: file.id, reason: troubled } : null,
    });
    if (troubled) {
      if (usePlayback.getState().playing) this.pause();
      usePlayback.setState({ phase: 'ready' });
      return;
    }
    if (!this.#pair.front.part) usePlayback.setState({ phase: 'loading' });
    const aimUs = seekableUs(this.#frames.get(place.part.id), place.partUs);
    this.#pair.show(place.part, file, place.partUs === 0 ? 0 : aimUs);
    if (this.#pair.wanted !== this.#pair.front) {
      this.#pair.front.pause();
      usePlayback.setState({ waiting: true });
    }
  }

  #go(speed: number): void {
    if (usePlayback.getState().trouble || this.#parts.length === 0) return;
    const range = this.#loopRange();
    const atUs = this.nowUs();
    if (range && (atUs < range.startUs || atUs >= range.endUs)) this.seek(range.startUs);
    else if (speed > 0 && this.#atEnd(atUs)) this.seek(0);
    usePlayback.setState({ playing: true, speed });
    if (speed < 0) {
      this.#pair.front.pause();
      this.#standsUs = this.nowUs();
      this.#backFrom = { us: this.#standsUs, atMs: performance.now() };
    } else {
      this.#backFrom = null;
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
  }

  /** From here on the picture's own clock says where the playhead is. */
  #letGo(): void {
    this.#standsUs = null;
    this.#asked = null;
  }

  #atEnd(us: number): boolean {
    const last = this.#parts.at(-1);
    return last !== undefined && us >= partEndUs(last) - US_PER_SECOND / this.#fps(last);
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
    playheadMoved();
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
    this.#jump(toUs);
    if (toUs === 0) this.pause();
  }

  #prepare(): void {
    const { part } = this.#pair.front;
    if (!part) return;
    const { speed } = usePlayback.getState();
    const next = neighbour(this.#parts, part, 1);
    const file = next && this.#files.get(next.fileId);
    if (!next || !file?.present || file.handling === 'unreadable') return;
    if (partEndUs(part) - this.nowUs() > READY_BEFORE_US * Math.max(1, speed)) return;
    this.#pair.prepare(next, file);
    this.#frames.want(next.id);
  }

  /** The picture on screen has come to its end: on to the next part, or stop. */
  #cross(): void {
    const { part } = this.#pair.front;
    if (!part || !usePlayback.getState().playing || usePlayback.getState().speed < 0) return;
    const next = neighbour(this.#parts, part, 1);
    const file = next && this.#files.get(next.fileId);
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
    if (!file.present || file.handling === 'unreadable') {
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
      this.#notPlayable(file.id, reason);
      return;
    }
    if (!onScreen) return;
    this.pause();
    usePlayback.setState({ phase: 'ready', trouble: { fileId: file.id, reason: 'unplayable' } });
  }
}
