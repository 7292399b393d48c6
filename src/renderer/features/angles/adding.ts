/** Adding a camera or a sound recorder: its files become an angle, as one undoable edit. */
import { freeAngleName } from '../../../shared/domain/angles';
import { arrangeParts } from '../../../shared/domain/arrange';
import type { RowOp } from '../../../shared/domain/document';
import { newId } from '../../../shared/domain/ids';
import type { Angle } from '../../../shared/domain/lesson';
import { instant } from '../../../shared/domain/row';
import { sayError } from '../../app/errors';
import { call } from '../../bridge/api';
import { useApp } from '../../stores/app';
import { tell } from '../../stores/app-notices';
import { lessonStore } from '../../stores/document';

/**
 * Asks for files and makes them an angle of the open lesson.
 * @returns the angle; null when nothing was added.
 */
export async function addAngle(): Promise<Angle | null> {
  const pick = await call((api) => api.footage.choose());
  const { lessonId } = lessonStore.getState();
  const author = useApp.getState().me;
  if (!pick || !lessonId || !author) return null;
  const id = newId();
  const added = await call((api) =>
    api.footage.register({ pickId: pick.id, lessonId, angleId: id }),
  );
  for (const { name, title } of added.result.known) {
    tell({ sentence: `“${name}” is already in the library, in “${title}”.` });
  }
  for (const { error } of added.result.refused) {
    const said = sayError(error);
    if (said) tell(said);
  }
  const { document, commit, filesAdded } = lessonStore.getState();
  if (added.parts.length === 0 || document?.lesson.id !== lessonId) return null;
  const word = added.files.some((file) => file.picture) ? 'Camera' : 'Sound';
  const now = instant();
  const angle: Angle = {
    ...{ id, authorId: author.id, createdAt: now, changedAt: now, lessonId },
    position: document.angles.length,
    name: freeAngleName(document.angles, word),
  };
  const made: RowOp = { table: 'angle', id, before: null, after: angle };
  filesAdded(added.files);
  commit(`Add ${angle.name}`, [made, ...arrangeParts(document, id, added.parts, now)]);
  return angle;
}
