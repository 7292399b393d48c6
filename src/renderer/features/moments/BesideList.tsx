import { useEffect, useMemo, useRef, useState } from 'react';
import type { Id } from '../../../shared/domain/ids';
import type { Moment } from '../../../shared/domain/moment';
import { formatClock } from '../../../shared/domain/time';
import { useApp } from '../../stores/app';
import { usePlayback } from '../../stores/playback';
import { watchPlayhead } from '../../stores/playhead';
import { nameOf, usePeople } from '../../stores/people';
import { useView } from '../../stores/view';
import { ChipSelect } from '../../ui/ChipSelect';
import { listOf } from '../../ui/list-window';
import { useListWindow } from '../../ui/use-list-window';
import styles from './BesideList.module.css';
import { currentAt } from './current';
import { MomentRow } from './MomentRow';
import { besideRows } from './side-by-side';

const ESTIMATE_PX = 92;

/** `You noticed` and `I noticed`, in step with playback. */
export function BesideList({ placed, besideId }: { placed: readonly Moment[]; besideId: Id }) {
  const me = useApp((state) => state.me);
  const people = usePeople((state) => state.people);
  const playing = usePlayback((state) => state.playing);
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useMemo(() => besideRows(placed, besideId, me?.id ?? ''), [placed, besideId, me]);
  const ids = useMemo(() => listOf(rows.map(({ id }) => id)), [rows]);
  const byId = useMemo(() => new Map(rows.map((row) => [row.id, row])), [rows]);
  const list = useListWindow(ids, scroller, ESTIMATE_PX);
  const [currentId, setCurrentId] = useState<Id | null>(null);
  useEffect(() => watchPlayhead((us) => setCurrentId(currentAt(placed, us)?.id ?? null)), [placed]);
  const rowId = useMemo(
    () =>
      rows.find(({ left, right }) => [...left, ...right].some(({ id }) => id === currentId))?.id,
    [rows, currentId],
  );
  const { reveal } = list;
  useEffect(() => {
    if (playing && rowId) reveal(rowId, true);
  }, [playing, rowId, reveal]);

  const others = [...new Set(placed.map(({ authorId }) => authorId))].filter((id) => id !== me?.id);
  const column = (moments: readonly Moment[], name: string) => (
    <div className={styles.column}>
      {moments.map((moment) => (
        <div key={moment.id} role="group" aria-label={name}>
          <MomentRow moment={moment} current={moment.id === currentId} />
        </div>
      ))}
    </div>
  );
  const theirs = nameOf(people, me, besideId);
  return (
    <div className={styles.frame}>
      <header className={styles.heads}>
        <div>
          <h3>You noticed</h3>
          <ChipSelect
            label="Whose moments on the left"
            options={(others.includes(besideId) ? others : [besideId, ...others]).map((id) => ({
              ...{ id, name: nameOf(people, me, id) },
            }))}
            value={besideId}
            onChange={(id) => useView.setState({ besideId: id })}
          />
        </div>
        <div>
          <h3>I noticed</h3>
          <span>{me?.name}</span>
        </div>
      </header>
      <div ref={scroller} className={styles.scroller}>
        <ul aria-label="Moments" className={styles.list} style={{ height: list.heightPx }}>
          {list.rows.map(({ id, index, topPx }) => {
            const row = byId.get(id);
            return (
              <li
                key={id}
                ref={(element) => list.measure(id, element)}
                className={styles.item}
                style={{ transform: `translateY(${topPx}px)` }}
                aria-label={formatClock(row?.startUs ?? 0)}
                aria-setsize={rows.length}
                aria-posinset={index + 1}
              >
                {row && column(row.left, theirs)}
                {row && column(row.right, 'You')}
              </li>
            );
          })}
        </ul>
        {rows.length === 0 && <p className={styles.empty}>Neither has moments here.</p>}
      </div>
    </div>
  );
}
