import { useMemo } from 'react';
import { CoverOf, Covers } from '../../../picture/Covers';
import type { Frame } from '../../../picture/picture-place';
import { useCovers, type WatchShown } from '../../../stores/covers';
import { watchNarration } from '../../../stores/narration';
import type { AnglePicture } from './angle-picture';
import type { Narrator } from './narrator';

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
        const asked = at(narrator.lessonUsAt(samples));
        shown(paintedUs === null ? [asked] : [asked, at(paintedUs)]);
      }),
    [narrator, led],
  );
  const covers = useCovers(led.angleId, watch);
  return (
    <Covers picture={picture}>
      {covers.map(({ mask, box }, index) => (
        <CoverOf key={index} mask={mask} box={box} />
      ))}
    </Covers>
  );
}
