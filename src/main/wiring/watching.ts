/** What is made of footage so that it can be watched and found one's way in: copies, tiles, peaks. */
import { join } from 'node:path';
import type { Send } from '../../shared/ipc/derive';
import type { LibraryFile } from '../db/library-file';
import type { Jobs } from '../jobs/jobs';
import type { Tools } from '../media/tools';
import type { PartFacts } from '../services';
import { peaksService } from '../services/peaks';
import type { places } from '../services/places';
import { createPlayable } from '../services/playable';
import { createReview } from '../services/review';
import { thumbnailsService } from '../services/thumbnails';
import { piecesFor, timelineFor } from './media';

export function watching(deps: {
  library: LibraryFile;
  tools: () => Promise<Tools>;
  at: ReturnType<typeof places>;
  facts: (partId: string) => PartFacts | undefined;
  /** Watched through a playable copy. */
  isCopied: (partId: string) => boolean;
  jobs: Jobs;
  send: Send;
  log: (line: string, thrown?: unknown) => void;
  peaksWorker: string;
  tellCard: (lessonId: string) => void;
  reviewBudgetBytes: () => number;
}) {
  const { library, tools, at, facts, isCopied, jobs, send, log } = deps;
  const { peaksWorker, tellCard, reviewBudgetBytes } = deps;
  const playable = createPlayable({
    part: (partId) => {
      const part = library.store.rows.tables.part.get(partId);
      const lesson = part && library.store.rows.tables.lesson.get(part.lessonId);
      if (!part || !lesson || !isCopied(partId)) return null;
      const { durationUs, lessonId } = part;
      return {
        lessonId,
        lessonTitle: lesson.title,
        durationUs,
        folder: join(at.derivedOf(partId), 'pieces'),
      };
    },
    ...piecesFor({ tools, partFacts: facts, derivedOf: at.derivedOf }),
    jobs,
    send,
    changed: tellCard,
  });
  const review = createReview({
    part: (partId) => {
      const part = library.store.rows.tables.part.get(partId);
      const known = facts(partId);
      if (!part || known?.handling !== 'direct') return null;
      const { durationUs, lessonId } = part;
      return { lessonId, lessonTitle: '', durationUs, folder: at.reviewOf(partId) };
    },
    ...piecesFor({ tools, partFacts: facts, derivedOf: at.derivedOf, review: true }),
    send,
    derivedFolder: at.derivedFolder,
    folderOf: at.reviewOf,
    budgetBytes: reviewBudgetBytes,
  });
  const timeline = timelineFor({
    tools,
    partFacts: facts,
    derivedOf: at.derivedOf,
    peaksWorker,
  });
  const thumbnails = thumbnailsService({ ...timeline.thumbnails, send });
  const peaks = peaksService({
    ...timeline.peaks,
    send,
    trouble: (thrown) => log('sound peaks', thrown),
  });
  return { playable, review, thumbnails, peaks };
}
