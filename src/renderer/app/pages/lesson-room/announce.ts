/** What was done by key, said to screen readers: `Undo: Mark noticing`. */
import { create } from 'zustand';

export const useAnnounced = create<{ text: string; turn: number }>(() => ({ text: '', turn: 0 }));

export function say(text: string): void {
  useAnnounced.setState(({ turn }) => ({ text, turn: turn + 1 }));
}
