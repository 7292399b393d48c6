import styles from './Switch.module.css';

/** Something that is so or not, and changes at once. */
export function Switch({
  name,
  on,
  onChange,
}: {
  name: string;
  on: boolean;
  onChange: (on: boolean) => void;
}) {
  return (
    <label className={styles.row}>
      <input
        type="checkbox"
        role="switch"
        checked={on}
        aria-checked={on}
        className={styles.track}
        onChange={(event) => onChange(event.target.checked)}
      />
      {name}
    </label>
  );
}
