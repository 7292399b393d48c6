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

interface Asked {
  moments: readonly Moment[];
  replies: readonly Reply[];
  drawings: LessonDocument['drawings'];
  filter: MomentFilter;
  hidden: readonly Id[];
}
let last: { asked: Asked; shown: readonly Moment[] } | null = null;

function visibleIn(
  document: LessonDocument | null,
  filter: MomentFilter,
  hidden: readonly Id[],
): readonly Moment[] {
  if (!document) return NONE;
  const { moments, replies, drawings } = document;
  const asked: Asked = { moments, replies, drawings, filter, hidden };
  const known = last?.asked;
  if (
    last &&
    known?.moments === moments &&
    known.replies === replies &&
    known.drawings === drawings &&
    known.filter === filter &&
    known.hidden === hidden
  ) {
    return last.shown;
  }
  const shown = shownOf(moments, filter, hidden, () => aroundIn(document));
  last = { asked, shown };
  return shown;
}

/** For a component. */
export function useVisibleMoments(): readonly Moment[] {
  const document = useLesson((state) => state.document);
  const filter = useView((state) => state.filter);
  const hidden = useView((state) => state.hiddenLayers);
  return visibleIn(document, filter, hidden);
}

/** The same, outside of components. */
export function visibleMoments(): readonly Moment[] {
  const { filter, hiddenLayers } = useView.getState();
  return visibleIn(lessonStore.getState().document, filter, hiddenLayers);
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
