import { useEffect } from 'react';
import { ExtendDialog } from '../features/lesson-details/ExtendDialog';
import { LookAgain } from '../features/jobs/LookAgain';
import { FindFileDialog } from '../features/lesson-details/FindFileDialog';
import { LessonDetails } from '../features/lesson-details/LessonDetails';
import { RemoveDialog } from '../features/lesson-details/RemoveDialog';
import { OfferDialog } from '../features/library/OfferDialog';
import { type AppDialog, closeDialog, openDialog, useApp } from '../stores/app';
import { useLibrary } from '../stores/library';
import { KeysSheet } from './KeysSheet';
import { Palette } from './Palette';

function LessonDialog({ dialog }: { dialog: Extract<AppDialog, { lessonId: string }> }) {
  const { lessonId } = dialog;
  const lesson = useLibrary((state) => state.cards.get(lessonId)?.lesson);
  useEffect(() => {
    if (!lesson) closeDialog();
  }, [lesson]);
  if (!lesson) return null;
  switch (dialog.name) {
    case 'details':
      return <LessonDetails lesson={lesson} onClose={closeDialog} />;
    case 'remove':
      return (
        <RemoveDialog
          lessonId={lessonId}
          made={lesson.made}
          withOriginals={dialog.originalsToo ?? false}
          onClose={closeDialog}
        />
      );
    case 'extend':
      return (
        <ExtendDialog
          lesson={lesson}
          onClose={closeDialog}
          onRemove={() => openDialog({ name: 'remove', lessonId })}
        />
      );
    case 'find-file':
      return <FindFileDialog lessonId={lessonId} title={lesson.title} onClose={closeDialog} />;
  }
}

/** The dialogs that any page may open. They come with their own piece of the bundle. */
export function Dialogs() {
  const dialog = useApp((state) => state.dialog);
  const offered = useApp((state) => state.offered[0]);
  if (dialog?.name === 'palette') return <Palette onClose={closeDialog} />;
  if (dialog?.name === 'keys') return <KeysSheet onClose={closeDialog} />;
  if (dialog?.name === 'look-again') {
    return <LookAgain key={dialog.jobId} jobId={dialog.jobId} onClose={closeDialog} />;
  }
  if (dialog) return <LessonDialog key={`${dialog.name} ${dialog.lessonId}`} dialog={dialog} />;
  return offered ? <OfferDialog key={offered.id} pick={offered} /> : null;
}
