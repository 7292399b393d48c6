import { Trash2 } from 'lucide-react';
import { classes } from '../../ui/classes';
import { IconButton } from '../../ui/IconButton';
import { TextField } from '../../ui/TextField';
import styles from './BoardDialog.module.css';
import type { TagDraft } from './draft';
import { KeyChoice } from './KeyChoice';

export function TagRow({
  tag,
  error,
  onChange,
  onRemove,
}: {
  tag: TagDraft;
  error: string;
  onChange: (tag: TagDraft) => void;
  onRemove: () => void;
}) {
  const put = (change: Partial<TagDraft>) => onChange({ ...tag, ...change });
  const name = tag.name.trim() || 'this tag';
  return (
    <div role="group" aria-label={name} className={styles.row}>
      <div className={classes(styles.line, styles.tagLine)}>
        <TextField
          className={styles.wide}
          label="Tag"
          labelHidden
          placeholder="hands up"
          maxLength={40}
          value={tag.name}
          onChange={(text) => put({ name: text })}
          error={error}
        />
        <KeyChoice label={`Key of ${name}`} value={tag.key} onChange={(key) => put({ key })} />
        <TextField
          className={styles.wide}
          label={`Tags offered after ${name}`}
          labelHidden
          placeholder="Then offer: whole class, in pairs"
          maxLength={800}
          value={tag.followUps}
          onChange={(followUps) => put({ followUps })}
        />
        <IconButton label={`Remove ${name}`} icon={Trash2} size="s" onPress={onRemove} />
      </div>
    </div>
  );
}
