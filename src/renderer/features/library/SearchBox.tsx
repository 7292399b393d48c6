import { Search, X } from 'lucide-react';
import styles from './SearchBox.module.css';

/** Sifts the lessons as it is typed. Escape empties it. */
export function SearchBox({
  value,
  onChange,
}: {
  value: string;
  onChange: (value: string) => void;
}) {
  return (
    <div role="search" className={styles.box}>
      <Search aria-hidden size={15} strokeWidth={1.75} />
      <input
        id="lesson-search"
        type="text"
        aria-label="Find a lesson"
        placeholder="Find a lesson"
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
