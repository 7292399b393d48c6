import {
  Camera,
  Captions,
  ChevronRight,
  Ellipsis,
  Files,
  MessagesSquare,
  Mic,
  Pencil,
  Redo2,
  Scissors,
  Search,
  Trash2,
  Undo2,
} from 'lucide-react';
import type { Id } from '../../../../shared/domain/ids';
import { JobsCorner } from '../../../features/jobs/JobsCorner';
import { LayersButton } from '../../../features/layers/LayersButton';
import { ExportNarrationButton } from '../../../features/narration/export/ExportNarrationButton';
import { openDialog } from '../../../stores/app';
import { useWithPicture } from '../../../stores/after-picture';
import { useLesson } from '../../../stores/document';
import { startNarrating, useNarrating, useRecording } from '../../../stores/recording';
import { useView } from '../../../stores/view';
import { Button } from '../../../ui/Button';
import { Chip } from '../../../ui/Chip';
import { classes } from '../../../ui/classes';
import { IconButton } from '../../../ui/IconButton';
import { Menu } from '../../../ui/Menu';
import { keyNames } from '../../key-names';
import { navigate } from '../../route';
import { Mark } from '../../shell/Mark';
import { useAnnounced } from './announce';
import styles from './RoomHeader.module.css';
import { redo, undo } from './use-room-commands';
import { keepWords, taughtWords } from './words';

/** Which lesson this is, or which narration of it; that it is saved, and what can be done with all of it. */
export function RoomHeader({ narrationId }: { narrationId?: Id }) {
  const full = useView((state) => state.fullWindow);
  const withPicture = useWithPicture();
  return (
    <header className={styles.header} hidden={full}>
      <Mark />
      <nav aria-label="Where you are" className={styles.crumbs}>
        <a
          href="#lessons"
          className={styles.crumb}
          onClick={(event) => {
            event.preventDefault();
            navigate({ page: 'lessons' });
          }}
        >
          Lessons
        </a>
        <ChevronRight aria-hidden size={14} className={styles.arrow} />
        {narrationId && <ToLesson />}
      </nav>
      {narrationId ? <NarrationTitle narrationId={narrationId} /> : <Title />}
      <span className={styles.room} />
      <Announced />
      {(withPicture || narrationId) && <Tools narrationId={narrationId} />}
    </header>
  );
}

/** Back to the lesson that is narrated. */
function ToLesson() {
  const lesson = useLesson((state) => state.document?.lesson);
  if (!lesson) return null;
  return (
    <>
      <a
        href="#lesson"
        title={lesson.title}
        className={classes(styles.crumb, styles.lesson)}
        onClick={(event) => {
          event.preventDefault();
          navigate({ page: 'lesson', lessonId: lesson.id });
        }}
      >
        {lesson.title}
      </a>
      <ChevronRight aria-hidden size={14} className={styles.arrow} />
    </>
  );
}

function NarrationTitle({ narrationId }: { narrationId: Id }) {
  const narration = useLesson((state) =>
    state.document?.narrations.find(({ id }) => id === narrationId),
  );
  return (
    <>
      <h1 className={styles.title} title={narration?.title}>
        {narration?.title ?? ' '}
      </h1>
      {narration?.draft && <Chip>Draft</Chip>}
    </>
  );
}

function Title() {
  const lesson = useLesson((state) => state.document?.lesson);
  if (!lesson) return <h1 className={styles.title}> </h1>;
  return (
    <>
      <h1 className={styles.title} title={lesson.title}>
        {lesson.title}
      </h1>
      <span className={styles.facts} title={taughtWords(lesson)}>
        {taughtWords(lesson)}
      </span>
      <span className={styles.keep}>
        <Chip>{keepWords(lesson.keepUntil)}</Chip>
      </span>
    </>
  );
}

/** What is done with all of the lesson. */
function Tools({ narrationId }: { narrationId?: Id }) {
  return (
    <>
      <Saved />
      <History />
      <LayersButton />
      <JobsCorner place="bar" />
      <LessonMenu />
      {!narrationId && <Narrate />}
      {narrationId ? (
        <ExportNarrationButton narrationId={narrationId} />
      ) : (
        <Button
          aria-label="Export clips"
          className={styles.export}
          onPress={() => useView.setState({ dialog: { name: 'clips' } })}
        >
          <Scissors aria-hidden size={18} strokeWidth={1.75} className={styles.sign} />
          <span className={styles.exportWords}>Export clips</span>
        </Button>
      )}
    </>
  );
}

function Narrate() {
  const hasPicture = useLesson((state) => (state.document?.parts.length ?? 0) > 0);
  const off = useRecording((state) => state.phase === 'off');
  return (
    <Button aria-label="Narrate" isDisabled={!hasPicture || !off} onPress={() => startNarrating()}>
      <Mic aria-hidden size={18} strokeWidth={1.75} className={styles.sign} />
      <span className={styles.exportWords}>Narrate</span>
    </Button>
  );
}

/** Says "Saved" only once the database has said so. */
function Saved() {
  const isOpen = useLesson((state) => state.document !== null);
  const pending = useLesson((state) => state.pending > 0);
  const word = pending ? 'Saving' : 'Saved';
  return (
    <span role="status" aria-label={word} aria-live="off" className={styles.saved}>
      {isOpen && <Chip>{word}</Chip>}
    </span>
  );
}

/** What happened, for those who do not see it. */
function Announced() {
  const announced = useAnnounced();
  return (
    <span key={announced.turn} role="log" className="visually-hidden">
      {announced.text}
    </span>
  );
}

function History() {
  const undoLabel = useLesson((state) => state.undoLabel);
  const redoLabel = useLesson((state) => state.redoLabel);
  const narrating = useNarrating();
  if (narrating) return null;
  return (
    <span className={styles.history}>
      <IconButton
        label={undoLabel ? `Undo: ${undoLabel}` : 'Undo'}
        icon={Undo2}
        isDisabled={undoLabel === null}
        onPress={undo}
      />
      <IconButton
        label={redoLabel ? `Redo: ${redoLabel}` : 'Redo'}
        icon={Redo2}
        isDisabled={redoLabel === null}
        onPress={redo}
      />
    </span>
  );
}

function LessonMenu() {
  const lessonId = useLesson((state) => state.lessonId);
  return (
    <Menu
      label="This lesson"
      actions={[
        {
          id: 'search',
          name: 'Search and commands…',
          icon: Search,
          keys: keyNames('$mod+k'),
          run: () => openDialog({ name: 'palette' }),
        },
        {
          id: 'details',
          name: 'Details…',
          icon: Pencil,
          disabled: !lessonId,
          run: () => lessonId && openDialog({ name: 'details', lessonId }),
        },
        {
          id: 'parts',
          name: 'Parts…',
          icon: Files,
          disabled: !lessonId,
          run: () => useView.setState({ dialog: { name: 'parts' } }),
        },
        {
          id: 'angles',
          name: 'Cameras and sound…',
          icon: Camera,
          disabled: !lessonId,
          run: () => useView.setState({ dialog: { name: 'angles' } }),
        },
        {
          id: 'captions',
          name: 'Captions and transcript…',
          icon: Captions,
          disabled: !lessonId,
          run: () => useView.setState({ dialog: { name: 'captions' } }),
        },
        {
          id: 'pack',
          name: 'Make a discussion pack…',
          icon: MessagesSquare,
          disabled: !lessonId,
          run: () => useView.setState({ dialog: { name: 'pack' } }),
        },
        {
          id: 'remove',
          name: 'Remove…',
          icon: Trash2,
          disabled: !lessonId,
          run: () => lessonId && openDialog({ name: 'remove', lessonId }),
        },
      ]}
    >
      <IconButton label="This lesson" icon={Ellipsis} />
    </Menu>
  );
}
