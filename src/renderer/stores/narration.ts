/**
 * The narration that is open: what its takes recorded, and what can be done with playing it. The
 * narration itself is a row of the lesson's document and is mended as every row is. The position is
 * in no store: whoever needs it asks the transport, or watches it once a frame.
 */
import { create } from 'zustand';
import type { Id } from '../../shared/domain/ids';
import { type Narration, type Take, type Told, toldBy } from '../../shared/domain/narration';
import { call } from '../bridge/api';
import { lessonStore, useLesson } from './document';

interface OpenNarration {
  narrationId: Id | null;
  /** As they were recorded; null until they are here. */
  takes: readonly Take[] | null;
  /** The person's wish: it stays true while picture or voice are waited for. */
  playing: boolean;
  /** Times as it was spoken. */
  speed: number;
}

const CLOSED: OpenNarration = { narrationId: null, takes: null, playing: false, speed: 1 };

export const useOpenNarration = create<OpenNarration>(() => CLOSED);

/** @throws AppError when it is no longer there */
export async function openNarration(narrationId: Id): Promise<void> {
  useOpenNarration.setState({ ...CLOSED, narrationId });
  const { takes } = await call((api) => api.narrations.open({ narrationId }));
  if (useOpenNarration.getState().narrationId === narrationId) useOpenNarration.setState({ takes });
}

export function closeNarration(): void {
  useOpenNarration.setState(CLOSED);
}

/** A take was recorded for the narration that is open. */
export function takeAdded(take: Take): void {
  const { narrationId, takes } = useOpenNarration.getState();
  if (takes && narrationId === take.narrationId) {
    useOpenNarration.setState({ takes: [...takes.filter(({ id }) => id !== take.id), take] });
  }
}

let last: { narration: Narration; takes: readonly Take[]; told: Told } | null = null;

/** What is shown and heard of a narration; the same object until it is mended. */
export function toldOf(narration: Narration, takes: readonly Take[]): Told {
  if (last?.narration !== narration || last.takes !== takes) {
    last = { narration, takes, told: toldBy(narration, takes) };
  }
  return last.told;
}

/** The narration that is open and what it tells; null until both are here. */
export function openTold(): { narration: Narration; told: Told } | null {
  const { narrationId, takes } = useOpenNarration.getState();
  const { document } = lessonStore.getState();
  const narration = document?.narrations.find(({ id }) => id === narrationId);
  return narration && takes ? { narration, told: toldOf(narration, takes) } : null;
}

/** The row of the narration that is open, for a component. */
export function useOpenRow(): Narration | undefined {
  const narrationId = useOpenNarration((state) => state.narrationId);
  return useLesson(({ document }) => document?.narrations.find(({ id }) => id === narrationId));
}

/** What can be done with playing a narration. Times are samples of it. */
export interface NarrationTransport {
  now: () => number;
  play: () => void;
  pause: () => void;
  seek: (samples: number) => void;
  setSpeed: (speed: number) => void;
}

const nothing = () => undefined;
const IDLE: NarrationTransport = {
  now: () => 0,
  play: nothing,
  pause: nothing,
  seek: nothing,
  setSpeed: nothing,
};

let current = IDLE;

/** The player that is there; one that does nothing while there is none. */
export function narrationTransport(): NarrationTransport {
  return current;
}

export function attachNarrationTransport(made: NarrationTransport): () => void {
  current = made;
  return () => {
    if (current === made) current = IDLE;
  };
}

type Watcher = (samples: number) => void;
const watchers = new Set<Watcher>();

/** Calls once now and then whenever the position may have moved. Answers how to stop. */
export function watchNarration(watcher: Watcher): () => void {
  watchers.add(watcher);
  watcher(current.now());
  return () => watchers.delete(watcher);
}

/** The player says where it is, once a frame while that changes. */
export function narrationMoved(samples: number): void {
  for (const watcher of watchers) watcher(samples);
}
