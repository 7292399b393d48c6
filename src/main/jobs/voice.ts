/** Something that is told of to all who listen. */
export interface Voice<T> {
  tell(what: T): void;
  /** @returns the end of listening */
  on(listener: (what: T) => void): () => void;
}

export function createVoice<T>(): Voice<T> {
  const listeners = new Set<(what: T) => void>();
  return {
    tell(what) {
      for (const listener of listeners) listener(what);
    },
    on(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
