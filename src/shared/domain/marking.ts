/** What a press on a board does: where the mark lies, and which ranges it ends. Pure. */
import type { BoardKind } from './board';
import { keepInside, markedStartUs } from './moment';
import type { Range } from './time';

export interface Press {
  kind: BoardKind;
  /** Where the playhead is, or the clock of a lesson noticed live. */
  atUs: number;
  /** The person's own lead, for kinds that have none. */
  leadUs: number;
  /** False when the picture stands still: then the mark is exactly here. */
  playing: boolean;
  /** What was selected: the mark then lies over it, and nothing else counts. */
  selection: Range | null;
  lessonEndUs: number;
}

/** Where the mark lies. A kind with a lag lasts until so long after the press. */
export function placeOf(press: Press): Range {
  const { kind, atUs, playing, selection, lessonEndUs } = press;
  if (selection) return keepInside(selection, lessonEndUs);
  const startUs = markedStartUs(atUs, kind.leadUs ?? press.leadUs, playing);
  const endUs = kind.lagUs > 0 ? atUs + kind.lagUs : startUs;
  return keepInside({ startUs, endUs }, lessonEndUs);
}

export interface Going {
  kind: string;
  group: string;
}

/**
 * Which ranges a press ends: its own when it is going on, and others of its group.
 * @returns `begins` false when the press only ended its own range.
 */
export function endedBy<T extends Going>(
  going: readonly T[],
  kind: BoardKind,
): { ended: T[]; left: T[]; begins: boolean } {
  const own = going.some((range) => range.kind === kind.id);
  const ends = (range: T) =>
    range.kind === kind.id || (kind.group !== '' && range.group === kind.group);
  return {
    ended: going.filter(ends),
    left: going.filter((range) => !ends(range)),
    begins: !own,
  };
}
