import {
  Captions,
  CaptionsOff,
  Maximize2,
  Minimize2,
  Pause,
  Play,
  Repeat,
  SkipBack,
  SkipForward,
  Undo2,
  Volume2,
  VolumeX,
} from 'lucide-react';
import { useEffect, useRef } from 'react';
import { samplesIn, samplesToUs } from '../../../../shared/domain/narration';
import { formatClock, formatPosition } from '../../../../shared/domain/time';
import {
  narrationTransport,
  useOpenNarration,
  useOpenRow,
  watchNarration,
} from '../../../stores/narration';
import { useView } from '../../../stores/view';
import { classes } from '../../../ui/classes';
import { IconButton } from '../../../ui/IconButton';
import { Select } from '../../../ui/Select';
import { toggleNarration } from './AngleTile';
import { useCaptionsShown } from './CaptionWords';
import styles from './NarrationBar.module.css';
import { skipChapter, toggleRepeat, useChapters } from './open-chapters';
import { usePlaying } from './playing';
import { backTen, toggleCaptions } from './use-narration-commands';

const SPEEDS = ['0.5', '0.75', '1', '1.25', '1.5', '2'] as const;

/** What moves a narration. */
export function NarrationBar() {
  const playing = useOpenNarration((state) => state.playing);
  const chapters = useChapters();
  return (
    <div className={styles.bar}>
      <div className={styles.group}>
        <IconButton
          label="Previous chapter"
          icon={SkipBack}
          isDisabled={chapters.length === 0}
          onPress={() => skipChapter(-1)}
        />
        <IconButton label="Back 10 seconds" icon={Undo2} onPress={backTen} />
        <IconButton
          label={playing ? 'Pause' : 'Play'}
          icon={playing ? Pause : Play}
          variant="primary"
          className={styles.play}
          onPress={toggleNarration}
        />
        <IconButton
          label="Next chapter"
          icon={SkipForward}
          isDisabled={chapters.length === 0}
          onPress={() => skipChapter(1)}
        />
      </div>
      <Position />
      <span className={styles.room} />
      <Speed />
      <RepeatChapter none={chapters.length === 0} />
      <Sound />
      <Words />
      <FullWindow />
    </div>
  );
}

/** Where the narration is, written straight into the page each frame: no state, no announcement. */
function Position() {
  const timer = useRef<HTMLSpanElement>(null);
  const narration = useOpenRow();
  useEffect(
    () =>
      watchNarration((samples) => {
        const text = formatPosition(samplesToUs(samples));
        if (timer.current && timer.current.textContent !== text) timer.current.textContent = text;
      }),
    [],
  );
  return (
    <span className={styles.clock}>
      <span ref={timer} role="timer" aria-label="Position" aria-live="off" className={styles.now} />
      <span className={styles.length}>
        / {formatClock(samplesToUs(narration ? samplesIn(narration) : 0))}
      </span>
    </span>
  );
}

function Speed() {
  const speed = useOpenNarration((state) => state.speed);
  return (
    <span className={styles.speed}>
      <Select
        label="Speed"
        labelHidden
        look="chip"
        options={SPEEDS.map((id) => ({ id, name: `${id}×` }))}
        value={String(speed) as (typeof SPEEDS)[number]}
        onChange={(value) => narrationTransport().setSpeed(Number(value))}
      />
    </span>
  );
}

function RepeatChapter({ none }: { none: boolean }) {
  const on = usePlaying((state) => state.repeated !== null);
  return (
    <IconButton
      label="Repeat chapter"
      icon={Repeat}
      aria-pressed={on}
      isDisabled={none && !on}
      className={classes(on && styles.on)}
      onPress={toggleRepeat}
    />
  );
}

function Sound() {
  const muted = usePlaying((state) => state.muted);
  return (
    <IconButton
      label="Sound off"
      icon={muted ? VolumeX : Volume2}
      aria-pressed={muted}
      className={classes(muted && styles.on)}
      onPress={() => usePlaying.setState({ muted: !muted })}
    />
  );
}

function Words() {
  const shown = useCaptionsShown();
  const none = useOpenRow()?.cues.length === 0;
  return (
    <IconButton
      label="Show captions"
      icon={shown ? Captions : CaptionsOff}
      aria-pressed={shown}
      isDisabled={none}
      className={classes(shown && !none && styles.on)}
      onPress={toggleCaptions}
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
