import { Search, X } from 'lucide-react';
import styles from './SearchBox.module.css';

/** Sifts a list as it is typed. Escape empties it. */
export function SearchBox({
  id,
  label,
  value,
  onChange,
}: {
  id: string;
  /** Its accessible name, and what stands in it while it is empty. */
  label: string;
  value: string;
  onChange: (value: string) => void;
}) {
  return (
    <div role="search" className={styles.box}>
      <Search aria-hidden size={15} strokeWidth={1.75} />
      <input
        id={id}
        type="text"
        aria-label={label}
        placeholder={label}
        className={styles.input}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onChange('');
        }}
      />
      {value !== '' && (
        <button
          type="button"
          aria-label="Empty the search"
          className={styles.clear}
          onClick={() => onChange('')}
        >
          <X aria-hidden size={14} />
        </button>
      )}
    </div>
  );
}
