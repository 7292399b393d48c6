/** From chosen or dropped files to lessons, and what is said about each. */
import { create } from 'zustand';
import { CLOUD_ADDED } from '../../../shared/domain/cloud';
import type { Id } from '../../../shared/domain/ids';
import type { AddResult, Pick } from '../../../shared/domain/library';
import { sayError } from '../../app/errors';
import { navigate } from '../../app/route';
import { tellError } from '../../app/tell-error';
import { call } from '../../bridge/api';
import { answered, offer } from '../../stores/app';
import { tell } from '../../stores/app-notices';
import { useLibrary } from '../../stores/library';

interface Adding {
  /** `Reading lesson.mp4…` while main looks at what was given; empty otherwise. */
  reading: string;
}

export const useAdding = create<Adding>(() => ({ reading: '' }));

const count = (files: number) => (files === 1 ? '1 file' : `${files} files`);

function openLesson(lessonId: Id): { name: string; run: () => void } {
  return { name: 'Open it', run: () => navigate({ page: 'lesson', lessonId }) };
}

/** Says what became of each file that did not simply become a lesson. */
export function tellAdded(result: AddResult): void {
  for (const { name, lessonId, title } of result.known) {
    tell({
      sentence: `“${name}” is already in the library, in “${title}”.`,
      action: openLesson(lessonId),
    });
  }
  for (const { name, error } of result.refused) {
    const said = sayError({ ...error, details: { name, ...error.details } });
    if (said) tell(said);
  }
}

/** Adds a pick and says what happened. */
export async function addPick(
  pick: Pick,
  as: 'parts' | 'separate',
  order?: readonly number[],
): Promise<void> {
  const [first] = pick.files;
  const what = pick.files.length === 1 && first ? first.name : count(pick.files.length);
  useAdding.setState({ reading: `Reading ${what}…` });
  try {
    const result = await call((api) =>
      api.footage.add({ pickId: pick.id, as, order: order ? [...order] : undefined }),
    );
    const inHand = result.lessonIds.at(-1);
    if (inHand) useLibrary.setState({ inHand });
    if (pick.cloud && result.lessonIds.length > 0) {
      tell(CLOUD_ADDED);
    }
    tellAdded(result);
  } catch (thrown) {
    tellError(thrown);
  } finally {
    useAdding.setState({ reading: '' });
    answered(pick.id);
  }
}

/** One file becomes a lesson at once; several are asked about first. */
export function takePick(pick: Pick | null): void {
  if (!pick) return;
  if (pick.files.length === 1) void addPick(pick, 'separate');
  else offer(pick);
}

/** Opens the system's dialog. */
export async function chooseFootage(): Promise<void> {
  try {
    takePick(await call((api) => api.footage.choose()));
  } catch (thrown) {
    tellError(thrown);
  }
}

/** Takes files that were dropped on the window. */
export async function dropFootage(files: File[]): Promise<void> {
  try {
    takePick(await call((api) => api.drop.files(files)));
  } catch (thrown) {
    tellError(thrown);
  }
}

/** Puts files that were offered back: nothing is added. */
export async function letGo(pick: Pick): Promise<void> {
  answered(pick.id);
  await call((api) => api.footage.letGo({ pickId: pick.id })).catch(tellError);
}

/** Begins a lesson that is noticed live: no footage yet, a clock and a board. */
export async function beginLive(): Promise<void> {
  try {
    const { lessonId } = await call((api) => api.lessons.beginLive());
    navigate({ page: 'lesson', lessonId });
  } catch (thrown) {
    tellError(thrown);
  }
}

/** Opens the made lesson, making it first where it is not there yet. */
export async function openMadeLesson(): Promise<void> {
  useAdding.setState({ reading: 'Drawing the made lesson…' });
  try {
    const { lessonId } = await call((api) => api.lessons.addMade());
    navigate({ page: 'lesson', lessonId });
  } catch (thrown) {
    tellError(thrown);
  } finally {
    useAdding.setState({ reading: '' });
  }
}
