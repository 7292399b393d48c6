import { useMemo, useState } from 'react';
import type { Looked } from '../../../../shared/domain/clip';
import type { Id } from '../../../../shared/domain/ids';
import { samplesIn } from '../../../../shared/domain/narration';
import type { NarrationFile, NarrationWords } from '../../../../shared/domain/narration-file';
import { mayLeave } from '../../../../shared/domain/privacy';
import { ClipFolderField } from '../../../app/ClipFolderField';
import { asksToLook, type Said, sayThrown } from '../../../app/errors';
import { LookFirst } from '../../../app/look-through/LookFirst';
import { useClipFolder } from '../../../app/use-clip-folder';
import { call } from '../../../bridge/api';
import { CLIPS_NOTICE, closeNotice, tell } from '../../../stores/app-notices';
import { lessonStore } from '../../../stores/document';
import { Button } from '../../../ui/Button';
import { Checkbox } from '../../../ui/Checkbox';
import { Dialog } from '../../../ui/Dialog';
import { Select } from '../../../ui/Select';
import { TextField } from '../../../ui/TextField';
import { FILES, isFilm, whatWords, WORDS } from './choices';
import { Refused } from '../../../ui/Refused';
import styles from './ExportNarration.module.css';

/** A narration as a file: which, where its captions go, what it is called, and where it goes. */
export function ExportNarrationDialog({
  narrationId,
  onClose,
}: {
  narrationId: Id;
  onClose: () => void;
}) {
  // What it was opened on: nothing of the lesson changes behind a dialog.
  const document = useMemo(() => lessonStore.getState().document, []);
  const narration = document?.narrations.find(({ id }) => id === narrationId);
  const hasWords = narration?.cues.some(({ text }) => text.trim() !== '') ?? false;
  const [file, setFile] = useState<NarrationFile>('exact');
  const [words, setWords] = useState<NarrationWords>(
    narration?.captionsShown ? 'picture' : 'track',
  );
  const [name, setName] = useState((narration?.title ?? '').slice(0, 120).trim());
  const [tried, setTried] = useState(false);
  const [knowingly, setKnowingly] = useState(false);
  /** Its pictures are looked through before it is exported. */
  const [looking, setLooking] = useState(false);
  const look = useMemo(() => ({ narrationId }), [narrationId]);
  const [sending, setSending] = useState(false);
  const [refused, setRefused] = useState<Said | null>(null);
  const { folder, choose } = useClipFolder();
  if (!narration || !document) return null;

  const film = isFilm(file);
  const isPrivate = !mayLeave(narration);
  const notShown = document.lesson.notShown.trim();
  /** Someone is not to be shown, or something is hidden: main asks for it to be looked through. */
  const mayAsk = film && (notShown !== '' || document.masks.length > 0);
  const nameError = name.trim() === '' ? 'Give it a name.' : '';
  const isEmpty = file === 'words' ? !hasWords : samplesIn(narration) === 0;
  const may = !isEmpty && (!isPrivate || knowingly);

  const start = async (looked?: Looked): Promise<void> => {
    setTried(true);
    setRefused(null);
    if (!may || nameError || sending) return;
    const place = folder ?? (await choose());
    if (!place) return;
    setSending(true);
    try {
      // Said first: a short one can be ready before the answer is.
      tell({
        id: CLIPS_NOTICE,
        sentence: `“${name.trim()}” is being made.`,
        next: 'You can go on working. Jobs shows how far it is.',
      });
      await call((api) =>
        api.narrations.export({
          ...{ narrationId, folderId: place.folderId, name: name.trim(), file },
          ...{ words: film && hasWords ? words : 'none', knowingly, looked },
        }),
      );
      onClose();
    } catch (thrown) {
      closeNotice(CLIPS_NOTICE);
      setSending(false);
      if (asksToLook(thrown)) setLooking(true);
      else setRefused(sayThrown(thrown));
    }
  };

  if (looking) {
    return (
      <LookFirst
        order={look}
        onApprove={(looked) => {
          setLooking(false);
          void start(looked);
        }}
        onClose={onClose}
        onBack={() => setLooking(false)}
      />
    );
  }

  return (
    <Dialog
      title="Export narration"
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button variant="primary" isDisabled={!may || sending} onPress={() => void start()}>
            Export
          </Button>
        </>
      }
    >
      <div className={styles.fields}>
        <TextField
          autoFocus
          label="Name of the file"
          value={name}
          maxLength={120}
          onChange={setName}
          error={tried ? nameError : ''}
        />
        <Select label="As" options={FILES} value={file} onChange={setFile} />
        <p className={styles.hint}>{whatWords(file)}</p>
        {film && hasWords && (
          <Select label="Captions" options={WORDS} value={words} onChange={setWords} />
        )}
        {file === 'words' && !hasWords && (
          <p className={styles.hint}>
            This narration has no captions yet. Type them, or import them, in its Captions.
          </p>
        )}
        <ClipFolderField folder={folder} onChoose={() => void choose()} />
        {mayAsk && (
          <p className={styles.hint}>
            You look through its pictures before it is made.
            {notShown !== '' && ` Not to be shown: ${notShown}.`}
          </p>
        )}
        {isPrivate && (
          <Checkbox checked={knowingly} onChange={setKnowingly}>
            This narration is private: export it all the same
          </Checkbox>
        )}
        <Refused said={refused} />
      </div>
    </Dialog>
  );
}
