import { Captions, Pause, Play, RotateCcw } from 'lucide-react';
import { type Session, watchedUs } from '../../../../shared/domain/session';
import type { RunPicture } from '../../../../shared/domain/session-run';
import { formatClock } from '../../../../shared/domain/time';
import { IconButton } from '../../../ui/IconButton';
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
      {/* An exported clip has its captions in its picture, or none. */}
      {!('exportId' in what) && (
        <IconButton
          label={picture.captions ? 'Take captions away' : 'Show captions'}
          icon={Captions}
          variant={picture.captions ? 'primary' : 'quiet'}
          onPress={() => ask({ do: 'captions', on: !picture.captions })}
        />
      )}
    </div>
  );
}
