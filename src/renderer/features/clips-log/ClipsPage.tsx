import { useCallback, useDeferredValue, useMemo, useState } from 'react';
import { type Command, useCommands } from '../../app/commands';
import { navigate } from '../../app/route';
import { Button } from '../../ui/Button';
import { EmptyState } from '../../ui/EmptyState';
import { PageHead } from '../../ui/PageHead';
import { SearchBox } from '../../ui/SearchBox';
import { AgainDialog } from './AgainDialog';
import styles from './ClipsPage.module.css';
import { ClipTable } from './ClipTable';
import { countWords, type ExportedFile, filesOf, siftLog } from './log-words';
import { PlayDialog } from './PlayDialog';
import { useLog } from './use-log';

const COMMANDS: readonly Command[] = [
  {
    id: 'clips.search',
    name: 'Find a clip',
    group: 'Clips',
    keys: ['/', '$mod+f'],
    run: () => document.getElementById('clip-search')?.focus(),
  },
];

type Open = { is: 'play' | 'again'; file: ExportedFile } | null;

/** Every clip that was exported: what, when, by whom, from which lesson and range, where to. */
export function ClipsPage() {
  useCommands(COMMANDS);
  const entries = useLog();
  const [text, setText] = useState('');
  const [open, setOpen] = useState<Open>(null);
  const wanted = useDeferredValue(text);
  const files = useMemo(() => filesOf(entries ?? []), [entries]);
  const shown = useMemo(() => siftLog(files, wanted), [files, wanted]);
  const play = useCallback((file: ExportedFile) => setOpen({ is: 'play', file }), []);
  const again = useCallback((file: ExportedFile) => setOpen({ is: 'again', file }), []);
  const close = useCallback(() => setOpen(null), []);

  if (!entries || entries.length === 0) {
    return (
      <>
        <PageHead title="Clips" />
        {entries && (
          <EmptyState sentence="Clips you export are listed here with the day, the lesson and where they went. Open a lesson, mark a stretch and export it.">
            <Button onPress={() => navigate({ page: 'lessons' })}>Go to your lessons</Button>
          </EmptyState>
        )}
      </>
    );
  }
  return (
    <>
      <PageHead title="Clips">
        <span role="status" className={styles.count}>
          {countWords(shown.length, files.length)}
        </span>
        <SearchBox id="clip-search" label="Find a clip or lesson" value={text} onChange={setText} />
      </PageHead>
      {shown.length > 0 ? (
        <ClipTable files={shown} since={entries} onPlay={play} onAgain={again} />
      ) : (
        <EmptyState sentence="No clip fits what you are looking for.">
          <Button onPress={() => setText('')}>Show all clips</Button>
        </EmptyState>
      )}
      {open?.is === 'play' && (
        <PlayDialog file={open.file} onAgain={() => again(open.file)} onClose={close} />
      )}
      {open?.is === 'again' && <AgainDialog file={open.file} onClose={close} />}
    </>
  );
}
