import type { Session } from '../../../../shared/domain/session';
import { changePlan } from '../../../stores/session';
import { Stepper } from '../../../ui/Stepper';
import { TextField } from '../../../ui/TextField';
import { useText } from '../use-text';
import styles from './Build.module.css';

const namesIn = (text: string, most: number): string[] =>
  text
    .split(/[,\n]/)
    .map((name) => name.trim().slice(0, 80))
    .filter(Boolean)
    .slice(0, most);

/** What the session is called, why it is held, when, for how long, and with whom. */
export function SessionFields({ session }: { session: Session }) {
  const title = useText('title', session.title, (text) => {
    if (text.trim()) changePlan(() => ({ title: text.trim() }), 'title');
  });
  const people = useText('people', session.people.join(', '), (text) =>
    changePlan(() => ({ people: namesIn(text, 300) }), 'people'),
  );
  const groups = useText('groups', session.groups.join(', '), (text) =>
    changePlan(() => ({ groups: namesIn(text, 60) }), 'groups'),
  );
  return (
    <div className={styles.fields}>
      <TextField
        label="Title"
        value={title.text}
        maxLength={200}
        onChange={title.type}
        onBlur={title.leave}
      />
      <TextField
        label="Intention"
        placeholder="What do we want to find out together?"
        value={session.intention}
        maxLength={5_000}
        onChange={(intention) => changePlan(() => ({ intention }), 'intention')}
      />
      <TextField
        label="Day"
        type="date"
        value={session.heldOn ?? ''}
        onChange={(day) => changePlan(() => ({ heldOn: day || null }), 'day')}
      />
      <Stepper
        label="Minutes you have"
        value={session.slotMinutes}
        {...{ min: 5, max: 1_440, step: 5 }}
        onChange={(slotMinutes) =>
          changePlan(() => ({ slotMinutes: Math.round(slotMinutes) }), 'slot')
        }
      />
      <TextField
        label="People"
        placeholder="Names or initials, if you like"
        value={people.text}
        onChange={people.type}
        onBlur={people.leave}
      />
      <TextField
        label="Groups"
        placeholder="Group 1, Group 2"
        value={groups.text}
        onChange={groups.type}
        onBlur={groups.leave}
      />
    </div>
  );
}
