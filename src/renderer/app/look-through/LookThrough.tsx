import { useCallback, useEffect, useRef, useState } from 'react';
import type { Looked } from '../../../shared/domain/clip';
import type { Id } from '../../../shared/domain/ids';
import { mustLook } from '../../../shared/domain/leaving';
import { formatClock } from '../../../shared/domain/time';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { Progress } from '../../ui/Progress';
import styles from './LookThrough.module.css';
import { clipAt, createSeen, seenWords } from './seen';
import { Strip } from './Strip';
import { useAsked, useLook } from './use-look';
import { callOff } from './call-off';
import { type LookOrder, type PreviewState, usePreview } from './use-preview';

type Preview = NonNullable<PreviewState['preview']>;

/** Keys that mean a place or playing, wherever the focus is but in what takes them itself. */
function keyOf({ key, target }: { key: string; target: EventTarget }): string | null {
  const inButton = target instanceof HTMLElement && target.closest('button') !== null;
  if (key === ' ') return inButton ? null : 'play';
  return ['ArrowLeft', 'ArrowRight', 'Home', 'End'].includes(key) ? key : null;
}

function Pictures({
  preview,
  state,
  hidden,
  onAll,
  onAt,
}: {
  preview: Preview;
  state: PreviewState;
  hidden: string;
  onAll: () => void;
  onAt: (frame: number) => void;
}) {
  const { timesUs, clips, lessonUs, notShown } = preview;
  const total = timesUs.length;
  const [seen] = useState(() => createSeen(total));
  const [count, setCount] = useState(0);
  const look = useLook(preview, state);
  const { at, playing } = look;
  const strip = useRef<HTMLDivElement>(null);
  const clip = clips[clipAt(clips, at)];

  useEffect(() => strip.current?.focus(), []);
  useEffect(() => onAt(at), [at, onAt]);
  useEffect(() => {
    if (count === total) onAll();
  }, [count, total, onAll]);
  const mark = useCallback(
    (frame: number) => {
      if (seen.mark(frame)) setCount(seen.count);
    },
    [seen],
  );

  const where = `Picture ${(at + 1).toLocaleString('en-GB')} of ${total.toLocaleString('en-GB')}`;
  return (
    <div
      className={styles.look}
      onKeyDown={(event) => {
        const key = keyOf(event);
        if (key === null || event.ctrlKey || event.metaKey || event.altKey) return;
        event.preventDefault();
        const far = event.shiftKey ? 10 : 1;
        if (key === 'play') look.toggle();
        else if (key === 'Home') look.go(0);
        else if (key === 'End') look.go(total - 1);
        else look.go(at + (key === 'ArrowLeft' ? -far : far));
      }}
    >
      <div className={styles.upper}>
        <div className={styles.stage}>
          {state.isMissing(at) ? (
            <p className={styles.none}>The recording has no picture here.</p>
          ) : state.isMade(at) ? (
            <img
              ref={callOff}
              className={styles.picture}
              src={`footage://preview/${preview.previewId}/${at}`}
              alt={`${where}, as it will be exported`}
              draggable={false}
              onLoad={() => mark(at)}
            />
          ) : (
            <p className={styles.none}>Being made…</p>
          )}
        </div>
        <div className={styles.side}>
          {notShown !== '' && (
            <section className={styles.who} aria-label="Not to be shown">
              <h2>Not to be shown</h2>
              <p data-selectable>{notShown}</p>
            </section>
          )}
          {hidden !== '' && <p className={styles.quiet}>{hidden}</p>}
          <p className={styles.where}>
            <b className={styles.name}>{clip?.name}</b>
            <span className={styles.quiet}>
              {where}, at {formatClock(lessonUs[at] ?? 0)} of the lesson
            </span>
          </p>
          <div className={styles.progress}>
            <p role="status">{seenWords(count, total)}</p>
            <Progress label="Looked at" share={count / total} />
          </div>
          <div className={styles.moves}>
            <Button size="s" onPress={look.toggle}>
              {playing ? 'Pause' : 'Play through'}
            </Button>
            {count > 0 && count < total && (
              <Button
                size="s"
                onPress={() => {
                  const next = seen.next(at);
                  if (next !== null) look.go(next);
                }}
              >
                Next not looked at
              </Button>
            )}
          </div>
          <p className={styles.keys}>← → one picture, with Shift ten. Home and End. Space plays.</p>
          {state.said && (
            <div role="alert" className={styles.said}>
              <p>{state.said.sentence}</p>
              <Button size="s" onPress={() => onAt(at)}>
                Try again
              </Button>
            </div>
          )}
        </div>
      </div>
      <Strip
        ref={strip}
        previewId={preview.previewId}
        total={total}
        at={at}
        where={where}
        state={state}
        has={seen.has}
        count={count}
        onSeen={mark}
        onGo={look.go}
      />
    </div>
  );
}

/**
 * Every picture of what is about to be exported, before it is. Where someone is not to be shown the
 * export waits until each has been before the eyes at least once.
 */
export function LookThrough({
  order,
  hidden,
  onApprove,
  onShows,
  onBack,
}: {
  /** The same object for as long as it is the same order. */
  order: LookOrder;
  /** What is hidden, in words; main's own when left out. */
  hidden?: string;
  /** @param looked as what it was looked through: main compares it */
  onApprove: (looked: Looked) => void;
  /** Something still shows, at this time of this lesson. */
  onShows: (lessonUs: number, lessonId: Id) => void;
  onBack: () => void;
}) {
  const [attempt, setAttempt] = useState(0);
  const state = usePreview(order, attempt);
  const [all, setAll] = useState(false);
  const frame = useRef(0);
  const { preview, said } = state;
  const must = !preview || mustLook({}, preview.notShown, preview.covered);
  const askAt = useAsked(preview?.previewId);
  const onAll = useCallback(() => setAll(true), []);
  const onAt = useCallback(
    (at: number) => {
      frame.current = at;
      askAt(at);
    },
    [askAt],
  );
  return (
    <Dialog
      title="Look through it"
      widest
      onClose={onBack}
      actions={
        <>
          <span className={styles.first}>
            <Button onPress={onBack}>Back</Button>
          </span>
          <Button
            isDisabled={!preview}
            onPress={() =>
              preview && onShows(preview.lessonUs[frame.current] ?? 0, preview.lessonId)
            }
          >
            Something still shows
          </Button>
          <Button
            variant="primary"
            isDisabled={!preview || (must && !all)}
            onPress={() => preview && onApprove(preview.looked)}
          >
            {must ? 'Nothing shows that should not' : 'Export'}
          </Button>
        </>
      }
    >
      {preview ? (
        <Pictures
          key={preview.previewId}
          {...{ preview, state, onAll, onAt }}
          hidden={hidden ?? (preview.covered ? 'What is marked in the lesson is hidden.' : '')}
        />
      ) : said ? (
        <div role="alert" className={styles.said}>
          <p>{said.sentence}</p>
          <p>{said.next}</p>
          <Button size="s" onPress={() => setAttempt(attempt + 1)}>
            Try again
          </Button>
        </div>
      ) : (
        <p role="status" className={styles.none}>
          The pictures are being prepared…
        </p>
      )}
    </Dialog>
  );
}
