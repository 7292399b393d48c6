/** What a Watch item shows, in words. Titles are asked of the library, never kept in the plan. */
import { type Watched, watchedUs } from '../../../shared/domain/session';
import { formatClock } from '../../../shared/domain/time';
import { useLibrary } from '../../stores/library';

const TYPES: Record<Watched['type'], string> = {
  range: 'A stretch',
  moment: 'A moment',
  clip: 'A clip',
  reel: 'A reel',
  narration: 'A narration',
};

/** `A moment of Area of triangles, 12:39–12:58 (0:19)`. */
export function useWatchedWords(what: Watched | null): string {
  const title = useLibrary(({ cards }) =>
    what ? cards.get(what.lessonId)?.lesson.title : undefined,
  );
  if (!what) return 'Nothing chosen yet';
  const of = title ? ` of ${title}` : ' of a lesson that is no longer here';
  const range =
    what.type === 'range' || what.type === 'moment'
      ? `, ${formatClock(what.startUs)}–${formatClock(what.endUs)}`
      : '';
  return `${TYPES[what.type]}${of}${range} (${formatClock(watchedUs(what))})`;
}
