/** What is asked for, worked out against the lesson as it is now: which files, of which stretches. */
import { basename } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { type ClipMarks, ClipOrder, type ClipRequest, Looked } from '../../shared/domain/clip';
import { Id } from '../../shared/domain/ids';
import { plainName, plainTitle } from '../../shared/domain/leaving';
import type { Angle, Part } from '../../shared/domain/lesson';
import { firstAngle, piecesOf, toLessonUs } from '../../shared/domain/lesson-time';
import { mayLeave } from '../../shared/domain/privacy';
import type { Range } from '../../shared/domain/time';
import { AppError } from '../../shared/errors';
import { refuseWithoutRoom } from './clips-folders';
import { type Order, slowsOf, type Stretch } from './clips-items';
import type { ClipsDeps } from './clips-ports';

/** A stretch of a part, in its own time. */
const Footage = z.object({ partId: Id, startUs: z.number(), endUs: z.number() });

/** One file as it was asked for, kept until it is made: what it takes to make it again. */
export const Stored = ClipOrder.extend({
  folder: z.string(),
  /**
   * What each clip was found to be of when it was asked for. Parts may be placed anew while it waits,
   * and what was chosen is footage, not a time.
   */
  footage: z.array(z.array(Footage)).optional(),
  looked: Looked.optional(),
});
export type Stored = z.infer<typeof Stored>;
export type Asked = Omit<Stored, 'folder'>;

/** What is to be kept of orders so that they can be worked out again as the lesson is by then. */
export function keptOf(orders: readonly Order[]): Required<Pick<Stored, 'footage' | 'looked'>> {
  const stretches = orders.flatMap((order) => order.stretches);
  return {
    footage: stretches.map(({ pieces }) =>
      pieces.map(({ part, partRange }) => ({ partId: part.id, ...partRange })),
    ),
    looked: orders.map(({ looked }) => looked),
  };
}

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

/** From the first to the last of what they show, in lesson time. */
function lessonRange(pieces: Stretch['pieces']): Range {
  const starts = pieces.map(({ part, partRange }) => toLessonUs(part, partRange.startUs));
  const ends = pieces.map(({ part, partRange }) => toLessonUs(part, partRange.endUs));
  return { startUs: Math.max(0, Math.min(...starts)), endUs: Math.max(...ends) };
}

export function clipOrders(deps: Pick<ClipsDeps, 'lesson' | 'moment' | 'source'>): ClipOrders {
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

  /** The footage that was chosen, where its parts lie now. @throws AppError when some of it is gone */
  function foundAgain(
    chosen: z.infer<typeof Footage>[],
    parts: Part[],
    clip: ClipRequest,
  ): Stretch {
    const { name } = clip;
    const pieces = chosen.map(({ partId, startUs, endUs }) => {
      const part = parts.find(({ id }) => id === partId);
      if (!part) {
        const details = { name, gone: true };
        throw new AppError('nothing-there', `The footage of ${name} is gone.`, details);
      }
      return { part, partRange: { startUs, endUs } };
    });
    const beside = parts.filter(({ angleId }) => angleId === pieces[0]?.part.angleId);
    const stayed = isDeepStrictEqual(pieces, piecesOf(beside, clip));
    return { clip: stayed ? clip : { ...clip, ...lessonRange(pieces) }, pieces };
  }

  /** Of a note that is private or gone by now nothing leaves: not in a picture, nor in a file's name. */
  function asMayLeave(clip: ClipRequest, lessonId: Id, lessonTitle: string): ClipRequest {
    const { momentId } = clip;
    if (momentId === undefined) return clip;
    const moment = deps.moment(momentId);
    if (moment && moment.lessonId === lessonId && mayLeave(moment)) return clip;
    const { speed, startUs, endUs } = clip;
    const words = { name: plainName(lessonTitle, clip), title: plainTitle(clip) };
    return { ...words, momentId, ...(speed && { speed }), startUs, endUs };
  }

  return {
    sourceOf,
    plan({ lessonId, angleId: asked, clips, form, reel, marks, notes, masked, ...kept }, folder) {
      const lesson = deps.lesson(lessonId);
      if (!lesson) throw new AppError('not-found', 'That lesson is no longer in the library.');
      const { footage, looked = [] } = kept;
      const angleId = footage ? null : cameraOf(lesson, asked);
      const parts = lesson.parts.filter((part) => part.angleId === angleId);
      const stretches = clips.map((each, at): Stretch => {
        const chosen = footage?.[at];
        const found = chosen
          ? foundAgain(chosen, lesson.parts, each)
          : { clip: each, pieces: piecesOf(parts, each) };
        if (found.pieces.length === 0) {
          const { name } = each;
          throw new AppError('nothing-there', `There is no footage in ${name}.`, { name });
        }
        for (const { part } of found.pieces) sourceOf(part);
        return { ...found, clip: asMayLeave(found.clip, lessonId, lesson.title) };
      });
      const same = {
        ...{ lessonId, lessonTitle: lesson.title, folder },
        ...{ form: form ?? 'exact', line: lineOf(marks) },
        ...{ drawings: marks?.drawings === true, timer: marks?.timer === true },
        ...{ beside: notes === 'file', masked: masked !== false },
      };
      const [first = ''] = looked;
      if (reel) return [{ ...same, name: reel.name, reel, stretches, looked: first }];
      return stretches.map((one, at) => ({
        ...{ ...same, name: one.clip.name, reel: null, stretches: [one] },
        looked: looked[at] ?? '',
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
