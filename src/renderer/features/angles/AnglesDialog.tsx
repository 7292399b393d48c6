import { ArrowDown, ArrowUp, Camera, Mic, X } from 'lucide-react';
import { useMemo, useState } from 'react';
import { orderAngles, ppmOf, removeAngle } from '../../../shared/domain/angles';
import type { LessonDocument } from '../../../shared/domain/document';
import type { Angle } from '../../../shared/domain/lesson';
import { firstAngle, inOrder, partEndUs, partsOf } from '../../../shared/domain/lesson-time';
import { instant } from '../../../shared/domain/row';
import { formatClock } from '../../../shared/domain/time';
import { tellError } from '../../app/tell-error';
import { useAngles } from '../../stores/angles';
import { lessonStore, useLesson } from '../../stores/document';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { IconButton } from '../../ui/IconButton';
import { TextField } from '../../ui/TextField';
import { addAngle } from './adding';
import { alignAngle, useAligning } from './aligning';
import styles from './AnglesDialog.module.css';
import { formatDrift, formatOffset } from './place-words';

function rename(angle: Angle, name: string): void {
  const clean = name.trim().slice(0, 200);
  if (clean === '' || clean === angle.name) return;
  const after = { ...angle, name: clean, changedAt: instant() };
  lessonStore
    .getState()
    .commit('Name a camera', [{ table: 'angle', id: angle.id, before: angle, after }]);
}

function align(document: LessonDocument, angle: Angle): void {
  alignAngle(document.lesson.id, angle.id, angle.name).catch(tellError);
}

/** Every camera and recorder of the lesson. Each change is made at once and can be undone. */
export function AnglesDialog({ onClose }: { onClose: () => void }) {
  const document = useLesson((state) => state.document);
  const [adding, setAdding] = useState(false);
  if (!document) return null;
  const angles = inOrder(document.angles);
  const add = async () => {
    setAdding(true);
    try {
      const angle = await addAngle();
      const now = lessonStore.getState().document;
      const others = (now?.angles.length ?? 0) > 1;
      // What it shares of sound says where it belongs: nobody should have to ask for that.
      if (angle && now && others) align(now, angle);
    } catch (thrown) {
      tellError(thrown);
    } finally {
      setAdding(false);
    }
  };
  return (
    <Dialog
      title="Cameras and sound"
      wide
      onClose={onClose}
      actions={
        <>
          <Button className={styles.add} isDisabled={adding} onPress={() => void add()}>
            Add a camera or recorder…
          </Button>
          <Button variant="primary" onPress={onClose}>
            Done
          </Button>
        </>
      }
    >
      <p className={styles.words}>
        The first camera is the lesson’s clock: moments lie on its time. The others are lined up
        with it by what they heard.
      </p>
      <ul aria-label="Cameras and recorders" className={styles.list}>
        {angles.map((angle, at) => (
          <AngleRow
            key={angle.id}
            document={document}
            angle={angle}
            at={at}
            count={angles.length}
            onClose={onClose}
          />
        ))}
      </ul>
    </Dialog>
  );
}

function AngleRow({
  document,
  angle,
  at,
  count,
  onClose,
}: {
  document: LessonDocument;
  angle: Angle;
  at: number;
  count: number;
  onClose: () => void;
}) {
  const [name, setName] = useState(angle.name);
  const parts = useMemo(() => partsOf(document, angle.id), [document, angle.id]);
  const sees = parts.some(({ fileId }) =>
    document.files.some((file) => file.id === fileId && file.picture !== null),
  );
  const [first] = parts;
  const endUs = parts.reduce((end, part) => Math.max(end, partEndUs(part)), 0);
  const lengthUs = endUs - (first?.offsetUs ?? 0);
  const Icon = sees ? Camera : Mic;
  const move = (by: -1 | 1) => {
    const order = inOrder(document.angles).map(({ id }) => id);
    order.splice(at, 1);
    order.splice(at + by, 0, angle.id);
    const ops = orderAngles(document, order, instant());
    lessonStore.getState().commit('Reorder the cameras', ops);
  };
  const remove = () => {
    const ops = removeAngle(document, angle.id, instant());
    lessonStore.getState().commit(`Take ${angle.name} out`, ops);
  };
  return (
    <li className={styles.angle}>
      <Icon aria-hidden size={18} strokeWidth={1.75} className={styles.icon} />
      <div className={styles.facts}>
        <TextField
          label="Name"
          labelHidden
          aria-label={`Name of camera ${at + 1}`}
          value={name}
          onChange={setName}
          onBlur={() => rename(angle, name)}
          maxLength={200}
        />
        <span className={styles.time}>
          {formatClock(lengthUs)} long in{' '}
          {parts.length === 1 ? 'one file' : `${parts.length} files`}
          {at === 0
            ? ' · the lesson’s clock'
            : ` · begins ${formatOffset(first?.offsetUs ?? 0)}, ${formatDrift(ppmOf(first?.rate ?? 1))}`}
        </span>
        {at > 0 && <AlignLine document={document} angle={angle} onClose={onClose} />}
      </div>
      <IconButton
        label={`Move ${angle.name} up`}
        icon={ArrowUp}
        size="s"
        isDisabled={at === 0}
        onPress={() => move(-1)}
      />
      <IconButton
        label={`Move ${angle.name} down`}
        icon={ArrowDown}
        size="s"
        isDisabled={at === count - 1}
        onPress={() => move(1)}
      />
      <IconButton
        label={`Take ${angle.name} out of the lesson`}
        icon={X}
        size="s"
        isDisabled={count === 1}
        onPress={remove}
      />
    </li>
  );
}

const SAID = {
  running: 'Listening to both… Jobs shows how far it is.',
  found: 'Lined up by its sound.',
  'too-little': 'These do not share enough sound to be sure. Line them up by hand.',
  'no-sound': 'One of them has no sound. Line them up by hand.',
} as const;

function AlignLine({
  document,
  angle,
  onClose,
}: {
  document: LessonDocument;
  angle: Angle;
  onClose: () => void;
}) {
  const outcome = useAligning((state) => state.outcomes.get(angle.id));
  const isClock = firstAngle(document)?.id === angle.id;
  if (isClock) return null;
  return (
    <div className={styles.align}>
      <Button
        size="s"
        isDisabled={outcome === 'running'}
        onPress={() => align(document, angle)}
        aria-label={`Line ${angle.name} up by sound`}
      >
        Line up by sound
      </Button>
      <Button
        size="s"
        aria-label={`Line ${angle.name} up by hand`}
        onPress={() => {
          useAngles.setState({ placingId: angle.id, alone: false });
          onClose();
        }}
      >
        By hand…
      </Button>
      <span role="status" className={styles.said}>
        {outcome && SAID[outcome]}
      </span>
    </div>
  );
}
