import { Scissors, Trash2 } from 'lucide-react';
import { KINDS } from '../../../shared/domain/kinds';
import { kindOf } from '../../stores/boards';
import type { Moment } from '../../../shared/domain/moment';
import { useView } from '../../stores/view';
import { Button } from '../../ui/Button';
import { IconButton } from '../../ui/IconButton';
import { Kbd } from '../../ui/Kbd';
import { Select } from '../../ui/Select';
import { changeMoment, deleteMoment } from './actions';
import styles from './MomentEditor.module.css';
import { NoteField } from './NoteField';
import { TimeFields } from './TimeFields';
import { startWriting } from '../../stores/writing';

/** Everything about a chosen moment that can be changed, in its place in the list. */
export function MomentEditor({ moment, writing }: { moment: Moment; writing: boolean }) {
  const kinds = KINDS.some((kind) => kind.id === moment.kind)
    ? KINDS
    : [...KINDS, kindOf(moment.kind)];
  return (
    <div className={styles.editor}>
      {writing ? (
        <>
          <NoteField moment={moment} />
          <p className={styles.hint}>
            <Kbd keys={['Enter']} /> finishes, <Kbd keys={['Shift', 'Enter']} /> makes a new line.
          </p>
        </>
      ) : (
        <Button size="s" className={styles.write} onPress={() => startWriting(moment.id)}>
          {moment.note === '' ? 'Write a note' : 'Change the note'} <Kbd keys={['Enter']} />
        </Button>
      )}
      <div className={styles.line}>
        <Select
          label="Kind"
          options={kinds}
          value={moment.kind}
          onChange={(kind) => changeMoment(moment.id, 'Change a moment’s kind', { kind })}
        />
        {!moment.adrift && <TimeFields key={moment.id} moment={moment} />}
      </div>
      <div className={styles.line}>
        <label className={styles.private}>
          <input
            type="checkbox"
            role="switch"
            checked={moment.private}
            aria-checked={moment.private}
            onChange={(event) =>
              changeMoment(
                moment.id,
                event.target.checked ? 'Make a moment private' : 'Share a moment',
                { private: event.target.checked },
              )
            }
          />
          Private
        </label>
        <span className={styles.room} />
        {!moment.adrift && (
          <IconButton
            label="Export as a clip"
            icon={Scissors}
            size="s"
            onPress={() => useView.setState({ dialog: { name: 'clips', momentId: moment.id } })}
          />
        )}
        <IconButton
          label="Delete this moment"
          icon={Trash2}
          size="s"
          onPress={() => deleteMoment(moment.id)}
        />
      </div>
      <p className={styles.hint}>
        {moment.private
          ? 'Its note is never exported or on the room’s screen. It is not hidden from someone using this computer account.'
          : 'Shared: its note may be exported and shown to others.'}
      </p>
    </div>
  );
}
