import { useEffect, useRef } from 'react';
import { samplesToUs, usToSamples } from '../../../../shared/domain/narration';
import { formatSpoken, US_PER_SECOND } from '../../../../shared/domain/time';
import { narrationTransport, useOpenNarration, watchNarration } from '../../../stores/narration';
import { EmptyWords } from './EmptyWords';
import { DetailsDialog } from './DetailsDialog';
import { DraftBanner } from './DraftBanner';
import { leaveLevels } from './levels';
import { listenForMending } from './mend-gestures';
import { MendSurface } from './mend-surface';
import styles from './MendTimeline.module.css';
import { MendTools } from './MendTools';
import { freshMendView, useMendView } from './mend-view';
import { useReading } from './reading';
import { useMendCommands } from './use-mend-commands';
import { WordsDialog } from './WordsDialog';

/**
 * Tells the slider's value: while playing at most once a second, and not at all while it has the focus,
 * since a screen reader would talk over the voice.
 */
function tellValue(host: HTMLElement): () => void {
  let told = -1;
  return watchNarration((t) => {
    const us = samplesToUs(t);
    const second = Math.floor(us / US_PER_SECOND);
    const { playing } = useOpenNarration.getState();
    if (playing && (second === told || host === document.activeElement)) return;
    told = second;
    host.setAttribute('aria-valuenow', (us / US_PER_SECOND).toFixed(3));
    host.setAttribute('aria-valuetext', formatSpoken(us));
  });
}

const STEPS: Readonly<Record<string, number>> = {
  ArrowLeft: -1,
  ArrowDown: -1,
  ArrowRight: 1,
  ArrowUp: 1,
  PageDown: -10,
  PageUp: 10,
};

function steer(event: React.KeyboardEvent, end: number): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const step = STEPS[event.key];
  const ends = { Home: 0, End: end }[event.key];
  if (step === undefined && ends === undefined) return;
  event.preventDefault();
  const far = event.shiftKey ? 5 : 1;
  const by = usToSamples((step ?? 0) * far * US_PER_SECOND);
  const transport = narrationTransport();
  transport.seek(Math.min(end, Math.max(0, ends ?? transport.now() + by)));
}

/** The narration along its own time, and what it is mended with. */
export function MendTimeline() {
  const host = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const playhead = useRef<HTMLDivElement>(null);
  const surface = useRef<MendSurface>(null);
  const narrationId = useOpenNarration((state) => state.narrationId);
  const read = useReading();
  const end = read?.end ?? 0;
  const empty = read !== null && end === 0;
  const dialog = useMendView((state) => state.dialog);

  useEffect(() => {
    freshMendView();
    return () => {
      leaveLevels();
      freshMendView();
    };
  }, [narrationId]);
  useEffect(() => {
    if (!host.current || !canvas.current || !playhead.current) return;
    const gone = new AbortController();
    const made = new MendSurface(host.current, canvas.current, playhead.current);
    surface.current = made;
    listenForMending(made, gone.signal);
    const stop = tellValue(host.current);
    return () => {
      stop();
      gone.abort();
      made.dispose();
      surface.current = null;
    };
  }, [empty, narrationId]);
  useMendCommands(() => surface.current);

  const close = () => useMendView.setState({ dialog: null });
  return (
    <section aria-label="Mend" className={styles.mend}>
      <DraftBanner />
      <MendTools surface={surface} />
      {empty ? (
        <EmptyWords />
      ) : (
        <div className={styles.timeline}>
          <div
            ref={host}
            role="slider"
            tabIndex={0}
            aria-label="Narration timeline"
            aria-valuemin={0}
            aria-valuemax={samplesToUs(end) / US_PER_SECOND}
            aria-valuenow={0}
            aria-orientation="horizontal"
            data-keys="through"
            className={styles.surface}
            onKeyDown={(event) => steer(event, end)}
          >
            <canvas ref={canvas} aria-hidden className={styles.canvas} />
            <div ref={playhead} aria-hidden className={styles.playhead} />
          </div>
        </div>
      )}
      {dialog === 'details' && <DetailsDialog onClose={close} />}
      {dialog === 'words' && <WordsDialog onClose={close} />}
    </section>
  );
}
