import { useEffect, useRef, useState } from 'react';
import type { ChosenPdf, SessionFile } from '../../../../../shared/domain/session';
import { type Said, sayThrown } from '../../../../app/errors';
import { tellError } from '../../../../app/tell-error';
import { call } from '../../../../bridge/api';
import { Button } from '../../../../ui/Button';
import { Dialog } from '../../../../ui/Dialog';
import { Stepper } from '../../../../ui/Stepper';
import styles from './PageDialog.module.css';
import { openPdf, type PdfPages, pngOf } from './pdf-pages';

/** Pixels of the longer side: as it is looked at here, and as a projector of 4K shows it. */
const LOOK_SIDE = 1_000;
const KEPT_SIDE = 3_000;

/** Chooses a page of a PDF. What is kept is a picture of it, drawn once. */
export function PageDialog({
  pdf,
  sessionId,
  onKept,
  onClose,
}: {
  pdf: ChosenPdf;
  sessionId: string;
  onKept: (file: SessionFile) => void;
  onClose: () => void;
}) {
  const [pages, setPages] = useState<PdfPages | null>(null);
  const [page, setPage] = useState(1);
  const [seen, setSeen] = useState(0);
  const [failed, setFailed] = useState<Said | null>(null);
  const [keeping, setKeeping] = useState(false);
  const host = useRef<HTMLDivElement>(null);
  const closed = useRef<AbortSignal | null>(null);
  useEffect(() => {
    const closing = new AbortController();
    closed.current = closing.signal;
    openPdf(pdf, closing.signal).then(setPages, (thrown: unknown) => setFailed(sayThrown(thrown)));
    return () => closing.abort();
  }, [pdf]);
  useEffect(() => {
    if (!pages) return;
    const moving = new AbortController();
    pages.draw(page, LOOK_SIDE, moving.signal).then(
      (canvas) => {
        host.current?.replaceChildren(canvas);
        setSeen(page);
        setFailed(null);
      },
      (thrown: unknown) => setFailed(sayThrown(thrown)),
    );
    return () => moving.abort();
  }, [pages, page]);

  const keep = async (): Promise<void> => {
    if (!pages || !closed.current) return;
    setKeeping(true);
    try {
      const bytes = await pngOf(await pages.draw(page, KEPT_SIDE, closed.current));
      const name = `${pdf.name.replace(/\.pdf$/i, '')}, page ${page}.png`;
      onKept(await call((api) => api.sessions.keepPicture({ sessionId, name, bytes })));
    } catch (thrown) {
      setKeeping(false);
      tellError(thrown);
    }
  };
  const isHere = seen === page && !failed;
  return (
    <Dialog
      title="Which page to show"
      wide
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button variant="primary" isDisabled={!isHere || keeping} onPress={() => void keep()}>
            Show this page
          </Button>
        </>
      }
    >
      {pages && (
        <div className={styles.line}>
          <Stepper
            label="Page"
            value={page}
            {...{ min: 1, max: pages.count, step: 1 }}
            onChange={setPage}
          />
          <p className={styles.muted}>
            of {pages.count} in “{pdf.name}”
          </p>
        </div>
      )}
      <div className={styles.stage}>
        <div
          ref={host}
          role="img"
          aria-label={seen === 0 ? 'No page yet' : `Page ${seen} of “${pdf.name}”`}
          className={styles.paper}
          hidden={seen === 0 || failed !== null}
        />
        {failed ? (
          <p role="alert">
            {failed.sentence} {failed.next}
          </p>
        ) : (
          <p role="status" className={styles.muted}>
            {keeping ? 'Keeping the page' : isHere ? '' : `Drawing page ${page}`}
          </p>
        )}
      </div>
    </Dialog>
  );
}
