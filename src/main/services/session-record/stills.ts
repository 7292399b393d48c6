/**
 * Pictures of what was watched. One leaves only from a lesson whose permission is noted, that a person
 * ticked, with what is hidden covered, and looked through first where that is asked of a clip: each is
 * made as a very short clip is (services/clips.ts), so that the same doors stand before it.
 */
import { mkdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ClipRequest } from '../../../shared/domain/clip';
import { mustLook } from '../../../shared/domain/leaving';
import { mayLeave } from '../../../shared/domain/privacy';
import type { Session, Watched } from '../../../shared/domain/session';
import type { SessionOutput, StillsOffer } from '../../../shared/domain/session-record';
import { watchedIn } from '../../../shared/domain/session-record';
import { formatClock, type Range, US_PER_SECOND } from '../../../shared/domain/time';
import { AppError } from '../../../shared/errors';
import type { Picture } from './facts';
import { pictureName } from './layout';
import type { SessionOutputDeps } from './ports';

/** Pixels of a picture's longer side: sharp on a screen and on paper. */
const PICTURE_SIDE = 1280;
/** A moment after what is watched begins: what was chosen is under way by then. */
const IN_US = US_PER_SECOND;
/** Long enough to hold a frame of a slow recording. */
const LENGTH_US = 200_000;

type Deps = Pick<
  SessionOutputDeps,
  | 'maker'
  | 'lesson'
  | 'moment'
  | 'narration'
  | 'exported'
  | 'hides'
  | 'isRemoving'
  | 'media'
  | 'partials'
>;

/** A picture that is in what was made, and of which part of a lesson. */
export interface MadeStill {
  itemId: string;
  lessonId: string;
  lessonTitle: string;
  clip: ClipRequest;
  picture: Picture;
}

/** False for what is private or gone: nothing is told of it and nothing is shown. */
export function mayTell(deps: Omit<Deps, 'maker' | 'media' | 'partials'>, what: Watched): boolean {
  if (!deps.lesson(what.lessonId) || deps.isRemoving(what.lessonId)) return false;
  if (what.type === 'moment') {
    // A moment that was taken away has no words; its footage was chosen when it could be seen.
    const moment = deps.moment(what.momentId);
    return moment === undefined || mayLeave(moment);
  }
  if (what.type === 'narration') {
    const narration = deps.narration(what.narrationId);
    return narration !== undefined && mayLeave(narration);
  }
  return true;
}

/** What of the lesson was watched; null where it has no place of its own there. */
function rangeOf(deps: Pick<Deps, 'exported'>, what: Watched): Range | null {
  if (what.type === 'range' || what.type === 'moment') return what;
  if (what.type === 'narration') return null;
  const line = deps.exported(what.exportId);
  return line && line.lessonId === what.lessonId ? line : null;
}

function clipOf({ startUs, endUs }: Range): ClipRequest {
  const length = Math.min(LENGTH_US, endUs - startUs);
  const from = startUs + Math.min(IN_US, Math.max(0, Math.floor((endUs - startUs - length) / 2)));
  return { name: `From ${formatClock(startUs)}`, startUs: from, endUs: from + length };
}

interface Wanted {
  itemId: string;
  lessonId: string;
  clip: ClipRequest;
}

/** Where a picture could be of: none of what is private, gone, or told by a voice. */
function wantedOf(deps: Deps, { items }: Pick<Session, 'items'>): Wanted[] {
  return watchedIn(items).flatMap(({ item, what }) => {
    const range = mayTell(deps, what) ? rangeOf(deps, what) : null;
    if (range === null || range.endUs <= range.startUs) return [];
    return [{ itemId: item.id, lessonId: what.lessonId, clip: clipOf(range) }];
  });
}

/** Lessons of which pictures could be handed on, with what is to be known before. */
export function stillsOffered(deps: Deps, session: Pick<Session, 'items'>): StillsOffer[] {
  const wanted = wantedOf(deps, session);
  return [...new Set(wanted.map(({ lessonId }) => lessonId))].flatMap((lessonId) => {
    const lesson = deps.lesson(lessonId);
    if (!lesson) return [];
    const { title: lessonTitle, permission, notShown } = lesson;
    return [
      {
        ...{ lessonId, lessonTitle, permission: permission.trim(), notShown: notShown.trim() },
        mustLook: mustLook({}, notShown, deps.hides(lessonId)),
        clips: wanted.filter((each) => each.lessonId === lessonId).map(({ clip }) => clip),
      },
    ];
  });
}

type Chosen = Extract<SessionOutput, { what: 'record' }>['stills'];

/** What keeps a picture back without being a fault: it is left out, and said. */
const KEPT_BACK = new Set(['look-first', 'file-missing', 'nothing-there', 'not-found']);

/**
 * Makes the pictures of the chosen lessons into `folder`. Those that may no longer leave, or whose
 * footage is not there, are left out.
 */
export async function makeStills(
  deps: Deps,
  session: Pick<Session, 'items'>,
  chosen: Chosen,
  { folder, near, signal }: { folder: string; near: string; signal: AbortSignal },
): Promise<{ made: MadeStill[]; leftOut: number }> {
  const made: MadeStill[] = [];
  let leftOut = 0;
  const looked = new Map(chosen.map((each) => [each.lessonId, [...each.looked]]));
  for (const { itemId, lessonId, clip } of wantedOf(deps, session)) {
    const signs = looked.get(lessonId);
    const lesson = deps.lesson(lessonId);
    if (signs === undefined || !lesson) continue;
    const sign = signs.shift() ?? '';
    if (lesson.permission.trim() === '') {
      leftOut++;
      continue;
    }
    const path = pictureName(made.length);
    const picture = join(folder, ...path.split('/'));
    const partial = deps.partials.open(`${near}-${made.length}`);
    try {
      const [order] = deps.maker.plan(
        { lessonId, clips: [clip], form: 'sharing', looked: [sign] },
        dirname(near),
      );
      if (!order) continue;
      await deps.maker.refuseUnseen([order]);
      await deps.maker.write(order, partial, { signal, report: () => undefined });
      const probed = await deps.media.probe(partial, signal);
      await mkdir(dirname(picture), { recursive: true });
      const seen = await deps.media.makePoster(partial, probed, picture, signal, PICTURE_SIDE);
      if (!seen) {
        await rm(picture, { force: true });
        leftOut++;
        continue;
      }
      const alt = `A still of ${lesson.title} at ${formatClock(clip.startUs)}`;
      made.push({
        ...{ itemId, lessonId, clip, lessonTitle: lesson.title },
        picture: { path, alt },
      });
    } catch (error) {
      if (!(error instanceof AppError) || !KEPT_BACK.has(error.code)) throw error;
      leftOut++;
    } finally {
      await deps.partials.drop(partial);
    }
  }
  return { made, leftOut };
}
