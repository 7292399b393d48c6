/** Who is at this machine. No account: a name or initials, asked once. */
import { newId } from '../../shared/domain/ids';
import { instant, type Person } from '../../shared/domain/row';
import { AppError } from '../../shared/errors';
import type { Store } from '../db/store';

export interface PeopleService {
  /** The person at this machine, or null before they have said what to call them. */
  me(): Person | null;
  /** @throws AppError `not-allowed` before they have. */
  author(): Person;
  /** Makes the person and sets them as `me`; later calls change the name. */
  introduce(name: string): Person;
  /** Someone else, beside the person at this machine. */
  add(name: string): Person;
  /** Resolves with the person, at once or when they have introduced themselves. */
  introduced(): Promise<Person>;
}

export function peopleService(
  store: Pick<Store, 'people' | 'kept' | 'transaction'>,
  nowMs: () => number,
): PeopleService {
  const waiting = new Set<(person: Person) => void>();
  const me = (): Person | null => {
    const id = store.kept.get('meId');
    return typeof id === 'string' ? (store.people.get(id) ?? null) : null;
  };
  return {
    me,
    author: () => {
      const person = me();
      if (person) return person;
      throw new AppError('not-allowed', 'First say what we should call you.');
    },
    introduce: (name) => {
      const now = instant(nowMs());
      const old = me();
      const person = old
        ? { ...old, name, changedAt: now }
        : { id: newId(nowMs()), name, createdAt: now, changedAt: now };
      store.transaction(() => {
        if (old) store.people.update(person);
        else store.people.insert(person);
        store.kept.set('meId', person.id);
      });
      for (const tell of waiting) tell(person);
      waiting.clear();
      return person;
    },
    add: (name) => {
      const now = instant(nowMs());
      const person = { id: newId(nowMs()), name, createdAt: now, changedAt: now };
      store.transaction(() => store.people.insert(person));
      return person;
    },
    introduced: () =>
      new Promise((resolve) => {
        const person = me();
        if (person) resolve(person);
        else waiting.add(resolve);
      }),
  };
}
