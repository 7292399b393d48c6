/** What is hidden on a camera's picture now, and where, told only when that changes. */
import { useEffect, useState } from 'react';
import type { Box } from '../../../shared/domain/drawing';
import type { Id } from '../../../shared/domain/ids';
import { boxAt, type Mask } from '../../../shared/domain/mask';
import { lessonStore } from '../../stores/document';
import { watchPlayhead } from '../../stores/playhead';
import { isHere } from './actions';

export interface Covered {
  mask: Mask;
  /** Null is the whole picture. */
  box: Box | null;
}

function coveredAt(masks: readonly Mask[], angleId: Id, us: number): Covered[] {
  return masks.flatMap((mask): Covered[] => {
    if (mask.angleId !== angleId || mask.what.type === 'sound' || !isHere(mask, us)) return [];
    const box = mask.what.type === 'area' ? boxAt(mask.what.keys, us - mask.startUs) : null;
    return [{ mask, box }];
  });
}

const isSameBox = (a: Box | null, b: Box | null) =>
  a === b ||
  (a !== null &&
    b !== null &&
    a.x === b.x &&
    a.y === b.y &&
    a.width === b.width &&
    a.height === b.height);

const isSame = (a: readonly Covered[], b: readonly Covered[]) =>
  a.length === b.length &&
  a.every((one, at) => one.mask === b[at]?.mask && isSameBox(one.box, b[at].box));

export function useCovered(angleId: Id): readonly Covered[] {
  const [covered, setCovered] = useState<readonly Covered[]>([]);
  useEffect(() => {
    let atUs = 0;
    const look = () => {
      const next = coveredAt(lessonStore.getState().document?.masks ?? [], angleId, atUs);
      setCovered((before) => (isSame(before, next) ? before : next));
    };
    const stops = [
      watchPlayhead((us) => {
        atUs = us;
        look();
      }),
      lessonStore.subscribe((now, before) => now.document !== before.document && look()),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, [angleId]);
  return covered;
}
