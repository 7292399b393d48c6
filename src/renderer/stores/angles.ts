/** Which camera is watched large, which is heard, and which is being put in its place by hand. */
import { create } from 'zustand';
import type { Id } from '../../shared/domain/ids';
import type { LessonDocument } from '../../shared/domain/document';
import { firstAngle, inOrder } from '../../shared/domain/lesson-time';

interface Angles {
  /** Null is the first. */
  largeId: Id | null;
  soundId: Id | null;
  /** The small ones are put away. */
  alone: boolean;
  /** Whose place is being set by hand beside the picture. */
  placingId: Id | null;
}

const FRESH: Angles = { largeId: null, soundId: null, alone: false, placingId: null };

export const useAngles = create<Angles>(() => FRESH);

/** A lesson was left: the next one is watched from its first camera. */
export function freshAngles(): void {
  useAngles.setState(FRESH);
}

/** Takes back what speaks of an angle that has gone, and writes the first angle as null. */
export function knownAngles(document: LessonDocument | null): void {
  const first = document ? firstAngle(document)?.id : undefined;
  const known = (id: Id | null): Id | null =>
    id !== first && document?.angles.some((angle) => angle.id === id) ? id : null;
  const { largeId, soundId, placingId } = useAngles.getState();
  const now = { largeId: known(largeId), soundId: known(soundId), placingId: known(placingId) };
  if (now.largeId !== largeId || now.soundId !== soundId || now.placingId !== placingId) {
    useAngles.setState(now);
  }
}

/** The camera that is watched large: the one that is drawn on. */
export function watchedAngleId(document: LessonDocument, { largeId }: Pick<Angles, 'largeId'>) {
  return document.angles.find(({ id }) => id === largeId)?.id ?? firstAngle(document)?.id;
}

/** Watches the angle at a place in the order, 0 being the first. */
export function watchAngle(document: LessonDocument, at: number): void {
  const angle = inOrder(document.angles)[at];
  if (angle) useAngles.setState({ largeId: at === 0 ? null : angle.id });
}

/** Hears the next angle. */
export function hearNext(document: LessonDocument): void {
  const order = inOrder(document.angles);
  const { soundId } = useAngles.getState();
  const at = Math.max(
    0,
    order.findIndex((angle) => angle.id === soundId),
  );
  const next = order[(at + 1) % order.length];
  useAngles.setState({ soundId: next && next !== order[0] ? next.id : null });
}
