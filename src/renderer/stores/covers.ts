/** What is hidden of a camera's picture wherever others look on, told only when that changes. */
import { useEffect, useState } from 'react';
import type { Id } from '../../shared/domain/ids';
import { areSameCovers, type Covering, coversIn } from '../../shared/domain/mask-cover';
import type { Range } from '../../shared/domain/time';
import { lessonStore } from './document';

/** Further than this it did not play on: it jumped, µs. */
const JUMP_US = 500_000;
/** After a jump the picture before it may still be on screen for so long. */
const LEAVING_MS = 1_000;

/** Tells the stretches of lesson time that may be on screen, now and whenever they change. */
export type WatchShown = (shown: (ranges: readonly Range[]) => void) => () => void;

const isFar = (a: Range, b: Range) =>
  a.startUs > b.endUs + JUMP_US || b.startUs > a.endUs + JUMP_US;

/** @param watch the same function for as long as the same is watched */
export function useCovers(angleId: Id, watch: WatchShown): readonly Covering[] {
  const [covers, setCovers] = useState<readonly Covering[]>([]);
  useEffect(() => {
    let shown: readonly Range[] = [];
    let leaving: readonly Range[] = [];
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = (): void => {
      const masks = lessonStore.getState().document?.masks ?? [];
      const all = [...leaving, ...shown].flatMap((range) => coversIn(masks, angleId, range));
      // In one place once, however many pictures it is for.
      const next = all.filter(
        (one, at) => all.findIndex((other) => areSameCovers([other], [one])) === at,
      );
      setCovers((before) => (areSameCovers(before, next) ? before : next));
    };
    const left = (): void => {
      timer = undefined;
      leaving = [];
      look();
    };
    const take = (ranges: readonly Range[]): void => {
      const gone = shown.filter((range) => ranges.every((now) => isFar(range, now)));
      shown = ranges;
      if (gone.length > 0) {
        leaving = [...leaving, ...gone];
        clearTimeout(timer);
        timer = setTimeout(left, LEAVING_MS);
      }
      look();
    };
    const stops = [
      watch(take),
      lessonStore.subscribe((now, before) => now.document !== before.document && look()),
    ];
    return () => {
      clearTimeout(timer);
      for (const stop of stops) stop();
    };
  }, [angleId, watch]);
  return covers;
}
