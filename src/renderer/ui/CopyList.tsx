import { FolderOpen } from 'lucide-react';
import { useState } from 'react';
import type { ClipCopy } from '../../shared/domain/clip';
import { Button } from './Button';
import { classes } from './classes';
import styles from './CopyList.module.css';
import { copiesSentence, copyWords, stillThere } from './copy-words';
import { IconButton } from './IconButton';

/** What was exported of a lesson and still exists somewhere: the person decides about each. */
export function CopyList({
  label,
  copies,
  first,
  onShow,
}: {
  /** The list's accessible name. */
  label: string;
  copies: readonly ClipCopy[];
  /** More than so many are shown only when asked for: there may be hundreds. */
  first: number;
  onShow: (copy: ClipCopy) => void;
}) {
  const [all, setAll] = useState(false);
  if (copies.length === 0) return null;
  const left = stillThere(copies);
  const shown = all ? left : left.slice(0, first);
  return (
    <div className={styles.copies}>
      <p className={styles.sentence}>{copiesSentence(copies)}</p>
      {shown.length > 0 && (
        <ul role="list" aria-label={label} className={classes(styles.list, all && styles.whole)}>
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
      {left.length > first && (
        <Button size="s" variant="quiet" onPress={() => setAll(!all)}>
          {all ? 'Show fewer' : `Show all ${left.length.toLocaleString('en-GB')}`}
        </Button>
      )}
    </div>
  );
}
