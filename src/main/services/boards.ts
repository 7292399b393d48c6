/** Boards: made from a starter or from nothing, changed, handed on as a file, put away. */
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Board, BoardContent } from '../../shared/domain/board';
import { safeFileName } from '../../shared/domain/clip';
import { newId } from '../../shared/domain/ids';
import { instant } from '../../shared/domain/row';
import { AppError } from '../../shared/errors';
import type { Handlers } from '../../shared/ipc/derive';
import type { Store } from '../db/store';
import { writeWhole } from './write-whole';

/** A board is a page of words; more is not one. */
const MOST_BYTES = 1_000_000;

/** What a file of a board begins with, so that another file is told from it. */
const FORMAT = 'plenary-board-1';

/** A board as it was read has the ids of whoever made it: kinds that are ours stay ours. */
function withOwnKinds(content: BoardContent, taken: ReadonlySet<string>): BoardContent {
  const kinds = content.kinds.map((kind) => (taken.has(kind.id) ? { ...kind, id: newId() } : kind));
  return { ...content, kinds };
}

const unreadable = (name: string, cause?: unknown) =>
  new AppError(
    'file-unreadable',
    'That file is not a board.',
    { name, reason: 'it is not a board that Plenary can read' },
    cause,
  );

/** @throws AppError `file-unreadable` for anything that is not a board. */
export function parseBoard(text: string, name: string): BoardContent {
  try {
    const { format, ...content } = JSON.parse(text) as { format?: unknown };
    if (format !== FORMAT) throw unreadable(name);
    return BoardContent.parse(content);
  } catch (thrown) {
    throw thrown instanceof AppError ? thrown : unreadable(name, thrown);
  }
}

export function boardText({ name, about, kinds, tags }: BoardContent): string {
  return `${JSON.stringify({ format: FORMAT, name, about, kinds, tags }, null, 2)}\n`;
}

export function boardsService(deps: {
  store: Pick<Store, 'boards' | 'tombstones' | 'transaction'>;
  authorId: () => string;
  dialogs: {
    chooseBoard(): Promise<string | null>;
    chooseSave(name: string, title: string): Promise<string | null>;
  };
  /** Folder of the boards that come with Plenary. */
  starterFolder: string;
  nowMs: () => number;
}): Handlers['boards'] {
  const { store, authorId, dialogs, starterFolder, nowMs } = deps;

  const known = (boardId: string): Board => {
    const board = store.boards.get(boardId);
    if (!board) throw new AppError('not-found', 'That board is no longer here.');
    return board;
  };

  function add(content: BoardContent): Board {
    const now = instant(nowMs());
    const taken = new Set(store.boards.all().flatMap(({ kinds }) => kinds.map(({ id }) => id)));
    const board: Board = {
      ...withOwnKinds(content, taken),
      ...{ id: newId(nowMs()), authorId: authorId(), createdAt: now, changedAt: now },
      hidden: false,
    };
    store.transaction(() => store.boards.insert(board));
    return board;
  }

  return {
    save: ({ id, content }) => {
      if (id === null) return add(content);
      const board: Board = { ...known(id), ...content, changedAt: instant(nowMs()) };
      store.transaction(() => store.boards.update(board));
      return board;
    },
    remove: ({ boardId }) => {
      const board = known(boardId);
      const now = instant(nowMs());
      store.transaction(() => {
        if (store.boards.anyMomentOf(board.kinds.map(({ id }) => id))) {
          store.boards.update({ ...board, hidden: true, changedAt: now });
        } else {
          store.boards.remove(boardId);
          store.tombstones.add(boardId, 'board', now);
        }
      });
      return store.boards.all();
    },
    starters: async () => {
      const names = (await readdir(starterFolder)).filter((name) => name.endsWith('.json')).sort();
      return Promise.all(
        names.map(async (name) =>
          parseBoard(await readFile(join(starterFolder, name), 'utf8'), name),
        ),
      );
    },
    importFile: async () => {
      const path = await dialogs.chooseBoard();
      if (path === null) return null;
      const name = path.split(/[\\/]/).at(-1) ?? '';
      if ((await stat(path)).size > MOST_BYTES) throw unreadable(name);
      return add(parseBoard(await readFile(path, 'utf8'), name));
    },
    exportFile: async ({ boardId }) => {
      const board = known(boardId);
      const path = await dialogs.chooseSave(
        `${safeFileName(board.name)}.plenary-board`,
        'Share this board',
      );
      if (path === null) return false;
      await writeWhole(path, boardText(board));
      return true;
    },
  };
}
