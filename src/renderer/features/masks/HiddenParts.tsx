import { useRef } from 'react';
import type { Id } from '../../../shared/domain/ids';
import { CoverOf, Covers } from '../../picture/Covers';
import { useCovers, type WatchShown } from '../../stores/covers';
import { usePicture } from '../../stores/picture';
import { transport } from '../../stores/playback';
import { watchPlayhead } from '../../stores/playhead';
import styles from './MaskLayer.module.css';

/** What was asked for and what is still on screen: between the two lies a jump. */
const played: WatchShown = (shown) =>
  watchPlayhead((us) => shown([{ startUs: us, endUs: us }, transport().frameOnScreen()]));

/** Covers what is hidden on a camera's picture, exactly over it, while others look on. */
export function HiddenParts({ angleId }: { angleId: Id }) {
  const host = useRef<HTMLDivElement>(null);
  const picture = usePicture(host, angleId);
  const covers = useCovers(angleId, played);
  return (
    <div ref={host} className={styles.layer} aria-hidden>
      {picture && (
        <Covers picture={picture}>
          {covers.map(({ mask, box }, at) => (
            <CoverOf key={at} mask={mask} box={box} />
          ))}
        </Covers>
      )}
    </div>
  );
}
