import { useEffect, useMemo, useRef, useState } from 'react';
import { findCues } from '../../../shared/domain/captions';
import { formatClock } from '../../../shared/domain/time';
import { useCaptions, shownTrack } from '../../stores/captions';
import { useLesson } from '../../stores/document';
import { transport } from '../../stores/playback';
import { Select } from '../../ui/Select';
import { TextField } from '../../ui/TextField';
import { classes } from '../../ui/classes';
import styles from './Captions.module.css';
import { useCueNow } from './use-cue';

/** Lines in the page at once around what is said; more are a scroll away. */
const SHOWN = 400;

/** All that is said, in step with the lesson. A click goes there. */
export function Transcript() {
  const trackId = useCaptions((state) => state.trackId);
  const tracks = useLesson((state) => state.document?.captions);
  const track = useLesson((state) => shownTrack(state.document, trackId));
  const [text, setText] = useState('');
  const found = useMemo(() => findCues(track?.cues ?? [], text), [track, text]);
  const now = useCueNow(track);
  const list = useRef<HTMLOListElement>(null);
  const searching = text.trim() !== '';
  useEffect(() => {
    if (searching || now < 0) return;
    list.current
      ?.querySelector('[aria-current]')
      ?.scrollIntoView({ block: 'nearest', behavior: 'auto' });
  }, [now, searching]);
  if (!track) return null;
  const from = searching ? 0 : Math.max(0, Math.min(now - SHOWN / 2, found.length - SHOWN));
  const shown = found.slice(from, from + SHOWN);
  return (
    <div className={styles.panel}>
      <div className={styles.head}>
        <TextField
          label="Find in the transcript"
          labelHidden
          placeholder="Find in the transcript"
          type="search"
          value={text}
          onChange={setText}
          className={styles.grow}
        />
        {tracks && tracks.length > 1 && (
          <Select
            label="Captions"
            labelHidden
            look="chip"
            options={tracks.map(({ id, name }) => ({ id, name }))}
            value={track.id}
            onChange={(id) => useCaptions.setState({ trackId: id })}
          />
        )}
      </div>
      <span role="status" className="visually-hidden">
        {searching && `${found.length} ${found.length === 1 ? 'line' : 'lines'} found`}
      </span>
      {searching && found.length === 0 && (
        <p className={styles.none}>Nothing in the transcript has these words.</p>
      )}
      <ol ref={list} aria-label="Transcript" className={styles.cues}>
        {shown.map((at) => {
          const cue = track.cues[at];
          if (!cue) return null;
          const current = at === now;
          return (
            <li key={at} aria-current={current || undefined}>
              <button
                type="button"
                disabled={cue.adrift !== null}
                className={classes(styles.cue, current && styles.now)}
                onClick={() => transport().seek(cue.startUs)}
              >
                <span className={styles.at}>{formatClock(cue.startUs)}</span>
                <span className={styles.text}>{cue.text}</span>
              </button>
            </li>
          );
        })}
      </ol>
    </div>
  );
}
