/** What is asked for, worked out against the lesson as it is now: which files, of which stretches. */
import { basename } from 'node:path';
import { z } from 'zod';
import { ClipForm, ClipMarks, ClipNotes, ClipRequest, ReelRequest } from '../../shared/domain/clip';
import { Id } from '../../shared/domain/ids';
import type { Angle, Part } from '../../shared/domain/lesson';
import { firstAngle, piecesOf } from '../../shared/domain/lesson-time';
import { AppError } from '../../shared/errors';
import { refuseWithoutRoom } from './clips-folders';
import { type Order, slowsOf, type Stretch } from './clips-items';
import type { ClipsDeps } from './clips-ports';

/** One file as it was asked for, kept until it is made: what it takes to make it again. */
export const Stored = z.object({
  lessonId: Id,
  angleId: Id.optional(),
  clips: z.array(ClipRequest).min(1),
  form: ClipForm.optional(),
  reel: ReelRequest.optional(),
  marks: ClipMarks.optional(),
  notes: ClipNotes.optional(),
  masked: z.boolean().optional(),
  folder: z.string(),
});
export type Asked = Omit<z.infer<typeof Stored>, 'folder'>;

export interface ClipOrders {
  /** Where a part's original is. @throws AppError when it is not there */
  sourceOf(part: Part): { path: string; probe: unknown };
  /** A file for each clip, or one of all of them. @throws AppError */
  plan(asked: Asked, folder: string): Order[];
  /** @param times how often all of them will lie on the disk. @throws AppError `disk-full` */
  refuseWithoutRoom(orders: readonly Order[], times: number): Promise<void>;
}

function lineOf(marks: ClipMarks | undefined): string {
  const purpose = marks?.discussion ? 'For professional discussion' : '';
  return [purpose, marks?.name].filter(Boolean).join(' · ');
}

export function clipOrders(deps: Pick<ClipsDeps, 'lesson' | 'source'>): ClipOrders {
  function sourceOf(part: Part): { path: string; probe: unknown } {
    const source = deps.source(part.id);
    if (!source) throw new AppError('not-found', 'That part is no longer in the library.');
    if (!source.present) {
      const name = basename(source.path);
      throw new AppError('file-missing', `${name} is not where it was.`, { name });
    }
    return source;
  }

  /** The camera that was asked for, or the first one. */
  function cameraOf(lesson: { angles: Angle[] }, asked?: Id): Id {
    const angle = asked ?? firstAngle(lesson)?.id;
    if (angle === undefined || !lesson.angles.some(({ id }) => id === angle)) {
      throw new AppError('not-found', 'That camera is no longer in the lesson.');
    }
    return angle;
  }

  return {
    sourceOf,
    plan({ lessonId, angleId: asked, clips, form, reel, marks, notes, masked }, folder) {
      const lesson = deps.lesson(lessonId);
      if (!lesson) throw new AppError('not-found', 'That lesson is no longer in the library.');
      const angleId = cameraOf(lesson, asked);
      const parts = lesson.parts.filter((part) => part.angleId === angleId);
      const stretches = clips.map((clip): Stretch => {
        const pieces = piecesOf(parts, clip);
        if (pieces.length === 0) {
          const { name } = clip;
          throw new AppError('nothing-there', `There is no footage in ${name}.`, { name });
        }
        for (const { part } of pieces) sourceOf(part);
        return { clip, pieces };
      });
      const same = {
        ...{ lessonId, lessonTitle: lesson.title, angleId, folder },
        ...{ form: form ?? 'exact', line: lineOf(marks) },
        ...{ drawings: marks?.drawings === true, timer: marks?.timer === true },
        ...{ beside: notes === 'file', masked: masked !== false },
      };
      if (reel) return [{ ...same, name: reel.name, reel, stretches }];
      return stretches.map((one) => ({
        ...same,
        name: one.clip.name,
        reel: null,
        stretches: [one],
      }));
    },
    async refuseWithoutRoom(orders, times) {
      const [first] = orders;
      if (!first) return;
      const stretches = orders
        .flatMap((order) => order.stretches)
        .flatMap(({ clip, pieces }) => {
          const shown = slowsOf(clip).reduce((sum: number, slow) => sum + slow, 0);
          return pieces.map(({ part, partRange }) => ({
            probe: sourceOf(part).probe,
            lengthUs: (partRange.endUs - partRange.startUs) * shown * times,
          }));
        });
      await refuseWithoutRoom(first.folder, first.form, stretches);
    },
  };
}
