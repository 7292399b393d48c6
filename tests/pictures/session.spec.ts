/** Pictures of a session: building it, and every kind of item on both windows. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inLibrary } from '../fixtures/copied-lessons';
import { expect, REPOSITORY, test } from '../e2e/launch';
import { roomOf, shotOf, stageSession } from '../e2e/session-staging';
import { picture } from './take';

const OUT = process.env['PLENARY_PICTURES'] ?? join(REPOSITORY, 'docs/pictures');
const SIZES = [
  [1280, 720],
  [1920, 1080],
] as const;

test('a session', async ({ launch }) => {
  test.setTimeout(900_000);
  mkdirSync(OUT, { recursive: true });
  const first = await launch();
  await first.page.getByRole('button', { name: 'Try a made lesson' }).click();
  await expect(first.page.getByRole('region', { name: 'Player' })).toBeVisible();
  await first.close();
  const { dataDir } = first;
  const session = await inLibrary(dataDir, (store) => stageSession(store, dataDir));
  const launched = await launch({ dataDir });
  const { page, app } = launched;

  await page.getByRole('link', { name: 'Sessions', exact: true }).click();
  await page.getByRole('button', { name: 'New session' }).click();
  await expect(page.getByRole('radio', { name: '50-minute department time' })).toBeVisible();
  await picture(page, app, 'session-new', {
    sizes: [{ name: '1280x720', width: 1280, height: 720, zoom: 1 }],
  });
  await page.getByRole('button', { name: 'Cancel' }).click();
  await picture(page, app, 'sessions');
  await page.getByRole('list', { name: 'Sessions' }).getByRole('link').first().click();
  await page.getByRole('button', { name: /^Discuss: What did those/ }).click();
  await picture(page, app, 'session-build');
  await page.getByRole('button', { name: /^Watch: What are pupils/ }).click();
  await page.getByRole('button', { name: 'Check before the day' }).click();
  await expect(page.getByRole('region', { name: 'Check before the day' })).toBeVisible();
  await picture(page, app, 'session-watch');

  await page.getByRole('button', { name: 'Present', exact: true }).click();
  const room = await roomOf(launched);
  for (const [width, height] of SIZES) {
    await app.evaluate(
      ({ BrowserWindow }, size) => {
        for (const window of BrowserWindow.getAllWindows())
          window.setContentSize(size.width, size.height);
      },
      { width, height },
    );
    for (const [at, item] of session.items.entries()) {
      await page
        .getByRole('list', { name: 'Items' })
        .getByRole('listitem')
        .nth(at)
        .getByRole('button')
        .first()
        .click();
      await page.waitForTimeout(1_200);
      if (item.kind === 'watch') {
        writeFileSync(
          join(OUT, `room-${at}-watch-before-${width}x${height}.jpg`),
          await shotOf(app, true),
        );
        await page
          .getByRole('group', { name: 'Footage' })
          .getByRole('button', { name: 'Play' })
          .click();
        await page.waitForTimeout(2_500);
      }
      if (item.kind === 'discuss') {
        await page.getByRole('button', { name: 'Group 2' }).click();
        await page
          .getByRole('textbox', { name: 'What the room said' })
          .fill('The silence felt long but three hands came up that had not been up before.');
      }
      const name = `${at}-${item.kind}-${width}x${height}.jpg`;
      writeFileSync(join(OUT, `room-${name}`), await shotOf(app, true));
      writeFileSync(join(OUT, `console-${name}`), await shotOf(app, false));
    }
  }
  await room.close();
  await page
    .getByRole('list', { name: 'Items' })
    .getByRole('listitem')
    .nth(2)
    .getByRole('button')
    .first()
    .click();
  await picture(page, app, 'session-console');
});
