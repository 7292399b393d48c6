/** What masks are called, in the list and for screen readers. Pure. */
import type { Mask, MaskLook, MaskWhat } from '../../shared/domain/mask';
import { formatClock } from '../../shared/domain/time';

export const LOOKS: readonly { id: MaskLook; name: string }[] = [
  { id: 'blur', name: 'Blur' },
  { id: 'pixelate', name: 'Pixelate' },
  { id: 'solid', name: 'Solid' },
];
export const FORMS = [
  { id: 'ellipse', name: 'Ellipse' },
  { id: 'box', name: 'Box' },
] as const;
export const SOUNDS = [
  { id: 'silence', name: 'Silence' },
  { id: 'tone', name: 'Tone' },
] as const;

const DONE: Record<MaskLook, string> = {
  blur: 'blurred',
  pixelate: 'pixelated',
  solid: 'solid',
};

/** `Ellipse, blurred`. */
export function maskWords(what: MaskWhat): string {
  if (what.type === 'sound') return what.sounds === 'tone' ? 'Sound, tone' : 'Sound, silence';
  if (what.type === 'picture') return `Whole picture, ${DONE[what.look]}`;
  return `${what.form === 'box' ? 'Box' : 'Ellipse'}, ${DONE[what.look]}`;
}

/** `12:03 to 12:13`, or that its footage is not in the lesson. */
export function whenWords({ startUs, endUs, adrift }: Mask): string {
  return adrift ? 'no footage' : `${formatClock(startUs)} to ${formatClock(endUs)}`;
}
