import { Columns2, ListFilter, Play, Search, Square, X } from 'lucide-react';
import { useRef, useState } from 'react';
import { useApp } from '../../stores/app';
import { kindOf } from '../../stores/boards';
import { useLesson } from '../../stores/document';
import { authorCount } from '../../stores/moments-by-id';
import { nameOf, usePeople } from '../../stores/people';
import { changeFilter, setFilter, useView } from '../../stores/view';
import { useVisibleMoments } from '../../stores/visible-moments';
import { IconButton } from '../../ui/IconButton';
import { RemovableChip } from '../../ui/RemovableChip';
import styles from './FilterBar.module.css';
import { FilterPanel } from './FilterPanel';
import { askedFor } from './filter-choices';
import { togglePlayThese, usePlaying } from './play-these';
import { toggleBeside } from './beside';

const count = new Intl.NumberFormat('en-GB');

/** How many moments there are and are shown, and what chooses them. */
export function FilterBar() {
  const total = useLesson(({ document }) => document?.moments.length ?? 0);
  const shown = useVisibleMoments().length;
  const beside = useView((state) => state.besideId !== null);
  const several = useLesson(() => authorCount() > 1);
  const playing = usePlaying((state) => state.stretches.length > 0);
  const button = useRef<HTMLSpanElement>(null);
  const [open, setOpen] = useState(false);
  const all = total === 1 ? '1 moment' : `${count.format(total)} moments`;
  return (
    <div className={styles.bar}>
      <header className={styles.head}>
        <h2>{shown === total ? all : `${count.format(shown)} of ${all}`}</h2>
        <span className={styles.room} />
        {(several || beside) && (
          <IconButton
            label={beside ? 'One list again' : 'Side by side'}
            icon={Columns2}
            size="s"
            variant={beside ? 'plain' : 'quiet'}
            onPress={toggleBeside}
          />
        )}
        <IconButton
          label={playing ? 'Stop playing these' : 'Play these'}
          icon={playing ? Square : Play}
          size="s"
          isDisabled={shown === 0}
          onPress={togglePlayThese}
        />
        <span ref={button}>
          <IconButton
            label="Which moments"
            icon={ListFilter}
            size="s"
            onPress={() => setOpen(true)}
          />
        </span>
        {open && <FilterPanel anchor={button} onClose={() => setOpen(false)} />}
      </header>
      {total > 0 && <TextFilter />}
      <Asked />
    </div>
  );
}

/** Words to look for in this lesson's moments, as they are typed. */
function TextFilter() {
  const text = useView((state) => state.filter.text);
  const change = (value: string) => changeFilter({ text: value });
  return (
    <div className={styles.search}>
      <Search aria-hidden size={14} className={styles.glass} />
      <input
        type="text"
        role="searchbox"
        data-moment-filter
        aria-label="Find in these moments"
        placeholder="Find in these moments"
        autoComplete="off"
        spellCheck={false}
        maxLength={200}
        className={styles.input}
        value={text}
        onChange={(event) => change(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          event.preventDefault();
          event.stopPropagation();
          if (text === '') event.currentTarget.blur();
          else change('');
        }}
      />
      {text !== '' && (
        <IconButton label="Clear the words" icon={X} size="s" onPress={() => change('')} />
      )}
    </div>
  );
}

/** What is asked for, each of it removable. */
function Asked() {
  const filter = useView((state) => state.filter);
  const me = useApp((state) => state.me);
  const people = usePeople((state) => state.people);
  const focuses = useLesson(({ document }) => document?.focuses);
  const asked = askedFor(filter, {
    kind: (id) => kindOf(id).name,
    person: (id) => nameOf(people, me, id),
    focus: (id) => focuses?.find((focus) => focus.id === id)?.text ?? 'A focus',
  });
  if (asked.length === 0) return null;
  return (
    <div role="group" aria-label="Only these" className={styles.asked}>
      {asked.map(({ id, name, without }) => (
        <RemovableChip
          key={id}
          removeLabel={`No longer only “${name}”`}
          onRemove={() => setFilter(without)}
        >
          {name}
        </RemovableChip>
      ))}
    </div>
  );
}
