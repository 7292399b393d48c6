/** The kinds of moment on the first board. Boards made by people come later and add to these. */
import { z } from 'zod';

export const KindId = z.string().min(1).max(40);
export type KindId = z.infer<typeof KindId>;

export interface Kind {
  id: KindId;
  name: string;
  /** The key that marks it. */
  key: string;
  /** Name of the colour token; colour is never the only sign. */
  colour: 'sand' | 'sky' | 'iris' | 'board' | 'coral';
}

export const KINDS: readonly Kind[] = [
  { id: 'noticing', name: 'Noticing', key: '1', colour: 'sand' },
  { id: 'question', name: 'Question', key: '2', colour: 'sky' },
  { id: 'wondering', name: 'Wondering', key: '3', colour: 'iris' },
  { id: 'strength', name: 'Strength', key: '4', colour: 'board' },
  { id: 'next-step', name: 'Next step', key: '5', colour: 'coral' },
];

/** The kind, or a plain stand-in named by its id when the board that made it is not here. */
export function kindOf(id: KindId): Kind {
  return KINDS.find((kind) => kind.id === id) ?? { id, name: id, key: '', colour: 'sand' };
}
