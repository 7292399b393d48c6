/** The room's screen on a real second display, unplugged and plugged in while presenting. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ElectronApplication, Page } from 'playwright/test';
import { inLibrary } from '../fixtures/copied-lessons';
import { makeFootage } from '../fixtures/make-footage';
import { expect, test } from './launch';
import { LessonRoomPage } from './pages/lesson-room';
import { present, PROMPT, stageSession } from './session-staging';
import { displays } from './two-displays';

const roomIn = (app: ElectronApplication): Page | undefined =>
  app.windows().find((page) => page.url().endsWith('#room'));

const boundsOf = (app: ElectronApplication) =>
  app.evaluate(({ BrowserWindow }) => {
    const room = BrowserWindow.getAllWindows().find((each) =>
      each.webContents.getURL().endsWith('#room'),
    );
    return room?.getBounds() ?? null;
  });

/** The mean of a grey picture of what is on the second display, and how much of it is light. */
async function lightOf(page: Page, path: string): Promise<number> {
  const png = readFileSync(path).toString('base64');
  return page.evaluate(async (data) => {
    const bytes = Uint8Array.from(atob(data), (char) => char.charCodeAt(0));
    const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const context = new OffscreenCanvas(192, 108).getContext('2d');
    context?.drawImage(image, 0, 0, 192, 108);
    const { data: pixels = [] } = context?.getImageData(0, 0, 192, 108) ?? {};
    let light = 0;
    for (let at = 0; at < pixels.length; at += 4) if ((pixels[at] ?? 0) > 128) light++;
    return light / (192 * 108);
  }, png);
}

test('fills the second display, goes with it and comes back with it', async ({
  launch,
  folder,
}) => {
  const screen = await displays(folder);
  try {
    await screen.plug(true);
    const env = { DISPLAY: screen.name };
    const first = await launch({ files: [await makeFootage({ seconds: 20, gop: 25 })], env });
    await new LessonRoomPage(first.page, first.app).ready();
    await first.close();
    const { dataDir } = first;
    await inLibrary(dataDir, (store) => stageSession(store, dataDir));
    const { page, app } = await launch({ dataDir, env });
    await present(page, 'INSET: waiting and probing');
    await expect(page.getByText('Showing on display 2')).toBeVisible();
    await expect.poll(() => boundsOf(app)).toEqual({ x: 1280, y: 0, width: 1920, height: 1080 });
    const room = roomIn(app);
    if (!room) throw new Error('no window for the room');
    await page
      .getByRole('list', { name: 'Items' })
      .getByRole('listitem')
      .nth(2)
      .getByRole('button')
      .first()
      .click();
    await expect(room.getByText(PROMPT)).toBeVisible();
    // As it is on the display itself: light words on a dark ground, edge to edge.
    const shot = join(folder, 'display-2.png');
    await expect
      .poll(async () => {
        await screen.shot(shot);
        return lightOf(page, shot);
      })
      .toBeGreaterThan(0.02);
    expect(await lightOf(page, shot)).toBeLessThan(0.3);

    await screen.plug(false);
    await expect(page.getByText('The room sees this window')).toBeVisible();
    expect(roomIn(app)).toBeUndefined();
    // It goes on meanwhile.
    await page.getByRole('button', { name: 'Next', exact: true }).click();

    await screen.plug(true);
    await expect(page.getByText('Showing on display 2')).toBeVisible();
    await expect.poll(() => boundsOf(app)).toEqual({ x: 1280, y: 0, width: 1920, height: 1080 });
    await expect(
      roomIn(app)?.getByText('The narrated review') ?? page.locator('none'),
    ).toBeVisible();
    await page.getByRole('button', { name: 'End session' }).click();
    await page.getByRole('button', { name: 'Go on another day' }).click();
    await expect.poll(() => roomIn(app)).toBeUndefined();
  } finally {
    await screen.stop();
  }
});
