import { Maximize, ZoomIn, ZoomOut } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { KINDS } from '../../../shared/domain/kinds';
import { kindOf } from '../../stores/boards';
import { lessonEndUs } from '../../../shared/domain/lesson-time';
import {
  clampUs,
  formatClock,
  formatSpoken,
  US_PER_SECOND,
  usToSeconds,
} from '../../../shared/domain/time';
import { type Command, useCommands } from '../../app/commands';
import { lessonStore, useLesson } from '../../stores/document';
import { transport, usePlayback } from '../../stores/playback';
import { watchPlayhead } from '../../stores/playhead';
import { selectionOf, useView } from '../../stores/view';
import { IconButton } from '../../ui/IconButton';
import { listenForGestures } from './gestures';
import { layoutFor } from './layout';
import { Surface } from './surface';
import styles from './Timeline.module.css';

const STEP = 1.6;

function zoomCommands(surface: () => Surface | null): Command[] {
  const timeline = (id: string, name: string, keys: string[], run: () => void): Command => ({
    id: `timeline.${id}`,
    name,
    group: 'Timeline',
    keys,
    run,
  });
  return [
    timeline('zoom-in', 'Zoom in on the timeline', ['='], () => surface()?.zoom(STEP)),
    timeline('zoom-out', 'Zoom out on the timeline', ['-'], () => surface()?.zoom(1 / STEP)),
    timeline('fit', 'Show the whole lesson', ['Shift+KeyZ'], () => surface()?.fitLesson()),
    {
      ...timeline('fit-selection', 'Show the selection', ['KeyZ'], () => {
        const range = selectionOf(useView.getState());
        if (range) surface()?.showRange(range);
      }),
      enabled: () => selectionOf(useView.getState()) !== null,
    },
  ];
}

/** Keys that only mean something on the slider itself; the others are the room's. */
function steer(event: React.KeyboardEvent): void {
  const steps: Record<string, number> = { ArrowUp: 1, ArrowDown: -1, PageUp: 30, PageDown: -30 };
  const seconds = steps[event.key];
  if (seconds === undefined || event.shiftKey) return;
  event.preventDefault();
  const { document } = lessonStore.getState();
  const toUs = transport().nowUs() + seconds * US_PER_SECOND;
  if (document) transport().seek(clampUs(toUs, 0, lessonEndUs(document)));
}

/**
 * Tells the slider's value. While playing at most once a second, and not at all while the slider
 * has the focus: a screen reader would talk over the lesson.
 */
function tellValue(host: HTMLElement): () => void {
  let told = -1;
  return watchPlayhead((us) => {
    const second = Math.floor(us / US_PER_SECOND);
    const { playing } = usePlayback.getState();
    if (playing && (second === told || host === document.activeElement)) return;
    told = second;
    host.setAttribute('aria-valuenow', usToSeconds(us).toFixed(3));
    host.setAttribute('aria-valuetext', formatSpoken(us));
  });
}

export function Timeline() {
  const host = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const playhead = useRef<HTMLDivElement>(null);
  const mark = useRef<HTMLDivElement>(null);
  const surface = useRef<Surface>(null);
  const [layout, setLayout] = useState(() => layoutFor(1, 1, KINDS.length));
  const [kinds, setKinds] = useState<readonly string[]>(() => KINDS.map((kind) => kind.id));
  const endUs = useLesson((state) => (state.document ? lessonEndUs(state.document) : 0));

  useEffect(() => {
    if (!host.current || !canvas.current || !playhead.current || !mark.current) return;
    const parts = {
      host: host.current,
      canvas: canvas.current,
      playhead: playhead.current,
      mark: mark.current,
    };
    const gone = new AbortController();
    const made: Surface = new Surface(parts, (next) => {
      setLayout(next);
      if (surface.current) setKinds(surface.current.rows.map((row) => row.kind));
    });
    surface.current = made;
    listenForGestures(made, gone.signal);
    const stop = tellValue(parts.host);
    return () => {
      stop();
      gone.abort();
      made.dispose();
      surface.current = null;
    };
  }, []);
  useCommands(useMemo(() => zoomCommands(() => surface.current), []));

  return (
    <div className={styles.timeline}>
      <div
        ref={host}
        role="slider"
        tabIndex={0}
        aria-label="Timeline"
        aria-valuemin={0}
        aria-valuemax={usToSeconds(endUs)}
        aria-valuenow={0}
        aria-orientation="horizontal"
        data-keys="through"
        data-length={formatClock(endUs)}
        className={styles.surface}
        onKeyDown={steer}
      >
        <canvas ref={canvas} aria-hidden className={styles.canvas} />
        {layout.labelsPx > 0 &&
          layout.rows.map((row, at) => (
            <span
              key={kinds[at] ?? at}
              aria-hidden
              className={styles.label}
              style={{ top: row.topPx, height: row.heightPx, width: layout.labelsPx }}
            >
              {kindOf(kinds[at] ?? '').name}
            </span>
          ))}
        <div
          ref={playhead}
          aria-hidden
          className={styles.playhead}
          style={{ height: layout.heightPx - layout.overview.heightPx }}
        />
        <div
          ref={mark}
          aria-hidden
          className={styles.mark}
          style={{ top: layout.overview.topPx, height: layout.overview.heightPx }}
        />
      </div>
      {layout.labelsPx > 0 && (
        <div role="group" aria-label="Zoom" className={styles.zoom}>
          <IconButton
            label="Zoom out on the timeline"
            icon={ZoomOut}
            size="s"
            onPress={() => surface.current?.zoom(1 / STEP)}
          />
          <IconButton
            label="Show the whole lesson"
            icon={Maximize}
            size="s"
            onPress={() => surface.current?.fitLesson()}
          />
          <IconButton
            label="Zoom in on the timeline"
            icon={ZoomIn}
            size="s"
            onPress={() => surface.current?.zoom(STEP)}
          />
        </div>
      )}
    </div>
  );
}
