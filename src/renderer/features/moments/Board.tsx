import { Button as AriaButton } from 'react-aria-components/Button';
import { ToggleButton } from 'react-aria-components/ToggleButton';
import { Toolbar } from 'react-aria-components/Toolbar';
import type { BoardKind, BoardTag } from '../../../shared/domain/board';
import { formatClock, usToSeconds } from '../../../shared/domain/time';
import { type BoardInHand, useBoardInHand } from '../../stores/boards';
import { useLesson } from '../../stores/document';
import { momentById } from '../../stores/moments-by-id';
import { useSettings } from '../../stores/settings';
import { selectionOf, useView } from '../../stores/view';
import { classes } from '../../ui/classes';
import { Dot } from '../../ui/Chip';
import { Kbd } from '../../ui/Kbd';
import styles from './Board.module.css';
import { press, pressTag, release } from './board';
import { BoardChoice } from './BoardChoice';
import { FocusLine } from './FocusLine';

/** The board in hand: one button a kind. Press for a point, hold for a range. */
export function Board() {
  const board = useBoardInHand();
  return (
    <div className={styles.frame}>
      <div className={styles.board}>
        <FocusLine />
        <BoardChoice board={board} />
        <Toolbar aria-label="Board" orientation="vertical" className={styles.kinds}>
          {board.kinds.map((kind) => (
            <KindButton key={kind.id} kind={kind} />
          ))}
        </Toolbar>
        <Offered />
        {board.tags.length > 0 && <Tags tags={board.tags} />}
        <Hint board={board} />
      </div>
    </div>
  );
}

function KindButton({ kind }: { kind: BoardKind }) {
  const going = useView((state) => state.openRanges.find((range) => range.kind === kind.id));
  const sinceUs = useLesson(() => going && momentById(going.momentId)?.startUs);
  return (
    <AriaButton
      aria-label={kind.name}
      aria-keyshortcuts={kind.key || undefined}
      aria-pressed={kind.shape === 'range' ? going !== undefined : undefined}
      className={classes(styles.kind, going && styles.going)}
      onPressStart={() => press(kind.id)}
      onPressEnd={release}
    >
      <Dot colour={kind.colour} />
      <span className={styles.name}>{kind.name}</span>
      {going && sinceUs !== undefined && (
        <span className={styles.since}>since {formatClock(sinceUs)}</span>
      )}
      {kind.key !== '' && <Kbd keys={[kind.key.toUpperCase()]} />}
    </AriaButton>
  );
}

/** The tags of the moment that tags go to. */
function useTagged(): readonly string[] | null {
  const momentId = useView((state) => state.momentId ?? state.offered?.momentId ?? null);
  return useLesson(() => momentById(momentId)?.tags) ?? null;
}

/** What follows the mark that was just made. */
function Offered() {
  const offered = useView((state) => state.offered);
  const tagged = useTagged();
  if (!offered || !tagged) return null;
  return (
    <div role="group" aria-label="Offered tags" className={styles.tags}>
      <p className={styles.heading}>And then?</p>
      {offered.tags.map((name, at) => (
        <TagButton
          key={name}
          name={name}
          keys={at < 9 ? ['Alt', String(at + 1)] : []}
          tagged={tagged}
        />
      ))}
    </div>
  );
}

function Tags({ tags }: { tags: readonly BoardTag[] }) {
  const tagged = useTagged();
  return (
    <div role="group" aria-label="Tags" className={styles.tags}>
      <p className={styles.heading}>Tags</p>
      {tags.map(({ name, key }) => (
        <TagButton key={name} name={name} keys={key ? [key.toUpperCase()] : []} tagged={tagged} />
      ))}
    </div>
  );
}

function TagButton({
  name,
  keys,
  tagged,
}: {
  name: string;
  keys: readonly string[];
  /** Null while there is no moment to tag. */
  tagged: readonly string[] | null;
}) {
  return (
    <ToggleButton
      isDisabled={tagged === null}
      isSelected={tagged?.includes(name) ?? false}
      onChange={() => pressTag(name)}
      className={styles.tag}
    >
      {name}
      {keys.length > 0 && <Kbd keys={keys} />}
    </ToggleButton>
  );
}

function Hint({ board }: { board: BoardInHand }) {
  const ownUs = useSettings((state) => state.leadUs);
  const hasSelection = useView((state) => selectionOf(state) !== null);
  if (hasSelection) {
    return <p className={styles.hint}>The next key marks the whole selection.</p>;
  }
  const leads = new Set(board.kinds.map((kind) => kind.leadUs ?? ownUs));
  const [leadUs = 0] = leads;
  return (
    <p className={styles.hint}>
      Press one, or its key, while it plays. Hold it for as long as the moment lasts.
      {leads.size === 1 && leadUs > 0 && ` The moment starts ${usToSeconds(leadUs)} s earlier.`}
    </p>
  );
}
