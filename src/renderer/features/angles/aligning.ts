/** Lining an angle up by its sound: asked of main, shown while it runs, applied as one edit. */
import { create } from 'zustand';
import { type Alignment, placeParts } from '../../../shared/domain/angles';
import type { Id } from '../../../shared/domain/ids';
import { instant } from '../../../shared/domain/row';
import { AppError } from '../../../shared/errors';
import { call } from '../../bridge/api';
import { tell } from '../../stores/app-notices';
import { lessonStore } from '../../stores/document';

export type Outcome = 'running' | Alignment['outcome'];

/** What came of it, by angle, for as long as the app runs. */
export const useAligning = create<{ outcomes: ReadonlyMap<Id, Outcome> }>(() => ({
  outcomes: new Map(),
}));

function note(angleId: Id, outcome: Outcome | null): void {
  useAligning.setState(({ outcomes }) => {
    const next = new Map(outcomes);
    if (outcome) next.set(angleId, outcome);
    else next.delete(angleId);
    return { outcomes: next };
  });
}

/**
 * Lines an angle up with the first. When its lesson was left meanwhile nothing is changed, and the
 * person is told so.
 * @throws AppError other than `cancelled`, which is the person's own wish.
 */
export async function alignAngle(lessonId: Id, angleId: Id, name: string): Promise<void> {
  if (useAligning.getState().outcomes.get(angleId) === 'running') return;
  note(angleId, 'running');
  try {
    const { outcome, places } = await call((api) => api.angles.align({ lessonId, angleId }));
    const { document, commit } = lessonStore.getState();
    if (document?.lesson.id !== lessonId) {
      note(angleId, null);
      tell({ sentence: `${name} was not lined up, because its lesson was closed meanwhile.` });
      return;
    }
    note(angleId, outcome);
    const ops = placeParts(document, angleId, places, instant());
    if (ops.length > 0) commit(`Line up ${name}`, ops);
  } catch (thrown) {
    note(angleId, null);
    if (AppError.from(thrown).code !== 'cancelled') throw thrown;
  }
}
