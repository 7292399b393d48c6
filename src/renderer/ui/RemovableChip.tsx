import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import styles from './RemovableChip.module.css';

/** Something that was added and can be taken off; pressed it may lead somewhere. */
export function RemovableChip({
  children,
  removeLabel,
  onRemove,
  onPress,
}: {
  children: ReactNode;
  /** `Take off the tag “waiting”`. */
  removeLabel: string;
  onRemove: () => void;
  onPress?: () => void;
}) {
  return (
    <span className={styles.chip}>
      {onPress ? (
        <AriaButton className={styles.words} onPress={onPress}>
          {children}
        </AriaButton>
      ) : (
        <span className={styles.words}>{children}</span>
      )}
      <AriaButton aria-label={removeLabel} className={styles.remove} onPress={onRemove}>
        <X aria-hidden size={12} strokeWidth={2} />
      </AriaButton>
    </span>
  );
}
