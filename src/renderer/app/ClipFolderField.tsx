import { FolderOpen } from 'lucide-react';
import { Button } from '../ui/Button';
import styles from './ClipFolderField.module.css';
import type { ClipFolder } from './use-clip-folder';

/** Where clips go: which folder, how to choose another, and what a folder in the cloud means. */
export function ClipFolderField({
  folder,
  asks = 'Export',
  onChoose,
}: {
  folder: ClipFolder | null;
  /** The button that asks for one while there is none. */
  asks?: string;
  onChoose: () => void;
}) {
  return (
    <>
      <div className={styles.folder}>
        <FolderOpen aria-hidden size={18} strokeWidth={1.75} />
        <span className={styles.name}>
          {folder ? folder.name : `No folder chosen yet: ${asks} asks for one.`}
        </span>
        <Button size="s" onPress={onChoose}>
          {folder ? 'Change folder…' : 'Choose folder…'}
        </Button>
      </div>
      {folder?.cloud && (
        <p className={styles.cloud}>
          This folder is copied to the cloud. Choose another if the clip should stay on this
          machine.
        </p>
      )}
    </>
  );
}
