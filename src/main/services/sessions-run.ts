/**
 * The one session that is being presented. Its clock and its state are here and nowhere else: windows
 * are told, and ask for changes. All of it is on the disk within half a second, and at once after each
 * change, so that a kill costs no more than that.
 */
import { newId } from '../../shared/domain/ids';
import { instant } from '../../shared/domain/row';
import type { Session } from '../../shared/domain/session';
import { advance } from '../../shared/domain/session-clock';
import type { RunCommand, RunState, RunView } from '../../shared/domain/session-run';
import { begun, halted, obey, reported, seen } from '../../shared/domain/session-steps';
import { AppError } from '../../shared/errors';
import type { Send } from '../../shared/ipc/derive';
import type { Store } from '../db/store';

/** How often the clock is written down and every window is told. */
const EVERY_MS = 500;

export interface SessionRuns {
  present(sessionId: string, fromItemId: string | null): RunView;
  leave(sessionId: string, as: 'stopped' | 'ended'): RunView;
  command(sessionId: string, command: RunCommand): RunView;
  report(sessionId: string, what: { turn: number; atUs: number; over: boolean }): void;
  running(): RunView | null;
  viewOf(sessionId: string): RunView;
  isLive(sessionId: string): boolean;
  /** The plan was changed while it runs. */
  planned(session: Session): void;
  /** Its session is taken away. */
  forget(sessionId: string): void;
  /** The machine goes to sleep: the clock stands. */
  asleep(): void;
  awake(): void;
  /** Writes down where it is; it is offered to go on at the next start. */
  stop(): void;
}

interface Live {
  session: Session;
  state: RunState;
  /** Until when `state` has counted, on the clock that never jumps. */
  countedMs: number;
  asleep: boolean;
  timer: NodeJS.Timeout;
}

export function sessionRuns(deps: {
  store: Pick<Store, 'sessions' | 'transaction'>;
  /** @throws AppError `not-found`. */
  sessionOf: (sessionId: string) => Session;
  send: Send;
  /** A card looks different now. */
  tellCard: (sessionId: string) => void;
  nowMs: () => number;
  /** Milliseconds on a clock that never jumps. */
  monoMs: () => number;
  trouble: (thrown: unknown) => void;
}): SessionRuns {
  const { store, sessionOf, send, tellCard, nowMs, monoMs, trouble } = deps;
  let live: Live | null = null;

  const view = ({ session, state }: Pick<Live, 'session' | 'state'>): RunView => {
    return { sessionId: session.id, live: true, state };
  };

  /** Counts until now. */
  function counted(run: Live): void {
    const mono = monoMs();
    if (!run.asleep) run.state = advance(run.session, run.state, mono - run.countedMs);
    run.countedMs = mono;
    run.state = seen(run.state, instant(nowMs()));
  }

  function written(run: Live): RunView {
    store.transaction(() => store.sessions.putRun(run.session.id, run.state));
    const now = view(run);
    send('sessions', 'ran', now);
    return now;
  }

  function tick(): void {
    if (!live) return;
    counted(live);
    try {
      written(live);
    } catch (thrown) {
      // A disk that is full for a moment does not end a session: the next half second tries again.
      trouble(thrown);
      send('sessions', 'ran', view(live));
    }
  }

  const known = (sessionId: string): Live => {
    if (live?.session.id !== sessionId) {
      throw new AppError('not-found', 'That session is not being presented.');
    }
    return live;
  };

  function end(run: Live, as: 'stopped' | 'ended'): RunView {
    counted(run);
    clearInterval(run.timer);
    run.state = halted(run.state, as, instant(nowMs()));
    live = null;
    store.transaction(() => store.sessions.putRun(run.session.id, run.state));
    const over: RunView = { sessionId: run.session.id, live: false, state: run.state };
    send('sessions', 'ran', over);
    tellCard(run.session.id);
    return over;
  }

  return {
    present: (sessionId, fromItemId) => {
      if (live?.session.id === sessionId) return view(live);
      const session = sessionOf(sessionId);
      if (session.items.length === 0) {
        throw new AppError('invalid', 'A session needs an item before it can be presented.');
      }
      if (live) end(live, 'stopped');
      const now = { now: instant(nowMs()), sittingId: newId(nowMs()) };
      let state = begun(session, store.sessions.runOf(sessionId), now);
      if (fromItemId !== null) state = obey(session, state, { do: 'jump', itemId: fromItemId });
      live = {
        ...{ session, state, countedMs: monoMs(), asleep: false },
        timer: setInterval(tick, EVERY_MS),
      };
      const first = written(live);
      tellCard(sessionId);
      return first;
    },
    leave: (sessionId, as) => {
      if (live?.session.id === sessionId) return end(live, as);
      // One that was stopped or cut off may be ended without being presented again.
      sessionOf(sessionId);
      const state = halted(store.sessions.runOf(sessionId), as, instant(nowMs()));
      store.transaction(() => store.sessions.putRun(sessionId, state));
      tellCard(sessionId);
      return { sessionId, live: false, state };
    },
    command: (sessionId, command) => {
      const run = known(sessionId);
      counted(run);
      run.state = obey(run.session, run.state, command);
      return written(run);
    },
    report: (sessionId, what) => {
      if (live?.session.id !== sessionId) return;
      const before = live.state.picture;
      live.state = reported(live.session, live.state, what);
      // Its end is news; where it is in between is told with the next half second.
      if (live.state.picture?.over !== before?.over) tick();
    },
    running: () => {
      if (!live) return null;
      counted(live);
      return view(live);
    },
    viewOf: (sessionId) => {
      if (live?.session.id === sessionId) {
        counted(live);
        return view(live);
      }
      return { sessionId, live: false, state: store.sessions.runOf(sessionId) };
    },
    isLive: (sessionId) => live?.session.id === sessionId,
    planned: (session) => {
      if (live?.session.id !== session.id) return;
      counted(live);
      live.session = session;
      const { itemId } = live.state;
      if (!session.items.some(({ id }) => id === itemId)) {
        const [first] = session.items;
        if (first) live.state = obey(session, live.state, { do: 'jump', itemId: first.id });
      }
      written(live);
    },
    forget: (sessionId) => {
      if (live?.session.id !== sessionId) return;
      clearInterval(live.timer);
      live = null;
    },
    asleep: () => {
      if (!live) return;
      tick();
      live.asleep = true;
    },
    awake: () => {
      if (!live) return;
      live.asleep = false;
      live.countedMs = monoMs();
      tick();
    },
    stop: () => {
      if (!live) return;
      tick();
      clearInterval(live.timer);
      live = null;
    },
  };
}
