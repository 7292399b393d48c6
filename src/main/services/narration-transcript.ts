/** What is said in a narration, as files of its own. Pure. */
import { type NarrationCue, VOICE_RATE } from '../../shared/domain/narration';
import { formatClock, US_PER_SECOND } from '../../shared/domain/time';
import type { VttCue } from '../../shared/domain/write-captions';

const inUs = (samples: number): number => Math.round((samples * US_PER_SECOND) / VOICE_RATE);

/** Its words as captions, in microseconds. */
export function captionsOf(cues: readonly NarrationCue[]): VttCue[] {
  return cues
    .filter(({ text }) => text.trim() !== '')
    .map(({ from, to, text }) => ({ startUs: inUs(from), endUs: inUs(to), text }));
}

/** To be read: a title, then each cue behind its time. Windows' line ends, as its simplest editor wants them. */
export function transcript(title: string, cues: readonly NarrationCue[]): string {
  const lines = captionsOf(cues).map(({ startUs, text }) => {
    const words = text.replace(/\s+/g, ' ').trim();
    return `${formatClock(startUs)}  ${words}`;
  });
  return [title, '', ...lines, ''].join('\r\n');
}
