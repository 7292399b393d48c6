/** What is hidden on a camera's picture now, and where, told only when that changes. */
import { useEffect, useState } from 'react';
import type { Id } from '../../../shared/domain/ids';
import { boxAt, type Mask } from '../../../shared/domain/mask';
import { areSameCovers, type Covering } from '../../../shared/domain/mask-cover';
import { lessonStore } from '../../stores/document';
import { watchPlayhead } from '../../stores/playhead';
import { isHere } from './actions';

function coveredAt(masks: readonly Mask[], angleId: Id, us: number): Covering[] {
  return masks.flatMap((mask): Covering[] => {
    if (mask.angleId !== angleId || mask.what.type === 'sound' || !isHere(mask, us)) return [];
    const box = mask.what.type === 'area' ? boxAt(mask.what.keys, us - mask.startUs) : null;
    return [{ mask, box }];
  });
}

export function useCovered(angleId: Id): readonly Covering[] {
  const [covered, setCovered] = useState<readonly Covering[]>([]);
  useEffect(() => {
    let atUs = 0;
    const look = () => {
      const next = coveredAt(lessonStore.getState().document?.masks ?? [], angleId, atUs);
      setCovered((before) => (areSameCovers(before, next) ? before : next));
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
