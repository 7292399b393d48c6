/**
 * What a person types to find something: words, each a beginning of a word, and "phrases in
 * quotes". Read the same way by the database and by the page, with accents and case making no
 * difference. Pure.
 */
/** Words that follow each other; one word alone unless it was quoted. */
export interface Wanted {
  /** Folded: small letters without accents. */
  words: readonly string[];
  /** The last word may go on: it was not closed by a quote. */
  open: boolean;
}

/** A stretch of a text, [from, to) in UTF-16 units. */
export interface Mark {
  from: number;
  to: number;
}

/** Letters, digits and what is written over them; the same as unicode61 (SQLite, "FTS5", 4.3.1). */
const WORD = /[\p{L}\p{N}\p{M}\p{Co}]+/gu;
const PLAIN = /^[\0-\x7f]*$/;
const PLAIN_WORD = /[a-z0-9]+/gi;

/** Small letters without accents. */
export function fold(text: string): string {
  if (PLAIN.test(text)) return text.toLowerCase();
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

/** The words of a text, folded. */
function foldedWords(text: string): string[] {
  const folded = fold(text);
  return folded.match(PLAIN.test(folded) ? PLAIN_WORD : WORD) ?? [];
}

/** What is wanted; all of it must hold. Empty when there is no word in the text. */
export function parseSearch(text: string): Wanted[] {
  const stretches = text.replace(/[“”„«»]/g, '"').split('"');
  return stretches.flatMap((stretch, at) => {
    const words = foldedWords(stretch);
    if (at % 2 === 0) return words.map((word) => ({ words: [word], open: true }));
    // A quote that is not closed yet is still being typed.
    return words.length > 0 ? [{ words, open: at === stretches.length - 1 }] : [];
  });
}

/** A text made ready for `holds`: its words, folded, with a space before and after each. */
export function readyText(...texts: readonly string[]): string {
  return texts.map((text) => ` ${foldedWords(text).join(' ')} `).join('\n');
}

/** True when a ready text has all that is wanted. */
export function holds(ready: string, wanted: readonly Wanted[]): boolean {
  return wanted.every(({ words, open }) => ready.includes(` ${words.join(' ')}${open ? '' : ' '}`));
}

interface Word extends Mark {
  word: string;
}

/** The words of a text one after the other, folded, and where they stand. */
function* wordsOf(text: string): Generator<Word> {
  const isPlain = PLAIN.test(text);
  // Small letters of plain text stand where the large ones stood.
  for (const match of (isPlain ? text.toLowerCase() : text).matchAll(isPlain ? PLAIN_WORD : WORD)) {
    const { 0: word, index } = match;
    yield { word: isPlain ? word : fold(word), from: index, to: index + word.length };
  }
}

/** True when what is wanted stands at a word and those that follow it. */
function standsAt(found: readonly Word[], at: number, { words, open }: Wanted): boolean {
  return words.every((word, n) => {
    const here = found[at + n]?.word;
    if (here === undefined) return false;
    return open && n === words.length - 1 ? here.startsWith(word) : here === word;
  });
}

/** Where in the text what is wanted stands, whole words, in order and apart from each other. */
export function marksIn(text: string, wanted: readonly Wanted[]): Mark[] {
  if (wanted.length === 0) return [];
  const found = [...wordsOf(text)];
  const marked = new Set<number>();
  for (const one of wanted) {
    for (const at of found.keys()) {
      if (standsAt(found, at, one)) for (const n of one.words.keys()) marked.add(at + n);
    }
  }
  return [...marked]
    .sort((a, b) => a - b)
    .flatMap((at) => {
      const word = found[at];
      return word ? [{ from: word.from, to: word.to }] : [];
    });
}

const isInWord = (code: number): boolean =>
  (code >= 0x61 && code <= 0x7a) || (code >= 0x30 && code <= 0x39);

/** True when what is wanted begins in a plain text of small letters exactly there. */
function beginsAt(text: string, from: number, { words, open }: Wanted): boolean {
  if (isInWord(text.charCodeAt(from - 1))) return false;
  let at = from;
  for (const [n, word] of words.entries()) {
    if (!text.startsWith(word, at)) return false;
    at += word.length;
    if (n === words.length - 1) return open || !isInWord(text.charCodeAt(at));
    if (isInWord(text.charCodeAt(at))) return false;
    while (at < text.length && !isInWord(text.charCodeAt(at))) at++;
  }
  return true;
}

/** {@link firstMark} of a plain text: its words are not taken apart. */
function firstInPlain(text: string, wanted: readonly Wanted[]): number | null {
  let first: number | null = null;
  for (const one of wanted) {
    const [word = ''] = one.words;
    let at = text.indexOf(word);
    while (at >= 0 && !beginsAt(text, at, one)) at = text.indexOf(word, at + 1);
    if (at >= 0 && (first === null || at < first)) first = at;
  }
  return first;
}

/** Where the first of it stands; less work than all marks, because it looks no further. */
function firstMark(text: string, wanted: readonly Wanted[]): number | null {
  if (PLAIN.test(text)) return firstInPlain(text.toLowerCase(), wanted);
  const found = [...wordsOf(text)];
  const at = found.findIndex((_, here) => wanted.some((one) => standsAt(found, here, one)));
  return found[at]?.from ?? null;
}

/** Characters of a text shown before what was found, and in all. */
const BEFORE = 40;
const SHOWN = 160;
/** A row of results has room for so many at the least: what is no longer is seen from end to end. */
const SEEN = 60;

/** What is not one line with single spaces between words. */
const BROKEN = /^\s|\s\s|[^\S ]|\s$/;

/** The stretch of a text around the first place where something wanted stands, in one line. */
export function excerpt(text: string, wanted: readonly Wanted[]): string {
  const line = BROKEN.test(text) ? text.replace(/\s+/g, ' ').trim() : text;
  if (line.length <= SEEN) return line;
  const at = firstMark(line, wanted) ?? 0;
  const space = at <= BEFORE ? -1 : line.indexOf(' ', at - BEFORE);
  const from = space > at ? at : space + 1;
  const to = line.length <= from + SHOWN ? line.length : line.lastIndexOf(' ', from + SHOWN);
  const end = to > at ? to : from + SHOWN;
  return `${from > 0 ? '…' : ''}${line.slice(from, end)}${end < line.length ? '…' : ''}`;
}
