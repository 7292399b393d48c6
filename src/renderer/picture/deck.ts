/**
 * One video element with one part in it. It speaks part time, shows the picture that was asked for
 * last, and says when that is there. Whether the file itself plays or its playable copy is nobody
 * else's business.
 */
import videojs from 'video.js';
import type { FileView, Part } from '../../shared/domain/lesson';
import { attachPieces, type PieceSource } from './piece-source';
import { type MediaClock, mediaClock } from './media-clock';
import { partAddress } from './part-address';
import { letGo, newPicture } from './picture-ahead';
import { Seeker } from './seeker';

export interface DeckEvents {
  /** The picture that was asked for is there. */
  settled: (deck: Deck) => void;
  ended: (deck: Deck) => void;
  /** The picture waits for footage, or no longer does. */
  waiting: (deck: Deck, on: boolean) => void;
  moved: (deck: Deck) => void;
  /** A frame was painted, and is on screen at this time of the page's clock. */
  painted: (deck: Deck, atMs: number) => void;
  failed: (deck: Deck, reason: string) => void;
}

// What goes wrong is said by the room; the page's console stays quiet.
videojs.log.level('off');

/** How much earlier than its footage a file may seem to end and still be watched as it is. */
const SHORT_SECONDS = 0.5;

/** How much earlier than its picture a file's sound may begin: encoders of sound put a little before. */
const LEAD_SECONDS = 0.1;

export class Deck {
  readonly element: HTMLElement;
  readonly video: HTMLVideoElement;
  part: Part | null = null;
  file: FileView | null = null;
  /** The picture that was asked for last has been there since. */
  settled = false;
  readonly #player: ReturnType<typeof videojs>;
  readonly #events: DeckEvents;
  readonly #seeker: Seeker;
  readonly #listening = new AbortController();
  #clock: MediaClock | null = null;
  #pieces: PieceSource | null = null;
  #wantedUs = 0;
  #presentedUs: number | null = null;
  #paintedUs: number | null = null;
  /** A frame that was painted before it was known which part it is of, by the file's own clock. */
  #early: number | null = null;
  #frameCallback = 0;

  constructor(host: HTMLElement, events: DeckEvents, { video, paintedSeconds } = newPicture()) {
    this.video = video;
    this.#early = paintedSeconds;
    this.video.tabIndex = -1;
    // An element of ours around it: video.js would make one, and another video in it.
    this.element = document.createElement('video-js');
    this.element.dataset['vjsPlayer'] = '';
    this.element.append(this.video);
    host.append(this.element);
    this.#player = videojs(this.video, {
      controls: false,
      preload: 'metadata',
      crossOrigin: 'anonymous',
      inactivityTimeout: 0,
      // Nothing of its own over the picture: transport and messages are ours.
      children: ['mediaLoader'],
      userActions: { click: false, doubleClick: false, hotkeys: false },
      disablePictureInPicture: true,
    });
    // The room names the region; a second one inside it would only be noise.
    for (const name of ['role', 'aria-label', 'tabindex']) this.element.removeAttribute(name);
    this.#events = events;
    this.#seeker = new Seeker(
      (us) => this.#aim(us),
      () => this.#arrived(),
    );
    this.#listen();
  }

  /** Puts a part in, its picture at `partUs`. */
  open(part: Part, file: FileView, partUs: number): void {
    this.close();
    this.part = part;
    this.file = file;
    this.#wantedUs = partUs;
    this.video.preload = partUs > 0 ? 'auto' : 'metadata';
    if (file.handling === 'copy') {
      this.#pieces = attachPieces(this.video, {
        partId: part.id,
        durationUs: part.durationUs,
        startUs: partUs,
      });
    } else {
      // To the element itself: video.js would hand it over a turn later, when the room is being drawn.
      const address = partAddress(part.id);
      if (this.video.getAttribute('src') === address) this.#catchUp();
      else {
        this.#early = null;
        this.video.src = address;
      }
    }
  }

  close(): void {
    if (!this.part) return;
    this.part = null;
    this.file = null;
    this.settled = false;
    this.#clock = null;
    this.#presentedUs = null;
    this.#paintedUs = null;
    this.#early = null;
    this.#seeker.reset();
    this.#pieces?.close();
    this.#pieces = null;
    this.video.pause();
    letGo(this.video);
  }

  /**
   * Reads ahead from now on. A lesson that is only opened reads what its first picture needs:
   * Chromium keeps what it has read for half a minute, also of lessons that were left.
   */
  readAhead(): void {
    this.video.preload = 'auto';
  }

  seek(partUs: number): void {
    this.readAhead();
    this.settled = false;
    this.#wantedUs = partUs;
    this.#presentedUs = null;
    if (this.#clock) this.#seeker.ask(partUs);
  }

  get seeking(): boolean {
    return !this.settled;
  }

  /** Where the picture is; where it is wanted while it is not there yet. */
  get partUs(): number {
    if (!this.settled || !this.#clock) return this.#wantedUs;
    return this.#clock.toPartUs(this.video.currentTime);
  }

  /** Start of the frame that was painted last, as the picture tells it; null when it has not. */
  get presentedUs(): number | null {
    return this.#presentedUs;
  }

  /** Start of the frame that is on screen now, also while another is being sought. */
  get paintedUs(): number | null {
    return this.#paintedUs;
  }

  play(): void {
    this.readAhead();
    // Refused only when a pause or another file comes first, which then says what is wanted.
    this.video.play().catch(() => undefined);
  }

  pause(): void {
    this.video.pause();
  }

  dispose(): void {
    this.close();
    letGo(this.video);
    this.#listening.abort();
    this.video.cancelVideoFrameCallback(this.#frameCallback);
    this.#player.dispose();
  }

  #aim(partUs: number): void {
    const { video } = this;
    if (this.#clock) video.currentTime = this.#clock.toMediaSeconds(partUs);
  }

  #arrived(): void {
    this.settled = true;
    this.#events.settled(this);
  }

  /** It was asked ahead: what came before there was a part in the deck is taken now. */
  #catchUp(): void {
    const { video } = this;
    if (video.error) this.#hasFailed();
    if (video.readyState >= HTMLMediaElement.HAVE_METADATA) this.#hasMetadata();
    if (video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA) this.#hasFirstPicture();
    if (this.#early !== null) this.#painted(this.#early, performance.now());
  }

  #painted(mediaSeconds: number, atMs: number): void {
    if (!this.#clock) {
      this.#early = mediaSeconds;
      return;
    }
    this.#paintedUs = this.#clock.toPartUs(mediaSeconds);
    if (this.settled) this.#presentedUs = this.#paintedUs;
    this.#events.painted(this, atMs);
  }

  #hasFailed(): void {
    const { error } = this.video;
    if (error) this.#events.failed(this, `${error.code} ${error.message}`.slice(0, 200));
  }

  #hasMetadata(): void {
    const { part, file, video } = this;
    if (!part || !file) return;
    if (file.picture && video.videoWidth === 0) {
      this.#events.failed(this, 'black picture');
      return;
    }
    const clock = mediaClock(file);
    // Some files with a late clock are taken to end that much too early, and a seek beyond what
    // Chromium believes to be the end goes nowhere.
    const endSeconds = clock.toMediaSeconds(part.durationUs);
    if (file.handling === 'direct' && video.duration < endSeconds - SHORT_SECONDS) {
      this.#events.failed(this, `ends at ${video.duration} s, not at ${endSeconds} s`);
      return;
    }
    this.#clock = clock;
    // A file whose clock does not begin at 0 stands before its first frame until it is led there. Where
    // that is a moment away Chromium shows the first frame anyhow, and leading would be a second decoding.
    const leadSeconds = clock.toMediaSeconds(this.#wantedUs);
    // (Not where it is made ready to follow another part: there the moment would be seen.)
    const isFirst =
      this.#wantedUs === 0 && leadSeconds < LEAD_SECONDS && video.preload === 'metadata';
    if (leadSeconds > 0 && !isFirst) this.#seeker.ask(this.#wantedUs);
  }

  #hasFirstPicture(): void {
    if (this.part && this.#clock && !this.#seeker.busy && !this.settled) this.#arrived();
  }

  #listen(): void {
    const { video } = this;
    const on = (type: keyof HTMLVideoElementEventMap, take: () => void) =>
      video.addEventListener(type, () => this.part && take(), { signal: this.#listening.signal });
    on('loadedmetadata', () => this.#hasMetadata());
    on('loadeddata', () => this.#hasFirstPicture());
    on('seeked', () => this.#seeker.arrived());
    on('ended', () => this.#events.ended(this));
    on('waiting', () => this.#events.waiting(this, true));
    on('playing', () => this.#events.waiting(this, false));
    on('canplay', () => this.#events.waiting(this, false));
    on('timeupdate', () => this.#events.moved(this));
    on('error', () => this.#hasFailed());
    const painted = (_now: number, frame: VideoFrameCallbackMetadata) => {
      this.#painted(frame.mediaTime, frame.expectedDisplayTime);
      this.#frameCallback = video.requestVideoFrameCallback(painted);
    };
    this.#frameCallback = video.requestVideoFrameCallback(painted);
  }
}
