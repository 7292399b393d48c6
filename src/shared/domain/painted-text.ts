/** Text as it can be painted: whatever was typed or read, it stays within a few lines. Pure. */

/** More than this is never seen: it would not go into the lines there are. */
const MOST_CHARACTERS = 600;

/** Marks on one letter: more than any language writes, and fewer than would climb into other lines. */
const MOST_MARKS = 4;

/**
 * What is left out: controls, directions that overrule what a letter is, and widths of nothing. The
 * joiners of emoji, of Persian and of the scripts of India stay, and so do plain direction marks.
 */
const LEFT_OUT = /[\p{Cc}\u00AD\u180E\u200B\u202A-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFC]/gu;

/** What nobody sees, though it is a character. */
const UNSEEN = /[\s\p{Default_Ignorable_Code_Point}\u2800]/gu;

/**
 * A text made fit to be painted: halves of characters become a sign for "unreadable", line breaks are
 * of one kind and never two in a row, spaces do not add up, and marks do not pile up.
 *
 * @returns at most 600 characters and a sign that some are missing; empty when there is nothing to see
 */
export function paintedText(text: string): string {
  const lines = text
    // Long before it is looked at closely: time is not to grow with what will not be seen.
    .slice(0, MOST_CHARACTERS * 20)
    .replace(/\p{Cs}/gu, '\uFFFD')
    .replace(/\r\n?|[\u0085\u2028\u2029\v\f]/g, '\n')
    .replace(/\t/g, ' ')
    .split('\n')
    .map((line) => plainLine(line));
  const whole = lines.filter((line) => line !== '').join('\n');
  if (whole.replace(UNSEEN, '') === '') return '';
  const characters = Array.from(whole);
  if (characters.length <= MOST_CHARACTERS) return whole;
  return `${characters.slice(0, MOST_CHARACTERS).join('').trimEnd()}…`;
}

function plainLine(line: string): string {
  return line
    .replace(LEFT_OUT, '')
    .replace(/([\u200C-\u200F\u061C])\1+/g, '$1')
    .replace(/(\p{M})(\p{M}*)/gu, (_all, first: string, rest: string) =>
      Array.from(first + rest)
        .slice(0, MOST_MARKS)
        .join(''),
    )
    .replace(/[\p{Zs}]+/gu, ' ')
    .trim();
}

/** The same in one line. */
export function paintedLine(text: string): string {
  return paintedText(text).replaceAll('\n', ' ');
}
