import { Ellipsis, FolderInput, Pencil, Plus, Share } from 'lucide-react';
import { tellError } from '../../app/tell-error';
import { call } from '../../bridge/api';
import { tell } from '../../stores/app-notices';
import { type BoardInHand, takeBoard, useBoards } from '../../stores/boards';
import { changeSettings } from '../../stores/settings';
import { useView } from '../../stores/view';
import { ChipSelect } from '../../ui/ChipSelect';
import { IconButton } from '../../ui/IconButton';
import { Menu } from '../../ui/Menu';
import styles from './Board.module.css';

const FIRST = 'first';

function choose(boardId: string): void {
  changeSettings({ boardId: boardId === FIRST ? null : boardId }).catch(tellError);
  useView.setState({ openRanges: [], offered: null });
}

async function openShared(): Promise<void> {
  const board = await call((api) => api.boards.importFile());
  if (!board) return;
  takeBoard(board);
  choose(board.id);
}

async function share(boardId: string, name: string): Promise<void> {
  const kept = await call((api) => api.boards.exportFile({ boardId }));
  if (kept)
    tell({ sentence: `“${name}” was saved as a file. A colleague opens it from this menu.` });
}

/** Which board is in hand, and what can be done with boards. */
export function BoardChoice({ board }: { board: BoardInHand }) {
  const boards = useBoards((state) => state.boards);
  const options = [
    { id: FIRST, name: 'Noticing' },
    ...boards.filter(({ hidden }) => !hidden).map(({ id, name }) => ({ id, name })),
  ];
  const { id } = board;
  return (
    <div className={styles.choice}>
      <ChipSelect label="Board in use" options={options} value={id ?? FIRST} onChange={choose} />
      <Menu
        label="Boards"
        actions={[
          {
            id: 'new',
            name: 'New board…',
            icon: Plus,
            run: () => useView.setState({ dialog: { name: 'board', boardId: null } }),
          },
          {
            id: 'change',
            name: 'Change this board…',
            icon: Pencil,
            disabled: id === null,
            run: () => useView.setState({ dialog: { name: 'board', boardId: id } }),
          },
          {
            id: 'share',
            name: 'Share this board as a file…',
            icon: Share,
            disabled: id === null,
            run: () => void (id && share(id, board.name).catch(tellError)),
          },
          {
            id: 'open',
            name: 'Open a shared board…',
            icon: FolderInput,
            run: () => void openShared().catch(tellError),
          },
        ]}
      >
        <IconButton label="Boards" icon={Ellipsis} size="s" />
      </Menu>
    </div>
  );
}
