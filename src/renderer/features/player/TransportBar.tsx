import {
  EyeOff,
  Maximize2,
  Minimize2,
  Pause,
  PencilLine,
  Play,
  Repeat,
  StepBack,
  StepForward,
} from 'lucide-react';
import { useWithPicture } from '../../stores/after-picture';
import { startDrawing, stopDrawing, useDrawing } from '../../stores/drawing';
import { startMasking, stopMasking, useMasking } from '../../stores/masking';
import { transport, usePlayback } from '../../stores/playback';
import { selectionOf, useView } from '../../stores/view';
import { Button } from '../../ui/Button';
import { classes } from '../../ui/classes';
import { IconButton } from '../../ui/IconButton';
import { Kbd } from '../../ui/Kbd';
import { Select } from '../../ui/Select';
import { markInHere, markOutHere, toggleLoop } from './marking';
import { Position } from './Position';
import styles from './TransportBar.module.css';
import { Volume } from './Volume';

const RATES = ['0.25', '0.5', '0.75', '1', '1.25', '1.5', '2', '3', '4'] as const;

export function TransportBar() {
  const playing = usePlayback((state) => state.playing);
  const withPicture = useWithPicture();
  return (
    <div className={styles.bar}>
      <div className={styles.line}>
        <div className={styles.group}>
          <IconButton
            label="One frame back"
            icon={StepBack}
            onPress={() => transport().step(-1)}
            variant="plain"
          />
          <IconButton
            label={playing ? 'Pause' : 'Play'}
            icon={playing ? Pause : Play}
            variant="primary"
            className={styles.play}
            onPress={() => transport().toggle()}
          />
          <IconButton
            label="One frame on"
            icon={StepForward}
            onPress={() => transport().step(1)}
            variant="plain"
          />
        </div>
        <Position />
        <span className={styles.room} />
        {withPicture && (
          <>
            <Shuttling />
            <Rate />
            <Selecting />
            <Volume />
            <Draw />
            <Hide />
            <FullWindow />
          </>
        )}
      </div>
    </div>
  );
}

/** What the shuttle keys are doing, when it is not plain playing. */
function Shuttling() {
  const playing = usePlayback((state) => state.playing);
  const speed = usePlayback((state) => state.speed);
  const rate = usePlayback((state) => state.rate);
  const shuttling = playing && speed !== rate;
  return (
    <span className={styles.shuttle}>
      <Kbd keys={['J', 'K', 'L']} />
      <span className={styles.speed}>
        {shuttling ? `${speed < 0 ? '−' : ''}${Math.abs(speed)}×` : ''}
      </span>
    </span>
  );
}

function Rate() {
  const rate = usePlayback((state) => state.rate);
  return (
    <span className={styles.rate}>
      <Select
        label="Playing rate"
        labelHidden
        look="chip"
        options={RATES.map((id) => ({ id, name: `${id}×` }))}
        value={String(rate) as (typeof RATES)[number]}
        onChange={(value) => transport().setRate(Number(value))}
      />
    </span>
  );
}

function Selecting() {
  const looping = usePlayback((state) => state.looping);
  const hasIn = useView((state) => state.inUs !== null);
  const hasOut = useView((state) => state.outUs !== null);
  const hasRange = useView((state) => selectionOf(state) !== null);
  return (
    <div className={styles.group}>
      <Button
        size="s"
        aria-label="Mark in"
        className={classes(styles.mark, hasIn && styles.marked)}
        onPress={markInHere}
      >
        In <Kbd keys={['I']} />
      </Button>
      <Button
        size="s"
        aria-label="Mark out"
        className={classes(styles.mark, hasOut && styles.marked)}
        onPress={markOutHere}
      >
        Out <Kbd keys={['O']} />
      </Button>
      <IconButton
        label="Loop the selection"
        icon={Repeat}
        aria-pressed={looping}
        isDisabled={!hasRange && !looping}
        className={classes(styles.loop, looping && styles.on)}
        onPress={toggleLoop}
      />
    </div>
  );
}

function Draw() {
  const on = useDrawing((state) => state.on);
  return (
    <IconButton
      label="Draw on the picture"
      icon={PencilLine}
      aria-pressed={on}
      className={classes(on && styles.on)}
      onPress={() => (on ? stopDrawing(true) : startDrawing())}
    />
  );
}

function Hide() {
  const on = useMasking((state) => state.on);
  return (
    <IconButton
      label="Hide parts"
      icon={EyeOff}
      aria-pressed={on}
      className={classes(styles.hide, on && styles.on)}
      onPress={() => (on ? stopMasking() : startMasking())}
    />
  );
}

function FullWindow() {
  const full = useView((state) => state.fullWindow);
  return (
    <IconButton
      label={full ? 'Leave full window' : 'Full window'}
      icon={full ? Minimize2 : Maximize2}
      onPress={() => useView.setState({ fullWindow: !full })}
    />
  );
}
