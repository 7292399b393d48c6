import { lazy, Suspense, useCallback, useEffect } from 'react';
import type { Id } from '../../../shared/domain/ids';
import { useMomentCommands } from '../../features/moments/use-moment-commands';
import { usePlayerCommands } from '../../features/player/use-player-commands';
import { call } from '../../bridge/api';
import { lessonStore, useLesson } from '../../stores/document';
import { useView } from '../../stores/view';
import { Button } from '../../ui/Button';
import { EmptyState } from '../../ui/EmptyState';
import { navigate } from '../route';
import { sayError } from '../errors';
import { tellError } from '../tell-error';
import styles from './lesson-room/LessonRoom.module.css';
import { RoomHeader } from './lesson-room/RoomHeader';
import { RoomLayout } from './lesson-room/RoomLayout';
import { useOpenLesson } from './lesson-room/use-open-lesson';
import { useRoomCommands } from './lesson-room/use-room-commands';

// Dialogs come in when they are first asked for: the picture does not wait for them.
const ClipsDialog = lazy(async () => ({
  default: (await import('../../features/clips/ClipsDialog')).ClipsDialog,
}));
const PackDialog = lazy(async () => ({
  default: (await import('../../features/clips/pack/PackDialog')).PackDialog,
}));
const AnglesDialog = lazy(async () => ({
  default: (await import('../../features/angles/AnglesDialog')).AnglesDialog,
}));
const CaptionsDialog = lazy(async () => ({
  default: (await import('../../features/captions/CaptionsDialog')).CaptionsDialog,
}));
const PartsDialog = lazy(async () => ({
  default: (await import('../../features/parts/PartsDialog')).PartsDialog,
}));

// Few lessons are narrated.
const NarrationRoom = lazy(async () => ({
  default: (await import('./lesson-room/NarrationRoom')).NarrationRoom,
}));

const ExportNarrationDialog = lazy(async () => ({
  default: (await import('../../features/narration/export/ExportNarrationDialog'))
    .ExportNarrationDialog,
}));
const BoardDialog = lazy(async () => ({
  default: (await import('../../features/boards/BoardDialog')).BoardDialog,
}));

/** A lesson's room: the picture in the middle, its moments around it; or one of its narrations. */
export function LessonRoom({
  lessonId,
  atUs,
  momentId,
  narrationId,
}: {
  lessonId: Id;
  atUs?: number;
  momentId?: Id;
  narrationId?: Id;
}) {
  useOpenLesson(lessonId, atUs, momentId);
  useRoomCommands();
  const openError = useLesson((state) => state.openError);
  const title = useLesson((state) => state.document?.lesson.title);
  useEffect(() => {
    document.title = title ? `${title} – Plenary` : 'Plenary';
    return () => {
      document.title = 'Plenary';
    };
  }, [title]);

  if (openError) {
    const said = sayError(openError);
    return (
      <EmptyState sentence={`${said?.sentence ?? ''} ${said?.next ?? ''}`}>
        <Button variant="primary" onPress={() => navigate({ page: 'lessons' })}>
          Back to your lessons
        </Button>
      </EmptyState>
    );
  }
  return (
    <div className={styles.room}>
      <RoomHeader narrationId={narrationId} />
      {narrationId ? (
        <Suspense>
          <NarrationRoom key={narrationId} narrationId={narrationId} onFind={find} />
        </Suspense>
      ) : (
        <Watching />
      )}
      <Suspense>
        <Dialogs />
      </Suspense>
    </div>
  );
}

function find(fileId: Id): void {
  call((api) => api.footage.locate({ fileId })).then(
    (file) => file && lessonStore.getState().fileChanged(file),
    tellError,
  );
}

/** The lesson itself, and what keys do with it. */
function Watching() {
  usePlayerCommands();
  useMomentCommands();
  return <RoomLayout onFind={find} />;
}

function Dialogs() {
  const dialog = useView((state) => state.dialog);
  const close = useCallback(() => useView.setState({ dialog: null }), []);
  if (dialog?.name === 'clips') return <ClipsDialog momentId={dialog.momentId} onClose={close} />;
  if (dialog?.name === 'pack') return <PackDialog chosen={dialog.chosen} onClose={close} />;
  if (dialog?.name === 'board') return <BoardDialog boardId={dialog.boardId} onClose={close} />;
  if (dialog?.name === 'angles') return <AnglesDialog onClose={close} />;
  if (dialog?.name === 'captions') return <CaptionsDialog onClose={close} />;
  if (dialog?.name === 'narration-export') {
    return <ExportNarrationDialog narrationId={dialog.narrationId} onClose={close} />;
  }
  if (dialog?.name === 'parts') return <PartsDialog onClose={close} />;
  return null;
}
