/** The narration that is open as mending shows it; worked out once for each state of it. */
import { useMemo } from 'react';
import {
  type Narration,
  samplesIn,
  type Take,
  type Told,
} from '../../../../shared/domain/narration';
import {
  type Happening,
  happeningsOf,
  type PathPiece,
  pathOf,
} from '../../../../shared/domain/narration-path';
import { openTold, toldOf, useOpenNarration, useOpenRow } from '../../../stores/narration';

export interface Reading {
  narration: Narration;
  takes: readonly Take[];
  told: Told;
  /** How long it is, samples. */
  end: number;
  path: readonly PathPiece[];
  /** What shows; key presses, which show nothing, are left out. */
  happenings: readonly Happening[];
}

let last: Reading | null = null;

function readingOf(narration: Narration, takes: readonly Take[]): Reading {
  if (last?.takes === takes && last.narration === narration) return last;
  const told = toldOf(narration, takes);
  // Words and names change as they are typed, which changes nothing of what happens.
  const same =
    last?.takes === takes &&
    last.narration.row === narration.row &&
    last.narration.mends === narration.mends
      ? last
      : null;
  const happenings = () =>
    happeningsOf(narration, takes).filter(({ event }) => event.type !== 'meant');
  last = {
    ...{ narration, takes, told, end: samplesIn(narration) },
    path: same?.path ?? pathOf(told),
    happenings: same?.happenings ?? happenings(),
  };
  return last;
}

/** Null until the narration and what its takes recorded are here. */
export function reading(): Reading | null {
  const open = openTold();
  const { takes } = useOpenNarration.getState();
  return open && takes ? readingOf(open.narration, takes) : null;
}

export function useReading(): Reading | null {
  const narration = useOpenRow();
  const takes = useOpenNarration((state) => state.takes);
  return useMemo(
    () => (narration && takes ? readingOf(narration, takes) : null),
    [narration, takes],
  );
}
