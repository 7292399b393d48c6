/** The keys of the board in hand: its kinds, its tags, and the tags that are offered next. */
import type { Command } from '../../app/commands';
import type { BoardInHand } from '../../stores/boards';
import { lessonStore } from '../../stores/document';
import { useView } from '../../stores/view';
import { canTag, press, pressTag, release } from './board';

const isOpen = () => lessonStore.getState().document !== null;

function keysOf(key: string): string[] {
  if (key === '') return [];
  return /\d/.test(key) ? [`Digit${key}`, `Numpad${key}`] : [`Key${key.toUpperCase()}`];
}

/** How many of the offered tags have a key: Alt with 1 to 9. */
const OFFERED_KEYS = 9;

export function boardCommands(board: BoardInHand): Command[] {
  const kinds = board.kinds.map(
    (kind): Command => ({
      id: `board.kind-${kind.id}`,
      name: kind.name,
      group: 'Marking',
      keys: keysOf(kind.key),
      enabled: isOpen,
      run: () => press(kind.id),
      release,
    }),
  );
  const tags = board.tags.map(
    (tag): Command => ({
      id: `board.tag-${tag.name}`,
      name: `Tag: ${tag.name}`,
      group: 'Tags',
      keys: keysOf(tag.key),
      enabled: canTag,
      run: () => pressTag(tag.name),
    }),
  );
  const offered = Array.from({ length: OFFERED_KEYS }, (_, at): Command => {
    const name = () => useView.getState().offered?.tags[at];
    return {
      id: `board.offered-${at + 1}`,
      name: `Tag that is offered, number ${at + 1}`,
      group: 'Tags',
      keys: [`Alt+Digit${at + 1}`],
      enabled: () => name() !== undefined && canTag(),
      run: () => {
        const tag = name();
        if (tag !== undefined) pressTag(tag);
      },
      keyOnly: true,
    };
  });
  return [...kinds, ...tags, ...offered];
}
