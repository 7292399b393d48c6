/** What the timeline says to screen readers, besides where the slider stands. */
import { create } from 'zustand';
import { kindOf } from '../../stores/boards';
import type { Cue } from '../../../shared/domain/captions';
import type { Mask } from '../../../shared/domain/mask';
import type { Moment } from '../../../shared/domain/moment';
import { maskWords } from '../../stores/mask-words';
import { formatSpoken } from '../../../shared/domain/time';

export const useSpoken = create<{ text: string; turn: number }>(() => ({ text: '', turn: 0 }));

export function speak(text: string): void {
  useSpoken.setState(({ turn }) => ({ text, turn: turn + 1 }));
}

/** `Question, 12 minutes 21 seconds to 12 minutes 39 seconds: What tells you…` */
export function momentWords(moment: Moment): string {
  const until = moment.endUs > moment.startUs ? ` to ${formatSpoken(moment.endUs)}` : '';
  const note = moment.note.length > 120 ? `${moment.note.slice(0, 120)}…` : moment.note;
  const place = `${kindOf(moment.kind).name}, ${formatSpoken(moment.startUs)}${until}`;
  return note === '' ? place : `${place}: ${note}`;
}

/** `12 minutes 21 seconds: What tells you…` */
export function cueWords({ startUs, text }: Cue): string {
  return `${formatSpoken(startUs)}: ${text.replace(/\s+/g, ' ')}`;
}

/** `Ellipse, blurred: 12 minutes 3 seconds to 12 minutes 13 seconds`. */
export function hiddenWords({ what, startUs, endUs }: Mask): string {
  return `${maskWords(what)}: ${formatSpoken(startUs)} to ${formatSpoken(endUs)}`;
}

export function hiddenCount(count: number): string {
  return count === 1 ? '1 hidden part' : `${count.toLocaleString('en-GB')} hidden parts`;
}

export function countWords(count: number): string {
  return count === 1 ? '1 moment' : `${count.toLocaleString('en-GB')} moments`;
}
