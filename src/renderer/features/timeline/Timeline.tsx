import { LocateFixed, LocateOff, Maximize, ScanLine, ZoomIn, ZoomOut } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { lessonEndUs } from '../../../shared/domain/lesson-time';
import { formatClock, formatSpoken, US_PER_SECOND, usToSeconds } from '../../../shared/domain/time';
import { useCommands } from '../../app/commands';
import { useWithPicture } from '../../stores/after-picture';
import { useLesson } from '../../stores/document';
import { transport, usePlayback } from '../../stores/playback';
import { watchPlayhead } from '../../stores/playhead';
import { classes } from '../../ui/classes';
import { IconButton } from '../../ui/IconButton';
import { Select } from '../../ui/Select';
import { listenForGestures } from './gestures';
import { type Band, type Layout, layoutFor } from './layout';
import { RowHeads } from './RowHeads';
import { ROWS_BY, rowTitle } from './row-words';
import type { Row } from './rows';
import { CAPTIONS_ROW, HIDDEN_ROW, setRowsBy, useShown, watchShown } from './shown';
import { useSpoken } from './spoken';
import { Surface } from './surface';
import styles from './Timeline.module.css';
import { TimelineMenu } from './TimelineMenu';
import { FOLLOW_WORDS, nextFollow, steer, timelineCommands, ZOOM_STEP } from './timeline-commands';

const FOLLOW_ICONS = { page: ScanLine, centred: LocateFixed, off: LocateOff } as const;

/**
 * Tells the slider's value. While playing at most once a second, and not at all while the slider
 * has the focus: a screen reader would talk over the lesson.
 */
function tellValue(host: HTMLElement): () => void {
  let told = -1;
  const tell = (us: number) => {
    const second = Math.floor(us / US_PER_SECOND);
    const { playing } = usePlayback.getState();
    if (playing && (second === told || host === document.activeElement)) return;
    told = second;
    const { rowKey, rowsBy } = useShown.getState();
    const row = rowKey === null ? '' : `, ${rowTitle(rowsBy, rowKey)} row`;
    host.setAttribute('aria-valuenow', usToSeconds(us).toFixed(3));
    host.setAttribute('aria-valuetext', formatSpoken(us) + row);
  };
  const stops = [watchPlayhead(tell), useShown.subscribe(() => tell(transport().nowUs()))];
  return () => {
    for (const stop of stops) stop();
  };
}

interface Laid {
  layout: Layout;
  rows: readonly Row[];
}

const BLANK: Laid = { layout: layoutFor({ widthPx: 1, heightPx: 1 }, []), rows: [] };

/** True when what stands beside the canvas would look the same. */
function looksAlike(a: Laid, b: Laid): boolean {
  const bands = ({ layout, rows }: Laid) =>
    JSON.stringify([
      layout.area,
      layout.captions,
      layout.hidden,
      layout.rows,
      layout.labelsPx,
      layout.heightPx,
      rows.map(({ key }) => key),
    ]);
  return bands(a) === bands(b);
}

/** In less height the choice of rows would lie over the zoom; commands choose them all the same. */
const LEAST_FOR_ROWS_PX = 170;

export function Timeline() {
  const host = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const playhead = useRef<HTMLDivElement>(null);
  const mark = useRef<HTMLDivElement>(null);
  const surface = useRef<Surface>(null);
  const [{ layout, rows }, setLaid] = useState(BLANK);
  const withPicture = useWithPicture();
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
    const stopShown = watchShown();
    const made = new Surface(parts, (layout, rows) =>
      setLaid((before) => (looksAlike(before, { layout, rows }) ? before : { layout, rows })),
    );
    surface.current = made;
    listenForGestures(made, gone.signal);
    const stop = tellValue(parts.host);
    return () => {
      stop();
      gone.abort();
      made.dispose();
      stopShown();
      surface.current = null;
    };
  }, []);
  useCommands(useMemo(() => timelineCommands(() => surface.current), []));

  const bottomPx = layout.area.topPx + layout.area.heightPx;
  return (
    <div data-timeline className={styles.timeline}>
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
        onKeyDown={(event) => steer(event, endUs)}
      >
        <canvas ref={canvas} aria-hidden className={styles.canvas} />
        <div ref={playhead} aria-hidden className={styles.playhead} style={{ height: bottomPx }} />
        <div
          ref={mark}
          aria-hidden
          className={styles.mark}
          style={{ top: layout.overview.topPx, height: layout.overview.heightPx }}
        />
      </div>
      {layout.labelsPx > 0 && (
        <>
          <LaneName row={CAPTIONS_ROW} name="Captions" band={layout.captions} />
          <LaneName row={HIDDEN_ROW} name="Hidden" band={layout.hidden} />
          <RowHeads layout={layout} rows={rows} />
          {withPicture && <Tools surface={surface} layout={layout} />}
        </>
      )}
      <TimelineMenu host={host} surface={surface} />
      <Spoken />
    </div>
  );
}

/** The name of a lane that holds no moments. */
function LaneName({ row, name, band }: { row: string; name: string; band: Band }) {
  const isHere = useShown((state) => state.rowKey === row);
  const { topPx, heightPx } = band;
  if (heightPx === 0) return null;
  return (
    <span
      className={classes(styles.lane, isHere && styles.here)}
      style={{ top: topPx, height: heightPx }}
    >
      {name}
    </span>
  );
}

/** What stands in the corner: zoom, following, and what the rows are gathered by. */
function Tools({ surface, layout }: { surface: React.RefObject<Surface | null>; layout: Layout }) {
  const follow = useShown((state) => state.follow);
  const rowsBy = useShown((state) => state.rowsBy);
  return (
    <>
      <div role="group" aria-label="Zoom" className={styles.zoom}>
        <IconButton
          label="Zoom out on the timeline"
          icon={ZoomOut}
          size="s"
          onPress={() => surface.current?.zoom(1 / ZOOM_STEP)}
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
          onPress={() => surface.current?.zoom(ZOOM_STEP)}
        />
        <IconButton
          label={FOLLOW_WORDS[follow]}
          icon={FOLLOW_ICONS[follow]}
          size="s"
          onPress={nextFollow}
        />
      </div>
      <div
        className={styles.rowsBy}
        hidden={layout.heightPx < LEAST_FOR_ROWS_PX}
        style={{
          top: layout.footage.topPx,
          height: layout.footage.heightPx + layout.wave.heightPx,
        }}
      >
        <Select
          label="Rows"
          labelHidden
          look="chip"
          options={ROWS_BY}
          value={rowsBy}
          onChange={setRowsBy}
        />
      </div>
    </>
  );
}

/** Where the keyboard has gone to, for screen readers. */
function Spoken() {
  const { text, turn } = useSpoken();
  return (
    <span key={turn} aria-live="polite" data-spoken className="visually-hidden">
      {text}
    </span>
  );
}
