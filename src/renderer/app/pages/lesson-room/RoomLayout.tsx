import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components/Tabs';
import { lazy, Suspense, useEffect, useState, useSyncExternalStore } from 'react';
import type { Id } from '../../../../shared/domain/ids';
import { DrawingLayer } from '../../../features/drawing/DrawingLayer';
import { DrawTools } from '../../../features/drawing/DrawTools';
import { useStartDrawing } from '../../../features/drawing/use-draw-commands';
import { LineUpBar } from '../../../features/live/LineUpBar';
import { LiveStage } from '../../../features/live/LiveStage';
import { Board } from '../../../features/moments/Board';
import { PlaceBar } from '../../../features/angles/PlaceBar';
import { CaptionLine } from '../../../features/captions/CaptionLine';
import { Transcript } from '../../../features/captions/Transcript';
import { useStartMasking } from '../../../features/masks/use-start-masking';
import { MomentList } from '../../../features/moments/MomentList';
import { NarrationList } from '../../../features/narration/list/NarrationList';
import { Player } from '../../../features/player/Player';
import { Timeline } from '../../../features/timeline/Timeline';
import { useLesson } from '../../../stores/document';
import { useDrawing } from '../../../stores/drawing';
import { useMasking } from '../../../stores/masking';
import { useWithPicture } from '../../../stores/after-picture';
import { useNarrating, useRecording } from '../../../stores/recording';
import { useView } from '../../../stores/view';
import { classes } from '../../../ui/classes';
import styles from './LessonRoom.module.css';

// Few lessons hide something: what it takes comes in when it is first asked for.
const MasksPanel = lazy(async () => ({
  default: (await import('../../../features/masks/MasksPanel')).MasksPanel,
}));
const MaskLayer = lazy(async () => ({
  default: (await import('../../../features/masks/MaskLayer')).MaskLayer,
}));

// Nobody narrates as a lesson is opened.
const NarrateStrip = lazy(async () => ({
  default: (await import('../../../features/narration/record/NarrateStrip')).NarrateStrip,
}));
const ZoomLayer = lazy(async () => ({
  default: (await import('../../../features/narration/record/ZoomLayer')).ZoomLayer,
}));

/** Narrower than this, board and list share one column as tabs. */
const NARROW = '(max-width: 1060px)';

function subscribe(changed: () => void): () => void {
  const query = matchMedia(NARROW);
  query.addEventListener('change', changed);
  return () => query.removeEventListener('change', changed);
}

/**
 * True once the lesson is here and its picture has been asked for. What stands around the picture
 * is drawn then, a turn later: drawn at once it would keep Chromium from reading the footage.
 */
function usePictureAsked(): boolean {
  const isKnown = useLesson((state) => state.document !== null);
  const [isHere, setHere] = useState(isKnown);
  useEffect(() => {
    if (!isKnown || isHere) return;
    const turn = setTimeout(() => setHere(true));
    return () => clearTimeout(turn);
  }, [isKnown, isHere]);
  return isHere;
}

/** What lies exactly over the picture of a camera. */
function Over({ angleId }: { angleId: Id }) {
  const masking = useMasking((state) => state.on);
  const narrating = useNarrating();
  return (
    <>
      <DrawingLayer angleId={angleId} />
      {masking && (
        <Suspense>
          <MaskLayer angleId={angleId} />
        </Suspense>
      )}
      {narrating && (
        <Suspense>
          <ZoomLayer angleId={angleId} />
        </Suspense>
      )}
    </>
  );
}

/** The board, or what is done with the picture in its place. */
function Marking() {
  const drawing = useDrawing((state) => state.on);
  const masking = useMasking((state) => state.on);
  if (drawing) return <DrawTools />;
  if (!masking) return <Board />;
  return (
    <Suspense>
      <MasksPanel />
    </Suspense>
  );
}

/** What is spoken into, while somebody narrates. */
function Narrating() {
  const on = useRecording((state) => state.phase !== 'off');
  if (!on) return null;
  return (
    <Suspense>
      <NarrateStrip />
    </Suspense>
  );
}

/** Board, picture, moments; the timeline below. The picture is never covered. */
export function RoomLayout({ onFind }: { onFind: (fileId: Id) => void }) {
  const narrow = useSyncExternalStore(subscribe, () => matchMedia(NARROW).matches);
  const full = useView((state) => state.fullWindow);
  const title = useLesson((state) => state.document?.lesson.title);
  const panel = useView((state) => state.panel);
  const beside = useView((state) => state.besideId !== null);
  const isHere = usePictureAsked();
  const withPicture = useWithPicture() && isHere;
  const hasCaptions = useLesson((state) => (state.document?.captions.length ?? 0) > 0);
  useStartDrawing();
  useStartMasking();
  const live = useLesson(({ document }) =>
    document?.parts.length === 0 && document.lesson.liveStartedAt !== null ? document.lesson : null,
  );
  return (
    <main
      className={classes(
        styles.layout,
        beside && styles.beside,
        narrow && styles.narrow,
        full && styles.full,
      )}
    >
      {/* The header has gone: which lesson this is can still be asked. */}
      {full && <h1 className="visually-hidden">{title}</h1>}
      {!narrow && !full && (
        <aside aria-label="Marking" className={classes(styles.panel, styles.board)}>
          {withPicture && <Marking />}
        </aside>
      )}
      <div className={styles.picture}>
        {live ? (
          <LiveStage lesson={live} />
        ) : (
          <Player
            onFind={onFind}
            below={withPicture && <CaptionLine />}
            over={withPicture ? Over : null}
          />
        )}
        {withPicture && <LineUpBar />}
        {withPicture && <PlaceBar />}
        {withPicture && <Narrating />}
      </div>
      {!narrow && !full && (
        <aside aria-label="Moments" className={classes(styles.panel, styles.moments)}>
          {withPicture && (
            <>
              <Beside />
              <NarrationList />
            </>
          )}
        </aside>
      )}
      {withPicture && narrow && !full && (
        <Tabs
          className={classes(styles.panel, styles.tabs)}
          selectedKey={panel}
          onSelectionChange={(key) =>
            useView.setState({
              panel: key === 'moments' || key === 'transcript' ? key : 'board',
            })
          }
        >
          <TabList aria-label="Panels" className={styles.tabList}>
            <Tab id="board" className={styles.tab}>
              Board
            </Tab>
            <Tab id="moments" className={styles.tab}>
              Moments
            </Tab>
            {hasCaptions && (
              <Tab id="transcript" className={styles.tab}>
                Transcript
              </Tab>
            )}
          </TabList>
          <TabPanel id="board" className={styles.tabPanel}>
            <Marking />
          </TabPanel>
          <TabPanel id="moments" className={styles.tabPanel}>
            <MomentList />
            <NarrationList />
          </TabPanel>
          {hasCaptions && (
            <TabPanel id="transcript" className={styles.tabPanel}>
              <Transcript />
            </TabPanel>
          )}
        </Tabs>
      )}
      <div className={styles.timeline}>{isHere && <Timeline />}</div>
    </main>
  );
}

/** Moments, and beside them what was said where the lesson has captions. */
function Beside() {
  const hasCaptions = useLesson((state) => (state.document?.captions.length ?? 0) > 0);
  const panel = useView((state) => state.panel);
  if (!hasCaptions) return <MomentList />;
  return (
    <Tabs
      className={styles.besidePicture}
      selectedKey={panel === 'transcript' ? 'transcript' : 'moments'}
      onSelectionChange={(key) =>
        useView.setState({ panel: key === 'transcript' ? 'transcript' : 'moments' })
      }
    >
      <TabList aria-label="Beside the picture" className={styles.tabList}>
        <Tab id="moments" className={styles.tab}>
          Moments
        </Tab>
        <Tab id="transcript" className={styles.tab}>
          Transcript
        </Tab>
      </TabList>
      <TabPanel id="moments" className={styles.tabPanel}>
        <MomentList />
      </TabPanel>
      <TabPanel id="transcript" className={styles.tabPanel}>
        <Transcript />
      </TabPanel>
    </Tabs>
  );
}
