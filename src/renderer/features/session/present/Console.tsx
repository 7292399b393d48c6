import { CirclePause, EyeOff, Monitor, Play as PlayIcon } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { Session } from '../../../../shared/domain/session';
import type { RunState } from '../../../../shared/domain/session-run';
import type { SessionScreens } from '../../../../shared/ipc/contract';
import { useSession } from '../../../stores/session';
import { Button } from '../../../ui/Button';
import { Dialog } from '../../../ui/Dialog';
import { Kbd } from '../../../ui/Kbd';
import { Menu } from '../../../ui/Menu';
import { ask } from './asking';
import styles from './Console.module.css';
import { FilmBar } from './FilmBar';
import { ItemRail } from './ItemRail';
import { OfferBar } from './OfferBar';
import { Said } from './Said';

const MINUTE_MS = 60_000;

/** What the person sees who runs the session: what is on, what comes, and what the room said. */
export function Console({
  session,
  state,
  screens,
  preview,
  onShow,
  onRoom,
  onEnd,
}: {
  session: Session;
  state: RunState;
  screens: SessionScreens | null;
  preview: ReactNode;
  onShow: (on: string | null) => void;
  onRoom: () => void;
  onEnd: (as: 'stopped' | 'ended') => void;
}) {
  const [ending, setEnding] = useState(false);
  const item = session.items.find(({ id }) => id === state.itemId);
  return (
    <main className={styles.console}>
      <ItemRail session={session} state={state} onEnd={() => setEnding(true)} />
      <div className={styles.middle}>
        <div className={styles.line}>
          <h2>On the room’s screen</h2>
          <span className={styles.grow} />
          <Screens screens={screens} onShow={onShow} onRoom={onRoom} />
        </div>
        <div className={styles.stage}>{preview}</div>
        {state.picture && <FilmBar session={session} picture={state.picture} />}
        <div className={styles.line}>
          <WatchAgain session={session} state={state} />
          <Button aria-pressed={state.held} onPress={() => ask({ do: 'hold', on: !state.held })}>
            <CirclePause aria-hidden size={16} strokeWidth={1.75} />
            {state.held ? 'Let the clock run' : 'Hold the clock'}
          </Button>
          <Button onPress={() => ask({ do: 'extend', ms: MINUTE_MS })}>+ 1 min</Button>
          <Button aria-pressed={state.blank} onPress={() => ask({ do: 'blank', on: !state.blank })}>
            <EyeOff aria-hidden size={16} strokeWidth={1.75} />
            {state.blank ? 'Show the screen' : 'Blank the screen'}
            <Kbd keys={['B']} />
          </Button>
        </div>
        <OfferBar key={state.itemId} session={session} />
        <section aria-label="Notes to myself" className={styles.notes}>
          <h2>Notes to myself</h2>
          <p data-selectable>{item?.notes || 'Nothing noted for this item.'}</p>
        </section>
      </div>
      <Said session={session} state={state} />
      {ending && <EndDialog onEnd={onEnd} onClose={() => setEnding(false)} />}
    </main>
  );
}

/** Where the room's screen is, for whoever presents. */
function placeWords({ displays, shownOn, unplugged }: SessionScreens): string {
  if (unplugged) return 'The display was unplugged: the room sees this window';
  if (shownOn === null) return 'The room sees this window';
  if (shownOn === 'window') return 'Showing in its own window';
  return `Showing on display ${displays.findIndex(({ id }) => id === shownOn) + 1}`;
}

function Screens({
  screens,
  onShow,
  onRoom,
}: {
  screens: SessionScreens | null;
  onShow: (on: string | null) => void;
  onRoom: () => void;
}) {
  if (!screens) return null;
  const { displays, shownOn } = screens;
  return (
    <>
      <span role="status" className={styles.chip} data-on={shownOn !== null || undefined}>
        {placeWords(screens)}
      </span>
      {shownOn === null && (
        <Button size="s" onPress={onRoom}>
          Show the room’s screen here
        </Button>
      )}
      <Menu
        label="Where the room’s screen is shown"
        actions={[
          ...displays
            .filter((display) => !display.console)
            .map(({ id, name, width, height }) => ({
              id,
              name: `${name} (${width} by ${height})`,
              run: () => onShow(id),
            })),
          { id: 'window', name: 'In a window of its own', run: () => onShow('window') },
          { id: 'none', name: 'In this window', run: () => onShow(null) },
        ]}
      >
        <Button size="s">
          <Monitor aria-hidden size={15} strokeWidth={1.75} /> Screen
        </Button>
      </Menu>
    </>
  );
}

/** Footage that was seen before, over what is on now: slower and silent if wished. */
function WatchAgain({ session, state }: { session: Session; state: RunState }) {
  const here = session.items.findIndex(({ id }) => id === state.itemId);
  const last = session.items
    .slice(0, here + 1)
    .reverse()
    .find((each) => each.kind === 'watch' && each.what !== null);
  if (state.picture?.again) {
    return (
      <Button variant="primary" onPress={() => ask({ do: 'again-over' })}>
        Back to the item
      </Button>
    );
  }
  const again = (rate: number, sound: boolean) => () => {
    if (last) ask({ do: 'again', itemId: last.id, fromUs: 0, rate, sound });
  };
  return (
    <Menu
      label="How to watch again"
      actions={[
        { id: 'as-it-was', name: 'As it was', run: again(1, true) },
        { id: 'silent', name: 'Without sound', run: again(1, false) },
        { id: 'slower', name: 'Slower', run: again(0.75, true) },
        { id: 'half', name: 'At half speed', run: again(0.5, true) },
        { id: 'half-silent', name: 'At half speed, without sound', run: again(0.5, false) },
      ]}
    >
      <Button isDisabled={!last}>
        <PlayIcon aria-hidden size={16} strokeWidth={1.75} />
        Watch again
      </Button>
    </Menu>
  );
}

function EndDialog({
  onEnd,
  onClose,
}: {
  onEnd: (as: 'stopped' | 'ended') => void;
  onClose: () => void;
}) {
  const pending = useSession((state) => state.pending);
  return (
    <Dialog
      title="End the session?"
      onlyWords
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>Not yet</Button>
          <Button isDisabled={pending > 0} onPress={() => onEnd('stopped')}>
            Go on another day
          </Button>
          <Button variant="primary" isDisabled={pending > 0} onPress={() => onEnd('ended')}>
            End for good
          </Button>
        </>
      }
    >
      <p>
        Everything is kept: what the room said, the next steps, and how long each item took. You can
        stop here and go on another day, or end it for good.
      </p>
    </Dialog>
  );
}
