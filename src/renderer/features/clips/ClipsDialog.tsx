import { useMemo, useState } from 'react';
import type { Id } from '../../../shared/domain/ids';
import { sayThrown } from '../../app/errors';
import { ClipFolderField } from '../../app/ClipFolderField';
import { useClipFolder } from '../../app/use-clip-folder';
import { call } from '../../bridge/api';
import { lessonStore } from '../../stores/document';
import { CLIPS_NOTICE, closeNotice, tell } from '../../stores/app-notices';
import { useAngles } from '../../stores/angles';
import { chosenIds, selectionOf, useView } from '../../stores/view';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { Select } from '../../ui/Select';
import { ClipList } from './ClipList';
import {
  cameraToCut,
  camerasOf,
  type ClipChoice,
  clipChoices,
  bytesOf,
  filmed,
  inReelOrder,
  nameTrouble,
  requestsFor,
  withNotes,
} from './clip-choices';
import styles from './ClipsDialog.module.css';
import { HowFields } from './HowFields';
import { PackButton } from './pack/PackButton';
import { reelOf, useHow } from './use-how';

/**
 * Chosen to begin with: the moment it was opened from, with all that are chosen where it is one of
 * them; else the selection; else the chosen moments.
 */
function firstChoice(momentId: Id | undefined, ids: ReadonlySet<string>): Set<string> {
  const chosen = chosenIds();
  const from = momentId !== undefined && !chosen.includes(momentId) ? [momentId] : chosen;
  const wanted = momentId !== undefined ? [from, ['selection']] : [['selection'], from];
  const found = wanted.map((some) => some.filter((id) => ids.has(id))).find((some) => some[0]);
  return new Set(found);
}

/** Which stretches become files, what they are called, where they go. Nothing else leaves. */
export function ClipsDialog({ momentId, onClose }: { momentId?: Id; onClose: () => void }) {
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
    firstChoice(momentId, new Set(choices.map((choice) => choice.id))),
  );
  const [names, setNames] = useState<ReadonlyMap<string, string>>(new Map());
  const [tried, setTried] = useState(false);
  const [refused, setRefused] = useState<{ sentence: string; next: string } | null>(null);
  const [sending, setSending] = useState(false);
  const { folder, choose } = useClipFolder();
  const how = useHow(document?.lesson.title ?? '');
  const inReel = inReelOrder(choices, chosen, how.order);
  const reel = reelOf(how, chosen.size);

  const nameOf = (id: string, name: string) => names.get(id) ?? name;
  const cameraTrouble = (choice: ClipChoice): string =>
    document && angleId && !filmed(document, angleId, choice)
      ? 'This camera was not recording then.'
      : '';
  // In a reel clips have no files, and so no names, of their own.
  const nameTroubleOf = ({ id, name }: ClipChoice): string =>
    reel ? '' : nameTrouble(nameOf(id, name));
  const reelTrouble = reel ? nameTrouble(reel.name) : '';
  // Names are found fault with once the person has tried to export.
  const troubleOf = (choice: ClipChoice): string =>
    cameraTrouble(choice) || (tried ? nameTroubleOf(choice) : '');
  const troubled =
    reelTrouble !== '' ||
    inReel.some((choice) => (cameraTrouble(choice) || nameTroubleOf(choice)) !== '');

  const toggle = (id: string, on: boolean) => {
    const next = new Set(chosen);
    if (on) next.add(id);
    else next.delete(id);
    setChosen(next);
  };

  const start = async () => {
    setTried(true);
    setRefused(null);
    const { lessonId } = lessonStore.getState();
    const picked = reel ? inReel : choices.filter(({ id }) => chosen.has(id));
    const plain = requestsFor(picked, chosen, names, reel ? how.wordings : null);
    const clips = how.notes ? withNotes(plain, picked) : plain;
    if (!lessonId || clips.length === 0 || troubled) return;
    const place = folder ?? (await choose());
    if (!place) return;
    setSending(true);
    try {
      // Said first: a short clip can be ready before the answer is, and its notice takes this place.
      tell({
        id: CLIPS_NOTICE,
        sentence:
          reel || clips.length === 1
            ? `“${reel?.name ?? clips[0]?.name}” is being made.`
            : `${clips.length} clips are being made.`,
        next: 'You can go on working. Jobs shows how far it is.',
      });
      const { folderId } = place;
      const { form, marks } = how;
      const order = { lessonId, folderId, angleId, clips, form, reel, marks };
      await call((api) => api.clips.export(order));
      onClose();
    } catch (thrown) {
      closeNotice(CLIPS_NOTICE);
      setRefused(sayThrown(thrown));
      setSending(false);
    }
  };

  return (
    <Dialog
      title="Export clips"
      wide
      onClose={onClose}
      actions={
        <>
          <span className={styles.count} role="status">
            {chosen.size === 1 ? '1 clip' : `${chosen.size} clips`}
          </span>
          <PackButton chosen={chosen} />
          <Button onPress={onClose}>Cancel</Button>
          <Button
            variant="primary"
            isDisabled={chosen.size === 0 || sending}
            onPress={() => void start()}
          >
            Export
          </Button>
        </>
      }
    >
      {choices.length === 0 ? (
        <p className={styles.empty}>
          There is nothing to export yet. Mark in and out, or mark a moment, and come back.
        </p>
      ) : (
        <>
          {choices.length > 2 && (
            <div className={styles.all}>
              <Button
                size="s"
                variant="quiet"
                onPress={() => setChosen(new Set(choices.map((choice) => choice.id)))}
              >
                Choose all
              </Button>
              <Button size="s" variant="quiet" onPress={() => setChosen(new Set())}>
                Choose none
              </Button>
            </div>
          )}
          <ClipList
            choices={choices}
            chosen={chosen}
            nameOf={reel ? null : nameOf}
            troubleOf={troubleOf}
            onToggle={toggle}
            onName={(id, name) => setNames(new Map(names).set(id, name))}
          />
        </>
      )}
      {cameras.length > 1 && angleId && (
        <Select label="Cut from" options={cameras} value={angleId} onChange={setAngleId} />
      )}
      {chosen.size > 0 && document && (
        <HowFields
          how={how}
          clips={inReel}
          bytes={bytesOf(document, angleId, inReel, how.form)}
          trouble={tried ? reelTrouble : ''}
        />
      )}
      <ClipFolderField folder={folder} onChoose={() => void choose()} />
      <p className={styles.promise}>
        Only the chosen stretches are exported: picture and sound, and of your words those that you
        choose here. Not the place or date of recording.
      </p>
      {refused && (
        // In a small window it would lie below what is in view.
        <div
          role="alert"
          className={styles.refused}
          ref={(said) => said?.scrollIntoView({ block: 'nearest' })}
        >
          <p>{refused.sentence}</p>
          <p>{refused.next}</p>
        </div>
      )}
    </Dialog>
  );
}
