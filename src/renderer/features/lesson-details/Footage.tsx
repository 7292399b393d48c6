import { useEffect, useState } from 'react';
import type { Id } from '../../../shared/domain/ids';
import type { FileView } from '../../../shared/domain/lesson';
import { formatClock } from '../../../shared/domain/time';
import { tellError } from '../../app/tell-error';
import { call } from '../../bridge/api';
import styles from './FileList.module.css';
import { aboutFile } from './file-words';

/** The lesson's files: what they are, and what is the matter with one that is not whole. */
export function Footage({ lessonId }: { lessonId: Id }) {
  const [files, setFiles] = useState<readonly FileView[]>([]);
  useEffect(() => {
    let here = true;
    call((api) => api.lessons.open({ lessonId })).then(
      (document) => here && setFiles(document.files),
      tellError,
    );
    return () => {
      here = false;
    };
  }, [lessonId]);
  if (files.length === 0) return null;
  return (
    <section aria-label="Footage">
      <h2>Footage</h2>
      <ul className={styles.files}>
        {files.map((file) => (
          <li key={file.id} className={styles.file}>
            <div className={styles.words} data-selectable>
              <p className={styles.name}>{file.name}</p>
              <p className={styles.about}>{aboutFile(file)}</p>
              {file.trouble !== '' && <p>{file.trouble}</p>}
            </div>
            <span className={styles.about}>{formatClock(file.durationUs)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
