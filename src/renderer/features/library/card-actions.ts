import { CalendarClock, FileSearch, Play, PencilLine, Trash2 } from 'lucide-react';
import type { Id } from '../../../shared/domain/ids';
import type { LessonCard } from '../../../shared/domain/library';
import { navigate } from '../../app/route';
import { tellError } from '../../app/tell-error';
import { call } from '../../bridge/api';
import { openDialog } from '../../stores/app';
import type { MenuAction } from '../../ui/menu-items';

/** The made lesson holds nothing of anyone's: it goes at once. */
export function removeMade(lessonId: Id, title: string): void {
  const ask = { lessonId, title, originalsToo: false, receipt: false };
  call((api) => api.lessons.remove(ask)).catch(tellError);
}

/** What can be done with a lesson from its card. */
export function cardActions(card: LessonCard): MenuAction[] {
  const { lesson } = card;
  const lessonId = lesson.id;
  const actions: MenuAction[] = [
    { id: 'open', name: 'Open', icon: Play, run: () => navigate({ page: 'lesson', lessonId }) },
    {
      id: 'details',
      name: 'Lesson details…',
      icon: PencilLine,
      run: () => openDialog({ name: 'details', lessonId }),
    },
    {
      id: 'extend',
      name: 'Keep longer…',
      icon: CalendarClock,
      run: () => openDialog({ name: 'extend', lessonId }),
    },
  ];
  if (card.missing.length > 0) {
    actions.push({
      id: 'find',
      name: 'Find the file…',
      icon: FileSearch,
      run: () => openDialog({ name: 'find-file', lessonId }),
    });
  }
  actions.push({
    id: 'remove',
    name: lesson.made ? 'Remove the made lesson' : 'Remove…',
    icon: Trash2,
    run: () => {
      if (!lesson.made) openDialog({ name: 'remove', lessonId });
      else removeMade(lessonId, lesson.title);
    },
  });
  return actions;
}
