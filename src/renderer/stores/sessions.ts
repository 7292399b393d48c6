/** The sessions as cards: a mirror of main. */
import { create } from 'zustand';
import type { Id } from '../../shared/domain/ids';
import type { SessionCard } from '../../shared/domain/session';
import { call } from '../bridge/api';

interface Sessions {
  /** Null until main has told of them. */
  cards: readonly SessionCard[] | null;
}

export const useSessions = create<Sessions>(() => ({ cards: null }));

/** Coming ones and those without a day first, then the past, the latest first. */
function inOrder(cards: readonly SessionCard[]): SessionCard[] {
  const over = ({ phase }: SessionCard): number => (phase === 'ended' ? 1 : 0);
  return [...cards].sort(
    (a, b) =>
      over(a) - over(b) || (a.changedAt > b.changedAt ? -1 : a.changedAt < b.changedAt ? 1 : 0),
  );
}

/** @throws AppError */
export async function readSessions(): Promise<void> {
  const cards = await call((api) => api.sessions.list());
  useSessions.setState({ cards: inOrder(cards) });
}

export function takeSession(card: SessionCard): void {
  useSessions.setState(({ cards }) =>
    cards ? { cards: inOrder([...cards.filter(({ id }) => id !== card.id), card]) } : {},
  );
}

export function dropSession(sessionId: Id): void {
  useSessions.setState(({ cards }) =>
    cards ? { cards: cards.filter(({ id }) => id !== sessionId) } : {},
  );
}
