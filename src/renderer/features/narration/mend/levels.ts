/** The shapes of the voices of the narration that is open: asked for once, painted as they come. */
import { create } from 'zustand';
import type { Id } from '../../../../shared/domain/ids';
import type { Peaks } from '../../../../shared/domain/peaks';
import { decodePeaks } from '../../../../shared/domain/peaks-file';
import { call } from '../../../bridge/api';

interface Levels {
  /** By take; one without a voice, or that is not here yet, is not in it. */
  takes: ReadonlyMap<Id, Peaks>;
}

export const useLevels = create<Levels>(() => ({ takes: new Map() }));

const asked = new Map<Id, Promise<void>>();
let turn = 0;

async function fetchLevels(takeId: Id): Promise<void> {
  const mine = turn;
  try {
    const bytes = await call((api) => api.narrations.levels({ takeId }));
    const peaks = bytes && decodePeaks(bytes.slice().buffer);
    if (!peaks || mine !== turn) return;
    useLevels.setState(({ takes }) => ({ takes: new Map(takes).set(takeId, peaks) }));
  } catch {
    // The timeline stays plain there; whatever is wrong with the voice is heard where it is played.
    asked.delete(takeId);
  }
}

/** Asks for the shapes of these takes, each once; resolves when those that can be had are here. */
export async function wantLevels(takeIds: readonly Id[]): Promise<void> {
  for (const takeId of takeIds) {
    if (!asked.has(takeId)) asked.set(takeId, fetchLevels(takeId));
  }
  await Promise.all(takeIds.flatMap((takeId) => asked.get(takeId) ?? []));
}

export function leaveLevels(): void {
  turn += 1;
  asked.clear();
  useLevels.setState({ takes: new Map() });
}
