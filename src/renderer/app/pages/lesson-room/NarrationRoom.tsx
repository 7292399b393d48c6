import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components/Tabs';
import type { Id } from '../../../../shared/domain/ids';
import { MendTimeline } from '../../../features/narration/mend/MendTimeline';
import { NarrationCaptions } from '../../../features/narration/mend/NarrationCaptions';
import { NarrationEvents } from '../../../features/narration/mend/NarrationEvents';
import { Chapters } from '../../../features/narration/play/Chapters';
import { NarrationBar } from '../../../features/narration/play/NarrationBar';
import { NarrationStage } from '../../../features/narration/play/NarrationStage';
import { useNarrationCommands } from '../../../features/narration/play/use-narration-commands';
import { useLesson } from '../../../stores/document';
import { useView } from '../../../stores/view';
import { Button } from '../../../ui/Button';
import { classes } from '../../../ui/classes';
import { EmptyState } from '../../../ui/EmptyState';
import { navigate } from '../../route';
import room from './LessonRoom.module.css';
import styles from './NarrationRoom.module.css';

/** A narration: watched in the middle, what is in it at the side, and mended below. */
export function NarrationRoom({
  narrationId,
  onFind,
}: {
  narrationId: Id;
  onFind: (fileId: Id) => void;
}) {
  useNarrationCommands();
  const full = useView((state) => state.fullWindow);
  const lessonId = useLesson((state) => state.document?.lesson.id);
  const title = useLesson(
    (state) => state.document?.narrations.find(({ id }) => id === narrationId)?.title,
  );
  if (lessonId && title === undefined) {
    return (
      <EmptyState sentence="This narration is no longer here.">
        <Button variant="primary" onPress={() => navigate({ page: 'lesson', lessonId })}>
          Back to the lesson
        </Button>
      </EmptyState>
    );
  }
  return (
    <main className={classes(styles.layout, full && styles.full)}>
      {full && <h1 className="visually-hidden">{title}</h1>}
      <div className={styles.picture}>
        <NarrationStage narrationId={narrationId} onFind={onFind} />
        <NarrationBar />
      </div>
      {!full && (
        <>
          <Tabs className={classes(room.panel, styles.side)}>
            <TabList aria-label="In this narration" className={room.tabList}>
              <Tab id="chapters" className={room.tab}>
                Chapters
              </Tab>
              <Tab id="captions" className={room.tab}>
                Captions
              </Tab>
              <Tab id="events" className={room.tab}>
                Events
              </Tab>
            </TabList>
            <TabPanel id="chapters" className={room.tabPanel}>
              <Chapters />
            </TabPanel>
            <TabPanel id="captions" className={room.tabPanel}>
              <NarrationCaptions />
            </TabPanel>
            <TabPanel id="events" className={room.tabPanel}>
              <NarrationEvents />
            </TabPanel>
          </Tabs>
          <div className={styles.mend}>
            <MendTimeline />
          </div>
        </>
      )}
    </main>
  );
}
