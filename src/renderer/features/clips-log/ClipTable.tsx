import { useCallback, useMemo, useRef, useState } from 'react';
import { listOf } from '../../ui/list-window';
import { useListWindow } from '../../ui/use-list-window';
import { ClipRow } from './ClipRow';
import styles from './ClipsPage.module.css';
import { type ExportedFile, isNamed } from './log-words';
import { useLooks } from './use-looks';

/** As high as nearly every row is: a guess that is right moves nothing while it is scrolled. */
const ESTIMATE_PX = 80;

const HEADS = ['Clip', 'From', 'When and by whom', 'Folder'];

/** The log as a table of which only the rows in view are drawn; there may be thousands. */
export function ClipTable({
  files,
  since,
  onPlay,
  onAgain,
}: {
  files: readonly ExportedFile[];
  /** Another value whenever the log was read anew. */
  since: unknown;
  onPlay: (file: ExportedFile) => void;
  onAgain: (file: ExportedFile) => void;
}) {
  const byId = useMemo(() => new Map(files.map((file) => [file.entry.id, file])), [files]);
  const ids = useMemo(() => listOf(files.map(({ entry }) => entry.id)), [files]);
  // A reel that is unfolded stays so while its row is out of view.
  const [unfolded, setUnfolded] = useState<ReadonlySet<string>>(new Set());
  const onUnfold = useCallback(
    (id: string) =>
      setUnfolded((known) => {
        const next = new Set(known);
        if (!next.delete(id)) next.add(id);
        return next;
      }),
    [],
  );
  const scroller = useRef<HTMLDivElement>(null);
  const list = useListWindow(ids, scroller, ESTIMATE_PX);
  const inView = list.rows.flatMap(({ id }) => {
    const file = byId.get(id);
    return file && isNamed(file.entry) ? [id] : [];
  });
  const looks = useLooks(inView, since);
  return (
    <div
      ref={scroller}
      className={styles.scroller}
      role="region"
      aria-label="Exported clips"
      tabIndex={0}
    >
      <div role="table" aria-label="Exported clips" aria-rowcount={ids.count + 1}>
        <div role="rowgroup" className={styles.heads}>
          <div role="row" aria-rowindex={1} className={styles.row}>
            <div role="columnheader">
              <span className="visually-hidden">Picture</span>
            </div>
            {HEADS.map((head) => (
              <div key={head} role="columnheader">
                {head}
              </div>
            ))}
            <div role="columnheader">
              <span className="visually-hidden">What can be done</span>
            </div>
          </div>
        </div>
        <div role="rowgroup" className={styles.rows} style={{ height: list.heightPx }}>
          {list.rows.map(({ id, index, topPx }) => {
            const file = byId.get(id);
            if (!file) return null;
            return (
              <div
                key={id}
                ref={(element) => list.measure(id, element)}
                role="row"
                aria-rowindex={index + 2}
                className={styles.row}
                style={{ transform: `translateY(${topPx}px)` }}
              >
                <ClipRow
                  file={file}
                  look={looks.get(id)}
                  unfolded={unfolded.has(id)}
                  {...{ onPlay, onAgain, onUnfold }}
                />
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}
