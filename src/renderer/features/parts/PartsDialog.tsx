import { useMemo, useState } from 'react';
import { arrangeParts, layOut, withGaps } from '../../../shared/domain/arrange';
import { CLOUD_ADDED } from '../../../shared/domain/cloud';
import type { FileView, Part } from '../../../shared/domain/lesson';
import { firstAngle, partsOf } from '../../../shared/domain/lesson-time';
import { instant } from '../../../shared/domain/row';
import { sayError } from '../../app/errors';
import { tellError } from '../../app/tell-error';
import { call } from '../../bridge/api';
import { tell } from '../../stores/app-notices';
import { lessonStore, useLesson } from '../../stores/document';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { lostWords } from './lost-words';
import { movedTo } from './ordering';
import { PartsList } from './PartsList';
import styles from './PartsDialog.module.css';

function labelFor(before: readonly Part[], after: readonly Part[]): string {
  const added = after.filter((part) => !before.some((old) => old.id === part.id)).length;
  const gone = before.filter((part) => !after.some((kept) => kept.id === part.id)).length;
  if (added > 0 && gone > 0) return 'Change the parts';
  if (added > 0) return added === 1 ? 'Add a part' : `Add ${added} parts`;
  if (gone > 0) return gone === 1 ? 'Remove a part' : `Remove ${gone} parts`;
  return 'Reorder the parts';
}

/** What would lose its picture, in words; empty for nothing. */
function lostBy(parts: readonly Part[]): string {
  const { document } = lessonStore.getState();
  const angle = document && firstAngle(document);
  if (!document || !angle) return '';
  return lostWords(arrangeParts(document, angle.id, parts, instant()));
}

/** The files a lesson is made of, in order. Nothing changes until Done, and then as one step. */
export function PartsDialog({ onClose }: { onClose: () => void }) {
  const known = useMemo(() => {
    const { document } = lessonStore.getState();
    return document ? partsOf(document) : [];
  }, []);
  const title = useLesson((state) => state.document?.lesson.title ?? '');
  const files = useLesson((state) => state.document?.files);
  const [parts, setParts] = useState<readonly Part[]>(known);
  const [newFiles, setNewFiles] = useState<readonly FileView[]>([]);
  const [adding, setAdding] = useState(false);
  const all = useMemo(() => [...(files ?? []), ...newFiles], [files, newFiles]);
  const placed = useMemo(() => layOut(withGaps(parts, known, all)), [parts, known, all]);
  const lost = useMemo(() => lostBy(parts), [parts]);
  const changed =
    parts.length !== known.length || parts.some((part, at) => part.id !== known[at]?.id);

  const add = async () => {
    const { document, lessonId } = lessonStore.getState();
    const angle = document && firstAngle(document);
    if (!lessonId || !angle) return;
    setAdding(true);
    try {
      const pick = await call((api) => api.footage.choose());
      if (!pick) return;
      const added = await call((api) =>
        api.footage.register({ pickId: pick.id, lessonId, angleId: angle.id }),
      );
      setParts((now) => [...now, ...added.parts]);
      setNewFiles((now) => [...now, ...added.files]);
      lessonStore.getState().filesAdded(added.files);
      if (pick.cloud && added.parts.length > 0) tell(CLOUD_ADDED);
      for (const { name, title: where } of added.result.known) {
        tell({ sentence: `“${name}” is already in the library, in “${where}”.` });
      }
      for (const { error } of added.result.refused) {
        const said = sayError(error);
        if (said) tell(said);
      }
    } catch (thrown) {
      tellError(thrown);
    } finally {
      setAdding(false);
    }
  };

  const done = () => {
    const { document, commit } = lessonStore.getState();
    const angle = document && firstAngle(document);
    if (document && angle && changed) {
      commit(labelFor(known, parts), arrangeParts(document, angle.id, parts, instant()));
    }
    onClose();
  };

  return (
    <Dialog
      title="Parts of this lesson"
      wide
      onClose={onClose}
      actions={
        <>
          <Button className={styles.add} isDisabled={adding} onPress={() => void add()}>
            Add footage…
          </Button>
          <Button onPress={onClose}>Cancel</Button>
          <Button variant="primary" isDisabled={parts.length === 0} onPress={done}>
            Done
          </Button>
        </>
      }
    >
      <p className={styles.words}>
        “{title}” plays these files one after the other. Moments, drawings and hidden parts stay
        with their picture.
      </p>
      <PartsList
        parts={placed}
        files={all}
        onMove={(from, to) => setParts(movedTo(parts, from, to))}
        onRemove={(id) => setParts(parts.filter((part) => part.id !== id))}
      />
      {lost !== '' && (
        <p role="status" className={styles.lost}>
          {lost}
        </p>
      )}
      {parts.length === 0 && (
        <p role="status" className={styles.lost}>
          A lesson keeps at least one part. To remove the whole lesson, go to your lessons.
        </p>
      )}
    </Dialog>
  );
}
