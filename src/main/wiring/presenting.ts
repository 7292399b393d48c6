/** Sessions with the room's screen: it comes with presenting, and goes with it. */
import type { Settings } from '../../shared/domain/settings';
import type { Handlers } from '../../shared/ipc/derive';
import type { SessionScreens } from '../../shared/ipc/contract';

/** The room's screen of a session: see `RoomScreen` in electron. */
export interface Room {
  screens(): SessionScreens;
  show(on: string | null, last: string): SessionScreens;
  /** A session is presented, or no longer. */
  presenting(on: boolean): void;
  onChanged(changed: (screens: SessionScreens) => void): void;
}

export function presented(
  sessions: Omit<Handlers['sessions'], 'screens' | 'showRoom'>,
  settings: { get(): Settings; change(change: Partial<Settings>): unknown },
  room: Pick<Room, 'screens' | 'show' | 'presenting'>,
): Handlers['sessions'] {
  return {
    ...sessions,
    present: async (what) => {
      const run = await sessions.present(what);
      room.presenting(true);
      return run;
    },
    leave: async (what) => {
      const run = await sessions.leave(what);
      if ((await sessions.running()) === null) room.presenting(false);
      return run;
    },
    remove: async (what) => {
      await sessions.remove(what);
      if ((await sessions.running()) === null) room.presenting(false);
    },
    screens: () => room.screens(),
    showRoom: async ({ on }) => {
      const screens = room.show(on, settings.get().roomDisplay);
      const chosen = screens.displays.find(({ id }) => id === on);
      if (chosen) await settings.change({ roomDisplay: chosen.name });
      return screens;
    },
  };
}
