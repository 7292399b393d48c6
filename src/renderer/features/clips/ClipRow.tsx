import type { ClipSpeed } from '../../../shared/domain/clip';
import { formatClock } from '../../../shared/domain/time';
import { classes } from '../../ui/classes';
import { Select } from '../../ui/Select';
import { TextField } from '../../ui/TextField';
import type { ClipChoice } from './clip-choices';
import { SPEEDS } from './speeds';
import clips from './ClipChoices.module.css';
import { ClipHead } from './ClipHead';
import styles from './ClipsDialog.module.css';

function seconds(us: number): string {
  const s = Math.round(us / 100_000) / 10;
  return s < 60 ? `${s} s` : formatClock(us);
}

/** One stretch: whether it is exported, and under what name. */
export function ClipRow({
  choice,
  chosen,
  name,
  speed,
  trouble,
  onToggle,
  onName,
  onSpeed,
}: {
  choice: ClipChoice;
  chosen: boolean;
  /** Null for one that gets no file of its own. */
  name: string | null;
  /** Null where it is not to be seen. */
  speed: ClipSpeed | null;
  trouble: string;
  onToggle: (on: boolean) => void;
  onName: (name: string) => void;
  onSpeed: (speed: ClipSpeed) => void;
}) {
  return (
    <div className={classes(clips.clip, chosen && clips.chosen)}>
      <ClipHead choice={choice} chosen={chosen} onToggle={onToggle}>
        <span className={styles.length}>{seconds(choice.endUs - choice.startUs)}</span>
      </ClipHead>
      {chosen && name === null && trouble && <p className={styles.trouble}>{trouble}</p>}
      {chosen && name !== null && (
        <div className={styles.named}>
          <TextField
            label={`Name of the clip at ${formatClock(choice.startUs)}`}
            labelHidden
            value={name}
            error={trouble}
            className={styles.field}
            onChange={onName}
          />
          {speed !== null && (
            <Select
              label={`Speed of the clip at ${formatClock(choice.startUs)}`}
              labelHidden
              look="chip"
              options={SPEEDS}
              value={speed}
              onChange={onSpeed}
            />
          )}
        </div>
      )}
    </div>
  );
}
