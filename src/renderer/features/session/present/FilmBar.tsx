import { Captions, MapPin, Pause, Play, RotateCcw } from 'lucide-react';
import { useState } from 'react';
import { type Session, watchedUs } from '../../../../shared/domain/session';
import type { RunPicture } from '../../../../shared/domain/session-run';
import { formatClock } from '../../../../shared/domain/time';
import { tell } from '../../../stores/app-notices';
import { tellError } from '../../../app/tell-error';
import { call } from '../../../bridge/api';
import { Button } from '../../../ui/Button';
import { IconButton } from '../../../ui/IconButton';
import { TextField } from '../../../ui/TextField';
import { ask } from './asking';
import styles from './Console.module.css';

/** Of the slider. */
const STEP_US = 1_000_000;

/** What plays in the room, from here. */
export function FilmBar({ session, picture }: { session: Session; picture: RunPicture }) {
  const item = session.items.find(({ id }) => id === picture.itemId);
  const what = item?.kind === 'watch' ? item.what : null;
  if (!what) return null;
  const lengthUs = watchedUs(what);
  return (
    <div role="group" aria-label="Footage" className={styles.filmBar}>
      <IconButton
        label={picture.playing ? 'Pause' : 'Play'}
        icon={picture.playing ? Pause : Play}
        variant="primary"
        onPress={() => ask({ do: picture.playing ? 'pause' : 'play' })}
      />
      <IconButton
        label="From the beginning"
        icon={RotateCcw}
        onPress={() => ask({ do: 'seek', atUs: 0 })}
      />
      <input
        type="range"
        aria-label="Place in the footage"
        aria-valuetext={formatClock(picture.atUs)}
        min={0}
        max={lengthUs}
        step={STEP_US}
        // Between two steps it would be told of its own rounding as of a place that was chosen.
        value={Math.floor(picture.atUs / STEP_US) * STEP_US}
        className={styles.slider}
        onChange={(event) => ask({ do: 'seek', atUs: Number(event.target.value) })}
      />
      <span className={styles.time}>
        {formatClock(picture.atUs)} / {formatClock(lengthUs)}
      </span>
      <IconButton
        label={picture.captions ? 'Take captions away' : 'Show captions'}
        icon={Captions}
        variant={picture.captions ? 'primary' : 'quiet'}
        onPress={() => ask({ do: 'captions', on: !picture.captions })}
      />
      {(what.type === 'range' || what.type === 'moment') && (
        <Mark
          sessionId={session.id}
          lessonId={what.lessonId}
          startUs={what.startUs + picture.atUs}
        />
      )}
    </div>
  );
}

/** A moment that came up in talk goes to the lesson, as one of this session. */
function Mark({
  sessionId,
  lessonId,
  startUs,
}: {
  sessionId: string;
  lessonId: string;
  startUs: number;
}) {
  const [at, setAt] = useState<number | null>(null);
  const [note, setNote] = useState('');
  if (at === null) {
    return (
      <Button size="s" onPress={() => setAt(startUs)}>
        <MapPin aria-hidden size={15} /> Mark a moment
      </Button>
    );
  }
  const keep = (): void => {
    call((api) => api.sessions.mark({ sessionId, lessonId, startUs: at, note })).then(
      () => tell({ sentence: 'The moment is in the lesson.' }),
      tellError,
    );
    setAt(null);
    setNote('');
  };
  return (
    <form
      className={styles.mark}
      onSubmit={(event) => {
        event.preventDefault();
        keep();
      }}
    >
      <TextField
        label={`What is it about ${formatClock(at)}?`}
        labelHidden
        autoFocus
        placeholder={`About ${formatClock(at)}`}
        value={note}
        maxLength={2_000}
        onChange={setNote}
        onKeyDown={(event) => event.key === 'Escape' && setAt(null)}
      />
      <Button size="s" type="submit">
        Keep
      </Button>
    </form>
  );
}
