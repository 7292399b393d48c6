/**
 * Words as HTML: the only place where what people wrote becomes a part of a page. Nothing they wrote
 * can begin an element, an attribute or a reference; what no parser keeps is left out beforehand, so
 * that what is read is what was written.
 */

/** A piece of a page, made here and nowhere else. */
export class Html {
  constructor(readonly source: string) {}
}

/** C0 and C1 controls but for tabs and line ends, and what is no character in any language. */
const LEFT_OUT = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufdd0-\ufdef\ufffe\uffff]/g;

/** A text as a page can hold it: line ends of one kind, no controls, halves of characters marked. */
export function plainText(text: string): string {
  return text
    .replace(/\p{Cs}/gu, '\ufffd')
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
    .replace(LEFT_OUT, '');
}

/** The same in one line. */
export function plainLine(text: string): string {
  return plainText(text).replace(/\s+/g, ' ').trim();
}

const REFERENCES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** For text between tags and for values in double quotes. */
function escaped(text: string): string {
  return plainText(text).replace(/[&<>"']/g, (sign) => REFERENCES[sign] ?? '');
}

type Value = string | number | Html | readonly Html[];

function sourceOf(value: Value): string {
  if (value instanceof Html) return value.source;
  if (typeof value === 'string') return escaped(value);
  return typeof value === 'number' ? String(value) : value.map(({ source }) => source).join('');
}

/** A template of a page: strings and numbers in it are words, and are escaped. */
export function html(parts: TemplateStringsArray, ...values: Value[]): Html {
  const all = values.map((value, at) => sourceOf(value) + (parts[at + 1] ?? ''));
  return new Html((parts[0] ?? '') + all.join(''));
}

/** For what is there only sometimes. */
export const NOTHING = new Html('');
