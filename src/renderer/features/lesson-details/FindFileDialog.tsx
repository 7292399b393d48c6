import { useEffect, useState } from 'react';
import type { Id } from '../../../shared/domain/ids';
import type { FileView } from '../../../shared/domain/lesson';
import { tellError } from '../../app/tell-error';
import { call, listen } from '../../bridge/api';
import { formatBytes } from '../../ui/bytes';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import styles from './FileList.module.css';

/** Files that are not where they were: each can be pointed to. */
export function FindFileDialog({
  lessonId,
  title,
  onClose,
}: {
  lessonId: Id;
  title: string;
  onClose: () => void;
}) {
  const [files, setFiles] = useState<readonly FileView[] | null>(null);

  useEffect(() => {
    let here = true;
    call((api) => api.lessons.open({ lessonId })).then(
      (document) => here && setFiles(document.files),
      (thrown: unknown) => {
        tellError(thrown);
        if (here) onClose();
      },
    );
    const stop = listen((api) =>
      api.footage.onFileChanged((file) =>
        setFiles((known) => known?.map((old) => (old.id === file.id ? file : old)) ?? known),
      ),
    );
    return () => {
      here = false;
      stop();
    };
  }, [lessonId, onClose]);

  const locate = async (fileId: Id) => {
    try {
      const found = await call((api) => api.footage.locate({ fileId }));
      if (!found) return;
      setFiles((known) => known?.map((old) => (old.id === found.id ? found : old)) ?? known);
    } catch (thrown) {
      tellError(thrown);
    }
  };

  if (!files) return null;
  const missing = files.filter((file) => !file.present);
  return (
    <Dialog
      title={missing.length > 0 ? `Find the footage of “${title}”` : 'All found'}
      onClose={onClose}
      actions={
        missing.length === 0 && (
          <Button variant="primary" onPress={onClose}>
            Done
          </Button>
        )
      }
    >
      <p role="status">
        {missing.length > 0
          ? 'It may lie on a drive that is not plugged in, or someone moved or renamed it. Moments and notes are safe.'
          : 'Every file of this lesson is where it should be.'}
      </p>
      <ul className={styles.files}>
        {missing.map((file) => (
          <li key={file.id} className={styles.file}>
            <div className={styles.words}>
              <p className={styles.name}>{file.name}</p>
              <p className={styles.about}>{formatBytes(file.bytes)}</p>
            </div>
            <Button size="s" aria-label={`Find ${file.name}`} onPress={() => void locate(file.id)}>
              Find it…
            </Button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
