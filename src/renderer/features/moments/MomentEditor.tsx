import { Link2, MessageSquare, Mic, Scissors, Tag, Target, Trash2 } from 'lucide-react';
import type { Moment } from '../../../shared/domain/moment';
import { kindOf, useBoardInHand } from '../../stores/boards';
import { useLesson } from '../../stores/document';
import { useView } from '../../stores/view';
import { startWriting } from '../../stores/writing';
import { Button } from '../../ui/Button';
import { IconButton } from '../../ui/IconButton';
import { Kbd } from '../../ui/Kbd';
import { Select } from '../../ui/Select';
import { Switch } from '../../ui/Switch';
import { deleteMoments, setInSession, setKind, setPrivate, together } from './actions';
import { FocusChoice } from './FocusChoice';
import { focusesFor } from './focuses';
import { LinkLine } from './LinkLine';
import styles from './MomentEditor.module.css';
import { NoteField } from './NoteField';
import { TagLine } from './TagLine';
import { Thread } from './Thread';
import { TimeFields } from './TimeFields';
import { VoiceLine } from './VoiceLine';
import { startRecording, useRecorder } from './voice-recorder';

/** Everything about a chosen moment that can be changed, in its place in the list. */
export function MomentEditor({ moment, writing }: { moment: Moment; writing: boolean }) {
  const board = useBoardInHand();
  const kinds = board.kinds.some((kind) => kind.id === moment.kind)
    ? board.kinds
    : [...board.kinds, kindOf(moment.kind)];
  const count = useView((state) => state.momentIds.length);
  const many = count.toLocaleString('en-GB');
  return (
    <div className={styles.editor}>
      {count > 1 && (
        <p className={styles.hint}>
          {many} moments are chosen. Kind, tags, focus, sharing and deleting are for all of them;
          the rest is for this one.
        </p>
      )}
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
      <VoiceLine moment={moment} />
      <TagLine moment={moment} />
      <LinkLine moment={moment} />
      <Thread moment={moment} />
      <div className={styles.actions}>
        <Add moment={moment} />
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
          label={count > 1 ? `Delete ${many} moments` : 'Delete this moment'}
          icon={Trash2}
          size="s"
          onPress={() => deleteMoments(together(moment.id))}
        />
      </div>
      <div className={styles.line}>
        <Select
          label="Kind"
          options={kinds}
          value={moment.kind}
          onChange={(kind) => setKind(moment.id, kind)}
        />
        {!moment.adrift && <TimeFields key={moment.id} moment={moment} />}
      </div>
      <FocusChoice moment={moment} />
      <div className={styles.switches}>
        <Switch
          name="Private"
          on={moment.private}
          onChange={(isPrivate) => setPrivate(moment.id, isPrivate)}
        />
        <Switch
          name="Show in session"
          on={moment.inSession}
          onChange={(inSession) => setInSession(moment.id, inSession)}
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

/** What a moment can be given besides its note; quiet until it is wanted. */
function Add({ moment }: { moment: Moment }) {
  const busy = useRecorder((state) => state.momentId !== null);
  const hasFocus = useLesson(
    ({ document }) => document !== null && focusesFor(document, moment).length > 0,
  );
  const open = (adding: 'tag' | 'reply' | 'link' | 'focus') => () => useView.setState({ adding });
  return (
    <div role="group" aria-label="Add to this moment" className={styles.add}>
      <IconButton label="Add a tag" icon={Tag} size="s" onPress={open('tag')} />
      <IconButton label="Reply" icon={MessageSquare} size="s" onPress={open('reply')} />
      <IconButton
        label={moment.voice ? 'Record the voice note anew' : 'Record a voice note'}
        icon={Mic}
        size="s"
        isDisabled={busy}
        onPress={() => void startRecording(moment)}
      />
      <IconButton label="Link to another moment" icon={Link2} size="s" onPress={open('link')} />
      {hasFocus && moment.focusId === null && (
        <IconButton label="Say which focus" icon={Target} size="s" onPress={open('focus')} />
      )}
    </div>
  );
}
