/** Writes captions as WebVTT (W3C, "WebVTT: The Web Video Text Tracks Format"). Pure. */
import { formatPosition, US_PER_MS } from './time';

export interface VttCue {
  startUs: number;
  endUs: number;
  /** Plain text, whatever is in it; line breaks stay. */
  text: string;
}

/** An empty line would end the cue; `-->` and tags are none once their brackets are escaped. */
function payload(text: string): string {
  return text
    .replace(/\0/g, '')
    .split(/\r\n|\r|\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;');
}

/**
 * A file of captions that every player of WebVTT shows as they are. Cues without words are left out,
 * one without a length is given a thousandth of a second.
 */
export function writeVtt(cues: readonly VttCue[]): string {
  const blocks = cues.flatMap(({ startUs, endUs, text }) => {
    const words = payload(text);
    if (words === '') return [];
    const start = Math.max(0, Math.round(startUs / US_PER_MS)) * US_PER_MS;
    const end = Math.max(start + US_PER_MS, Math.round(endUs / US_PER_MS) * US_PER_MS);
    return [`${formatPosition(start)} --> ${formatPosition(end)}\n${words}\n`];
  });
  return ['WEBVTT\n', ...blocks].join('\n');
}
