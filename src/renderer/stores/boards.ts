/** The boards of the library, and what any kind is called and coloured, whichever board made it. */
import { create } from 'zustand';
import type { Board, BoardKind } from '../../shared/domain/board';
import type { Id } from '../../shared/domain/ids';
import { FIRST_BOARD, type Kind, KINDS, unknownKind } from '../../shared/domain/kinds';
import { useSettings } from './settings';

interface Boards {
  boards: readonly Board[];
  /** Every kind of every board, by id. */
  kinds: ReadonlyMap<string, Kind>;
}

const BUILT_IN: ReadonlyMap<string, Kind> = new Map(KINDS.map((kind) => [kind.id, kind]));

export const useBoards = create<Boards>(() => ({ boards: [], kinds: BUILT_IN }));

/** A board was made or changed. */
export function takeBoard(board: Board): void {
  const others = useBoards.getState().boards.filter((known) => known.id !== board.id);
  takeBoards([...others, board]);
}

export function takeBoards(boards: readonly Board[]): void {
  const made = boards.flatMap((board) => board.kinds.map((kind) => [kind.id, kind] as const));
  useBoards.setState({ boards, kinds: new Map([...made, ...BUILT_IN]) });
}

/** The kind, or a plain stand-in named by its id when the board that made it is not here. */
export function kindOf(id: string): Kind {
  return useBoards.getState().kinds.get(id) ?? unknownKind(id);
}

export interface BoardInHand {
  /** Null for the built-in first board. */
  id: Id | null;
  name: string;
  kinds: readonly BoardKind[];
  tags: Board['tags'];
}

function inHand(boards: readonly Board[], boardId: Id | null): BoardInHand {
  const chosen = boards.find((board) => board.id === boardId && !board.hidden);
  return chosen ?? FIRST;
}

const FIRST: BoardInHand = { id: null, ...FIRST_BOARD };

/** The board that keys and buttons mark with. */
export function boardInHand(): BoardInHand {
  return inHand(useBoards.getState().boards, useSettings.getState().boardId);
}

/** The same, for a component. */
export function useBoardInHand(): BoardInHand {
  const boards = useBoards((state) => state.boards);
  const boardId = useSettings((state) => state.boardId);
  return inHand(boards, boardId);
}
