/** What leaves with a clip: words that may, and pictures that were looked at first. Pure. */
import { type ClipForm, safeFileName } from './clip';
import { formatClock, type Range } from './time';

/**
 * True when every picture is to be looked at before it is handed on: someone is not to be shown, or
 * something is hidden.
 * @param covered something in it is marked to be hidden
 */
export function mustLook(
  { form, masked }: { form?: ClipForm | undefined; masked?: boolean | undefined },
  notShown: string,
  covered: boolean,
): boolean {
  if (form === 'sound') return false;
  return notShown.trim() !== '' || (masked !== false && covered);
}

/** `Circuits 12.43`: a clip by its place in the lesson, for any disk, and by nothing that was noted. */
export function plainName(lessonTitle: string, { startUs }: Range): string {
  return safeFileName(`${lessonTitle} ${formatClock(startUs).replaceAll(':', '.')}`);
}

/** `From 12:43`: the same for a heading. */
export function plainTitle({ startUs }: Range): string {
  return `From ${formatClock(startUs)}`;
}
