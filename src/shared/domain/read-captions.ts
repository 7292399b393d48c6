/**
 * Reads captions and transcripts: WebVTT, SubRip, text with times at the beginning of its
 * paragraphs, and text without any. Whatever a file holds, what comes out is plain text with times
 * in order, and no more of it than a track may hold. Pure.
 */
import { z } from 'zod';
import { Us } from './time';

export const ReadCue = z.object({ startUs: Us.min(0), endUs: Us.min(0), text: z.string() });
export type ReadCue = z.infer<typeof ReadCue>;

export const ReadCaptions = z.object({
  name: z.string(),
  /** False when the file says no times: all are 0, and the page spreads them over the lesson. */
  timed: z.boolean(),
  cues: z.array(ReadCue),
});
export type ReadCaptions = z.infer<typeof ReadCaptions>;

const MOST_CUES = 50_000;
const MOST_TEXT = 5_000;
/** How long the last line of a transcript is shown, when nothing says when it ends. */
const LAST_US = 10_000_000;

/** `01:02:03.450`, `02:03,450`, `2:03`; hours may be left out. */
const TIME = String.raw`(?:(\d{1,3}):)?(\d{1,2}):(\d{2})(?:[.,](\d{1,3}))?`;
const TIMING = new RegExp(String.raw`^\s*${TIME}\s*-->\s*${TIME}(?:\s|$)`);
const SPOKEN_AT = new RegExp(String.raw`^\s*[[(]?${TIME}[\])]?(?:\s*[-–:]\s*|\s+|$)`);

function timeUs(hours = '0', minutes = '0', seconds = '0', fraction = '0'): number {
  const whole = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
  return whole * 1_000_000 + Number(fraction.padEnd(3, '0')) * 1000;
}

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  nbsp: ' ',
  lrm: '',
  rlm: '',
  '#39': '’',
};

/** Markup goes, who speaks stays: `<v Miss Khan>` is `Miss Khan: `. */
function plain(text: string): string {
  return text
    .replace(/<v(?:\.[^\s<>]*)?\s+([^<>]{1,100})>/g, (_, name: string) => `${name.trim()}: `)
    .replace(/<[^<>]*>/g, '')
    .replace(/\{\\[^{}]*\}/g, '')
    .replace(/&(amp|lt|gt|quot|nbsp|lrm|rlm|#39);/g, (_, name: string) => ENTITIES[name] ?? '')
    .split('\n')
    .map((line) => line.replace(/[^\S\n]+/g, ' ').trim())
    .filter((line) => line !== '')
    .join('\n')
    .slice(0, MOST_TEXT);
}

function byTime(a: ReadCue, b: ReadCue): number {
  return a.startUs - b.startUs || a.endUs - b.endUs;
}

/** WebVTT and SubRip: a line of times, and the lines after it up to an empty one. */
function readTimed(lines: readonly string[]): ReadCue[] {
  const cues: ReadCue[] = [];
  let open: { startUs: number; endUs: number; lines: string[] } | null = null;
  const close = (): void => {
    if (!open) return;
    const text = plain(open.lines.join('\n'));
    const { startUs } = open;
    if (text !== '') cues.push({ startUs, endUs: Math.max(startUs, open.endUs), text });
    open = null;
  };
  for (const line of lines) {
    if (cues.length >= MOST_CUES) break;
    const match = line.includes('-->') ? TIMING.exec(line) : null;
    if (match) {
      // Without an empty line between, the number of the next cue stands at the end of this one.
      if (open && /^\s*\d+\s*$/.test(open.lines.at(-1) ?? '')) open.lines.pop();
      close();
      const [, h, m, s, f, h2, m2, s2, f2] = match;
      open = { startUs: timeUs(h, m, s, f), endUs: timeUs(h2, m2, s2, f2), lines: [] };
    } else if (line.trim() === '') close();
    else if (open) open.lines.push(line);
  }
  close();
  return cues.sort(byTime);
}

/** Paragraphs are parted by empty lines; a text without any has one on each line. */
function paragraphsOf(lines: readonly string[]): string[] {
  const paragraphs = lines
    .join('\n')
    .split(/\n(?:[^\S\n]*\n)+/)
    .filter((text) => text.trim() !== '');
  return paragraphs.length > 1 ? paragraphs : lines.filter((line) => line.trim() !== '');
}

/** A transcript whose paragraphs begin with a time, or null when it is not one. */
function readSpokenAt(paragraphs: readonly string[]): ReadCue[] | null {
  const cues: ReadCue[] = [];
  let timed = 0;
  let before = -1;
  for (const paragraph of paragraphs) {
    const match = SPOKEN_AT.exec(paragraph);
    const startUs = match ? timeUs(match[1], match[2], match[3], match[4]) : before;
    if (startUs < before) return null;
    if (match) timed++;
    before = startUs;
    const text = plain(match ? paragraph.slice(match[0].length) : paragraph);
    const last = cues.at(-1);
    if (!match && last) last.text = `${last.text}\n${text}`.slice(0, MOST_TEXT);
    else if (text !== '') cues.push({ startUs: Math.max(0, startUs), endUs: 0, text });
  }
  if (timed === 0 || timed < paragraphs.length / 2) return null;
  return cues.map((cue, at) => ({ ...cue, endUs: cues[at + 1]?.startUs ?? cue.startUs + LAST_US }));
}

/** What a file of captions or a transcript says. No cues: there is no text in it. */
export function readCaptions(content: string, name: string): ReadCaptions {
  const lines = content
    .replace(/^\uFEFF/, '')
    .replace(/\0/g, '')
    .split(/\r\n|\r|\n/);
  const timed = readTimed(lines);
  if (timed.length > 0) return { name, timed: true, cues: timed };
  if (/^WEBVTT(?:\s|$)/.test(lines[0] ?? '')) return { name, timed: true, cues: [] };
  const paragraphs = paragraphsOf(lines).slice(0, MOST_CUES);
  const spoken = readSpokenAt(paragraphs);
  if (spoken) return { name, timed: true, cues: spoken };
  const texts = paragraphs.map(plain).filter((text) => text !== '');
  return { name, timed: false, cues: texts.map((text) => ({ startUs: 0, endUs: 0, text })) };
}

/** Cues without times spread over a lesson, each for as long as its text is. */
export function spread(cues: readonly ReadCue[], endUs: number): ReadCue[] {
  const total = cues.reduce((sum, { text }) => sum + text.length, 0);
  let before = 0;
  return cues.map(({ text }) => {
    const startUs = Math.round((endUs * before) / Math.max(1, total));
    before += text.length;
    return { startUs, endUs: Math.round((endUs * before) / Math.max(1, total)), text };
  });
}
