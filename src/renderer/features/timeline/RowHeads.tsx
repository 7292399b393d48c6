import { ChevronDown, ChevronRight } from 'lucide-react';
import { useRef } from 'react';
import { classes } from '../../ui/classes';
import type { Layout } from './layout';
import styles from './RowHeads.module.css';
import { rowTitle } from './row-words';
import type { Row, RowsBy } from './rows';
import { goToRow, isFolded, moveRow, setRowHeight, toggleFolded, useShown } from './shown';

const DRAG_PX = 4;

/**
 * The names of the rows. Press to fold, drag to another place, pull the lower edge to resize, which
 * the keyboard does on the timeline itself (see the keys sheet).
 */
export function RowHeads({ layout, rows }: { layout: Layout; rows: readonly Row[] }) {
  const shown = useShown();
  const { area } = layout;
  return (
    <div
      className={styles.heads}
      style={{ top: area.topPx, height: area.heightPx, width: layout.labelsPx }}
    >
      {rows.map((row, at) => {
        const band = layout.rows[at];
        if (!band) return null;
        const { topPx, heightPx } = band;
        if (topPx > area.topPx + area.heightPx || topPx + heightPx < area.topPx) return null;
        return (
          <RowHead
            key={row.key}
            rowKey={row.key}
            by={shown.rowsBy}
            isHere={shown.rowKey === row.key}
            folded={isFolded(shown, row.key)}
            topPx={topPx - area.topPx}
            heightPx={heightPx}
            placeAt={(yPx) => layout.rows.filter((each) => each.topPx + each.heightPx / 2 < yPx)}
            keys={rows.map((each) => each.key)}
          />
        );
      })}
    </div>
  );
}

interface RowHeadProps {
  rowKey: string;
  by: RowsBy;
  isHere: boolean;
  folded: boolean;
  topPx: number;
  heightPx: number;
  /** The rows that lie above a height on the timeline. */
  placeAt: (yPx: number) => readonly unknown[];
  keys: readonly string[];
}

function RowHead({ rowKey, by, isHere, folded, topPx, heightPx, placeAt, keys }: RowHeadProps) {
  const title = rowTitle(by, rowKey);
  const press = useRef<{ yPx: number; dragged: boolean } | null>(null);
  const pull = useRef<{ yPx: number; heightPx: number } | null>(null);
  const Chevron = folded ? ChevronRight : ChevronDown;

  return (
    <div
      className={classes(styles.head, isHere && styles.here)}
      style={{ top: topPx, height: heightPx }}
    >
      <button
        type="button"
        tabIndex={-1}
        aria-expanded={!folded}
        aria-label={`${title} row`}
        title={title}
        className={styles.name}
        onPointerDown={(event) => {
          press.current = { yPx: event.clientY, dragged: false };
          event.currentTarget.setPointerCapture(event.pointerId);
        }}
        onPointerMove={(event) => {
          const held = press.current;
          if (!held || (!held.dragged && Math.abs(event.clientY - held.yPx) < DRAG_PX)) return;
          held.dragged = true;
          const host = event.currentTarget.closest('[data-timeline]');
          const yPx = event.clientY - (host?.getBoundingClientRect().top ?? 0);
          const above = placeAt(yPx).length;
          const from = keys.indexOf(rowKey);
          moveRow(keys, rowKey, above > from ? above - 1 : above);
        }}
        onPointerUp={() => {
          const held = press.current;
          press.current = null;
          goToRow(rowKey);
          if (held && !held.dragged) toggleFolded(rowKey);
        }}
        onPointerCancel={() => {
          press.current = null;
        }}
        // Reached by a screen reader, which presses without a pointer.
        onClick={(event) => event.detail === 0 && toggleFolded(rowKey)}
      >
        <Chevron aria-hidden size={12} className={styles.chevron} />
        <span className={styles.text}>{title}</span>
      </button>
      <span
        aria-hidden
        className={styles.edge}
        onPointerDown={(event) => {
          pull.current = { yPx: event.clientY, heightPx: heightPx + 2 };
          event.currentTarget.setPointerCapture(event.pointerId);
        }}
        onPointerMove={(event) => {
          const held = pull.current;
          if (held) setRowHeight(rowKey, held.heightPx + event.clientY - held.yPx);
        }}
        onPointerUp={() => {
          pull.current = null;
        }}
        onPointerCancel={() => {
          pull.current = null;
        }}
        onDoubleClick={() => setRowHeight(rowKey, null)}
      />
    </div>
  );
}
