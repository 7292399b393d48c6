/** The lessons as cards: a mirror of main. */
import { create } from 'zustand';
import type { Id } from '../../shared/domain/ids';
import type { LessonCard } from '../../shared/domain/library';

interface Library {
  cards: ReadonlyMap<Id, LessonCard>;
  /** The lesson last added or opened: the library shows it and gives it the keyboard. */
  inHand: Id | null;
}

export const useLibrary = create<Library>(() => ({ cards: new Map(), inHand: null }));

export function takeCards(cards: readonly LessonCard[]): void {
  useLibrary.setState({ cards: new Map(cards.map((card) => [card.lesson.id, card])) });
}

// Several cards change in one breath while footage is prepared: one new map for all of them.
let waiting: Map<Id, LessonCard | null> | null = null;

function later(id: Id, card: LessonCard | null): void {
  if (!waiting) {
    waiting = new Map();
    queueMicrotask(flush);
  }
  waiting.set(id, card);
}

function flush(): void {
  const changes = waiting;
  waiting = null;
  if (!changes) return;
  const cards = new Map(useLibrary.getState().cards);
  for (const [id, card] of changes) {
    if (card) cards.set(id, card);
    else cards.delete(id);
  }
  useLibrary.setState({ cards });
}

export function takeCard(card: LessonCard): void {
  later(card.lesson.id, card);
}

export function dropCard(lessonId: Id): void {
  later(lessonId, null);
}
