import { ToggleButton } from 'react-aria-components/ToggleButton';
import styles from './MasksPanel.module.css';

/** One of two or three, side by side. */
export function OneOf<K extends string>({
  label,
  options,
  value,
  onChange,
}: {
  label: string;
  options: readonly { id: K; name: string }[];
  value: K;
  onChange: (value: K) => void;
}) {
  return (
    <div role="group" aria-label={label} className={styles.choices}>
      {options.map(({ id, name }) => (
        <ToggleButton
          key={id}
          isSelected={id === value}
          onChange={() => id !== value && onChange(id)}
          className={styles.choice}
        >
          {name}
        </ToggleButton>
      ))}
    </div>
  );
}
