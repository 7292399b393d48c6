import { X } from 'lucide-react';
import { useState } from 'react';
import { filterCount } from '../../../shared/domain/filtering';
import { tellError } from '../../app/tell-error';
import { useApp } from '../../stores/app';
import { kindOf } from '../../stores/boards';
import { useLesson } from '../../stores/document';
import { nameOf, usePeople } from '../../stores/people';
import { changeFilter, clearFilter, setFilter, useView } from '../../stores/view';
import { dropView, keepView, useViews } from '../../stores/views';
import { Button } from '../../ui/Button';
import { Checkbox } from '../../ui/Checkbox';
import { IconButton } from '../../ui/IconButton';
import { PanelPopover } from '../../ui/PanelPopover';
import { TextField } from '../../ui/TextField';
import styles from './FilterPanel.module.css';
import { type Choice, choicesIn, HAS, SHARED, toggled } from './filter-choices';

function Group<T extends string>({
  title,
  choices,
  chosen,
  onToggle,
}: {
  title: string;
  choices: readonly Choice<T>[];
  chosen: readonly T[];
  onToggle: (id: T) => void;
}) {
  if (choices.length === 0) return null;
  return (
    <section role="group" aria-label={title} className={styles.group}>
      <h3 className={styles.title}>{title}</h3>
      {choices.map(({ id, name }) => (
        <Checkbox key={id} checked={chosen.includes(id)} onChange={() => onToggle(id)}>
          {name}
        </Checkbox>
      ))}
    </section>
  );
}

/** Everything moments can be asked for, and the views that are kept. */
export function FilterPanel({
  anchor,
  onClose,
}: {
  anchor: React.RefObject<HTMLElement | null>;
  onClose: () => void;
}) {
  return (
    <PanelPopover label="Which moments" anchor={anchor} onClose={onClose}>
      <Choices />
      <Views />
    </PanelPopover>
  );
}

function Choices() {
  const document = useLesson((state) => state.document);
  const filter = useView((state) => state.filter);
  const me = useApp((state) => state.me);
  const people = usePeople((state) => state.people);
  if (!document) return null;
  const choices = choicesIn(document, {
    kind: (id) => kindOf(id).name,
    person: (id) => nameOf(people, me, id),
  });
  const toggle =
    <K extends 'kinds' | 'tags' | 'authorIds' | 'focusIds'>(key: K) =>
    (id: string) =>
      changeFilter({ [key]: toggled<string>(filter[key], id) });
  return (
    <div className={styles.groups}>
      <Group
        title="Kind"
        choices={choices.kinds}
        chosen={filter.kinds}
        onToggle={toggle('kinds')}
      />
      <Group
        title="Has"
        choices={HAS}
        chosen={filter.has}
        onToggle={(id) => changeFilter({ has: toggled(filter.has, id) })}
      />
      <Group title="Tag" choices={choices.tags} chosen={filter.tags} onToggle={toggle('tags')} />
      <Group
        title="Whose"
        choices={choices.people}
        chosen={filter.authorIds}
        onToggle={toggle('authorIds')}
      />
      <Group
        title="Private or shared"
        choices={SHARED}
        chosen={filter.shared === null ? [] : [filter.shared]}
        onToggle={(id) => changeFilter({ shared: filter.shared === id ? null : id })}
      />
      <Group
        title="Focus"
        choices={choices.focuses}
        chosen={filter.focusIds}
        onToggle={toggle('focusIds')}
      />
    </div>
  );
}

function Views() {
  const views = useViews((state) => state.views);
  const filter = useView((state) => state.filter);
  const [name, setName] = useState('');
  const asks = filterCount(filter) > 0;
  const keep = () => {
    const trimmed = name.trim();
    if (trimmed === '' || !asks) return;
    setName('');
    keepView(trimmed, filter).catch(tellError);
  };
  return (
    <section role="group" aria-label="Kept views" className={styles.views}>
      {views.length > 0 && (
        <ul className={styles.kept}>
          {views.map((view) => (
            <li key={view.id}>
              <Button
                size="s"
                variant="quiet"
                className={styles.use}
                onPress={() => setFilter(view.filter)}
              >
                {view.name}
              </Button>
              <IconButton
                label={`Delete the view “${view.name}”`}
                icon={X}
                size="s"
                onPress={() => void dropView(view.id).catch(tellError)}
              />
            </li>
          ))}
        </ul>
      )}
      {asks && (
        <form
          className={styles.keep}
          onSubmit={(event) => {
            event.preventDefault();
            keep();
          }}
        >
          <TextField
            label="Keep this view as"
            value={name}
            onChange={setName}
            maxLength={80}
            className={styles.name}
          />
          <Button type="submit" isDisabled={name.trim() === ''}>
            Keep
          </Button>
        </form>
      )}
      {asks && (
        <Button size="s" variant="quiet" className={styles.clear} onPress={clearFilter}>
          Show all moments
        </Button>
      )}
    </section>
  );
}
