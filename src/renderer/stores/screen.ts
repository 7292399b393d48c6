/**
 * Tells who watches that the picture on screen has changed: frames that were painted, not what was asked
 * for. Kept out of React and of every store, as the playhead is.
 */
import type { Range } from '../../shared/domain/time';

/** A frame, from its start to its end in lesson time, and how the picture goes on from it. */
export interface OnScreen extends Range {
  /** Lesson time a second, negative backwards; 0 while the picture stands. */
  rate: number;
}

type Watcher = (atMs: number) => void;

const watchers = new Set<Watcher>();

/** Calls for each frame, with when it is on screen by `performance.now`. Answers how to stop. */
export function watchScreen(watcher: Watcher): () => void {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}

/** The player has shown another frame. */
export function frameShown(atMs: number): void {
  for (const watcher of watchers) watcher(atMs);
}
