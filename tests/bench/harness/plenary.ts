/** Plenary itself, started on a library of its own and handled as a person does. */
import type { Page } from 'playwright';
import { ROOT, type Running, startElectron } from './electron';

export interface App {
  /** The library's folder. */
  library: string;
  /** Footage named on the command line. */
  files?: readonly string[];
  quietMs?: number;
}

export function startPlenary(app: App): Promise<Running> {
  return startElectron({
    entry: ROOT,
    env: { PLENARY_DATA_DIR: app.library },
    args: app.files ?? [],
    quietMs: app.quietMs,
  });
}

/** Waits until the library is on screen. */
export async function whenInLibrary(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Add footage' }).waitFor();
}

/** Leaves the lesson's room. */
export async function toLibrary(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Lessons', exact: true }).click();
  await whenInLibrary(page);
}

/** The link that opens a lesson. */
export function lessonLink(page: Page, title: string): ReturnType<Page['locator']> {
  return page
    .getByRole('list', { name: 'Lessons' })
    .getByRole('link', { name: title, exact: true });
}

/** Waits until the room's picture is there and nothing moves. */
export async function whenInRoom(page: Page): Promise<void> {
  await page.getByRole('slider', { name: 'Timeline' }).waitFor();
  await page.getByRole('button', { name: 'Play', exact: true }).waitFor();
}
