import { ArrowDown, ArrowUp, GripVertical, X } from 'lucide-react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { GridList, GridListItem } from 'react-aria-components/GridList';
import { useDragAndDrop } from 'react-aria-components/useDragAndDrop';
import type { FileView, Part } from '../../../shared/domain/lesson';
import { formatClock } from '../../../shared/domain/time';
import { IconButton } from '../../ui/IconButton';
import styles from './PartsDialog.module.css';

function troubleOf(file: FileView | undefined): string {
  if (!file) return '';
  if (!file.present) return 'This file is not where it was.';
  return file.trouble;
}

/** Parts in order and laid out, moved by hand, by their arrows, or by dragging with the keyboard. */
export function PartsList({
  parts,
  files,
  onMove,
  onRemove,
}: {
  parts: readonly Part[];
  files: readonly FileView[];
  onMove: (from: number, to: number) => void;
  onRemove: (id: string) => void;
}) {
  const indexOf = (key: unknown) => parts.findIndex((part) => part.id === key);
  const { dragAndDropHooks } = useDragAndDrop({
    getItems: (keys) => [...keys].map((key) => ({ 'plenary-part': String(key) })),
    onReorder: ({ keys, target }) => {
      const [key] = keys;
      const from = indexOf(key);
      const at = indexOf(target.key) + (target.dropPosition === 'after' ? 1 : 0);
      if (from >= 0) onMove(from, at > from ? at - 1 : at);
    },
  });
  return (
    <GridList
      aria-label="Parts"
      items={parts}
      dragAndDropHooks={dragAndDropHooks}
      className={styles.list}
    >
      {(part) => {
        const at = indexOf(part.id);
        const file = files.find((known) => known.id === part.fileId);
        const name = file?.name ?? 'File';
        const trouble = troubleOf(file);
        return (
          <GridListItem id={part.id} textValue={name} className={styles.part}>
            <AriaButton slot="drag" aria-label={`Move ${name}`} className={styles.grip}>
              <GripVertical aria-hidden size={16} />
            </AriaButton>
            <span className={styles.number}>{at + 1}</span>
            <span className={styles.name}>
              {name}
              {trouble && <span className={styles.trouble}>{trouble}</span>}
            </span>
            <span className={styles.time}>
              {formatClock(part.offsetUs)} · {formatClock(part.durationUs)} long
            </span>
            <IconButton
              label={`Move ${name} up`}
              icon={ArrowUp}
              size="s"
              isDisabled={at === 0}
              onPress={() => onMove(at, at - 1)}
            />
            <IconButton
              label={`Move ${name} down`}
              icon={ArrowDown}
              size="s"
              isDisabled={at === parts.length - 1}
              onPress={() => onMove(at, at + 1)}
            />
            <IconButton
              label={`Remove ${name} from the lesson`}
              icon={X}
              size="s"
              onPress={() => onRemove(part.id)}
            />
          </GridListItem>
        );
      }}
    </GridList>
  );
}
