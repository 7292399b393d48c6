import { useId } from 'react';
import styles from './ColourField.module.css';

/** A colour of someone's own, chosen in the system's window. */
export function ColourField({
  label,
  value,
  onChange,
}: {
  label: string;
  /** `#rrggbb` */
  value: string;
  onChange: (value: string) => void;
}) {
  const id = useId();
  return (
    <div className={styles.field}>
      <label htmlFor={id} className={styles.label}>
        {label}
      </label>
      <span className={styles.chosen}>
        <input
          id={id}
          type="color"
          className={styles.swatch}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
        <span aria-hidden>{value}</span>
      </span>
    </div>
  );
}
