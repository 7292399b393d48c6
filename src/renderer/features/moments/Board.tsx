import { Button as AriaButton } from 'react-aria-components/Button';
import { Toolbar } from 'react-aria-components/Toolbar';
import { usToSeconds } from '../../../shared/domain/time';
import { useBoardInHand } from '../../stores/boards';
import { useSettings } from '../../stores/settings';
import { selectionOf, useView } from '../../stores/view';
import { Dot } from '../../ui/Chip';
import { Kbd } from '../../ui/Kbd';
import styles from './Board.module.css';
import { press, release } from './board';
import { FocusLine } from './FocusLine';

/** One button a kind. Press for a point, hold for a range. */
export function Board() {
  const { kinds } = useBoardInHand();
  return (
    <div className={styles.frame}>
      <div className={styles.board}>
        <FocusLine />
        <Toolbar aria-label="Board" orientation="vertical" className={styles.kinds}>
          {kinds.map((kind) => (
            <AriaButton
              key={kind.id}
              aria-label={kind.name}
              aria-keyshortcuts={kind.key}
              className={styles.kind}
              onPressStart={() => press(kind.id)}
              onPressEnd={release}
            >
              <Dot colour={kind.colour} />
              <span className={styles.name}>{kind.name}</span>
              <Kbd keys={[kind.key]} />
            </AriaButton>
          ))}
        </Toolbar>
        <Hint />
      </div>
    </div>
  );
}

function Hint() {
  const leadUs = useSettings((state) => state.leadUs);
  const hasSelection = useView((state) => selectionOf(state) !== null);
  const seconds = usToSeconds(leadUs);
  if (hasSelection) {
    return <p className={styles.hint}>The next key marks the whole selection.</p>;
  }
  return (
    <p className={styles.hint}>
      Press a key while it plays, or hold it for as long as the moment lasts.
      {seconds > 0 && ` The moment starts ${seconds} s earlier.`}
    </p>
  );
}
