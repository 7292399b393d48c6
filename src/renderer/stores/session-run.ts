/**
 * The session that is being presented, as this window mirrors it: what main told last, counted on from
 * there by the page's own clock. Both windows count with the same code from the same message.
 */
import { useCallback, useSyncExternalStore } from 'react';
import { create } from 'zustand';
import type { Session } from '../../shared/domain/session';
import { advance } from '../../shared/domain/session-clock';
import type { RunCommand, RunState, RunView } from '../../shared/domain/session-run';
import type { SessionScreens } from '../../shared/ipc/contract';
import { call, listen } from '../bridge/api';

interface Run {
  session: Session | null;
  view: RunView | null;
  /** When that came, on this page's clock. */
  atMs: number;
  screens: SessionScreens | null;
  /** With one display: the room's screen fills this window, and the console is away. */
  here: boolean;
}

export const useRun = create<Run>(() => ({
  ...{ session: null, view: null, atMs: 0, screens: null, here: false },
}));

export function takeRun(view: RunView): void {
  const { session } = useRun.getState();
  if (session && session.id !== view.sessionId) return;
  useRun.setState({ view, atMs: performance.now() });
}

/** Where it is now. The same object as long as nothing has moved. */
let counted: { view: RunView; atMs: number; state: RunState } | null = null;
export function runNow(): RunState | null {
  const { session, view, atMs } = useRun.getState();
  if (!session || !view) return null;
  if (!view.live) return view.state;
  const nowMs = performance.now();
  if (counted?.view !== view || nowMs - counted.atMs > 20) {
    counted = { view, atMs: nowMs, state: advance(session, view.state, nowMs - atMs) };
  }
  return counted.state;
}

const watchers = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | null = null;

/** How often what a clock shows is looked at. */
const LOOK_MS = 40;

function watch(changed: () => void): () => void {
  watchers.add(changed);
  timer ??= setInterval(() => {
    for (const watcher of watchers) watcher();
  }, LOOK_MS);
  const stop = useRun.subscribe(changed);
  return () => {
    stop();
    watchers.delete(changed);
    if (watchers.size === 0 && timer) {
      clearInterval(timer);
      timer = null;
    }
  };
}

/** What the clock says, drawn anew only when it says something else. */
export function useClock<T extends string | number | boolean | null>(
  read: (session: Session, state: RunState) => T,
  none: T,
): T {
  const look = useCallback(() => {
    const { session } = useRun.getState();
    const state = runNow();
    return session && state ? read(session, state) : none;
  }, [read, none]);
  return useSyncExternalStore(watch, look);
}

/** Asks main, which alone decides; what it did comes back to every window. */
export async function command(command: RunCommand): Promise<void> {
  const { session } = useRun.getState();
  if (!session) return;
  takeRun(await call((api) => api.sessions.command({ sessionId: session.id, command })));
}

/**
 * Mirrors the session that is presented until the answered function is called.
 * @throws AppError when the session is no longer here
 */
export function mirrorRun(): () => void {
  const stops = [
    listen((api) => api.sessions.onRan(takeRun)),
    listen((api) =>
      api.sessions.onPlanned((session) => {
        if (useRun.getState().session?.id === session.id) useRun.setState({ session });
      }),
    ),
    listen((api) => api.sessions.onScreensChanged((screens) => useRun.setState({ screens }))),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}
