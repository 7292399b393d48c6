import styles from './Refused.module.css';

/** Why nothing was begun, at the end of a dialog's fields. */
export function Refused({ said }: { said: { sentence: string; next: string } | null }) {
  if (!said) return null;
  return (
    // In a small window it would lie below what is in view.
    <div
      role="alert"
      className={styles.refused}
      ref={(element) => element?.scrollIntoView({ block: 'nearest' })}
    >
      <p>{said.sentence}</p>
      <p>{said.next}</p>
    </div>
  );
}
