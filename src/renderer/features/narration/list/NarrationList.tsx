import { Ellipsis, Lock, LockOpen, Pencil, Play, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { type Narration, samplesIn, VOICE_RATE } from '../../../../shared/domain/narration';
import { formatClock, US_PER_SECOND } from '../../../../shared/domain/time';
import { navigate } from '../../../app/route';
import { useLesson } from '../../../stores/document';
import { useNameOf } from '../../../stores/people';
import { useRecording } from '../../../stores/recording';
import { Button } from '../../../ui/Button';
import { IconButton } from '../../../ui/IconButton';
import { Menu } from '../../../ui/Menu';
import { TextField } from '../../../ui/TextField';
import {
  keepDraft,
  removeNarration,
  renameNarration,
  shareNarration,
} from '../record/narration-row';
import styles from './NarrationList.module.css';

const NONE: readonly Narration[] = [];

/** What has been told over this lesson. Not there before anyone narrates. */
export function NarrationList() {
  const narrations = useLesson((state) => state.document?.narrations ?? NONE);
  const open = useRecording((state) => state.phase !== 'off');
  if (narrations.length === 0 && !open) return null;
  return (
    <div className={styles.section}>
      <h2 className={styles.title}>Narrations</h2>
      {narrations.length === 0 ? (
        <p className={styles.none}>
          Nobody has narrated this lesson yet. Press Record, and talk as if to someone beside you.
        </p>
      ) : (
        <ul aria-label="Narrations" className={styles.list}>
          {narrations.map((narration) => (
            <Item key={narration.id} narration={narration} />
          ))}
        </ul>
      )}
    </div>
  );
}

function lengthWords(narration: Narration): string {
  const samples = samplesIn(narration);
  if (samples === 0) return 'Nothing recorded yet';
  return formatClock(Math.round((samples / VOICE_RATE) * US_PER_SECOND));
}

function Item({ narration }: { narration: Narration }) {
  const [renaming, setRenaming] = useState(false);
  const recording = useRecording(
    ({ phase, narrationId }) => phase !== 'off' && narrationId === narration.id,
  );
  const author = useNameOf(narration.authorId);
  const { id, lessonId, title, draft } = narration;
  return (
    <li className={styles.item}>
      <div className={styles.line}>
        {renaming ? (
          <Rename narration={narration} onDone={() => setRenaming(false)} />
        ) : (
          <span className={styles.words}>
            <strong className={styles.name} title={title}>
              {title}
            </strong>
            <span className={styles.facts}>
              {narration.private && (
                <Lock role="img" aria-label="Private" size={12} strokeWidth={1.75} />
              )}
              {recording && samplesIn(narration) === 0
                ? `Being recorded · ${author}`
                : `${lengthWords(narration)} · ${author}${recording ? ' · being recorded' : ''}`}
            </span>
          </span>
        )}
        <IconButton
          label="Play narration"
          icon={Play}
          size="s"
          variant="plain"
          isDisabled={recording}
          onPress={() => navigate({ page: 'lesson', lessonId, narrationId: id })}
        />
        {!recording && <More narration={narration} onRename={() => setRenaming(true)} />}
      </div>
      {draft && (
        <p className={styles.draft}>
          A draft: recording was cut off. What was said up to then is here.
          <Button size="s" variant="link" onPress={() => keepDraft(narration)}>
            This draft is fine
          </Button>
        </p>
      )}
    </li>
  );
}

function More({ narration, onRename }: { narration: Narration; onRename: () => void }) {
  const isPrivate = narration.private;
  return (
    <Menu
      label={`More about ${narration.title}`}
      actions={[
        { id: 'rename', name: 'Rename', icon: Pencil, run: onRename },
        {
          id: 'share',
          name: isPrivate ? 'Share' : 'Make private',
          icon: isPrivate ? LockOpen : Lock,
          run: () => shareNarration(narration, isPrivate),
        },
        { id: 'remove', name: 'Remove', icon: Trash2, run: () => removeNarration(narration) },
      ]}
    >
      <IconButton label={`More about ${narration.title}`} icon={Ellipsis} size="s" />
    </Menu>
  );
}

function Rename({ narration, onDone }: { narration: Narration; onDone: () => void }) {
  const [title, setTitle] = useState(narration.title);
  const keep = () => {
    renameNarration(narration, title);
    onDone();
  };
  return (
    <TextField
      label="Name of the narration"
      labelHidden
      autoFocus
      className={styles.words}
      value={title}
      maxLength={200}
      onChange={setTitle}
      onBlur={keep}
      onKeyDown={(event) => {
        if (event.key === 'Enter') keep();
        if (event.key === 'Escape') onDone();
      }}
    />
  );
}
