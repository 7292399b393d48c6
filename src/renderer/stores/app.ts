/** What the whole app shares: who is here, what was offered, which dialog is open. */
import { create } from 'zustand';
import type { Id } from '../../shared/domain/ids';
import type { Pick } from '../../shared/domain/library';
import type { Person } from '../../shared/domain/row';

/** Dialogs that any page may open; one at a time. */
export type AppDialog =
  | { name: 'details'; lessonId: Id }
  | { name: 'remove'; lessonId: Id; originalsToo?: boolean }
  | { name: 'extend'; lessonId: Id }
  | { name: 'find-file'; lessonId: Id }
  | { name: 'look-again'; jobId: Id }
  | { name: 'palette' }
  | { name: 'keys' };

interface AppState {
  /** `starting` until main has told everything the first screen needs. */
  phase: 'starting' | 'ready' | 'failed';
  /** Why the library did not open, as main says it: it alone knows. Empty when it cannot say. */
  failure: string;
  version: string;
  libraryFolder: string;
  /** Null until they have said what to call them. */
  me: Person | null;
  /** Files that were given and not yet asked about, oldest first. */
  offered: readonly Pick[];
  dialog: AppDialog | null;
}

export const useApp = create<AppState>(() => ({
  phase: 'starting',
  failure: '',
  version: '',
  libraryFolder: '',
  me: null,
  offered: [],
  dialog: null,
}));

export function openDialog(dialog: AppDialog): void {
  useApp.setState({ dialog });
}

export function closeDialog(): void {
  useApp.setState({ dialog: null });
}

export function offer(pick: Pick): void {
  useApp.setState(({ offered }) =>
    offered.some((other) => other.id === pick.id) ? {} : { offered: [...offered, pick] },
  );
}

export function answered(pickId: Id): void {
  useApp.setState(({ offered }) => ({ offered: offered.filter((pick) => pick.id !== pickId) }));
}
