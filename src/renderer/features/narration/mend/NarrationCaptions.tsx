import { useEffect, useMemo, useRef, useState } from 'react';
import { type NarrationCue, samplesToUs } from '../../../../shared/domain/narration';
import { cueOver } from '../../../../shared/domain/narration-cues';
import { formatClock } from '../../../../shared/domain/time';
import { tellError } from '../../../app/tell-error';
import {
  narrationTransport,
  useOpenNarration,
  useOpenRow,
  watchNarration,
} from '../../../stores/narration';
import { Button } from '../../../ui/Button';
import { Checkbox } from '../../../ui/Checkbox';
import { classes } from '../../../ui/classes';
import { listOf } from '../../../ui/list-window';
import { useListWindow } from '../../../ui/use-list-window';
import { CueEditor } from './CueEditor';
import { addCaption, findCaptions, importCaptions, showCaptions } from './caption-edits';
import { useMendView } from './mend-view';
import styles from './panels.module.css';

const NO_CUES: readonly NarrationCue[] = [];
const ROW_PX = 36;

/** The caption at the position; changes only when it is another one. */
function useCueNow(cues: readonly NarrationCue[]): string | null {
  const [id, setId] = useState<string | null>(null);
  useEffect(() => watchNarration((t) => setId(cueOver(cues, t)?.id ?? null)), [cues]);
  return id;
}

function choose(cue: NarrationCue): void {
  useMendView.setState({ cueId: cue.id });
  narrationTransport().seek(cue.from);
}

/** What is said, in order and in step with the voice. The one in hand is written in its place. */
export function NarrationCaptions() {
  const narration = useOpenRow();
  const cues = narration?.cues ?? NO_CUES;
  const chosenId = useMendView((state) => state.cueId);
  const nowId = useCueNow(cues);
  const playing = useOpenNarration((state) => state.playing);
  const scroller = useRef<HTMLDivElement>(null);
  const ids = useMemo(() => listOf(cues.map(({ id }) => id)), [cues]);
  const list = useListWindow(ids, scroller, ROW_PX);
  const shownId = playing ? nowId : chosenId;
  const reveal = useRef(list.reveal);
  useEffect(() => {
    reveal.current = list.reveal;
  });
  useEffect(() => {
    if (shownId) reveal.current(shownId, true);
  }, [shownId]);
  if (!narration) return null;
  return (
    <div className={styles.panel}>
      <div className={styles.head}>
        <Checkbox checked={narration.captionsShown} onChange={showCaptions}>
          Show captions when it is played
        </Checkbox>
        <Button size="s" onPress={addCaption}>
          Add a caption
        </Button>
        <Button size="s" onPress={() => useMendView.setState({ dialog: 'words' })}>
          Add words here…
        </Button>
        <Button
          size="s"
          onPress={() => {
            importCaptions().catch(tellError);
          }}
        >
          Bring in a file…
        </Button>
        <Button
          size="s"
          onPress={() => {
            findCaptions().catch(tellError);
          }}
        >
          Part the voice
        </Button>
      </div>
      <div ref={scroller} className={styles.scroller}>
        {cues.length === 0 && (
          <p className={styles.none}>
            No captions yet. “Part the voice” makes an empty one of each thing that is said, ready
            to be typed; VTT and SRT files can be brought in.
          </p>
        )}
        <ol aria-label="Captions" className={styles.list} style={{ height: list.heightPx }}>
          {list.rows.map(({ id, index, topPx }) => {
            const cue = cues[index];
            if (!cue) return null;
            const current = id === nowId;
            return (
              <li
                key={id}
                ref={(element) => list.measure(id, element)}
                className={styles.item}
                style={{ transform: `translateY(${topPx}px)` }}
                aria-current={current || undefined}
                aria-setsize={cues.length}
                aria-posinset={index + 1}
              >
                {id === chosenId ? (
                  <CueEditor cue={cue} next={cues[index + 1]} before={cues[index - 1]} />
                ) : (
                  <button
                    type="button"
                    className={classes(styles.row, current && styles.now)}
                    onClick={() => choose(cue)}
                  >
                    <span className={styles.at}>{formatClock(samplesToUs(cue.from))}</span>
                    <span className={classes(styles.words, cue.text.trim() === '' && styles.blank)}>
                      {cue.text.trim() || 'Nothing written yet'}
                    </span>
                  </button>
                )}
              </li>
            );
          })}
        </ol>
      </div>
    </div>
  );
}
