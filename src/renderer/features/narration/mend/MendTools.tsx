import {
  Crop,
  Ear,
  Maximize,
  Mic,
  MoreHorizontal,
  Pause,
  Scissors,
  ZoomIn,
  ZoomOut,
} from 'lucide-react';
import { type RefObject, useRef, useState } from 'react';
import { samplesToUs } from '../../../../shared/domain/narration';
import { formatPosition } from '../../../../shared/domain/time';
import { tellError } from '../../../app/tell-error';
import { narrationTransport } from '../../../stores/narration';
import { Button } from '../../../ui/Button';
import { IconButton } from '../../../ui/IconButton';
import { Kbd } from '../../../ui/Kbd';
import { PanelPopover } from '../../../ui/PanelPopover';
import { Stepper } from '../../../ui/Stepper';
import { cutStretch, evenOut, hold, keepOnlyStretch } from './edits';
import type { MendSurface } from './mend-surface';
import { chosenStretch, markFrom, markTo, useMendView } from './mend-view';
import styles from './MendTools.module.css';
import { useReading } from './reading';
import { recordAnew } from './record-anew';
import { USUAL_HOLD_SECONDS, ZOOM_STEP } from './use-mend-commands';

const here = () => Math.round(narrationTransport().now());
const written = (t: number) => formatPosition(samplesToUs(t)).replace(/^00:/, '');

/** What is in hand, in words: nothing jumps, since the line is always there. */
function Chosen() {
  const from = useMendView((state) => state.from);
  const to = useMendView((state) => state.to);
  const words =
    from !== null && to !== null
      ? `${written(from)} to ${written(to)}`
      : from !== null
        ? `From ${written(from)}…`
        : to !== null
          ? `…to ${written(to)}`
          : 'Drag to choose a stretch';
  return (
    <span role="status" aria-label="Chosen stretch" className={styles.chosen} title={words}>
      {words}
    </span>
  );
}

/** How long the picture is to stand is asked beside the button. */
function HoldButton({ isDisabled }: { isDisabled: boolean }) {
  const anchor = useRef<HTMLSpanElement>(null);
  const [open, setOpen] = useState(false);
  const [seconds, setSeconds] = useState(USUAL_HOLD_SECONDS);
  return (
    <span ref={anchor}>
      <Button size="s" isDisabled={isDisabled} onPress={() => setOpen(true)}>
        <Pause aria-hidden size={14} /> Hold the picture…
      </Button>
      {open && (
        <PanelPopover
          label="Hold the picture"
          anchor={anchor}
          placement="top start"
          onClose={() => setOpen(false)}
        >
          <Stepper
            label="The picture stands, without a voice, for"
            value={seconds}
            min={0.5}
            max={600}
            step={0.5}
            unit="second"
            onChange={setSeconds}
          />
          <Button
            variant="primary"
            onPress={() => {
              hold(seconds);
              setOpen(false);
            }}
          >
            Hold here
          </Button>
        </PanelPopover>
      )}
    </span>
  );
}

/** The tools of mending. Each is one step of undo. */
export function MendTools({ surface }: { surface: RefObject<MendSurface | null> }) {
  const stretch = useMendView(chosenStretchKey) !== null;
  const listening = useMendView((state) => state.listening);
  const read = useReading();
  const some = (read?.end ?? 0) > 0;
  const voiced = read?.takes.some((take) => take.voiced) ?? false;
  return (
    <div role="group" aria-label="Tools for mending" className={styles.tools}>
      <Button
        size="s"
        aria-label="The stretch begins here"
        isDisabled={!some}
        onPress={() => markFrom(here())}
      >
        In <Kbd keys={['I']} />
      </Button>
      <Button
        size="s"
        aria-label="The stretch ends here"
        isDisabled={!some}
        onPress={() => markTo(here())}
      >
        Out <Kbd keys={['O']} />
      </Button>
      <Chosen />
      <Button size="s" isDisabled={!stretch} onPress={cutStretch}>
        <Scissors aria-hidden size={14} /> Cut
      </Button>
      <Button size="s" isDisabled={!stretch} onPress={keepOnlyStretch}>
        <Crop aria-hidden size={14} /> Keep only this
      </Button>
      <Button size="s" isDisabled={!stretch} onPress={recordAnew}>
        <Mic aria-hidden size={14} /> Record anew
      </Button>
      <span className={styles.rule} aria-hidden />
      <HoldButton isDisabled={!some} />
      <span className={styles.rule} aria-hidden />
      <Button
        size="s"
        isDisabled={!voiced || listening}
        onPress={() => {
          evenOut().catch(tellError);
        }}
      >
        <Ear aria-hidden size={14} /> {listening ? 'Listening…' : 'Even out loudness'}
      </Button>
      <Button size="s" onPress={() => useMendView.setState({ dialog: 'details' })}>
        <MoreHorizontal aria-hidden size={14} /> Name and voices…
      </Button>
      <span role="group" aria-label="Zoom" className={styles.zoom}>
        <IconButton
          label="Zoom out on the narration"
          icon={ZoomOut}
          size="s"
          onPress={() => surface.current?.zoom(1 / ZOOM_STEP)}
        />
        <IconButton
          label="Show the whole narration"
          icon={Maximize}
          size="s"
          onPress={() => surface.current?.fitAll()}
        />
        <IconButton
          label="Zoom in on the narration"
          icon={ZoomIn}
          size="s"
          onPress={() => surface.current?.zoom(ZOOM_STEP)}
        />
      </span>
    </div>
  );
}

/** Another text whenever another stretch is in hand. */
function chosenStretchKey(state: Parameters<typeof chosenStretch>[0]): string | null {
  const stretch = chosenStretch(state);
  return stretch && `${stretch.from}-${stretch.to}`;
}
