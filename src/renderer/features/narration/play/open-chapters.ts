/** The chapters of the narration that is open. */
import { useMemo } from 'react';
import { samplesIn, type Told } from '../../../../shared/domain/narration';
import { happeningsOf } from '../../../../shared/domain/narration-path';
import {
  narrationTransport,
  openTold,
  toldOf,
  useOpenNarration,
  useOpenRow,
} from '../../../stores/narration';
import { type Chapter, chapterAt, chaptersOf, skipFrom } from './chapters';
import { usePlaying } from './playing';

function chaptersIn(told: Told): Chapter[] {
  return chaptersOf(happeningsOf({ row: told.row, mends: [] }, told.takes), samplesIn(told));
}

/** Worked out when they are asked for: a key press can wait for that. */
function chaptersNow(): Chapter[] {
  const open = openTold();
  return open ? chaptersIn(open.told) : [];
}

export function useChapters(): readonly Chapter[] {
  const narration = useOpenRow();
  const takes = useOpenNarration((state) => state.takes);
  const told = narration && takes ? toldOf(narration, takes) : null;
  return useMemo(() => (told ? chaptersIn(told) : []), [told]);
}

/** The chapter that is on screen. */
export function chapterHere(): Chapter | null {
  const chapters = chaptersNow();
  return chapters[chapterAt(chapters, narrationTransport().now())] ?? null;
}

export function skipChapter(by: 1 | -1): void {
  const player = narrationTransport();
  const to = skipFrom(chaptersNow(), player.now(), by);
  if (to !== null) player.seek(to);
}

export function toggleRepeat(): void {
  usePlaying.setState(({ repeated }) => ({ repeated: repeated ? null : chapterHere() }));
}
