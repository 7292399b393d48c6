import { useEffect, useState } from 'react';
import type { ClipAgain, ClipOrder, Looked } from '../../../shared/domain/clip';
import type { Id } from '../../../shared/domain/ids';
import { mustLook } from '../../../shared/domain/leaving';
import { AppError } from '../../../shared/errors';
import { asksToLook, type Said, sayThrown } from '../../app/errors';
import { ClipFolderField } from '../../app/ClipFolderField';
import { LookThrough } from '../../app/look-through/LookThrough';
import { navigate } from '../../app/route';
import { useClipFolder } from '../../app/use-clip-folder';
import { call } from '../../bridge/api';
import { CLIPS_NOTICE, closeNotice, tell } from '../../stores/app-notices';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { Select } from '../../ui/Select';
import { TextField } from '../../ui/TextField';
import styles from './AgainDialog.module.css';
import { type ExportedFile, lengthWords, rangeWords } from './log-words';

const LESSON_GONE: Said = {
  sentence: 'The lesson it came from is no longer in the library, so it cannot be exported again.',
  next: 'The file that was exported is not touched.',
};

function saidOf(thrown: unknown): Said | null {
  return AppError.from(thrown).code === 'not-found' ? LESSON_GONE : sayThrown(thrown);
}

function Alert({ said }: { said: Said }) {
  return (
    <div role="alert" className={styles.said}>
      <p>{said.sentence}</p>
      <p className={styles.next}>{said.next}</p>
    </div>
  );
}

/** The same stretch once more: what it is cut from, its name and its folder, and one yes. */
export function AgainDialog({ file, onClose }: { file: ExportedFile; onClose: () => void }) {
  const { id, fileName } = file.entry;
  const [again, setAgain] = useState<ClipAgain | null>(null);
  const [refused, setRefused] = useState<Said | null>(null);
  const [name, setName] = useState('');
  const [angleId, setAngleId] = useState<Id | null>(null);
  const [tried, setTried] = useState(false);
  const [sending, setSending] = useState(false);
  const [looking, setLooking] = useState<ClipOrder | null>(null);
  const { folder, choose } = useClipFolder();

  useEffect(() => {
    let here = true;
    call((api) => api.clips.again({ exportId: id })).then(
      (found) => {
        if (!here) return;
        setAgain(found);
        setName(found.name);
        setAngleId(found.angleId);
      },
      (thrown: unknown) => here && setRefused(saidOf(thrown)),
    );
    return () => {
      here = false;
    };
  }, [id]);

  if (!again) {
    if (!refused) return null;
    return (
      <Dialog
        title="Export again"
        onClose={onClose}
        actions={
          <Button variant="primary" onPress={onClose}>
            Close
          </Button>
        }
      >
        <Alert said={refused} />
      </Dialog>
    );
  }

  const nameError = name.trim() === '' ? 'Give it a name.' : '';

  const { lessonId, ranges, notShown } = again;
  const reel = ranges.length > 1;
  const sound = /\.m4a$/i.test(fileName);

  const send = async (order: ClipOrder, looked?: Looked): Promise<void> => {
    const place = folder ?? (await choose());
    if (!place) return;
    setSending(true);
    try {
      // Said first: a short clip can be ready before the answer is, and its notice takes this place.
      tell({
        id: CLIPS_NOTICE,
        sentence: `“${name.trim()}” is being made.`,
        next: 'You can go on working. Jobs shows how far it is.',
      });
      await call((api) => api.clips.export({ ...order, folderId: place.folderId, looked }));
      onClose();
    } catch (thrown) {
      closeNotice(CLIPS_NOTICE);
      setSending(false);
      if (asksToLook(thrown)) setLooking(order);
      else setRefused(saidOf(thrown));
    }
  };

  const start = (): void => {
    setTried(true);
    setRefused(null);
    if (nameError || sending || angleId === null) return;
    const order: ClipOrder = {
      ...{ lessonId, angleId },
      clips: ranges.map((range, at) => ({
        name: reel ? `${name.trim()} ${at + 1}`.slice(-120).trim() : name.trim(),
        ...range,
      })),
      ...(reel && { reel: { name: name.trim(), titles: false } }),
      ...(sound && { form: 'sound' as const }),
    };
    // Where someone is not to be shown, each picture is looked at first.
    if (mustLook(order, notShown, again.covered)) setLooking(order);
    else void send(order);
  };

  if (looking) {
    return (
      <LookThrough
        order={looking}
        onApprove={(looked) => {
          setLooking(null);
          void send(looking, looked);
        }}
        onShows={(atUs) => {
          onClose();
          navigate({ page: 'lesson', lessonId, atUs });
        }}
        onBack={() => setLooking(null)}
      />
    );
  }

  return (
    <Dialog
      title="Export again"
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button variant="primary" isDisabled={sending} onPress={start}>
            Export
          </Button>
        </>
      }
    >
      <p className={styles.from}>
        {again.lessonTitle}{' '}
        {ranges[0] && (
          <span className={styles.range}>
            {reel ? `${ranges.length} clips, ${lengthWords(ranges)}` : rangeWords(ranges[0])}
          </span>
        )}
      </p>
      <TextField
        autoFocus
        label={reel ? 'Name of the reel' : 'Name of the clip'}
        value={name}
        maxLength={120}
        onChange={setName}
        error={tried ? nameError : ''}
      />
      {again.cameras.length > 1 && angleId && (
        <Select label="Cut from" options={again.cameras} value={angleId} onChange={setAngleId} />
      )}
      <ClipFolderField folder={folder} onChoose={() => void choose()} />
      <p className={styles.next}>
        The file is made anew from the footage; the one that was exported before stays as it is.
      </p>
      {refused && <Alert said={refused} />}
    </Dialog>
  );
}
