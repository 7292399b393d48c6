import { GripVertical } from 'lucide-react';
import { useState } from 'react';
import { useDragAndDrop } from 'react-aria-components/useDragAndDrop';
import { Button as AriaButton } from 'react-aria-components/Button';
import { GridList, GridListItem } from 'react-aria-components/GridList';
import { CLOUD } from '../../../shared/domain/cloud';
import type { Pick } from '../../../shared/domain/library';
import { formatBytes } from '../../ui/bytes';
import { Button } from '../../ui/Button';
import { Choice } from '../../ui/Choice';
import { Dialog } from '../../ui/Dialog';
import { addPick, letGo } from './adding';
import { moved } from './moved';
import styles from './OfferDialog.module.css';

function FileOrder({
  pick,
  order,
  onOrder,
}: {
  pick: Pick;
  order: readonly number[];
  onOrder: (order: number[]) => void;
}) {
  const move = (index: number, by: number) => onOrder(moved(order, index, index + by));
  const { dragAndDropHooks } = useDragAndDrop({
    getItems: (keys) => [...keys].map((key) => ({ 'plenary/part': String(key) })),
    onReorder: ({ keys, target }) => {
      const dragged = [...keys].map(Number);
      const rest = order.filter((file) => !dragged.includes(file));
      const at = rest.indexOf(Number(target.key)) + (target.dropPosition === 'after' ? 1 : 0);
      onOrder([...rest.slice(0, at), ...dragged, ...rest.slice(at)]);
    },
  });
  return (
    <GridList
      aria-label="Order of the parts"
      className={styles.files}
      dragAndDropHooks={dragAndDropHooks}
      selectionMode="none"
    >
      {order.map((file, index) => {
        const { name = '', bytes = 0 } = pick.files[file] ?? {};
        return (
          <GridListItem key={file} id={file} textValue={name} className={styles.file}>
            <AriaButton slot="drag" aria-label={`Move ${name}`} className={styles.grip}>
              <GripVertical aria-hidden size={16} />
            </AriaButton>
            <span className={styles.position}>{index + 1}</span>
            <span className={styles.name}>{name}</span>
            <span className={styles.bytes}>{formatBytes(bytes)}</span>
            <Button
              size="s"
              variant="quiet"
              aria-label={`Earlier: ${name}`}
              isDisabled={index === 0}
              onPress={() => move(index, -1)}
            >
              Earlier
            </Button>
            <Button
              size="s"
              variant="quiet"
              aria-label={`Later: ${name}`}
              isDisabled={index === order.length - 1}
              onPress={() => move(index, 1)}
            >
              Later
            </Button>
          </GridListItem>
        );
      })}
    </GridList>
  );
}

/** Several files together are asked about once: one lesson's parts, or a lesson each. */
export function OfferDialog({ pick }: { pick: Pick }) {
  const [as, setAs] = useState<'parts' | 'separate'>('parts');
  // They come in the order they were recorded, as far as the camera told.
  const [order, setOrder] = useState(() => pick.files.map((_, index) => index));
  return (
    <Dialog
      title={`Add ${pick.files.length} files`}
      wide
      onClose={() => void letGo(pick)}
      actions={
        <>
          <Button onPress={() => void letGo(pick)}>Cancel</Button>
          <Button
            variant="primary"
            onPress={() => void addPick(pick, as, as === 'parts' ? order : undefined)}
          >
            {as === 'parts' ? 'Add one lesson' : `Add ${pick.files.length} lessons`}
          </Button>
        </>
      }
    >
      <Choice
        label="What are they?"
        value={as}
        onChange={setAs}
        options={[
          {
            id: 'parts',
            name: 'Parts of one lesson, in this order',
            hint: 'A camera splits a long recording into several files.',
          },
          { id: 'separate', name: 'Separate lessons', hint: 'Each file becomes a lesson.' },
        ]}
      />
      {pick.cloud && (
        <p className={styles.cloud}>
          {CLOUD}. Footage there leaves this machine through OneDrive, Google Drive, Dropbox or
          iCloud, not through Plenary.
        </p>
      )}
      {as === 'parts' ? (
        <FileOrder pick={pick} order={order} onOrder={setOrder} />
      ) : (
        <ul className={styles.files}>
          {pick.files.map((file, index) => (
            <li key={`${index}-${file.name}`} className={styles.file}>
              <span className={styles.name}>{file.name}</span>
              <span className={styles.bytes}>{formatBytes(file.bytes)}</span>
            </li>
          ))}
        </ul>
      )}
    </Dialog>
  );
}
