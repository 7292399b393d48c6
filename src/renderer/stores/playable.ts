/** Which stretches of each part's playable copy are made: a mirror of main. */
import { create } from 'zustand';
import type { Id } from '../../shared/domain/ids';
import type { Range } from '../../shared/domain/time';
import { listen } from '../bridge/api';

interface Playable {
  /** In part time, by part. */
  made: ReadonlyMap<Id, readonly Range[]>;
}

export const usePlayable = create<Playable>(() => ({ made: new Map() }));

/** Listens to main. Answers how to stop. */
export function watchPlayable(): () => void {
  return listen((api) =>
    api.footage.onPlayableChanged(({ partId, made }) =>
      usePlayable.setState((state) => ({ made: new Map(state.made).set(partId, made) })),
    ),
  );
}
