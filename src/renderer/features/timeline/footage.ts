/** The footage as stretches of the timeline: parts, joins, gaps, what is missing or being made. */
import type { LessonDocument } from '../../../shared/domain/document';
import type { Id } from '../../../shared/domain/ids';
import type { Part, Picture } from '../../../shared/domain/lesson';
import { partEndUs, partsOf, toLessonUs } from '../../../shared/domain/lesson-time';
import type { Range } from '../../../shared/domain/time';

export type FootageState =
  /** Plays as it is. */
  | 'whole'
  /** Watched through a copy: the stretches that are made are in `made`. */
  | 'copy'
  /** No picture: the file is not there or cannot be read. */
  | 'missing';

export interface Stretch extends Range {
  part: Pick<Part, 'id' | 'offsetUs' | 'rate' | 'durationUs'>;
  /** Null for a recording of sound alone. */
  picture: Pick<Picture, 'width' | 'height'> | null;
  hasSound: boolean;
  name: string;
  state: FootageState;
  /** In lesson time. */
  made: readonly Range[];
}

/** Parts of the first angle in order; what lies between them has no footage. */
export function stretchesOf(
  document: LessonDocument,
  made: ReadonlyMap<Id, readonly Range[]>,
): Stretch[] {
  return partsOf(document).map((part) => {
    const file = document.files.find((known) => known.id === part.fileId);
    const missing = !file?.present || file.handling === 'unreadable';
    const inLesson = (made.get(part.id) ?? []).map(({ startUs, endUs }) => ({
      startUs: toLessonUs(part, startUs),
      endUs: toLessonUs(part, Math.min(endUs, part.durationUs)),
    }));
    return {
      startUs: part.offsetUs,
      endUs: partEndUs(part),
      part,
      picture: missing ? null : file.picture,
      hasSound: !missing && file.sound !== null,
      name: file?.name ?? '',
      state: missing ? 'missing' : file.handling === 'copy' ? 'copy' : 'whole',
      made: inLesson,
    };
  });
}

/** A part, or a stretch between two that nobody filmed. */
export type Along = Range & ({ gap: false; stretch: Stretch; number: number } | { gap: true });

/** Shorter than this, what lies between two parts is rounding and not a gap. */
const LEAST_GAP_US = 100_000;

/** Parts and gaps one after the other. @param stretches in order, as `stretchesOf` has them */
export function along(stretches: readonly Stretch[]): Along[] {
  let reachedUs = 0;
  return stretches.flatMap((stretch, at): Along[] => {
    const { startUs, endUs } = stretch;
    const gap = { startUs: reachedUs, endUs: startUs, gap: true } as const;
    const isGap = startUs - reachedUs >= LEAST_GAP_US;
    reachedUs = Math.max(reachedUs, endUs);
    const part = { startUs, endUs, gap: false, stretch, number: at + 1 } as const;
    return isGap ? [gap, part] : [part];
  });
}
