import { FolderOpen } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { ExportEntry } from '../../../shared/domain/clip';
import { navigate } from '../../app/route';
import { tellError } from '../../app/tell-error';
import { call, listen } from '../../bridge/api';
import { Button } from '../../ui/Button';
import { formatBytes } from '../../ui/bytes';
import { EmptyState } from '../../ui/EmptyState';
import { PageHead } from '../../ui/PageHead';
import styles from './ClipsPage.module.css';
import { rangeWords, whenWords } from './log-words';

function Entry({ entry }: { entry: ExportEntry }) {
  const { lessonId } = entry;
  return (
    <tr>
      <th scope="row" className={styles.clip} data-selectable>
        <span className={styles.name}>{entry.fileName}</span>
        <span className={styles.about}>{formatBytes(entry.bytes)}</span>
      </th>
      <td>
        {lessonId ? (
          <Button
            variant="link"
            onPress={() => navigate({ page: 'lesson', lessonId, atUs: entry.startUs })}
          >
            <span className={styles.lesson}>{entry.lessonTitle}</span>
          </Button>
        ) : (
          <span className={styles.lesson}>{entry.lessonTitle}</span>
        )}
        <span className={styles.range}>{rangeWords(entry)}</span>
      </td>
      <td>
        {whenWords(entry.at)}
        <span className={styles.about}>{entry.author}</span>
      </td>
      <td className={styles.where}>
        {entry.folderName}
        {!entry.present && <span className={styles.about}>no longer there</span>}
      </td>
      <td>
        <Button
          size="s"
          isDisabled={!entry.present}
          aria-label={`Show in folder: ${entry.fileName}`}
          onPress={() =>
            void call((api) => api.clips.showInFolder({ exportId: entry.id })).catch(tellError)
          }
        >
          <FolderOpen aria-hidden size={15} strokeWidth={1.75} />
          Show in folder
        </Button>
      </td>
    </tr>
  );
}

/** Every clip that was exported: what, when, by whom, from which lesson and range, where to. */
export function ClipsPage() {
  const [entries, setEntries] = useState<readonly ExportEntry[] | null>(null);

  useEffect(() => {
    let here = true;
    const read = () => {
      call((api) => api.clips.log()).then((log) => here && setEntries(log), tellError);
    };
    read();
    const stop = listen((api) =>
      api.jobs.onChanged((job) => {
        if (job.kind === 'clip' && job.state === 'done') read();
      }),
    );
    return () => {
      here = false;
      stop();
    };
  }, []);

  return (
    <>
      <PageHead title="Clips" />
      {entries?.length === 0 && (
        <EmptyState sentence="Clips you export are listed here with the day, the lesson and where they went. Open a lesson, mark a stretch and export it.">
          <Button onPress={() => navigate({ page: 'lessons' })}>Go to your lessons</Button>
        </EmptyState>
      )}
      {entries && entries.length > 0 && (
        <div className={styles.scroller} role="region" aria-label="Exported clips" tabIndex={0}>
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">Clip</th>
                <th scope="col">From</th>
                <th scope="col">When and by whom</th>
                <th scope="col">Folder</th>
                <th scope="col">
                  <span className="visually-hidden">Show</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {entries.map((entry) => (
                <Entry key={entry.id} entry={entry} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}
