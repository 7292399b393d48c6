/** What other lessons of a class say about who is not to be shown. Pure. */
import type { Lesson } from '../../../shared/domain/lesson';

type Said = Pick<Lesson, 'className' | 'notShown' | 'changedAt'>;

const isSame = (a: string, b: string) =>
  a.trim().localeCompare(b.trim(), 'en', { sensitivity: 'base' }) === 0;

/**
 * What the lesson of the same class that was changed last says. Empty where none says anything, and
 * where it is what stands in the field already.
 */
export function saidOfClass(
  others: readonly Said[],
  { className, notShown }: Pick<Said, 'className' | 'notShown'>,
): string {
  if (className.trim() === '') return '';
  const [latest] = others
    .filter((other) => other.notShown.trim() !== '' && isSame(other.className, className))
    .toSorted((a, b) => b.changedAt.localeCompare(a.changedAt));
  const said = latest?.notShown.trim() ?? '';
  return said === notShown.trim() ? '' : said;
}
