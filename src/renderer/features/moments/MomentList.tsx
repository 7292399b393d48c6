import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { Id } from '../../../shared/domain/ids';
import { placeInTime } from '../../../shared/domain/in-time';
import type { Moment } from '../../../shared/domain/moment';
import { useLesson } from '../../stores/document';
import { momentById } from '../../stores/moments-by-id';
import { usePlayback } from '../../stores/playback';
import { watchPlayhead } from '../../stores/playhead';
import { clearFilter, useView } from '../../stores/view';
import { useVisibleMoments, warmTexts } from '../../stores/visible-moments';
import { Button } from '../../ui/Button';
import { goToNeighbour } from './actions';
import { currentAt } from './current';
import { BesideList } from './BesideList';
import { FilterBar } from './FilterBar';
import { listed } from './listed';
import styles from './MomentList.module.css';
import { MomentRow } from './MomentRow';
import { RecordingStrip } from './RecordingStrip';
import type { LongList } from '../../ui/list-window';
import { useListWindow } from '../../ui/use-list-window';

const NONE: readonly Moment[] = [];
/** The row that says where the moments without picture begin. */
const ADRIFT = 'adrift';
/** A row with two lines of note. */
const ESTIMATE_PX = 74;
/** How long a row that was chosen is kept in view while rows find their heights. */
const SETTLE_MS = 600;
/** After a person has scrolled, the list keeps still for so long. */
const HANDS_OFF_MS = 4000;

export function MomentList() {
  const all = useLesson((state) => state.document?.moments ?? NONE);
  const shown = useVisibleMoments();
  const besideId = useView((state) => state.besideId);
  const { placed, adrift } = useMemo(() => listed(shown), [shown]);
  useEffect(() => warmTexts(all), [all]);
  return (
    <div className={styles.panel}>
      <FilterBar />
      <RecordingStrip />
      {besideId === null ? (
        <OneList moments={shown} placed={placed} adrift={adrift} total={all.length} />
      ) : (
        <BesideList placed={placed} besideId={besideId} />
      )}
    </div>
  );
}

/** Those with a place, and after a line that says so those without picture. */
function rowsOf(placed: readonly Moment[], adrift: readonly Moment[]): LongList {
  return {
    count: placed.length + (adrift.length > 0 ? adrift.length + 1 : 0),
    idAt: (index) => placed[index]?.id ?? adrift[index - placed.length - 1]?.id ?? ADRIFT,
    indexOf(id) {
      if (id === ADRIFT) return adrift.length > 0 ? placed.length : -1;
      const moment = momentById(id);
      if (!moment) return -1;
      const among = moment.adrift ? adrift : placed;
      const at = placeInTime(among, moment);
      if (among[at]?.id !== id) return -1;
      return moment.adrift ? placed.length + 1 + at : at;
    },
  };
}

function OneList({
  moments,
  placed,
  adrift,
  total,
}: {
  moments: readonly Moment[];
  placed: readonly Moment[];
  adrift: readonly Moment[];
  /** How many there are with those that are not shown. */
  total: number;
}) {
  const isOpen = useLesson((state) => state.document !== null);
  const rows = useMemo(() => rowsOf(placed, adrift), [placed, adrift]);
  const scroller = useRef<HTMLDivElement>(null);
  const list = useListWindow(rows, scroller, ESTIMATE_PX);
  const currentId = useCurrent(placed);
  useInStep(list.reveal, currentId, scroller);

  const onKeyDown = useCallback((event: React.KeyboardEvent) => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    if ((event.target as Element).closest('textarea,input,select')) return;
    event.preventDefault();
    goToNeighbour(event.key === 'ArrowDown' ? 1 : -1);
    // The chosen row is drawn by then; a row far away is brought into view first.
    requestAnimationFrame(() =>
      requestAnimationFrame(() =>
        scroller.current?.querySelector<HTMLElement>('[data-chosen] [data-summary]')?.focus(),
      ),
    );
  }, []);

  const count = moments.length;
  return (
    <>
      {/* Scrolled by what is inside it: every row has a button that takes the focus. */}
      <div ref={scroller} className={styles.scroller} onKeyDown={onKeyDown}>
        <ul aria-label="Moments" className={styles.list} style={{ height: list.heightPx }}>
          {list.rows.map(({ id, index, topPx }) => {
            const moment = placed[index] ?? adrift[index - placed.length - 1];
            return (
              <li
                key={id}
                ref={(element) => list.measure(id, element)}
                className={styles.item}
                style={{ transform: `translateY(${topPx}px)` }}
                aria-setsize={moment ? count : undefined}
                aria-posinset={moment ? index + (moment.adrift ? 0 : 1) : undefined}
              >
                {moment ? (
                  <MomentRow moment={moment} current={id === currentId} />
                ) : (
                  <h3 className={styles.group}>
                    Without picture
                    <span>The footage these were marked on is no longer part of the lesson.</span>
                  </h3>
                )}
              </li>
            );
          })}
        </ul>
        {isOpen && total > 0 && count === 0 && (
          <div className={styles.empty}>
            <p>None of the lesson’s moments is like this.</p>
            <Button size="s" onPress={showAll}>
              Show all moments
            </Button>
          </div>
        )}
        {isOpen && total === 0 && (
          <p className={styles.empty}>
            No moments yet. Play the lesson, and when you notice something press one of the kinds on
            the board or its key.
          </p>
        )}
      </div>
    </>
  );
}

function showAll(): void {
  clearFilter();
  useView.setState({ hiddenLayers: [] });
}

/** The moment playback is at; changes only when it is another one. */
function useCurrent(placed: readonly Moment[]): Id | null {
  const [id, setId] = useState<Id | null>(null);
  useEffect(() => watchPlayhead((us) => setId(currentAt(placed, us)?.id ?? null)), [placed]);
  return id;
}

/** Brings the current and the chosen moment into view, unless a hand is on the list. */
function useInStep(
  reveal: (id: Id, smooth: boolean) => void,
  currentId: Id | null,
  scroller: React.RefObject<HTMLElement | null>,
): void {
  const chosenId = useView((state) => state.momentId);
  const writing = useView((state) => state.writingId !== null);
  const playing = usePlayback((state) => state.playing);
  const touched = useRef(Number.NEGATIVE_INFINITY);
  const settling = useRef({ id: '', untilMs: 0 });
  const latest = useRef(reveal);
  useLayoutEffect(() => {
    latest.current = reveal;
    const { id, untilMs } = settling.current;
    if (performance.now() < untilMs) reveal(id, false);
  }, [reveal]);
  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const touch = () => {
      touched.current = performance.now();
      settling.current.untilMs = 0;
    };
    element.addEventListener('wheel', touch, { passive: true });
    element.addEventListener('pointerdown', touch);
    return () => {
      element.removeEventListener('wheel', touch);
      element.removeEventListener('pointerdown', touch);
    };
  }, [scroller]);
  useEffect(() => {
    const handsOff = performance.now() - touched.current > HANDS_OFF_MS;
    if (currentId && playing && handsOff && !writing) latest.current(currentId, true);
  }, [currentId, playing, writing]);
  useEffect(() => {
    if (!chosenId) return;
    // Again as heights become known: choosing a row opens it.
    settling.current = { id: chosenId, untilMs: performance.now() + SETTLE_MS };
    latest.current(chosenId, false);
  }, [chosenId, writing]);
}
