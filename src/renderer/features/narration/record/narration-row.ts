/** The row of the lesson's document that a recording goes into, also when the room has been left. */
import type { RowOp } from '../../../../shared/domain/document';
import { type Id, newId } from '../../../../shared/domain/ids';
import type { Narration } from '../../../../shared/domain/narration';
import { instant } from '../../../../shared/domain/row';
import { AppError } from '../../../../shared/errors';
import { call } from '../../../bridge/api';
import { useApp } from '../../../stores/app';
import { lessonStore } from '../../../stores/document';

export function narrations(): readonly Narration[] {
  return lessonStore.getState().document?.narrations ?? [];
}

export function narrationById(narrationId: Id): Narration | undefined {
  return narrations().find(({ id }) => id === narrationId);
}

/** `Narration 3`, the first number that none has. */
export function nextTitle(taken: readonly { title: string }[]): string {
  const titles = new Set(taken.map(({ title }) => title));
  let number = 1;
  while (titles.has(`Narration ${number}`)) number++;
  return `Narration ${number}`;
}

function opOf(before: Narration | null, after: Narration | null): RowOp {
  const id = (after ?? before)?.id ?? '';
  return { table: 'narration', id, before, after };
}

/** Settles once what was edited so far is on disk. */
function saved(): Promise<void> {
  if (lessonStore.getState().pending === 0) return Promise.resolve();
  return new Promise((resolve) => {
    const stop = lessonStore.subscribe(({ pending }) => {
      if (pending > 0) return;
      stop();
      resolve();
    });
  });
}

const mergeKey = (narrationId: Id) => `narrate ${narrationId}`;

/** A new narration, on disk. @throws AppError when it could not be kept */
export async function addNarration(): Promise<Narration> {
  const { lessonId, commit } = lessonStore.getState();
  const { me } = useApp.getState();
  if (!lessonId || !me) throw new AppError('not-found', 'No lesson is open.');
  const now = instant();
  const made: Narration = {
    ...{ id: newId(), authorId: me.id, createdAt: now, changedAt: now, lessonId },
    ...{ title: nextTitle(narrations()), private: true, row: [], mends: [], cues: [] },
    ...{ captionsShown: false, draft: false },
  };
  commit('Record a narration', [opOf(null, made)], mergeKey(made.id));
  await saved();
  const kept = narrationById(made.id);
  if (!kept) throw new AppError('not-found', 'The narration could not be kept.');
  return kept;
}

/**
 * Changes it, as one step of undo with what was recorded before in one go. What is committed when the
 * room has been left is not undone, as leaving is not.
 */
export async function changeNarration(
  seen: Narration,
  change: Partial<Narration>,
): Promise<Narration> {
  const { lessonId, commit } = lessonStore.getState();
  const before = narrationById(seen.id) ?? seen;
  const after = { ...before, ...change, changedAt: instant() };
  const ops = [opOf(before, after)];
  if (lessonId === seen.lessonId && narrationById(seen.id)) {
    commit('Record a narration', ops, mergeKey(seen.id));
    await saved();
  } else {
    const label = 'Record a narration';
    await call((api) => api.lessons.change({ lessonId: seen.lessonId, label, ops }));
  }
  return after;
}

/** Nothing was recorded: it was never there. */
export function dropNarration(narration: Narration): void {
  const before = narrationById(narration.id);
  if (before) {
    lessonStore
      .getState()
      .commit('Record a narration', [opOf(before, null)], mergeKey(narration.id));
  }
}

/** Ends a run of edits that are one step of undo. */
export function sealNarration(): void {
  lessonStore.getState().sealEdits();
}

export function renameNarration(narration: Narration, title: string): void {
  const words = title.trim().slice(0, 200);
  if (words === '' || words === narration.title) return;
  edit(narration, { title: words }, 'Rename a narration');
}

export function shareNarration(narration: Narration, shared: boolean): void {
  const label = shared ? 'Share a narration' : 'Keep a narration private';
  edit(narration, { private: !shared }, label);
}

/** A draft was looked at. */
export function keepDraft(narration: Narration): void {
  edit(narration, { draft: false }, 'Keep a narration as it is');
}

export function removeNarration(narration: Narration): void {
  const before = narrationById(narration.id);
  if (before) lessonStore.getState().commit('Remove a narration', [opOf(before, null)]);
}

function edit(narration: Narration, change: Partial<Narration>, label: string): void {
  const before = narrationById(narration.id);
  if (!before) return;
  const after = { ...before, ...change, changedAt: instant() };
  lessonStore.getState().commit(label, [opOf(before, after)]);
}
