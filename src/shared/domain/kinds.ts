/** The kinds of moment on the first board, which every library has. */
import type { BoardColour, BoardContent, BoardKind, KindId } from './board';

/** What a mark is called and looks like. */
export interface Kind {
  id: KindId;
  name: string;
  /** The key that marks it; empty when none does. */
  key: string;
  /** Name of the colour token; colour is never the only sign. */
  colour: BoardColour;
}

function plain(id: KindId, name: string, key: string, colour: BoardColour): BoardKind {
  return {
    id,
    name,
    key,
    colour,
    leadUs: null,
    lagUs: 0,
    shape: 'point',
    group: '',
    followUps: [],
  };
}

export const KINDS: readonly BoardKind[] = [
  plain('noticing', 'Noticing', '1', 'sand'),
  plain('question', 'Question', '2', 'sky'),
  plain('wondering', 'Wondering', '3', 'iris'),
  plain('strength', 'Strength', '4', 'board'),
  plain('next-step', 'Next step', '5', 'coral'),
];

/** The board that is always there and cannot be changed or put away. */
export const FIRST_BOARD: BoardContent = {
  name: 'Noticing',
  about: 'For a first look at any lesson.',
  kinds: [...KINDS],
  tags: [],
};

/** A plain stand-in for a kind whose board is not here, named by its id. */
export function unknownKind(id: KindId): Kind {
  return { id, name: id, key: '', colour: 'sand' };
}
