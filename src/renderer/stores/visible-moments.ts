/**
 * The moments that list and timeline show: what the filter lets through, without hidden layers.
 * Worked out once for everyone who asks, and the document's own list while nothing is asked for.
 */
import type { LessonDocument } from '../../shared/domain/document';
import { type Around, aroundOf, readyMoment, shownOf } from '../../shared/domain/filtering';
import type { Id } from '../../shared/domain/ids';
import type { Moment } from '../../shared/domain/moment';
import type { Reply } from '../../shared/domain/reply';
import type { MomentFilter } from '../../shared/domain/saved-view';
import { lessonStore, useLesson } from './document';
import { useView } from './view';

const NONE: readonly Moment[] = [];

let aroundFor: Pick<LessonDocument, 'replies' | 'drawings'> | null = null;
let around: Around | null = null;

function aroundIn(document: LessonDocument): Around {
  const same = aroundFor?.replies === document.replies && aroundFor.drawings === document.drawings;
  if (!same || !around) {
    aroundFor = document;
    around = aroundOf(document);
  }
  return around;
}

type ViewOfKept = Pick<ReturnType<typeof useView.getState>, 'momentId' | 'filterSince'>;

interface Asked {
  moments: readonly Moment[];
  replies: readonly Reply[];
  drawings: LessonDocument['drawings'];
  filter: MomentFilter;
  hidden: readonly Id[];
  keptId: Id | null;
}
let last: { asked: Asked; shown: readonly Moment[] } | null = null;

function visibleIn(
  document: LessonDocument | null,
  filter: MomentFilter,
  hidden: readonly Id[],
  keptId: Id | null,
): readonly Moment[] {
  if (!document) return NONE;
  const { moments, replies, drawings } = document;
  const asked: Asked = { moments, replies, drawings, filter, hidden, keptId };
  const known = last?.asked;
  if (
    last &&
    known?.moments === moments &&
    known.replies === replies &&
    known.drawings === drawings &&
    known.filter === filter &&
    known.hidden === hidden &&
    known.keptId === keptId
  ) {
    return last.shown;
  }
  const shown = shownOf(moments, filter, hidden, () => aroundIn(document), keptId);
  last = { asked, shown };
  return shown;
}

/**
 * A moment marked while a filter is on stays in view while it is chosen: it may not be like what is
 * asked for, and is about to be written on. Ids sort by when they were made.
 */
function keptIn({ momentId, filterSince }: ViewOfKept): Id | null {
  return momentId !== null && filterSince !== null && momentId > filterSince ? momentId : null;
}

/** For a component. */
export function useVisibleMoments(): readonly Moment[] {
  const document = useLesson((state) => state.document);
  const filter = useView((state) => state.filter);
  const hidden = useView((state) => state.hiddenLayers);
  const keptId = useView(keptIn);
  return visibleIn(document, filter, hidden, keptId);
}

/** The same, outside of components. */
export function visibleMoments(): readonly Moment[] {
  const view = useView.getState();
  const { document } = lessonStore.getState();
  return visibleIn(document, view.filter, view.hiddenLayers, keptIn(view));
}

/** The replies to a moment, in the order they were made. */
export function useThread(momentId: Id): readonly Reply[] {
  return useLesson(({ document }) => document && aroundIn(document).replies.get(momentId)) ?? [];
}

const AT_ONCE = 2_000;

/**
 * Makes notes ready to be searched while nobody waits, so that the first letter typed into the
 * filter is answered like the others. Answers how to stop.
 */
export function warmTexts(moments: readonly Moment[]): () => void {
  let at = 0;
  let idle = 0;
  const some = () => {
    for (const end = Math.min(moments.length, at + AT_ONCE); at < end; at++) {
      const moment = moments[at];
      if (moment) readyMoment(moment);
    }
    if (at < moments.length) idle = requestIdleCallback(some);
  };
  idle = requestIdleCallback(some);
  return () => cancelIdleCallback(idle);
}
