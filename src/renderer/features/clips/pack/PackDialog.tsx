import { useMemo, useState } from 'react';
import type { ClipOrder, Looked } from '../../../../shared/domain/clip';
import { mustLook } from '../../../../shared/domain/leaving';
import type { PackRequest } from '../../../../shared/domain/pack';
import { asksToLook, sayThrown } from '../../../app/errors';
import { ClipFolderField } from '../../../app/ClipFolderField';
import { LookFirst } from '../../../app/look-through/LookFirst';
import { useClipFolder } from '../../../app/use-clip-folder';
import { call } from '../../../bridge/api';
import { closeNotice, PACK_NOTICE, tell } from '../../../stores/app-notices';
import { useAngles } from '../../../stores/angles';
import { lessonStore } from '../../../stores/document';
import { chosenIds, selectionOf, useView } from '../../../stores/view';
import { Button } from '../../../ui/Button';
import { Dialog } from '../../../ui/Dialog';
import { Select } from '../../../ui/Select';
import { TextField } from '../../../ui/TextField';
import {
  bytesOf,
  marksIn,
  marksWords,
  cameraToCut,
  camerasOf,
  type ClipChoice,
  clipChoices,
  filmed,
  nameTrouble,
} from '../clip-choices';
import { firstInPack, packClips, type PackWords } from './pack-choices';
import styles from './PackDialog.module.css';
import { Refused } from '../../../ui/Refused';
import { PackFields } from './PackFields';
import { PackList } from './PackList';
import { NO_CAPTIONS, usePack } from './use-pack';

/** As many as one pack holds: see PackRequest. */
const MOST_CLIPS = 200;

/** Clips, questions and chosen notes for people who do not have this app. */
export function PackDialog({
  chosen: asked,
  onClose,
}: {
  chosen?: readonly string[] | undefined;
  onClose: () => void;
}) {
  // What it was opened on: nothing of the lesson changes behind a dialog.
  const document = useMemo(() => lessonStore.getState().document, []);
  const choices = useMemo(
    () => (document ? clipChoices(document, selectionOf(useView.getState())) : []),
    [document],
  );
  const cameras = useMemo(() => (document ? camerasOf(document) : []), [document]);
  const [angleId, setAngleId] = useState(() =>
    document ? cameraToCut(document, useAngles.getState().largeId) : undefined,
  );
  const [chosen, setChosen] = useState<ReadonlySet<string>>(() =>
    document ? firstInPack(document, choices, asked ?? chosenIds()) : new Set(),
  );
  const [words, setWords] = useState<ReadonlyMap<string, PackWords>>(new Map());
  const [tried, setTried] = useState(false);
  const [refused, setRefused] = useState<{ sentence: string; next: string } | null>(null);
  const [sending, setSending] = useState(false);
  /** What is looked through before it is made. */
  const [looking, setLooking] = useState<ClipOrder | null>(null);
  const { folder, choose } = useClipFolder();
  const [how, change] = usePack({
    title: document?.lesson.title.slice(0, 120) ?? '',
    captionsId: document?.captions[0]?.id ?? NO_CAPTIONS,
  });
  if (!document) return null;

  const inPack = choices.filter(({ id }) => chosen.has(id));
  const cameraTrouble = (choice: ClipChoice): string =>
    angleId && !filmed(document, angleId, choice) ? 'This camera was not recording then.' : '';
  const namesTrouble = ({ id, title }: ClipChoice): string =>
    nameTrouble(words.get(id)?.name ?? title);
  // Names are found fault with once the person has tried.
  const troubleOf = (choice: ClipChoice): string =>
    cameraTrouble(choice) || (tried ? namesTrouble(choice) : '');
  const titleTrouble = nameTrouble(how.title);
  const troubled =
    titleTrouble !== '' ||
    inPack.some((choice) => (cameraTrouble(choice) || namesTrouble(choice)) !== '');
  const tooMany = chosen.size > MOST_CLIPS;

  const toggle = (id: string, on: boolean) => {
    const next = new Set(chosen);
    if (on) next.add(id);
    else next.delete(id);
    setChosen(next);
  };

  const notShown = document.lesson.notShown.trim();
  const marked = marksIn(document, angleId, inPack);
  /** As for clips: each picture is looked at before anything is handed on. */
  const must = mustLook({}, notShown, marked.length > 0);

  const start = () => {
    setTried(true);
    setRefused(null);
    if (chosen.size === 0 || tooMany || troubled) return;
    if (must) look();
    else void send();
  };

  const look = () => {
    const clips = packClips(choices, chosen, words).map(({ name, startUs, endUs }) => ({
      ...{ name, startUs, endUs },
    }));
    const marks = { discussion: how.discussion, name: how.name };
    setLooking({ lessonId: document.lesson.id, angleId, form: how.form, marks, clips });
  };

  const send = async (looked?: Looked) => {
    const place = folder ?? (await choose());
    if (!place) return;
    setSending(true);
    const title = how.title.trim();
    const pack: PackRequest = {
      ...{ title, introduction: how.introduction.trim(), form: how.form },
      clips: packClips(choices, chosen, words),
      captionsId: how.captionsId === NO_CAPTIONS ? null : how.captionsId,
      ...{ taughtOn: how.taughtOn, focus: how.focus, zip: how.zip, handout: how.handout },
      marks: { discussion: how.discussion, name: how.name },
    };
    const lessonId = document.lesson.id;
    const { folderId } = place;
    try {
      // Said first: its notice takes this place once it is ready.
      tell({
        id: PACK_NOTICE,
        sentence: `The discussion pack “${title}” is being made.`,
        next: 'You can go on working. Jobs shows how far it is.',
      });
      await call((api) => api.packs.make({ ...pack, lessonId, folderId, angleId, looked }));
      onClose();
    } catch (thrown) {
      closeNotice(PACK_NOTICE);
      setSending(false);
      if (asksToLook(thrown)) look();
      else setRefused(sayThrown(thrown));
    }
  };

  if (looking) {
    return (
      <LookFirst
        order={looking}
        hidden={marksWords(marked, 'hidden')}
        onApprove={(looked) => {
          setLooking(null);
          void send(looked);
        }}
        onClose={onClose}
        onBack={() => setLooking(null)}
      />
    );
  }

  return (
    <Dialog
      title="Make a discussion pack"
      wide
      onClose={onClose}
      actions={
        <>
          <span className={styles.count} role="status">
            {chosen.size === 1 ? '1 clip' : `${chosen.size} clips`}
            {tooMany && `: a pack holds at most ${MOST_CLIPS}`}
          </span>
          <Button onPress={onClose}>Cancel</Button>
          <Button
            variant="primary"
            isDisabled={chosen.size === 0 || tooMany || sending}
            onPress={start}
          >
            Make the pack
          </Button>
        </>
      }
    >
      <p className={styles.promise}>
        A folder that opens in any browser, with no network and without Plenary: the clips you
        choose, your questions, and the notes ticked here. Private notes stay here.
      </p>
      <TextField
        label="Title"
        value={how.title}
        maxLength={120}
        error={tried ? titleTrouble : ''}
        onChange={(title) => change({ title })}
      />
      <TextField
        label="A question for everyone"
        placeholder="What will you look for, before you watch?"
        value={how.introduction}
        maxLength={5_000}
        lines={2}
        onChange={(introduction) => change({ introduction })}
      />
      {choices.length === 0 ? (
        <p className={styles.empty}>
          There is nothing to choose yet. Mark in and out, or mark a moment, and come back.
        </p>
      ) : (
        <PackList
          document={document}
          choices={choices}
          chosen={chosen}
          words={words}
          troubleOf={troubleOf}
          onToggle={toggle}
          onWords={(id, typed) => setWords(new Map(words).set(id, typed))}
        />
      )}
      {cameras.length > 1 && angleId && (
        <Select label="Cut from" options={cameras} value={angleId} onChange={setAngleId} />
      )}
      <PackFields
        document={document}
        how={how}
        bytes={bytesOf(document, angleId, inPack, {
          ...{ form: how.form, speeds: new Map(), stillUs: 0 },
          covered: (clip) => marksIn(document, angleId, [clip]).length > 0,
        })}
        onChange={change}
      />
      {document.lesson.notShown.trim() !== '' && (
        <p className={styles.notShown}>
          Not to be seen or heard: {document.lesson.notShown.trim()}
        </p>
      )}
      <ClipFolderField folder={folder} asks="Make the pack" onChoose={() => void choose()} />
      <Refused said={refused} />
    </Dialog>
  );
}
