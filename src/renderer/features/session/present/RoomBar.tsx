import { ChevronLeft, ChevronRight, PanelLeft, Pause, Play } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useRun } from '../../../stores/session-run';
import { Button } from '../../../ui/Button';
import { classes } from '../../../ui/classes';
import { ask } from './asking';
import styles from './Console.module.css';

const AWAY_MS = 3_000;

/** With one display: the room sees this window, and a moved pointer brings what is needed. */
export function RoomBar({ onConsole }: { onConsole: () => void }) {
  const [here, setHere] = useState(true);
  const picture = useRun((state) => state.view?.state.picture ?? null);
  const held = useRun((state) => state.view?.state.held ?? false);
  useEffect(() => {
    let timer = setTimeout(() => setHere(false), AWAY_MS);
    const moved = (): void => {
      setHere(true);
      clearTimeout(timer);
      timer = setTimeout(() => setHere(false), AWAY_MS);
    };
    window.addEventListener('pointermove', moved);
    window.addEventListener('focusin', moved);
    return () => {
      clearTimeout(timer);
      window.removeEventListener('pointermove', moved);
      window.removeEventListener('focusin', moved);
    };
  }, []);
  return (
    <div
      role="toolbar"
      aria-label="Presenting"
      className={classes(styles.roomBar, !here && styles.roomBarAway)}
    >
      <Button size="s" onPress={onConsole}>
        <PanelLeft aria-hidden size={15} /> Console
      </Button>
      <Button size="s" onPress={() => ask({ do: 'back' })}>
        <ChevronLeft aria-hidden size={15} /> Back
      </Button>
      {picture && (
        <Button size="s" onPress={() => ask({ do: picture.playing ? 'pause' : 'play' })}>
          {picture.playing ? <Pause aria-hidden size={15} /> : <Play aria-hidden size={15} />}
          {picture.playing ? 'Pause' : 'Play'}
        </Button>
      )}
      <Button size="s" onPress={() => ask({ do: 'hold', on: !held })}>
        {held ? 'Let the clock run' : 'Hold the clock'}
      </Button>
      <Button size="s" variant="primary" onPress={() => ask({ do: 'next' })}>
        Next <ChevronRight aria-hidden size={15} />
      </Button>
    </div>
  );
}
