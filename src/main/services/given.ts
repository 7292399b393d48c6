/**
 * Files given from outside: on the command line, by the system's Open With, by a second start. One
 * is added and its room opens; several are asked about once.
 */
import { CLOUD_ADDED } from '../../shared/domain/cloud';
import type { Id } from '../../shared/domain/ids';
import type { Pick as PickView } from '../../shared/domain/library';
import { AppError } from '../../shared/errors';
import { newId } from '../../shared/domain/ids';
import type { Notice } from '../../shared/ipc/contract';
import type { Handlers, Send } from '../../shared/ipc/derive';

export interface GivenDeps {
  hold(paths: readonly string[]): Promise<PickView>;
  /** Resolves when there is someone to add footage for. */
  introduced(): Promise<unknown>;
  add: Handlers['footage']['add'];
  send: Send;
}

export interface Given {
  give(paths: readonly string[]): Promise<void>;
  /** For the first screen. What is told here is not told again. */
  snapshot(): { offered: PickView[]; openLessonId: Id | null; notices: Notice[] };
  /** A pick has been added or let go: it need not be asked about any more. */
  settled(pickId: Id): void;
}

export function givenFiles({ hold, introduced, add, send }: GivenDeps): Given {
  const offered = new Map<Id, PickView>();
  let openLessonId: Id | null = null;
  let unheard: Notice[] = [];
  /** Until the page has asked for its first screen there is nobody to hear an event. */
  let listening = false;

  function say(text: string): void {
    const notice = { id: newId(), text };
    if (listening) send('app', 'noticed', notice);
    else unheard.push(notice);
  }

  async function addOne(pick: PickView): Promise<void> {
    const { lessonIds, known, refused } = await add({ pickId: pick.id, as: 'separate' });
    const lessonId = lessonIds[0] ?? known[0]?.lessonId;
    const [problem] = refused;
    if (problem) say(problem.error.message);
    if (pick.cloud && lessonIds.length > 0) say(`${CLOUD_ADDED.sentence} ${CLOUD_ADDED.next}`);
    if (lessonId === undefined) return;
    if (listening) send('app', 'lessonAsked', { lessonId });
    else openLessonId = lessonId;
  }

  return {
    async give(paths) {
      if (paths.length === 0) return;
      const pick = await hold(paths);
      await introduced();
      if (pick.files.length === 1) {
        try {
          await addOne(pick);
        } catch (thrown) {
          say(AppError.from(thrown).view().message);
        }
        return;
      }
      offered.set(pick.id, pick);
      if (listening) send('footage', 'offered', pick);
    },
    snapshot() {
      listening = true;
      const lessonId = openLessonId;
      openLessonId = null;
      const notices = unheard;
      unheard = [];
      return { offered: [...offered.values()], openLessonId: lessonId, notices };
    },
    settled(pickId) {
      offered.delete(pickId);
    },
  };
}
