/** What the dialog's choices ask of main. Pure. */
import type { ClipOrder, ReelRequest } from '../../../shared/domain/clip';
import type { LessonDocument } from '../../../shared/domain/document';
import type { Id } from '../../../shared/domain/ids';
import { type ClipChoice, type HowLarge, marksIn, requestsFor, withNotes } from './clip-choices';
import { type HowToExport, isWrittenOn, reelOf } from './use-how';

/** How long a title card stands, see wiring/media.ts in main. */
const CARD_US = 4_000_000;

export function orderOf({
  lessonId,
  angleId,
  picked,
  names,
  how,
  reel,
}: {
  lessonId: Id;
  angleId: Id | undefined;
  /** In the order in which they are to be. */
  picked: readonly ClipChoice[];
  names: ReadonlyMap<string, string>;
  how: HowToExport;
  reel: ReelRequest | undefined;
}): ClipOrder {
  const { form, marks, notes, masked } = how;
  const pictures = form !== 'sound';
  const plain = requestsFor(
    picked,
    new Set(picked.map(({ id }) => id)),
    names,
    reel ? how.wordings : null,
    pictures ? how.speeds : undefined,
  );
  const noted = pictures && notes !== 'off';
  return {
    ...{ lessonId, angleId, form, reel, marks },
    clips: noted ? withNotes(plain, picked) : plain,
    ...(noted && { notes }),
    // Hidden unless someone says otherwise.
    ...(!masked && { masked }),
  };
}

/** What makes the files of these choices larger or smaller. */
export function howLarge(
  document: LessonDocument,
  angleId: Id | undefined,
  picked: readonly ClipChoice[],
  how: HowToExport,
): HowLarge {
  const { form, speeds, masked } = how;
  const written = isWrittenOn(how);
  const reel = reelOf(how, picked.length);
  const cards = reel?.titles && form !== 'sound' ? picked.length * CARD_US : 0;
  const gaps = reel?.gapUs ? (picked.length - 1) * reel.gapUs : 0;
  return {
    ...{ form, speeds, stillUs: cards + gaps },
    covered: (clip) => written || (masked && marksIn(document, angleId, [clip]).length > 0),
  };
}
