/**
 * Two decks: one on screen, one behind it that is made ready with the next part, so that going over
 * a join is a change of which is in front.
 */
import type { Id } from '../../shared/domain/ids';
import type { FileView, Part } from '../../shared/domain/lesson';
import { Deck, type DeckEvents } from './deck';
import type { Picture } from './picture-ahead';

export interface PairEvents {
  /** There is one more deck. */
  made: () => void;
  /** The picture asked for is on screen. */
  settled: () => void;
  ended: () => void;
  waiting: (on: boolean) => void;
  moved: () => void;
  /** The deck in front painted a frame. */
  painted: (atMs: number) => void;
  failed: (file: FileView, reason: string, onScreen: boolean) => void;
}

export class DeckPair {
  front: Deck;
  /** Made when it is first needed: most lessons are one part. */
  #back: Deck | null = null;
  readonly #makeDeck: (picture?: Picture) => Deck;
  /** The back deck is to come to the front as soon as its picture is there. */
  #coming = false;
  readonly #events: PairEvents;

  /** @param first what the first deck begins with, where something was asked for ahead */
  constructor(host: HTMLElement, events: PairEvents, first?: Picture) {
    this.#events = events;
    const mine: DeckEvents = {
      settled: (deck) => this.#settled(deck),
      ended: (deck) => deck === this.front && !this.#coming && events.ended(),
      waiting: (deck, on) => deck === this.front && events.waiting(on),
      moved: (deck) => deck === this.front && events.moved(),
      painted: (deck, atMs) => deck === this.front && events.painted(atMs),
      failed: (deck, reason) => {
        if (deck.file) events.failed(deck.file, reason, deck === this.front || this.#coming);
      },
    };
    this.#makeDeck = (picture) => new Deck(host, mine, picture);
    this.front = this.#makeDeck(first);
    this.#place();
  }

  get decks(): readonly Deck[] {
    return this.#back ? [this.front, this.#back] : [this.front];
  }

  /** The deck whose picture is wanted: the one on screen, or the one that is about to be. */
  get wanted(): Deck {
    return this.#coming ? this.#behind() : this.front;
  }

  /** Brings a place on screen. The picture there stays until the new one is ready. */
  show(part: Part, file: FileView, partUs: number): void {
    this.#coming = false;
    if (this.front.part?.id === part.id) {
      this.front.seek(partUs);
      return;
    }
    if (!this.front.part) {
      this.front.open(part, file, partUs);
      return;
    }
    this.#coming = true;
    const back = this.#behind();
    if (back.part?.id === part.id) back.seek(partUs);
    else back.open(part, file, partUs);
  }

  /** Makes a part ready behind the one on screen. */
  prepare(part: Part, file: FileView): void {
    if (this.#coming || this.decks.some((deck) => deck.part?.id === part.id)) return;
    const back = this.#behind();
    back.open(part, file, 0);
    back.readAhead();
  }

  /**
   * Makes a place ready behind the one on screen, also of the part that is there.
   * @returns the deck it is in; null while that one is about to be on screen.
   */
  ready(part: Part, file: FileView, partUs: number): Deck | null {
    if (this.#coming) return null;
    const back = this.#behind();
    if (back.part?.id === part.id) back.seek(partUs);
    else {
      back.open(part, file, partUs);
      back.readAhead();
    }
    return back;
  }

  /** Brings what was made ready on screen; while its picture is not there what is on screen stays. */
  turn(): void {
    if (!this.#back?.part) return;
    if (this.#back.settled) this.#swap();
    else this.#coming = true;
  }

  /**
   * Goes over to a part at its beginning.
   * @returns true when it was ready and is on screen now.
   */
  cross(part: Part, file: FileView): boolean {
    const back = this.#back;
    const ready = back?.part?.id === part.id && back.settled && back.partUs < 1000;
    if (ready) this.#swap();
    else this.show(part, file, 0);
    return ready;
  }

  /**
   * Gives the decks their parts as they are now, and takes out those that are gone or no longer
   * played the same way.
   * @returns the parts taken out, and whether the picture that is wanted was one of them.
   */
  renew(
    partOf: (id: Id) => Part | undefined,
    fileOf: (part: Part) => FileView | undefined,
  ): { dropped: Id[]; lost: boolean } {
    const { wanted } = this;
    const dropped: Id[] = [];
    let lost = false;
    for (const deck of this.decks) {
      const { part, file } = deck;
      if (!part || !file) continue;
      const fresh = partOf(part.id);
      const now = fresh && fileOf(fresh);
      if (now && now.handling === file.handling && now.present === file.present) {
        deck.part = fresh;
        continue;
      }
      lost ||= deck === wanted;
      dropped.push(part.id);
      this.drop(part.id);
    }
    return { dropped, lost };
  }

  /** Takes a part out, wherever it is. */
  drop(partId: string): void {
    for (const deck of this.decks) if (deck.part?.id === partId) deck.close();
    if (!this.#back?.part) this.#coming = false;
  }

  dispose(): void {
    for (const deck of this.decks) deck.dispose();
  }

  #settled(deck: Deck): void {
    if (deck === this.front) {
      if (!this.#coming) this.#events.settled();
    } else if (this.#coming) {
      this.#swap();
      this.#events.settled();
    }
  }

  #swap(): void {
    this.#coming = false;
    this.front.pause();
    [this.front, this.#back] = [this.#behind(), this.front];
    this.#place();
  }

  #behind(): Deck {
    if (this.#back) return this.#back;
    const made = this.#makeDeck();
    this.#back = made;
    this.#place();
    this.#events.made();
    return made;
  }

  #place(): void {
    this.front.element.dataset['deck'] = 'front';
    this.front.video.removeAttribute('aria-hidden');
    if (!this.#back) return;
    this.#back.element.dataset['deck'] = 'back';
    this.#back.video.setAttribute('aria-hidden', 'true');
  }
}
