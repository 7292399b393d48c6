import { useEffect, useState } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import type { BoardContent } from '../../../shared/domain/board';
import { tellError } from '../../app/tell-error';
import { call } from '../../bridge/api';
import { Dot } from '../../ui/Chip';
import { Dialog } from '../../ui/Dialog';
import styles from './BoardDialog.module.css';

/** The boards that come with Plenary: one begins from one of them and makes it one's own. */
export function Starters({
  onChoose,
  onClose,
}: {
  onChoose: (content: BoardContent) => void;
  onClose: () => void;
}) {
  const [starters, setStarters] = useState<readonly BoardContent[]>([]);
  useEffect(() => {
    call((api) => api.boards.starters()).then(setStarters, tellError);
  }, []);
  return (
    <Dialog title="New board" wide onClose={onClose}>
      <p className={styles.words}>Begin with one of these. Everything in it can be changed.</p>
      <ul aria-label="Boards to begin with" className={styles.starters}>
        {starters.map((starter) => (
          <li key={starter.name}>
            <AriaButton className={styles.starter} onPress={() => onChoose(starter)}>
              <strong>{starter.name}</strong>
              <span className={styles.words}>{starter.about}</span>
              <span className={styles.kinds}>
                {starter.kinds.map((kind) => (
                  <span key={kind.id} className={styles.kind}>
                    <Dot colour={kind.colour} />
                    {kind.name}
                  </span>
                ))}
              </span>
            </AriaButton>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
