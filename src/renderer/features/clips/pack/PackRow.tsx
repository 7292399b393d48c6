import { formatClock } from '../../../../shared/domain/time';
import type { Moment } from '../../../../shared/domain/moment';
import { Checkbox } from '../../../ui/Checkbox';
import { classes } from '../../../ui/classes';
import { TextField } from '../../../ui/TextField';
import type { ClipChoice } from '../clip-choices';
import clips from '../ClipChoices.module.css';
import { ClipHead } from '../ClipHead';
import styles from './PackDialog.module.css';
import { firstNotes, type PackWords } from './pack-choices';

/** One stretch: whether it is in the pack, and what stands beside it. */
export function PackRow({
  choice,
  chosen,
  words,
  notes,
  trouble,
  onToggle,
  onWords,
}: {
  choice: ClipChoice;
  chosen: boolean;
  words: PackWords;
  /** Those that can go with it: never private ones. */
  notes: readonly Moment[];
  trouble: string;
  onToggle: (on: boolean) => void;
  onWords: (words: PackWords) => void;
}) {
  const at = formatClock(choice.startUs);
  const noteIds = words.noteIds ?? firstNotes(choice);
  return (
    <div className={classes(clips.clip, chosen && clips.chosen)}>
      <ClipHead choice={choice} chosen={chosen} onToggle={onToggle} />
      {chosen && (
        <div className={styles.words}>
          <TextField
            label={`Name of the clip at ${at}`}
            labelHidden
            value={words.name ?? choice.title}
            error={trouble}
            maxLength={120}
            onChange={(name) => onWords({ ...words, name })}
          />
          <TextField
            label={`Question for the clip at ${at}`}
            labelHidden
            placeholder="A question to talk about"
            value={words.question ?? ''}
            maxLength={2_000}
            lines={2}
            onChange={(question) => onWords({ ...words, question })}
          />
          {notes.map((moment) => (
            <Checkbox
              key={moment.id}
              checked={noteIds.includes(moment.id)}
              onChange={(on) =>
                onWords({
                  ...words,
                  noteIds: on
                    ? [...noteIds, moment.id]
                    : noteIds.filter((noteId) => noteId !== moment.id),
                })
              }
            >
              <span className={styles.withNote}>With the note “{moment.note.trim()}”</span>
            </Checkbox>
          ))}
        </div>
      )}
    </div>
  );
}
