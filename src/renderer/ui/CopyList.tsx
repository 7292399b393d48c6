import { FolderOpen } from 'lucide-react';
import { useState } from 'react';
import type { ClipCopy } from '../../shared/domain/clip';
import { Button } from './Button';
import styles from './CopyList.module.css';
import { copiesSentence, copyWords, stillThere } from './copy-words';
import { IconButton } from './IconButton';

/** More than these are shown only when asked for: there may be hundreds. */
const FIRST = 4;

/** What was exported of a lesson and still exists somewhere: the person decides about each. */
export function CopyList({
  label,
  copies,
  onShow,
}: {
  /** The list's accessible name. */
  label: string;
  copies: readonly ClipCopy[];
  onShow: (copy: ClipCopy) => void;
}) {
  const [all, setAll] = useState(false);
  if (copies.length === 0) return null;
  const left = stillThere(copies);
  const shown = all ? left : left.slice(0, FIRST);
  return (
    <div className={styles.copies}>
      <p className={styles.sentence}>{copiesSentence(copies)}</p>
      {shown.length > 0 && (
        <ul role="list" aria-label={label} className={styles.list}>
          {shown.map((copy) => (
            <li key={copy.id} className={styles.copy}>
              <div className={styles.words} data-selectable>
                <p className={styles.name}>{copy.fileName}</p>
                <p className={styles.about}>{copyWords(copy)}</p>
              </div>
              <IconButton
                label={`Show in folder: ${copy.fileName}`}
                icon={FolderOpen}
                size="s"
                isDisabled={copy.file === 'away'}
                onPress={() => onShow(copy)}
              />
            </li>
          ))}
        </ul>
      )}
      {shown.length < left.length && (
        <Button size="s" variant="quiet" onPress={() => setAll(true)}>
          Show all {left.length.toLocaleString('en-GB')}
        </Button>
      )}
    </div>
  );
}
