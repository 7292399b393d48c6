import { useMemo, useState } from 'react';
import type { ClipOrder, Looked } from '../../../shared/domain/clip';
import type { Id } from '../../../shared/domain/ids';
import { mustLook } from '../../../shared/domain/leaving';
import { asksToLook, type Said, sayThrown } from '../../app/errors';
import { ClipFolderField } from '../../app/ClipFolderField';
import { LookFirst } from '../../app/look-through/LookFirst';
import { tellError } from '../../app/tell-error';
import { useClipFolder } from '../../app/use-clip-folder';
import { call } from '../../bridge/api';
import { lessonStore } from '../../stores/document';
import { CLIPS_NOTICE, closeNotice, tell } from '../../stores/app-notices';
import { useAngles } from '../../stores/angles';
import { changeSettings, useSettings } from '../../stores/settings';
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
  filmedIn,
  inReelOrder,
  marksIn,
  marksWords,
  nameTrouble,
} from './clip-choices';
import styles from './ClipsDialog.module.css';
import { Refused } from '../../ui/Refused';
import { HideFields } from './HideFields';
import { HowFields } from './HowFields';
import { MoreFields } from './MoreFields';
import { howLarge, orderOf } from './order';
import { PackButton } from './pack/PackButton';
import { ReelList } from './ReelList';
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

/** As many as one order may hold, see `clips.export`. */
const MOST_CLIPS = 500;

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
  const [refused, setRefused] = useState<Said | null>(null);
  const [sending, setSending] = useState(false);
  /** What is looked through before it is exported. */
  const [looking, setLooking] = useState<ClipOrder | null>(null);
  const { folder, choose } = useClipFolder();
  const how = useHow(document?.lesson.title ?? '');
  const keptColours = useSettings((state) => state.cardColours);
  const inReel = inReelOrder(choices, chosen, how.order);
  const reel = reelOf(how, chosen.size);
  const picked = reel ? inReel : choices.filter(({ id }) => chosen.has(id));
  const notShown = document?.lesson.notShown.trim() ?? '';
  const marked = document ? marksIn(document, angleId, picked) : [];
  const pictures = how.form !== 'sound';
  /** Someone is not to be shown, or something is hidden: each picture is looked at first. */
  const must = mustLook(how, notShown, marked.length > 0);

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

  /** What is asked for; null while something is wrong with it, which is then said. */
  const ask = (): ClipOrder | null => {
    setTried(true);
    setRefused(null);
    if (!document || picked.length === 0 || troubled) return null;
    if (picked.length > MOST_CLIPS) {
      const sentence = `${MOST_CLIPS} clips can be exported at once; these are ${picked.length}.`;
      setRefused({ sentence, next: 'Choose fewer, and export the others after them.' });
      return null;
    }
    // Shown by choice only where there was something to choose about.
    const asked = { ...how, masked: how.masked || marked.length === 0 };
    return orderOf({ lessonId: document.lesson.id, angleId, picked, names, how: asked, reel });
  };

  const send = async (order: ClipOrder, looked?: Looked) => {
    const place = folder ?? (await choose());
    if (!place) return;
    setSending(true);
    const { clips } = order;
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
      const { colours } = how;
      if (reel?.colours && colours) changeSettings({ cardColours: colours }).catch(tellError);
      await call((api) => api.clips.export({ ...order, folderId: place.folderId, looked }));
      onClose();
    } catch (thrown) {
      closeNotice(CLIPS_NOTICE);
      setSending(false);
      if (asksToLook(thrown)) setLooking(order);
      else setRefused(sayThrown(thrown));
    }
  };

  const start = () => {
    const order = ask();
    if (!order) return;
    if (must) setLooking(order);
    else void send(order);
  };

  if (looking) {
    return (
      <LookFirst
        order={looking}
        hidden={how.masked ? marksWords(marked, 'hidden') : 'Nothing is hidden.'}
        onApprove={(looked) => {
          setLooking(null);
          void send(looking, looked);
        }}
        onClose={onClose}
        onBack={() => setLooking(null)}
      />
    );
  }

  return (
    <Dialog
      title="Export clips"
      widest
      onClose={onClose}
      actions={
        <>
          <span className={styles.count} role="status">
            {chosen.size === 1 ? '1 clip' : `${chosen.size} clips`}
          </span>
          <PackButton chosen={chosen} />
          <Button onPress={onClose}>Cancel</Button>
          {pictures && !must && chosen.size > 0 && (
            <Button onPress={() => setLooking(ask())}>Look through it first</Button>
          )}
          <Button variant="primary" isDisabled={chosen.size === 0 || sending} onPress={start}>
            Export
          </Button>
        </>
      }
    >
      <div className={styles.sides}>
        <div className={styles.what}>
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
                speedOf={reel || !pictures ? null : (id) => how.speeds.get(id) ?? 'usual'}
                speeds={how.more}
                onToggle={toggle}
                onName={(id, name) => setNames(new Map(names).set(id, name))}
                onSpeed={(id, speed) => how.setSpeed([id], speed)}
              />
              {reel && (
                <ReelList
                  clips={inReel}
                  titled={how.titles && pictures}
                  titleOf={({ id, title }) => how.wordings.get(id) ?? title}
                  speedOf={pictures ? (id) => how.speeds.get(id) ?? 'usual' : null}
                  speeds={how.more}
                  onTitle={how.setWording}
                  onOrder={how.setOrder}
                  onSpeed={(id, speed) => how.setSpeed([id], speed)}
                />
              )}
            </>
          )}
        </div>
        <div className={styles.how}>
          {cameras.length > 1 && angleId && (
            <Select label="Cut from" options={cameras} value={angleId} onChange={setAngleId} />
          )}
          {chosen.size > 0 && document && (
            <>
              <HowFields
                how={how}
                count={picked.length}
                bytes={bytesOf(document, angleId, picked, howLarge(document, angleId, picked, how))}
                trouble={tried ? reelTrouble : ''}
                hevc={filmedIn('hevc', document, angleId, picked)}
              />
              {(notShown !== '' || marked.length > 0) && (
                <HideFields how={how} marked={marksWords(marked)} notShown={notShown} />
              )}
            </>
          )}
          <ClipFolderField folder={folder} onChoose={() => void choose()} />
          {chosen.size > 0 && <MoreFields how={how} clips={picked} keptColours={keptColours} />}
          <p className={styles.promise}>
            Only the chosen stretches are exported: picture and sound, and of your words those that
            you choose here. Not the place or date of recording.
          </p>
          <Refused said={refused} />
        </div>
      </div>
    </Dialog>
  );
}
