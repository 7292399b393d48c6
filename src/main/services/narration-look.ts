/**
 * A narration's film looked through before it leaves: every picture of the lesson that it shows, each
 * once, with what is hidden hidden. It is an order of clips for that, so that it is looked through and
 * judged as clips are.
 */
import { plainTitle } from '../../shared/domain/leaving';
import type { Angle, Part } from '../../shared/domain/lesson';
import { inOrder, partEndUs, piecesOf, toLessonUs } from '../../shared/domain/lesson-time';
import type { Narration, Told } from '../../shared/domain/narration';
import { lessonUsIn, runsOf } from '../../shared/domain/narration-runs';
import type { Range } from '../../shared/domain/time';
import { AppError } from '../../shared/errors';
import { itemsOf, type Order } from './clips-items';
import { clipsLooked } from './clips-looked';
import type { ClipsDeps } from './clips-ports';
import type { Unmade } from './clips';
import { inView } from './narration-sections';

/** Stretches nearer to each other than this are one: what lies between is looked at too, µs. */
const NEAR_US = 100_000;
/** Long enough to be the picture on screen then. */
const ONE_US = 1;

interface Shown {
  part: Part;
  partRange: Range;
}

/** What is shown of a camera's parts while the lesson's time is in a range. */
function shownOf(parts: readonly Part[], range: Range): Shown[] {
  const last = inOrder(parts).at(-1);
  const pieces = piecesOf(parts, range);
  // Once all are over the last picture stands.
  if (last && range.endUs > partEndUs(last)) {
    const endUs = last.durationUs;
    pieces.push({ part: last, partRange: { startUs: Math.max(0, endUs - ONE_US), endUs } });
  }
  return pieces;
}

/** Stretches of one part, in order and apart. */
function joined(ranges: readonly Range[]): Range[] {
  const all: Range[] = [];
  for (const { startUs, endUs } of [...ranges].sort((a, b) => a.startUs - b.startUs)) {
    const last = all.at(-1);
    if (last && startUs - last.endUs <= NEAR_US) last.endUs = Math.max(last.endUs, endUs);
    else all.push({ startUs, endUs });
  }
  return all;
}

/**
 * All that a narration shows of its lesson's footage, camera by camera. Pure.
 * @param cameras in order, the first being the one that is large where nothing else is said
 */
function shownIn(told: Told, cameras: readonly { id: string; parts: readonly Part[] }[]): Shown[] {
  const byPart = new Map<Part, Range[]>();
  for (const run of runsOf(told)) {
    const times = [lessonUsIn(run, run.from), lessonUsIn(run, run.to)];
    const startUs = Math.floor(Math.min(...times));
    const range = { startUs, endUs: Math.max(startUs + ONE_US, Math.ceil(Math.max(...times))) };
    for (const { parts } of inView(run.state, cameras)) {
      for (const { part, partRange } of shownOf(parts, range)) {
        byPart.set(part, [...(byPart.get(part) ?? []), partRange]);
      }
    }
  }
  return cameras.flatMap(({ parts }) =>
    inOrder(parts).flatMap((part) =>
      joined(byPart.get(part) ?? []).map((partRange) => ({ part, partRange })),
    ),
  );
}

interface NarrationLookDeps extends Pick<ClipsDeps, 'lesson' | 'marked' | 'frames'> {
  /** @throws AppError when it is not there */
  sourceOf(part: Part): { path: string; probe: unknown };
  hasPicture(probe: unknown): boolean;
}

/** What the lesson hides, read once: what a film is made with is what it was looked through with. */
export type Marked = ReturnType<ClipsDeps['marked']>;

export function narrationLook(deps: NarrationLookDeps) {
  function orderOf({ lessonId, title }: Narration, told: Told, looked = ''): Order {
    const lesson = deps.lesson(lessonId);
    if (!lesson) throw new AppError('not-found', 'That lesson is no longer in the library.');
    const angles = inOrder(lesson.angles);
    const partsOf = ({ id }: Angle): Part[] => lesson.parts.filter(({ angleId }) => angleId === id);
    const cameras = angles.map((angle) => ({ id: angle.id, parts: partsOf(angle) }));
    const shown = shownIn(told, cameras).filter(({ part }) =>
      deps.hasPicture(deps.sourceOf(part).probe),
    );
    const nameOf = (angleId: string, range: Range): string => {
      const angle = angles.length > 1 ? angles.find(({ id }) => id === angleId)?.name : '';
      return angle ? `${angle}: ${plainTitle(range)}` : plainTitle(range);
    };
    const stretches = shown.map(({ part, partRange }) => {
      const startUs = Math.max(0, Math.round(toLessonUs(part, partRange.startUs)));
      const endUs = Math.max(startUs + ONE_US, Math.round(toLessonUs(part, partRange.endUs)));
      const name = nameOf(part.angleId, { startUs, endUs });
      return { clip: { name, startUs, endUs }, pieces: [{ part, partRange }] };
    });
    return {
      ...{ lessonId, lessonTitle: lesson.title, name: title, stretches, looked },
      ...{ reel: null, form: 'sharing', line: '', drawings: false, timer: false },
      ...{ beside: false, masked: true, folder: '' },
    };
  }

  const lookingBy = (marked: Marked) => clipsLooked({ lesson: deps.lesson, marked: () => marked });

  return {
    /** What is to be looked through. @throws AppError */
    async unmade(narration: Narration, told: Told, signal: AbortSignal): Promise<Unmade> {
      const { lessonId } = narration;
      const marked = deps.marked(lessonId);
      const order = orderOf(narration, told);
      const looking = lookingBy(marked);
      const by = { frames: deps.frames, marked: () => marked };
      const items = await itemsOf(order, by, deps.sourceOf, signal);
      const clips = order.stretches.map(({ clip }) => clip);
      return {
        ...{ lessonId, notShown: deps.lesson(lessonId)?.notShown.trim() ?? '' },
        ...{ covered: looking.covered([order]), looked: [looking.signOf(order, items)] },
        files: [{ form: order.form, clips, items }],
      };
    },
    /** @throws AppError `look-first` for what was not looked through as it is now */
    async refuseUnseen(
      narration: Narration,
      told: Told,
      looked: string,
      marked: Marked,
      signal: AbortSignal,
    ): Promise<void> {
      const order = orderOf(narration, told, looked);
      const by = { frames: deps.frames, marked: () => marked };
      await lookingBy(marked).refuseUnseen(order, () => itemsOf(order, by, deps.sourceOf, signal));
    },
  };
}
