import { ChipSelect } from '../../ui/ChipSelect';
import styles from './FilterBar.module.css';
import type { Choices, Sieve, SortBy } from './sift';

const SORTS: readonly { id: SortBy; name: string }[] = [
  { id: 'taught', name: 'Newest lesson first' },
  { id: 'added', name: 'Added last first' },
  { id: 'title', name: 'By title' },
  { id: 'keep', name: 'Keep until, soonest first' },
];

const ALL = 'all';

function Filter({
  label,
  all,
  value,
  options,
  onChange,
}: {
  label: string;
  all: string;
  value: string;
  options: readonly { id: string; name: string }[];
  onChange: (value: string) => void;
}) {
  return (
    <ChipSelect
      label={label}
      value={value === '' ? ALL : `=${value}`}
      options={[{ id: ALL, name: all }, ...options.map(({ id, name }) => ({ id: `=${id}`, name }))]}
      onChange={(id) => onChange(id === ALL ? '' : id.slice(1))}
    />
  );
}

/** Filters, and the order, above the grid. */
export function FilterBar({
  sieve,
  choices,
  shown,
  total,
  onChange,
}: {
  sieve: Sieve;
  choices: Choices;
  shown: number;
  /** Null while it is not known. */
  total: number | null;
  onChange: (change: Partial<Sieve>) => void;
}) {
  const named = (names: string[]) => names.map((name) => ({ id: name, name }));
  const lessons = (count: number) =>
    `${count.toLocaleString('en-GB')} lesson${count === 1 ? '' : 's'}`;
  return (
    <div className={styles.bar} role="group" aria-label="Which lessons">
      <Filter
        label="Subject"
        all="All subjects"
        value={sieve.subject}
        options={named(choices.subjects)}
        onChange={(subject) => onChange({ subject })}
      />
      <Filter
        label="Class"
        all="All classes"
        value={sieve.className}
        options={named(choices.classNames)}
        onChange={(className) => onChange({ className })}
      />
      <Filter
        label="Term"
        all="Any term"
        value={sieve.term}
        options={choices.terms}
        onChange={(term) => onChange({ term })}
      />
      <span className={styles.grow} />
      <span role="status" className={styles.count}>
        {total !== null &&
          (shown === total
            ? lessons(total)
            : `${shown.toLocaleString('en-GB')} of ${lessons(total)}`)}
      </span>
      <ChipSelect
        label="Order"
        value={sieve.sort}
        options={SORTS}
        onChange={(sort) => onChange({ sort })}
      />
    </div>
  );
}
