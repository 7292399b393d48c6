/** Sessions of nothing, of one thing, and of sixty things over eight hours. */
import type { ElectronApplication, Locator, Page } from 'playwright/test';
import type { Store } from '../../src/main/db/store';
import { newId } from '../../src/shared/domain/ids';
import { instant } from '../../src/shared/domain/row';
import type { Session, SessionItem } from '../../src/shared/domain/session';
import { inLibrary } from '../fixtures/copied-lessons';
import { expect, type Launched, type LaunchOptions, test } from './launch';
import { item, present, roomOf } from './session-staging';

const DAY = 'A day of department time';

/** Eight hours in sixty items of eight minutes, some of them with a lot to say. */
function longDay(): SessionItem[] {
  return Array.from({ length: 60 }, (_, at): SessionItem => {
    const title = `Part ${at + 1}`;
    switch (at % 5) {
      case 0:
        return item('discuss', {
          prompt: `${title}: what did those seven seconds make possible, and for whom?`,
          steps: [
            { grouping: 'pairs', minutes: 3 },
            { grouping: 'everyone', minutes: 5 },
          ],
        });
      case 1:
        return item('read', {
          ...{ title, minutes: 8 },
          text: 'When teachers wait three seconds or more after a question, pupils answer at greater length, more of them answer, and more of them ask questions of their own. '.repeat(
            3,
          ),
        });
      case 2:
        return item('reflect', { title, prompt: 'Think of one class of yours.', minutes: 8 });
      case 3:
        return item('break', { title, text: 'Tea', minutes: 8 });
      default:
        return item('text', {
          title,
          text: 'Thank you to RK, whose lesson we watched.',
          minutes: 8,
        });
    }
  });
}

function stage(store: Store, title: string, items: SessionItem[], slotMinutes: number): void {
  const author = store.people.all()[0];
  if (!author) throw new Error('nobody is here');
  const now = instant();
  const session: Session = {
    ...{ id: newId(), authorId: author.id, createdAt: now, changedAt: now, title, items },
    ...{ intention: 'See what pupils do when we wait.', heldOn: null, slotMinutes },
    ...{ people: [], groups: [] },
  };
  store.transaction(() => store.sessions.insert(session));
}

/** The app on a library with this session. */
async function withSession(
  launch: (options?: LaunchOptions) => Promise<Launched>,
  title: string,
  items: SessionItem[],
  slotMinutes = 50,
): Promise<Launched> {
  const first = await launch();
  await first.close();
  const { dataDir } = first;
  await inLibrary(dataDir, (store) => stage(store, title, items, slotMinutes));
  return launch({ dataDir });
}

const current = (page: Page): Locator =>
  page.getByRole('list', { name: 'Items' }).locator('[aria-current="step"]');

const figureOf = (page: Page, name: string): Locator =>
  page.locator('dl > div').filter({ hasText: name }).locator('dd');

const sizeWindows = (app: ElectronApplication, width: number, height: number): Promise<void> =>
  app.evaluate(
    ({ BrowserWindow }, size) => {
      for (const window of BrowserWindow.getAllWindows())
        window.setContentSize(size.width, size.height);
    },
    { width, height },
  );

/** Everything of the rail is in its column, and its buttons are on the screen. */
async function railFits(page: Page): Promise<void> {
  const rail = page.getByRole('complementary', { name: 'Session' });
  const [wide, inner] = await rail.evaluate((aside) => [aside.scrollWidth, aside.clientWidth]);
  expect(wide).toBeLessThanOrEqual(inner ?? 0);
  await expect(page.getByRole('button', { name: 'End session' })).toBeInViewport({ ratio: 1 });
  await expect(page.getByRole('button', { name: 'Next', exact: true })).toBeInViewport({
    ratio: 1,
  });
}

/** Minutes from one time of day to another, past midnight too. */
function minutesBetween(from: string, to: string): number {
  const minutes = (time: string): number => {
    const [h = 0, m = 0] = time.split(':').map(Number);
    return h * 60 + m;
  };
  return (minutes(to) - minutes(from) + 1_440) % 1_440;
}

test('an empty session says what it lacks, and is presented once it has something', async ({
  launch,
}) => {
  const { page } = await launch();
  await page.getByRole('link', { name: 'Sessions', exact: true }).click();
  await page.getByRole('button', { name: 'New session' }).click();
  await page.getByRole('radio', { name: 'Empty' }).click();
  await page.getByRole('textbox', { name: 'Title' }).fill('Nothing yet');
  await page.getByRole('button', { name: 'Make session' }).click();
  await expect(page.getByText('Nothing in it yet. Add what you do first')).toBeVisible();
  await expect(page.getByText('50 min to fill')).toBeVisible();
  const presentIt = page.getByRole('button', { name: 'Present', exact: true });
  await expect(presentIt).toBeDisabled();
  await page.getByRole('button', { name: 'Add an item' }).click();
  await page.getByRole('menuitem', { name: 'Free text' }).click();
  await presentIt.click();
  await expect(page.getByRole('complementary', { name: 'Session' })).toBeVisible();
  await page.getByRole('button', { name: 'End session' }).click();
  await page.getByRole('button', { name: 'Go on another day' }).click();

  // Begun, and all of it taken out again: going on with it says so, and leads back.
  await page.getByRole('button', { name: /^Free text,/ }).click();
  await page.getByRole('button', { name: 'Take out Free text' }).click();
  await expect(page.getByText('Saved', { exact: true })).toBeVisible();
  await page.getByRole('link', { name: 'Sessions', exact: true }).click();
  await page.getByRole('button', { name: 'Resume', exact: true }).click();
  await expect(page.getByText('There is nothing in this session to present.')).toBeVisible();
  await page.getByRole('button', { name: 'Back to the session' }).click();
  await expect(page.getByRole('heading', { name: 'Nothing yet' })).toBeVisible();
});

test('a session of one item begins, runs and ends', async ({ launch }) => {
  const only = item('discuss', {
    prompt: 'What did you notice?',
    steps: [{ grouping: 'everyone', minutes: 20 }],
  });
  const launched = await withSession(launch, 'One thing', [only], 20);
  const { page } = launched;
  await present(page, 'One thing');
  const room = await roomOf(launched);
  await expect(room.getByText('What did you notice?')).toBeVisible();
  await expect(figureOf(page, 'Left')).toHaveText(/^(20:00|19:\d\d)$/);
  await expect(page.getByRole('button', { name: 'Next', exact: true })).toBeDisabled();
  await expect(page.getByRole('button', { name: 'Back', exact: true })).toBeDisabled();
  // Neither key of a remote leads out of it.
  await room.keyboard.press('PageDown');
  await room.keyboard.press('PageUp');
  await expect(current(page)).toContainText('What did you notice?');
  await expect(room.getByText('What did you notice?')).toBeVisible();
  await page.getByRole('button', { name: 'End session' }).click();
  await page.getByRole('button', { name: 'End for good' }).click();
  await expect(page.getByRole('region', { name: 'Afterwards' })).toBeVisible();
});

test('sixty items over eight hours: times are right, the list follows, the keys reach all of it', async ({
  launch,
}) => {
  const launched = await withSession(launch, DAY, longDay(), 480);
  const { app, page } = launched;
  await page.getByRole('link', { name: 'Sessions', exact: true }).click();
  await page.getByRole('list', { name: 'Sessions' }).getByRole('link', { name: DAY }).click();
  await expect(page.getByText('8 h planned: it fits')).toBeVisible();
  await present(page, DAY);
  const room = await roomOf(launched);
  await expect(figureOf(page, 'Left')).toHaveText(/^(8:00:00|7:59:\d\d)$/);
  const [now, ends] = [figureOf(page, 'Now'), figureOf(page, 'Ends about')];
  await expect
    .poll(async () => minutesBetween(await now.innerText(), await ends.innerText()))
    .toBe(480);
  for (const [width, height] of [
    [1_920, 1_080],
    [1_280, 720],
  ] as const) {
    await sizeWindows(app, width, height);
    await expect.poll(() => page.evaluate(() => innerWidth)).toBe(width);
    await railFits(page);
  }

  // A remote that is pressed as fast as it goes: no press is lost, and what comes next is in sight.
  for (let press = 0; press < 30; press++) await room.keyboard.press('PageDown');
  await expect(current(page)).toContainText('Part 31');
  await expect(current(page)).toBeInViewport({ ratio: 1 });
  const rows = page.getByRole('list', { name: 'Items' }).locator('button[data-item]');
  await expect(rows.nth(31)).toBeInViewport({ ratio: 1 });
  await expect(room.getByText('Part 31')).toBeVisible();

  // The keys go along the list, and to its end.
  await current(page).focus();
  await page.keyboard.press('ArrowDown');
  await expect(rows.nth(31)).toBeFocused();
  await page.keyboard.press('End');
  await expect(rows.nth(59)).toBeFocused();
  await expect(rows.nth(59)).toBeInViewport({ ratio: 1 });
  await page.keyboard.press('Enter');
  await expect(current(page)).toContainText('Part 60');
  await expect(figureOf(page, 'Left')).toHaveText(/^(8:00|7:\d\d)$/);
  await expect
    .poll(async () => minutesBetween(await now.innerText(), await ends.innerText()))
    .toBe(8);
  await expect(page.getByText('7 h 52 min in hand')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Next', exact: true })).toBeDisabled();
  await railFits(page);
  await page.keyboard.press('Home');
  await page.keyboard.press('Enter');
  await expect(current(page)).toContainText('Part 1:');
  await expect(current(page)).toBeInViewport({ ratio: 1 });
});
