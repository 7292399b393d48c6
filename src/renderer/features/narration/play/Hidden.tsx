import { useMemo } from 'react';
import { VOICE_RATE } from '../../../../shared/domain/narration';
import { CoverOf, Covers } from '../../../picture/Covers';
import type { Frame } from '../../../picture/picture-place';
import { useCovers, type WatchShown } from '../../../stores/covers';
import { useOpenNarration, watchNarration } from '../../../stores/narration';
import type { AnglePicture } from './angle-picture';
import type { Narrator } from './narrator';
import styles from './NarrationStage.module.css';

/** Covers are drawn after the picture is: what comes within this is covered before it comes, in samples. */
const SOON = VOICE_RATE / 4;

const at = (us: number) => ({ startUs: us, endUs: us });

/** Covers what is hidden on a camera's picture: whoever watches a narration sees no more than is handed on. */
export function Hidden({
  narrator,
  led,
  picture,
}: {
  narrator: Narrator;
  led: AnglePicture;
  picture: Frame;
}) {
  const watch = useMemo(
    (): WatchShown => (shown) =>
      watchNarration((samples) => {
        const { paintedUs } = led;
        const { speed } = useOpenNarration.getState();
        const soon = samples + SOON * Math.max(1, speed);
        const asked = [samples, soon].map((t) => at(narrator.lessonUsAt(t)));
        shown(paintedUs === null ? asked : [...asked, at(paintedUs)]);
      }),
    [narrator, led],
  );
  const covers = useCovers(led.angleId, watch);
  return (
    <div className={styles.hidden} aria-hidden>
      <Covers picture={picture}>
        {covers.map(({ mask, box }, index) => (
          <CoverOf key={index} mask={mask} box={box} />
        ))}
      </Covers>
    </div>
  );
}
