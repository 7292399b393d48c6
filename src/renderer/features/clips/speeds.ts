import type { ClipSpeed } from '../../../shared/domain/clip';

/** How fast a clip is shown, in words. */
export const SPEEDS: readonly { id: ClipSpeed; name: string }[] = [
  { id: 'usual', name: 'As it was' },
  { id: 'half', name: 'Half' },
  { id: 'quarter', name: 'Quarter' },
  { id: 'again', name: 'As it was, then again at half' },
];
