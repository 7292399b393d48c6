/** The people of the library, and who of them is marking now. */
import { create } from 'zustand';
import type { Id } from '../../shared/domain/ids';
import type { Person } from '../../shared/domain/row';
import { call } from '../bridge/api';
import { useApp } from './app';
import { changeSettings } from './settings';

interface People {
  people: readonly Person[];
}

export const usePeople = create<People>(() => ({ people: [] }));

export function takePeople(people: readonly Person[]): void {
  usePeople.setState({ people });
}

/** Who is at this computer, new or with another name. */
export function takeMe(me: Person): void {
  takePerson(me);
  useApp.setState({ me });
}

function takePerson(person: Person): void {
  usePeople.setState(({ people }) => ({
    people: [...people.filter(({ id }) => id !== person.id), person],
  }));
}

/** `You` for whoever is marking now, else their name; empty for someone who is not known. */
export function nameOf(people: readonly Person[], me: Person | null, id: Id): string {
  return me?.id === id ? 'You' : (people.find((person) => person.id === id)?.name ?? '');
}

/** For a component. */
export function useNameOf(id: Id): string {
  const me = useApp((state) => state.me);
  const people = usePeople((state) => state.people);
  return nameOf(people, me, id);
}

/** From now on what is marked is this person's. @throws AppError when it could not be saved. */
export async function markAs(person: Person): Promise<void> {
  await changeSettings({ meId: person.id });
  takeMe(person);
}

/** Someone else marks at this computer from now on. @throws AppError. */
export async function addPerson(name: string): Promise<void> {
  const known = usePeople
    .getState()
    .people.find(
      (person) => person.name.localeCompare(name, 'en-GB', { sensitivity: 'base' }) === 0,
    );
  const person = known ?? (await call((api) => api.people.add({ name })));
  takePerson(person);
  await markAs(person);
}
