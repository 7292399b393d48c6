/** Sessions to measure: put into a library that no app has open, and presented on two windows. */
import type { Page } from 'playwright';
import type { ItemKind, ItemOf, Session, SessionItem } from '../../../src/shared/domain/session';
import { plainItem } from '../../../src/shared/domain/session';
import { newId } from '../../../src/shared/domain/ids';
import { instant } from '../../../src/shared/domain/row';
import { inLibrary } from '../../fixtures/copied-lessons';
import type { Running } from './electron';

export function item<K extends ItemKind>(kind: K, change: Partial<ItemOf<K>>): SessionItem {
  return { ...plainItem(kind), id: newId(), ...change };
}

export async function stage(folder: string, title: string, items: SessionItem[]): Promise<Session> {
  return inLibrary(folder, (store) => {
    const [author] = store.people.all();
    if (!author) throw new Error('nobody is here');
    const now = instant();
    const session: Session = {
      ...{ id: newId(), authorId: author.id, createdAt: now, changedAt: now, title, items },
      ...{ intention: '', heldOn: null, slotMinutes: 60, people: [], groups: ['Group 1'] },
    };
    store.transaction(() => store.sessions.insert(session));
    return session;
  });
}

/** The console and the room's window, whichever the driver knows first. */
export function windowsOf(app: Running): { console: Page; room: Page } {
  const pages = app.page.context().pages();
  const room = pages.find((page) => page.url().endsWith('#room'));
  const console = pages.find((page) => page !== room);
  if (!room || !console) throw new Error(`${pages.length} windows`);
  return { console, room };
}

/** Presents it, the room's screen in a window of its own. */
export async function presented(
  app: Running,
  title: string,
): Promise<{ console: Page; room: Page }> {
  const { page } = app;
  await page.getByRole('link', { name: 'Sessions', exact: true }).click();
  await page.getByRole('list', { name: 'Sessions' }).getByRole('link', { name: title }).click();
  await page.getByRole('button', { name: 'Present', exact: true }).click();
  await page.getByRole('button', { name: 'Screen', exact: true }).click();
  const opened = page.context().waitForEvent('page');
  await page.getByRole('menuitem', { name: 'In a window of its own' }).click();
  const room = await opened;
  await room.getByRole('region', { name: 'The room’s screen' }).waitFor();
  return { console: page, room };
}
