/** Which frames of which recordings a narration's film shows, and which of them are read in one go. Pure. */
import { isDeepStrictEqual } from 'node:util';
import type { Box } from '../../shared/domain/drawing';
import { frameAt } from '../../shared/domain/frames';
import type { Part } from '../../shared/domain/lesson';
import { inOrder, partAt, partEndUs, toPartUs } from '../../shared/domain/lesson-time';
import { VOICE_RATE } from '../../shared/domain/narration';
import { lessonUsIn, type NarrationRun } from '../../shared/domain/narration-runs';
import type { NarrationState } from '../../shared/domain/narration-state';

/** Frames a second. */
export interface Fps {
  num: number;
  den: number;
}

/** A part's recording. */
export interface FilmPart {
  part: Part;
  /** When each of its frames is shown; empty without a picture. */
  frames: Float64Array;
  hasSound: boolean;
}

export interface FilmCamera<P extends FilmPart> {
  id: string;
  parts: readonly P[];
}

/** Why a camera has no picture: only its sound was recorded, or nothing at all. */
export type NoPicture = 'sound' | 'nothing';

/** One camera's frames in a section: all of one recording, forwards or backwards. */
interface FilmSeen<P extends FilmPart> {
  /** Null where there is no picture. */
  part: P | null;
  /** Why there is none. */
  none: NoPicture | null;
  /** The recording's frame that each of the film's shows. */
  shown: number[];
}

/** Frames of the film that are read in one go. */
export interface FilmSection<P extends FilmPart> extends FilmSeen<P> {
  /** Of the film, half open. */
  at: number;
  to: number;
  zoom: Box | null;
  /** The small ones beside the large one, from the top; none where they are put away. */
  beside: FilmSeen<P>[];
}

/** A section is made whole in memory. */
const MOST_SECONDS = 30;
/** Further ahead than this it is quicker to look for the frame than to read up to it. */
const NEAR_US = 3_000_000;
/** Frames that are read to be shown backwards: they are kept as they are, each of megabytes. */
const MOST_BACKWARDS = 24;

/** The first frame of the film that begins at or after a sample. */
export function frameFrom({ num, den }: Fps, sample: number): number {
  return Math.ceil((sample * num) / (VOICE_RATE * den) - 1e-9);
}

/** The sample at which a frame of the film begins. */
function sampleOf({ num, den }: Fps, frame: number): number {
  return (frame * VOICE_RATE * den) / num;
}

/** Cameras as they are in view: the large one first, then the small ones. */
export function inView<C extends { id: string }>(
  { largeId, alone }: Pick<NarrationState, 'largeId' | 'alone'>,
  cameras: readonly C[],
): C[] {
  const large = cameras.find(({ id }) => id === largeId) ?? cameras[0];
  if (!large) return [];
  return [large, ...(alone ? [] : cameras.filter((one) => one !== large))];
}

/** The part on screen at a lesson's time, whatever was recorded of it; the last one once all are over. */
function partShown<P extends FilmPart>(camera: FilmCamera<P>, us: number): P | undefined {
  const all = camera.parts.map(({ part }) => part);
  const last = inOrder(all).at(-1);
  const part = partAt(all, us) ?? (last && us >= partEndUs(last) ? last : undefined);
  return camera.parts.find((one) => one.part === part);
}

/** What a camera shows at a lesson's time: one frame. */
function seenAt<P extends FilmPart>(
  camera: FilmCamera<P> | undefined,
  us: number,
): Omit<FilmSeen<P>, 'shown'> & { frame: number } {
  const part = camera && partShown(camera, us);
  if (!part) return { part: null, none: 'nothing', frame: 0 };
  if (part.frames.length < 2) return { part: null, none: 'sound', frame: 0 };
  return { part, none: null, frame: frameAt(part.frames, toPartUs(part.part, us)) };
}

type SeenNow<P extends FilmPart> = ReturnType<typeof seenAt<P>>;

/** Whether a frame can be read in the same go as those before it. */
function goesOn<P extends FilmPart>(seen: FilmSeen<P>, now: SeenNow<P>): boolean {
  const { part, shown } = seen;
  const { frame } = now;
  if (part !== now.part || seen.none !== now.none) return false;
  const [first = 0, last = 0] = [shown[0], shown.at(-1)];
  if (!part || frame === last) return true;
  if (frame > last) {
    return last >= first && (part.frames[frame] ?? 0) - (part.frames[last] ?? 0) <= NEAR_US;
  }
  return last <= first && first - frame < MOST_BACKWARDS;
}

export function sectionsOf<P extends FilmPart>(
  runs: readonly NarrationRun[],
  cameras: readonly FilmCamera<P>[],
  fps: Fps,
): FilmSection<P>[] {
  const most = Math.ceil((MOST_SECONDS * fps.num) / fps.den);
  const sections: FilmSection<P>[] = [];
  for (const run of runs) {
    const { zoom } = run.state;
    const [large, ...small] = inView(run.state, cameras);
    for (let at = frameFrom(fps, run.from); at < frameFrom(fps, run.to); at++) {
      const us = lessonUsIn(run, sampleOf(fps, at));
      const now = seenAt(large, us);
      const beside = small.map((camera) => seenAt(camera, us));
      const last = sections.at(-1);
      const joins =
        last !== undefined &&
        last.to - last.at < most &&
        last.beside.length === beside.length &&
        isDeepStrictEqual(last.zoom, zoom) &&
        goesOn(last, now) &&
        last.beside.every((one, nth) => goesOn(one, beside[nth] ?? now));
      if (joins) {
        last.to = at + 1;
        last.shown.push(now.frame);
        for (const [nth, one] of last.beside.entries()) one.shown.push(beside[nth]?.frame ?? 0);
      } else {
        const begun = ({ frame, ...seen }: SeenNow<P>): FilmSeen<P> => ({
          ...seen,
          shown: [frame],
        });
        sections.push({ ...begun(now), at, to: at + 1, zoom, beside: beside.map(begun) });
      }
    }
  }
  return sections;
}
