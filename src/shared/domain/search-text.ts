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

/** Small letters without accents. */
export function fold(text: string): string {
  if (PLAIN.test(text)) return text.toLowerCase();
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

/** The words of a text, folded. */
function foldedWords(text: string): string[] {
  const folded = fold(text);
  return folded.match(PLAIN.test(folded) ? /[a-z0-9]+/g : WORD) ?? [];
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

/** Where in the text what is wanted stands, whole words, in order and apart from each other. */
export function marksIn(text: string, wanted: readonly Wanted[]): Mark[] {
  if (wanted.length === 0) return [];
  const found = [...text.matchAll(WORD)].map((match) => ({
    word: fold(match[0]),
    from: match.index,
    to: match.index + match[0].length,
  }));
  const marked = new Set<number>();
  for (const { words, open } of wanted) {
    for (let at = 0; at + words.length <= found.length; at++) {
      const fits = words.every((word, n) => {
        const here = found[at + n]?.word ?? '';
        return open && n === words.length - 1 ? here.startsWith(word) : here === word;
      });
      if (fits) for (let n = 0; n < words.length; n++) marked.add(at + n);
    }
  }
  return [...marked]
    .sort((a, b) => a - b)
    .flatMap((at) => {
      const word = found[at];
      return word ? [{ from: word.from, to: word.to }] : [];
    });
}

/** Characters of a text shown before what was found, and in all. */
const BEFORE = 40;
const SHOWN = 160;

/** The stretch of a text around the first place where something wanted stands, in one line. */
export function excerpt(text: string, wanted: readonly Wanted[]): string {
  const line = text.replace(/\s+/g, ' ').trim();
  const at = marksIn(line, wanted)[0]?.from ?? 0;
  const space = at <= BEFORE ? -1 : line.indexOf(' ', at - BEFORE);
  const from = space > at ? at : space + 1;
  const to = line.length <= from + SHOWN ? line.length : line.lastIndexOf(' ', from + SHOWN);
  const end = to > at ? to : from + SHOWN;
  return `${from > 0 ? '…' : ''}${line.slice(from, end)}${end < line.length ? '…' : ''}`;
}
