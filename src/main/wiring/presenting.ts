/** Sessions with the room's screen: it comes with presenting, and goes with it. */
import type { Settings } from '../../shared/domain/settings';
import type { Handlers } from '../../shared/ipc/derive';
import type { FromElectron } from './wire';

export function presented(
  sessions: Omit<Handlers['sessions'], 'screens' | 'showRoom'>,
  settings: () => Settings,
  room: FromElectron['room'],
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
    showRoom: ({ on }) => room.show(on, settings().roomDisplay),
  };
}
