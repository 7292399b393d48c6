import { CircleAlert } from 'lucide-react';
import { type ComponentType, type ReactNode, useEffect, useMemo, useRef } from 'react';
import type { Id } from '../../../shared/domain/ids';
import type { FileView } from '../../../shared/domain/lesson';
import { firstAngle } from '../../../shared/domain/lesson-time';
import type { Range } from '../../../shared/domain/time';
import { call, listen } from '../../bridge/api';
import { lessonStore, useLesson } from '../../stores/document';
import { attachTransport, transport, usePlayback } from '../../stores/playback';
import { useSettings } from '../../stores/settings';
import { classes } from '../../ui/classes';
import { Angles } from './Angles';
import { Engine } from './engine';
import styles from './Player.module.css';
import { TransportBar } from './TransportBar';
import { TroubleMessage } from './TroubleMessage';

/** Asks for a playable copy; a picture that fails twice while the answer is on its way asks once. */
function asking(): (fileId: Id, reason: string) => void {
  const asked = new Set<Id>();
  return (fileId, reason) => {
    if (asked.has(fileId)) return;
    asked.add(fileId);
    call((api) => api.footage.notPlayable({ fileId, reason }))
      .then(
        (file) => lessonStore.getState().fileChanged(file),
        () => usePlayback.setState({ trouble: { fileId, reason: 'unplayable' } }),
      )
      .finally(() => asked.delete(fileId));
  };
}

/** The picture and what moves it. The lesson's clock lives here and nowhere else. */
export function Player({
  onFind,
  below,
  over: Over,
  bare = false,
}: {
  onFind: (fileId: Id) => void;
  /** What stands under the picture: captions. */
  below?: ReactNode;
  /** What lies exactly over the picture of a camera. */
  over: ComponentType<{ angleId: Id }> | null;
  /** Without the transport: what it does is asked for elsewhere. */
  bare?: boolean;
}) {
  const host = useRef<HTMLDivElement>(null);
  const firstId = useLesson(({ document }) => document && firstAngle(document)?.id);
  const ask = useMemo(() => asking(), []);
  useEffect(() => {
    if (!host.current) return;
    usePlayback.setState({ volume: useSettings.getState().volume });
    const take = (partId: Id, asked: Promise<Range[]>): void => {
      asked.then(
        (made) => engine.made(partId, made),
        // Without a copy frames are decoded from the file, or the video shows them.
        () => undefined,
      );
    };
    const engine = new Engine(host.current, {
      notPlayable: ask,
      frequent: ({ id: partId }, partUs) =>
        take(
          partId,
          call((api) => api.footage.frequent({ partId, partUs: Math.round(partUs) })),
        ),
      made: ({ id: partId }) =>
        take(
          partId,
          call((api) => api.footage.made({ partId })),
        ),
    });
    const detach = attachTransport(engine);
    const stopMade = listen((api) =>
      api.footage.onPlayableChanged(({ partId, made }) => engine.made(partId, made)),
    );
    // Straight from the store: the file is asked for before React has drawn the room.
    const stop = lessonStore.subscribe((now, before) => {
      if (now.document !== before.document) engine.take(now.document);
    });
    engine.take(lessonStore.getState().document);
    return () => {
      stop();
      stopMade();
      detach();
      call((api) => api.footage.left()).catch(() => undefined);
      engine.dispose();
    };
  }, [ask]);
  return (
    <section aria-label="Player" className={styles.player}>
      <Angles notPlayable={ask} over={Over}>
        <div className={styles.picture} data-keys="through">
          {/* biome-ignore lint/a11y: Space does the same for everybody */}
          <div
            ref={host}
            className={styles.decks}
            onClick={bare ? undefined : () => transport().toggle()}
          />
          {firstId && Over && <Over angleId={firstId} />}
          <Waiting />
          <TroubleMessage onFind={onFind} />
        </div>
      </Angles>
      {below}
      {!bare && <NotWhole />}
      {!bare && <TransportBar />}
    </section>
  );
}

/** What is known to be wrong with the footage. It keeps its place from one part to the next. */
function NotWhole() {
  const files = useLesson((state) => state.document?.files ?? NONE);
  const troubled = files.filter((file) => file.trouble !== '');
  const [first, ...others] = troubled;
  if (!first) return null;
  const more = others.length > 0 ? ` (and ${others.length} more)` : '';
  const words = files.length === 1 ? first.trouble : said(first);
  return (
    <p className={styles.notWhole} data-selectable title={troubled.map(said).join('\n')}>
      <CircleAlert aria-hidden size={15} strokeWidth={1.75} />
      <span>
        {words}
        {more}
      </span>
    </p>
  );
}

const NONE: readonly FileView[] = [];

function said(file: FileView): string {
  return `“${file.name}”: ${file.trouble}`;
}

function Waiting() {
  const phase = usePlayback((state) => state.phase);
  const waiting = usePlayback((state) => state.waiting);
  const fileId = usePlayback((state) => state.fileId);
  const copied =
    lessonStore.getState().document?.files.find((file) => file.id === fileId)?.handling === 'copy';
  const on = phase === 'loading' || waiting;
  return (
    <div role="status" className={classes(styles.waiting, on && styles.waitingOn)}>
      {on && (copied ? 'Preparing this stretch of the footage' : 'Opening the footage')}
    </div>
  );
}
