import { useCallback, useRef, useState } from 'react';
import type { Box } from '../../../shared/domain/drawing';
import type { Id } from '../../../shared/domain/ids';
import type { Covering } from '../../../shared/domain/mask-cover';
import type { BoxCorner } from '../../../shared/domain/mask-edits';
import { useMasking } from '../../stores/masking';
import { useIsWatched, usePicture } from '../../stores/picture';
import { Cover, CoverOf, Covers, shares } from '../../picture/Covers';
import type { Frame } from '../../picture/picture-place';
import { classes } from '../../ui/classes';
import { type Hold, useHold } from '../../ui/use-hold';
import { holdMask, holdNew } from './hand';
import { maskWords } from '../../stores/mask-words';
import styles from './MaskLayer.module.css';
import { useCovered } from './use-covered';

/**
 * What will be hidden on a camera's picture, roughly as it will be, while it is worked on. On the camera
 * that is watched large hands draw, move and fit it.
 */
export function MaskLayer({ angleId }: { angleId: Id }) {
  const host = useRef<HTMLDivElement>(null);
  const picture = usePicture(host, angleId);
  const covered = useCovered(angleId);
  const on = useIsWatched(angleId);
  const [preview, setPreview] = useState<Box | null>(null);
  const selectedId = useMasking((state) => state.selectedId);
  const form = useMasking((state) => state.form);
  const look = useMasking((state) => state.look);
  const chosen = covered.find(({ mask, box }) => mask.id === selectedId && box !== null)?.box;
  return (
    <div
      ref={host}
      className={classes(styles.layer, on && styles.on)}
      role={on ? 'img' : undefined}
      aria-hidden={!on || undefined}
      aria-label={on ? layerWords(covered) : undefined}
    >
      {picture && (
        <>
          <Covers picture={picture}>
            {covered.map(({ mask, box }) => (
              <CoverOf key={mask.id} mask={mask} box={box} edged />
            ))}
            {preview && <Cover box={preview} form={form} look={look} edged />}
          </Covers>
          {on && chosen && (
            <div className={styles.handles} style={placed(picture)}>
              <Outline box={chosen} />
            </div>
          )}
          {on && <Hands host={host} picture={picture} onPreview={setPreview} />}
        </>
      )}
    </div>
  );
}

function layerWords(covered: readonly Covering[]): string {
  if (covered.length === 0) return 'Nothing is hidden here';
  return `Hidden here: ${covered.map(({ mask }) => maskWords(mask.what)).join('; ')}`;
}

const placed = ({ x, y, width, height }: Frame) => ({ left: x, top: y, width, height });

const CORNERS: readonly BoxCorner[] = ['nw', 'ne', 'sw', 'se'];

function Outline({ box }: { box: Box }) {
  return (
    <div className={styles.outline} style={shares(box)}>
      {CORNERS.map((corner) => (
        <span
          key={corner}
          data-corner={corner}
          className={classes(styles.handle, styles[corner])}
        />
      ))}
    </div>
  );
}

/** Listens to the pointer on the whole layer: on a handle, on a hidden part, or on the picture. */
function Hands({
  host,
  picture,
  onPreview,
}: {
  host: React.RefObject<HTMLElement | null>;
  picture: Frame;
  onPreview: (box: Box | null) => void;
}) {
  const begin = useCallback(
    (event: PointerEvent, element: Element): Hold | null => {
      const sheet = { host: element, picture, preview: onPreview };
      const target = event.target as Element;
      const corner = target.closest('[data-corner]')?.getAttribute('data-corner');
      const { selectedId } = useMasking.getState();
      if (corner && selectedId) return holdMask(sheet, event, selectedId, corner as BoxCorner);
      const id = target.closest('[data-mask]')?.getAttribute('data-mask');
      return id ? holdMask(sheet, event, id) : holdNew(sheet, event);
    },
    [picture, onPreview],
  );
  useHold(host, begin);
  return null;
}
