import type { Id } from '../../shared/domain/ids';

/** Where a part's own file is read from. */
export function partAddress(partId: Id): string {
  return `footage://part/${partId}`;
}
