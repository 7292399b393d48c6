import { ChevronDown } from 'lucide-react';
import styles from './ChipSelect.module.css';

/**
 * A filter above a list. The system's own list of choices: the first screen needs several, and
 * none of them may cost time at the start.
 */
export function ChipSelect<K extends string>({
  label,
  options,
  value,
  onChange,
}: {
  /** The accessible name; what is chosen says the rest. */
  label: string;
  options: readonly { id: K; name: string }[];
  value: K;
  onChange: (value: K) => void;
}) {
  return (
    <span className={styles.chip}>
      <select
        aria-label={label}
        title={options.find(({ id }) => id === value)?.name}
        className={styles.select}
        value={value}
        onChange={(event) => onChange(event.target.value as K)}
      >
        {options.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
      <ChevronDown aria-hidden size={14} className={styles.arrow} />
    </span>
  );
}
