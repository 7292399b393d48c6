import { FolderOpen, RotateCcw } from 'lucide-react';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { ExportEntry, ExportLook } from '../../../shared/domain/clip';
import { showExported } from '../../app/copies';
import { tellError } from '../../app/tell-error';
import { call } from '../../bridge/api';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { type ExportedFile, lessonName, notPlayed, whichWords } from './log-words';
import styles from './PlayDialog.module.css';

/** The exported file itself, as anyone it was given to sees it. */
function Video({ entry, onFailed }: { entry: ExportEntry; onFailed: () => void }) {
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    const element = video.current;
    // Chromium's own controls then take Space and Enter for play and pause.
    element?.focus();
    return () => {
      // The file is let go of at once: it can be moved or deleted as soon as this is closed.
      element?.removeAttribute('src');
      element?.load();
    };
  }, []);
  return (
    // oxlint-disable-next-line jsx-a11y/media-has-caption -- a clip holds picture and sound, and its captions stay in the lesson
    <video
      ref={video}
      className={styles.video}
      src={`footage://clip/${entry.id}`}
      aria-label={entry.fileName}
      tabIndex={0}
      controls
      autoPlay
      disablePictureInPicture
      controlsList="nodownload noremoteplayback"
      onError={onFailed}
      // Where it does not know HEVC, Chromium plays its sound under no picture, and finds no fault.
      onLoadedMetadata={({ currentTarget: { videoWidth } }) => {
        if (videoWidth === 0 && /\.mp4$/i.test(entry.fileName)) onFailed();
      }}
    />
  );
}

/** Plays an exported clip. Looked for first: what is gone or was changed is said, not played. */
export function PlayDialog({
  file: exported,
  onAgain,
  onClose,
}: {
  file: ExportedFile;
  onAgain: () => void;
  onClose: () => void;
}) {
  const { entry } = exported;
  const { id } = entry;
  const [found, setFound] = useState<Pick<ExportLook, 'file' | 'hevc'> | null>(null);
  const [failed, setFailed] = useState(false);
  const look = useCallback(() => {
    call((api) => api.clips.look({ exportIds: [id], inView: false })).then(
      ([one]) => setFound(one ?? { file: 'gone', hevc: false }),
      tellError,
    );
  }, [id]);
  useEffect(look, [look]);
  const file = found?.file ?? null;
  const said =
    file !== null && (failed || file !== 'there') ? notPlayed(entry, file, found?.hevc) : null;
  return (
    <Dialog
      title={entry.fileName}
      wide
      onClose={onClose}
      actions={
        <>
          {entry.lessonId && (
            <Button onPress={onAgain}>
              <RotateCcw aria-hidden size={15} strokeWidth={1.75} />
              Export again…
            </Button>
          )}
          <Button
            isDisabled={file === 'gone' || file === 'away'}
            onPress={() => showExported(id, entry.fileName)}
          >
            <FolderOpen aria-hidden size={15} strokeWidth={1.75} />
            Show in folder
          </Button>
        </>
      }
    >
      {said ? (
        <div role="alert" className={styles.said}>
          <p>{said.sentence}</p>
          <p className={styles.next}>{said.next}</p>
        </div>
      ) : (
        <div className={styles.stage}>
          {file === 'there' && (
            <Video
              entry={entry}
              onFailed={() => {
                setFailed(true);
                look();
              }}
            />
          )}
        </div>
      )}
      <p className={styles.about}>
        {[lessonName(entry), whichWords(exported), entry.camera, entry.folderName]
          .filter(Boolean)
          .join(' · ')}
      </p>
    </Dialog>
  );
}
