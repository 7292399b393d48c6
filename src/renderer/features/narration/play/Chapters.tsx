import { useEffect, useState } from 'react';
import { samplesToUs } from '../../../../shared/domain/narration';
import { formatClock } from '../../../../shared/domain/time';
import { kindOf } from '../../../stores/boards';
import { useLesson } from '../../../stores/document';
import { narrationTransport, watchNarration } from '../../../stores/narration';
import { Place, PlaceList } from '../PlaceList';
import { type Chapter, chapterAt } from './chapters';
import { useChapters } from './open-chapters';

/** What a chapter is called: the first line of what was noticed, or its kind. */
function useChapterNames(chapters: readonly Chapter[]): string[] {
  const moments = useLesson((state) => state.document?.moments);
  const byId = new Map(moments?.map((moment) => [moment.id, moment]));
  return chapters.map(({ momentId }) => {
    if (momentId === null) return 'Beginning';
    const moment = byId.get(momentId);
    if (!moment) return 'A moment that is no longer here';
    return moment.note.trim().split('\n', 1)[0] || kindOf(moment.kind).name;
  });
}

/** One chapter for each moment that is shown. A press goes there. */
export function Chapters() {
  const chapters = useChapters();
  const names = useChapterNames(chapters);
  const [here, setHere] = useState(-1);
  useEffect(() => watchNarration((t) => setHere(chapterAt(chapters, t))), [chapters]);
  return (
    <PlaceList
      label="Chapters"
      none="There is a chapter for each moment that is shown in a narration. This one shows none."
    >
      {chapters.map(({ from }, at) => (
        <Place
          key={from}
          at={formatClock(samplesToUs(from))}
          words={names[at] ?? ''}
          current={at === here}
          onPress={() => narrationTransport().seek(from)}
        />
      ))}
    </PlaceList>
  );
}
