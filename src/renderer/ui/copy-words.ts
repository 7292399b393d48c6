/** What is said of exported copies when a lesson is decided about. Pure. */
import type { ClipCopy } from '../../shared/domain/clip';

const WHEN = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });

/** Those that exist, as far as can be seen: there, changed, or in a folder that is not there now. */
export function stillThere(copies: readonly ClipCopy[]): ClipCopy[] {
  return copies.filter(({ file }) => file !== 'gone');
}

/** `In “INSET”, 10 Nov 2026, by AB`. */
export function copyWords({ folderName, at, author, file }: ClipCopy): string {
  const by = author === '' ? '' : `, by ${author}`;
  const words = `In “${folderName}”, ${WHEN.format(new Date(at))}${by}`;
  if (file === 'changed') return `${words}. Changed since it was exported`;
  if (file === 'away') return `${words}. That folder is not there now`;
  return words;
}

/** The sentence over the list. */
export function copiesSentence(copies: readonly ClipCopy[]): string {
  const left = stillThere(copies).length;
  const gone = copies.length - left;
  const clips = (count: number) =>
    `${count.toLocaleString('en-GB')} exported clip${count === 1 ? '' : 's'}`;
  if (left === 0) {
    return copies.length === 1
      ? 'The one clip exported from it is no longer where it was put.'
      : `The ${clips(copies.length)} are no longer where they were put.`;
  }
  const first = `${clips(left)} still exist${left === 1 ? 's' : ''}. Plenary does not delete ${left === 1 ? 'it' : 'them'}.`;
  if (gone === 0) return first;
  return `${first} ${gone.toLocaleString('en-GB')} more ${gone === 1 ? 'is' : 'are'} no longer where ${gone === 1 ? 'it was' : 'they were'} put.`;
}
