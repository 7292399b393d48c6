import { ArrowDown, ArrowUp, GripVertical } from 'lucide-react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { GridList, GridListItem } from 'react-aria-components/GridList';
import { useDragAndDrop } from 'react-aria-components/useDragAndDrop';
import type { ClipSpeed } from '../../../shared/domain/clip';
import { formatClock } from '../../../shared/domain/time';
import { IconButton } from '../../ui/IconButton';
import { Select } from '../../ui/Select';
import { TextField } from '../../ui/TextField';
import type { ClipChoice } from './clip-choices';
import styles from './ReelList.module.css';
import { SPEEDS } from './speeds';

/** The clips of a reel in order, moved by hand, by their arrows, or by dragging with the keyboard. */
export function ReelList({
  clips,
  titled,
  titleOf,
  speedOf,
  speeds,
  onTitle,
  onOrder,
  onSpeed,
}: {
  clips: readonly ClipChoice[];
  /** Each has a card before it, with this on it. */
  titled: boolean;
  titleOf: (clip: ClipChoice) => string;
  /** Null where they have none. */
  speedOf: ((id: string) => ClipSpeed) | null;
  /** Each shows its speed, also where it is as it was. */
  speeds: boolean;
  onTitle: (id: string, title: string) => void;
  onOrder: (ids: string[]) => void;
  onSpeed: (id: string, speed: ClipSpeed) => void;
}) {
  const ids = clips.map(({ id }) => id);
  const move = (from: number, to: number): void => {
    const [moved] = ids.splice(from, 1);
    if (moved !== undefined) ids.splice(to, 0, moved);
    onOrder(ids);
  };
  const { dragAndDropHooks } = useDragAndDrop({
    getItems: (keys) => [...keys].map((key) => ({ 'plenary-clip': String(key) })),
    onReorder: ({ keys, target }) => {
      const [key] = keys;
      const from = ids.indexOf(String(key));
      const at = ids.indexOf(String(target.key)) + (target.dropPosition === 'after' ? 1 : 0);
      if (from >= 0) move(from, at > from ? at - 1 : at);
    },
  });
  return (
    <GridList
      aria-label="Order of the reel"
      items={clips.map((clip) => {
        const speed = speedOf?.(clip.id) ?? null;
        const told = speeds || speed !== 'usual' ? speed : null;
        return { ...clip, titled, shown: titleOf(clip), speed: told };
      })}
      dragAndDropHooks={dragAndDropHooks}
      // Typing into a title is not looking for one.
      keyboardNavigationBehavior="tab"
      className={styles.list}
    >
      {(clip) => {
        const at = ids.indexOf(clip.id);
        return (
          <GridListItem id={clip.id} textValue={clip.shown} className={styles.clip}>
            <AriaButton slot="drag" aria-label={`Move ${clip.shown}`} className={styles.grip}>
              <GripVertical aria-hidden size={16} />
            </AriaButton>
            <span className={styles.number}>{at + 1}</span>
            {clip.titled ? (
              <TextField
                label={`Title of clip ${at + 1}`}
                labelHidden
                value={clip.shown}
                className={styles.title}
                onChange={(typed) => onTitle(clip.id, typed)}
              />
            ) : (
              <span className={styles.name}>{clip.shown}</span>
            )}
            {clip.speed !== null && (
              <Select
                label={`Speed of clip ${at + 1}`}
                labelHidden
                look="chip"
                options={SPEEDS}
                value={clip.speed}
                onChange={(speed) => onSpeed(clip.id, speed)}
              />
            )}
            <span className={styles.time}>
              {formatClock(clip.startUs)}–{formatClock(clip.endUs)}
            </span>
            <IconButton
              label={`Move clip ${at + 1} up`}
              icon={ArrowUp}
              size="s"
              isDisabled={at === 0}
              onPress={() => move(at, at - 1)}
            />
            <IconButton
              label={`Move clip ${at + 1} down`}
              icon={ArrowDown}
              size="s"
              isDisabled={at === ids.length - 1}
              onPress={() => move(at, at + 1)}
            />
          </GridListItem>
        );
      }}
    </GridList>
  );
}
