/**
 * Tells who watches where the playhead is, at most once a frame and only when it may have moved.
 * Kept out of React and of every store: sixty changes a second are not state.
 */
import { transport } from './playback';

type Watcher = (us: number) => void;

const watchers = new Set<Watcher>();
let running = false;
let frame = 0;

function tick(): void {
  frame = 0;
  const us = transport().nowUs();
  for (const watcher of watchers) watcher(us);
  if (running) playheadMoved();
}

/** Calls once now and then whenever the playhead moves. Answers how to stop. */
export function watchPlayhead(watcher: Watcher): () => void {
  watchers.add(watcher);
  watcher(transport().nowUs());
  return () => watchers.delete(watcher);
}

/** The playhead may stand elsewhere: watchers hear of it in the next frame. */
export function playheadMoved(): void {
  if (frame === 0) frame = requestAnimationFrame(tick);
}

/** While playing, watchers hear every frame. */
export function playheadRuns(on: boolean): void {
  running = on;
  playheadMoved();
}
