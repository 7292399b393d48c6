import { useState } from 'react';
import { lessonEndUs } from '../../../shared/domain/lesson-time';
import type { Moment } from '../../../shared/domain/moment';
import { formatPosition, parseClock } from '../../../shared/domain/time';
import { lessonStore } from '../../stores/document';
import { TextField } from '../../ui/TextField';
import { changeMoment } from './actions';
import styles from './MomentEditor.module.css';

/** `12:43.080`, with hours only where there are any. */
function written(us: number): string {
  return formatPosition(us).replace(/^00:/, '');
}

/**
 * A time as text. What was not touched is not rounded: only other text is another time.
 * @param onKeep answers what is wrong with the time, or null when it was taken.
 */
function TimeField({
  label,
  us,
  onKeep,
}: {
  label: string;
  us: number;
  onKeep: (us: number) => string | null;
}) {
  const [draft, setDraft] = useState<string | null>(null);
  const [error, setError] = useState('');
  /** True when the field now shows what is kept. */
  const keep = (): boolean => {
    if (draft === null || draft.trim() === written(us)) {
      setDraft(null);
      setError('');
      return true;
    }
    const parsed = parseClock(draft);
    const wrong = parsed === null ? 'Write it like 12:43' : onKeep(parsed);
    setError(wrong ?? '');
    if (wrong === null) setDraft(null);
    return wrong === null;
  };
  return (
    <TextField
      label={label}
      value={draft ?? written(us)}
      error={error}
      className={styles.time}
      onChange={setDraft}
      onBlur={keep}
      onKeyDown={(event) => {
        // Taken: the keys are the room's again.
        if (event.key === 'Enter' && keep()) (event.target as HTMLElement).blur();
        if (event.key === 'Escape') {
          setDraft(null);
          setError('');
        }
      }}
    />
  );
}

/** Where a moment begins and ends. Ending where it begins makes it a point. */
export function TimeFields({ moment }: { moment: Moment }) {
  const { id, startUs, endUs } = moment;
  const isPoint = startUs === endUs;
  const inside = (us: number) => {
    const { document } = lessonStore.getState();
    return document !== null && us <= lessonEndUs(document);
  };
  return (
    <div className={styles.times}>
      <TimeField
        label={isPoint ? 'At' : 'From'}
        us={startUs}
        onKeep={(us) => {
          if (!inside(us)) return 'After the lesson’s end';
          if (!isPoint && us > endUs) return 'After its end';
          const change = isPoint ? { startUs: us, endUs: us } : { startUs: us };
          changeMoment(id, 'Change a moment’s time', change);
          return null;
        }}
      />
      <TimeField
        label="To"
        us={endUs}
        onKeep={(us) => {
          if (!inside(us)) return 'After the lesson’s end';
          if (us < startUs) return 'Before its beginning';
          changeMoment(id, 'Change a moment’s time', { endUs: us });
          return null;
        }}
      />
    </div>
  );
}
