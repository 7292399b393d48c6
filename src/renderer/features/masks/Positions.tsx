import { ChevronLeft, ChevronRight, Trash2 } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { Mask, MaskKey } from '../../../shared/domain/mask';
import { watchPlayhead } from '../../stores/playhead';
import { IconButton } from '../../ui/IconButton';
import { classes } from '../../ui/classes';
import { goToKey, isHere, keyHere, removeKey } from './actions';
import styles from './MasksPanel.module.css';

/** More than this are not told apart on so short a strip. */
const MOST_MARKS = 200;

/** Where the chosen part was put, over its time: a mark for each position, and the playhead. */
export function Positions({ mask, keys }: { mask: Mask; keys: readonly MaskKey[] }) {
  const { at, here } = useKeyHere(mask);
  const playhead = useRef<HTMLSpanElement>(null);
  const { startUs, endUs } = mask;
  useEffect(
    () =>
      watchPlayhead((us) => {
        const share = (us - startUs) / Math.max(1, endUs - startUs);
        if (!playhead.current) return;
        playhead.current.style.left = `${share * 100}%`;
        playhead.current.hidden = share < 0 || share > 1;
      }),
    [startUs, endUs],
  );
  const every = Math.ceil(keys.length / MOST_MARKS);
  const marks = keys.filter((_, n) => n % every === 0);
  const left = (afterUs: number) => `${(afterUs / Math.max(1, endUs - startUs)) * 100}%`;
  const nth = at === undefined ? -1 : keys.findIndex(({ afterUs }) => afterUs === at);
  return (
    <div role="group" aria-label="Positions" className={styles.positions}>
      <div aria-hidden className={styles.strip}>
        {marks.map(({ afterUs }) => (
          <span
            key={afterUs}
            className={classes(styles.key, afterUs === at && styles.keyHere)}
            style={{ left: left(afterUs) }}
          />
        ))}
        <span ref={playhead} className={styles.playhead} />
      </div>
      <div className={styles.positionRow}>
        <IconButton
          label="To the position before"
          icon={ChevronLeft}
          size="s"
          onPress={() => goToKey(mask, -1)}
        />
        <p role="status" className={styles.nth}>
          {nth >= 0
            ? `Position ${nth + 1} of ${keys.length}`
            : `${keys.length} ${keys.length === 1 ? 'position' : 'positions'}`}
        </p>
        <IconButton
          label="To the next position"
          icon={ChevronRight}
          size="s"
          onPress={() => goToKey(mask, 1)}
        />
        <IconButton
          label="Take this position away"
          icon={Trash2}
          size="s"
          isDisabled={at === undefined || keys.length < 2}
          onPress={() => at !== undefined && removeKey(mask, at)}
        />
      </div>
      <p className={styles.hint}>
        {here
          ? 'Move it here and it goes in a straight line between positions.'
          : 'It is not on the picture at this time.'}
      </p>
    </div>
  );
}

/** The position set at the frame on screen, and whether the part is there at all. */
function useKeyHere(mask: Mask): { at: number | undefined; here: boolean } {
  const [now, setNow] = useState<{ at: number | undefined; here: boolean }>({
    at: undefined,
    here: false,
  });
  useEffect(
    () =>
      watchPlayhead((us) => {
        const next = { at: keyHere(mask)?.afterUs, here: isHere(mask, us) };
        setNow((was) => (was.at === next.at && was.here === next.here ? was : next));
      }),
    [mask],
  );
  return now;
}
