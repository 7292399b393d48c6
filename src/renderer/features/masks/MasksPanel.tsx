import { EyeOff, type LucideIcon, Square, Trash2, VolumeX } from 'lucide-react';
import { ToggleButton } from 'react-aria-components/ToggleButton';
import { inOrder } from '../../../shared/domain/lesson-time';
import type { Mask } from '../../../shared/domain/mask';
import { useLesson } from '../../stores/document';
import { stopMasking, useMasking } from '../../stores/masking';
import { Button } from '../../ui/Button';
import { IconButton } from '../../ui/IconButton';
import { Kbd } from '../../ui/Kbd';
import { chooseMask, hidePart, hidePicture, hideSound, removeMask } from './actions';
import { ChosenMask } from './ChosenMask';
import { maskWords, whenWords } from '../../stores/mask-words';
import styles from './MasksPanel.module.css';
import { useMaskCommands } from './use-mask-commands';

/** In the board's place while parts of the lesson are hidden by hand. */
export function MasksPanel() {
  useMaskCommands();
  const notShown = useLesson((state) => state.document?.lesson.notShown.trim() ?? '');
  return (
    <section aria-label="Hidden parts" className={styles.panel}>
      <div className={styles.head}>
        <h2 className={styles.title}>Hidden parts</h2>
        <Button size="s" onPress={stopMasking}>
          Done <Kbd keys={['Esc']} />
        </Button>
      </div>
      <div className={styles.makers}>
        <Maker icon={EyeOff} keys="P" name="Hide a part of the picture" run={() => hidePart()} />
        <Maker icon={Square} keys="W" name="Hide the whole picture" run={hidePicture} />
        <Maker icon={VolumeX} keys="S" name="Hide what is said" run={hideSound} />
      </div>
      {notShown !== '' && (
        <p className={styles.names} data-selectable>
          Not to be shown: {notShown}
        </p>
      )}
      <Chosen />
      <Hidden />
      <p className={styles.hint}>
        Hidden in every clip, reel and pack. In this room the footage plays as it is once you are
        done here.
      </p>
    </section>
  );
}

function Maker({
  icon: Icon,
  keys,
  name,
  run,
}: {
  icon: LucideIcon;
  keys: string;
  name: string;
  run: () => void;
}) {
  return (
    <Button size="s" className={styles.maker} aria-keyshortcuts={keys} onPress={run}>
      <Icon aria-hidden size={15} strokeWidth={1.75} />
      <span>{name}</span>
    </Button>
  );
}

function Chosen() {
  const selectedId = useMasking((state) => state.selectedId);
  const mask = useLesson((state) => state.document?.masks.find(({ id }) => id === selectedId));
  const hasNone = useLesson((state) => state.document?.masks.length === 0);
  if (mask) return <ChosenMask key={mask.id} mask={mask} />;
  return (
    <p className={styles.hint}>
      {hasNone && 'Nothing is hidden in this lesson yet. '}
      Draw over what is to be hidden, or press a button.
    </p>
  );
}

const NONE: readonly Mask[] = [];

/** Everything that is hidden in this lesson, by time: the way there by keyboard. */
function Hidden() {
  const masks = useLesson((state) => state.document?.masks ?? NONE);
  const angles = useLesson((state) => state.document?.angles);
  const selectedId = useMasking((state) => state.selectedId);
  if (masks.length === 0) return null;
  const cameras = inOrder(angles ?? []);
  const camera = (mask: Mask) =>
    cameras.length > 1 ? (cameras.find(({ id }) => id === mask.angleId)?.name ?? '') : '';
  const byTime = [...masks].sort((a, b) => a.startUs - b.startUs || (a.id < b.id ? -1 : 1));
  return (
    <ul aria-label="What is hidden" className={styles.list}>
      {byTime.map((mask) => {
        const words = maskWords(mask.what);
        const of = camera(mask);
        return (
          <li key={mask.id} className={styles.row}>
            <ToggleButton
              isSelected={mask.id === selectedId}
              onChange={() => chooseMask(mask)}
              className={styles.item}
            >
              <span className={styles.words}>{words}</span>
              <span className={styles.at}>
                {whenWords(mask)}
                {of !== '' && ` · ${of}`}
              </span>
            </ToggleButton>
            <IconButton
              label={`Delete: ${words}, ${whenWords(mask)}`}
              icon={Trash2}
              size="s"
              onPress={() => removeMask(mask.id)}
            />
          </li>
        );
      })}
    </ul>
  );
}
