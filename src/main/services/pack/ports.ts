/** What making packs needs from other rooms, as small interfaces. */
import type { CaptionTrack } from '../../../shared/domain/captions';
import type { Lesson } from '../../../shared/domain/lesson';
import type { Mask } from '../../../shared/domain/mask';
import type { Moment } from '../../../shared/domain/moment';
import type { ClipMaker } from '../clips';
import type { ClipsDeps } from '../clips-ports';
import type { Media } from '../ports';

/** A page to be set as PDF. */
export interface Printed {
  html: string;
  /** HTML too: at the foot of each page. */
  foot: string;
  /** Where its pictures are, by their names in the page. */
  pictures: ReadonlyMap<string, string>;
}

export interface PackDeps {
  maker: ClipMaker;
  /** What of a lesson a pack may show, as it is now. */
  lesson(lessonId: string): Pick<Lesson, 'taughtOn' | 'keepUntil' | 'focusId'> | undefined;
  moment(momentId: string): Pick<Moment, 'lessonId' | 'note' | 'private'> | undefined;
  captions(captionsId: string): Pick<CaptionTrack, 'lessonId' | 'cues'> | undefined;
  focusText(focusId: string): string | undefined;
  masks(lessonId: string): readonly Mask[];
  media: Pick<Media, 'probe' | 'makePoster'>;
  /** @returns a PDF @throws AppError `print-failed`, `cancelled` */
  print(page: Printed, signal: AbortSignal): Promise<Uint8Array>;
  jobs: ClipsDeps['jobs'];
  partials: ClipsDeps['partials'];
  nowMs(): number;
}
