import { ArrowDown, ArrowUp, Copy, GripVertical, Trash2 } from 'lucide-react';
import { type KeyboardEvent, useState } from 'react';
import { newId } from '../../../../shared/domain/ids';
import {
  itemMoved,
  plannedMs,
  type ItemCheck,
  type SessionItem,
} from '../../../../shared/domain/session';
import { changePlan } from '../../../stores/session';
import { classes } from '../../../ui/classes';
import { IconButton } from '../../../ui/IconButton';
import { checkWords, firstOver, itemName, lengthWords, stepsWords } from '../words';
import styles from './Build.module.css';

function moveTo(itemId: string, place: number): void {
  changePlan(({ items }) => ({ items: itemMoved(items, itemId, place) }));
}

/** The items in order: moved by dragging, by their arrows, or with Alt and the arrow keys. */
export function ItemList({
  items,
  slotMinutes,
  checks,
  chosenId,
  onChoose,
}: {
  items: readonly SessionItem[];
  slotMinutes: number;
  /** By item; empty until it has been looked. */
  checks: ReadonlyMap<string, ItemCheck>;
  chosenId: string | null;
  onChoose: (itemId: string | null) => void;
}) {
  const [dragged, setDragged] = useState<string | null>(null);
  const [over, setOver] = useState<number | null>(null);
  const late = firstOver(items, slotMinutes);
  return (
    <ol aria-label="Items" className={styles.items}>
      {items.map((item, at) => (
        <li
          key={item.id}
          aria-current={item.id === chosenId || undefined}
          draggable
          className={classes(
            styles.item,
            item.id === chosenId && styles.chosen,
            late >= 0 && at >= late && styles.late,
            over === at && dragged !== item.id && styles.over,
          )}
          onDragStart={(event) => {
            event.dataTransfer.effectAllowed = 'move';
            event.dataTransfer.setData('text/plain', item.id);
            setDragged(item.id);
          }}
          onDragOver={(event) => {
            if (dragged === null) return;
            event.preventDefault();
            setOver(at);
          }}
          onDrop={(event) => {
            event.preventDefault();
            if (dragged !== null) moveTo(dragged, at);
          }}
          onDragEnd={() => {
            setDragged(null);
            setOver(null);
          }}
        >
          <Row
            {...{ item, at, late: late >= 0 && at >= late }}
            last={at === items.length - 1}
            check={checks.get(item.id)}
            onChoose={onChoose}
          />
        </li>
      ))}
    </ol>
  );
}

function Row({
  item,
  at,
  last,
  late,
  check,
  onChoose,
}: {
  item: SessionItem;
  at: number;
  last: boolean;
  late: boolean;
  check: ItemCheck | undefined;
  onChoose: (itemId: string | null) => void;
}) {
  const name = itemName(item);
  const troubled = check && check.state !== 'fine' ? checkWords(check) : '';
  const keys = (event: KeyboardEvent): void => {
    if (!event.altKey) return;
    const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0;
    if (by === 0) return;
    event.preventDefault();
    event.stopPropagation();
    moveTo(item.id, at + by);
  };
  return (
    <>
      <GripVertical aria-hidden size={15} className={styles.grip} />
      <button
        type="button"
        className={styles.itemName}
        aria-label={`${name}, ${lengthWords(plannedMs(item))}`}
        aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown"
        onClick={() => onChoose(item.id)}
        onKeyDown={keys}
      >
        <span className={styles.name}>{name}</span>
        <span className={styles.sub}>
          {[stepsWords(item), troubled, late ? 'Beyond the time you have' : '']
            .filter(Boolean)
            .join(' · ')}
        </span>
      </button>
      <span className={styles.minutes}>{lengthWords(plannedMs(item))}</span>
      <span className={styles.acts}>
        <IconButton
          label={`Move ${name} up`}
          icon={ArrowUp}
          size="s"
          isDisabled={at === 0}
          onPress={() => moveTo(item.id, at - 1)}
        />
        <IconButton
          label={`Move ${name} down`}
          icon={ArrowDown}
          size="s"
          isDisabled={last}
          onPress={() => moveTo(item.id, at + 1)}
        />
        <IconButton
          label={`Duplicate ${name}`}
          icon={Copy}
          size="s"
          onPress={() => {
            const copy = { ...item, id: newId() };
            changePlan(({ items }) => ({
              items: [...items.slice(0, at + 1), copy, ...items.slice(at + 1)],
            }));
            onChoose(copy.id);
          }}
        />
        <IconButton
          label={`Take out ${name}`}
          icon={Trash2}
          size="s"
          onPress={() => {
            changePlan(({ items }) => ({ items: items.filter(({ id }) => id !== item.id) }));
            onChoose(null);
          }}
        />
      </span>
    </>
  );
}
