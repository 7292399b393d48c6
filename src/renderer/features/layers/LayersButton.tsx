import { Layers } from 'lucide-react';
import { useRef, useState } from 'react';
import { tellError } from '../../app/tell-error';
import { useApp } from '../../stores/app';
import { useLesson } from '../../stores/document';
import { addPerson, markAs, usePeople } from '../../stores/people';
import { toggleLayer, useView } from '../../stores/view';
import { Button } from '../../ui/Button';
import { Checkbox } from '../../ui/Checkbox';
import { Choice } from '../../ui/Choice';
import { PanelPopover } from '../../ui/PanelPopover';
import { TextField } from '../../ui/TextField';
import styles from './LayersButton.module.css';

/** Who is marking now, and whose moments are shown. */
export function LayersButton() {
  const me = useApp((state) => state.me);
  const open = useView((state) => state.layersOpen);
  const button = useRef<HTMLSpanElement>(null);
  const set = (layersOpen: boolean) => useView.setState({ layersOpen });
  if (!me) return null;
  return (
    <>
      <span ref={button} className={styles.button}>
        <Button
          size="s"
          variant="quiet"
          aria-label={`People: ${me.name} is marking`}
          onPress={() => set(true)}
        >
          <Layers aria-hidden size={15} /> <span className={styles.name}>{me.name}</span>
        </Button>
      </span>
      {open && (
        <PanelPopover label="People" anchor={button} onClose={() => set(false)}>
          <WhoMarks />
          <Shown />
        </PanelPopover>
      )}
    </>
  );
}

function WhoMarks() {
  const me = useApp((state) => state.me);
  const people = usePeople((state) => state.people);
  const [name, setName] = useState('');
  const add = () => {
    const trimmed = name.trim();
    if (trimmed === '') return;
    setName('');
    addPerson(trimmed).catch(tellError);
  };
  return (
    <section className={styles.part}>
      <Choice
        label="Who is marking now"
        options={people.map(({ id, name }) => ({ id, name }))}
        value={me?.id ?? ''}
        onChange={(id) => {
          const person = people.find((known) => known.id === id);
          if (person) markAs(person).catch(tellError);
        }}
      />
      <form
        className={styles.add}
        onSubmit={(event) => {
          event.preventDefault();
          add();
        }}
      >
        <TextField
          label="Someone else is marking"
          placeholder="Name or initials"
          value={name}
          onChange={setName}
          maxLength={80}
          className={styles.field}
        />
        <Button type="submit" isDisabled={name.trim() === ''}>
          Add
        </Button>
      </form>
    </section>
  );
}

function Shown() {
  const moments = useLesson(({ document }) => document?.moments);
  const people = usePeople((state) => state.people);
  const hidden = useView((state) => state.hiddenLayers);
  const counts = new Map<string, number>();
  for (const { authorId } of moments ?? []) counts.set(authorId, (counts.get(authorId) ?? 0) + 1);
  const layers = people.filter(({ id }) => counts.has(id));
  if (layers.length === 0) return null;
  return (
    <section role="group" aria-label="Whose moments are shown" className={styles.part}>
      <h3 className={styles.title}>Whose moments are shown</h3>
      {layers.map(({ id, name }) => (
        <Checkbox key={id} checked={!hidden.includes(id)} onChange={() => toggleLayer(id)}>
          {name} ({counts.get(id)})
        </Checkbox>
      ))}
    </section>
  );
}
