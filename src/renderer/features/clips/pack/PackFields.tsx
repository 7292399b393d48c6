import type { LessonDocument } from '../../../../shared/domain/document';
import type { PackForm } from '../../../../shared/domain/pack';
import { formatBytes } from '../../../ui/bytes';
import { Checkbox } from '../../../ui/Checkbox';
import { Select } from '../../../ui/Select';
import { TextField } from '../../../ui/TextField';
import styles from './PackDialog.module.css';
import { NO_CAPTIONS, type PackHow } from './use-pack';

const FORMS: readonly { id: PackForm; name: string }[] = [
  { id: 'sharing', name: 'For sharing (smaller)' },
  { id: 'slides', name: 'For slides (720p)' },
  { id: 'exact', name: 'Exact copy (same quality)' },
];

/** What goes with the clips, and in which form. */
export function PackFields({
  document,
  how,
  bytes,
  onChange,
}: {
  document: LessonDocument;
  how: PackHow;
  /** How large the clips are likely to be. */
  bytes: number;
  onChange: (change: Partial<PackHow>) => void;
}) {
  const { lesson, captions, focuses } = document;
  const focus = focuses.find(({ id }) => id === lesson.focusId);
  const tracks = [
    ...captions.map(({ id, name }) => ({ id, name })),
    { id: NO_CAPTIONS, name: 'No captions' },
  ];
  return (
    <>
      <div className={styles.how}>
        <Select
          label="Quality"
          options={FORMS}
          value={how.form}
          onChange={(form) => onChange({ form })}
        />
        {captions.length > 0 && (
          <Select
            label="Captions"
            options={tracks}
            value={how.captionsId}
            onChange={(captionsId) => onChange({ captionsId })}
          />
        )}
        {bytes > 0 && (
          <span className={styles.size}>
            About {formatBytes(bytes)}
            {how.zip && ', and as much again for the zip'}
          </span>
        )}
      </div>
      <div className={styles.ticks}>
        <Checkbox checked={how.handout} onChange={(handout) => onChange({ handout })}>
          With a handout to print
        </Checkbox>
        <Checkbox checked={how.zip} onChange={(zip) => onChange({ zip })}>
          Also as one zip file
        </Checkbox>
        {lesson.taughtOn !== null && (
          <Checkbox checked={how.taughtOn} onChange={(taughtOn) => onChange({ taughtOn })}>
            Say which day it was taught
          </Checkbox>
        )}
        {focus && (
          <div className={styles.wide}>
            <Checkbox checked={how.focus} onChange={(on) => onChange({ focus: on })}>
              <span className={styles.withNote}>With the focus “{focus.text}”</span>
            </Checkbox>
          </div>
        )}
        <div className={styles.wide}>
          <Checkbox checked={how.discussion} onChange={(discussion) => onChange({ discussion })}>
            Say “For professional discussion. Not for appraisal.”
          </Checkbox>
        </div>
      </div>
      <TextField
        label="A name on it"
        placeholder="Whose copy it is"
        value={how.name}
        maxLength={80}
        onChange={(name) => onChange({ name })}
      />
    </>
  );
}
