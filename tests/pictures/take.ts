/** What the window shows, at the four sizes people have. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ElectronApplication, Page } from 'playwright/test';
import { expect, REPOSITORY } from '../e2e/launch';

const OUT = process.env.PLENARY_PICTURES ?? join(REPOSITORY, 'docs/pictures');
const SIZES = [
  { name: '1280x720', width: 1280, height: 720, zoom: 1 },
  { name: '1440x900', width: 1440, height: 900, zoom: 1 },
  { name: '1920x1080', width: 1920, height: 1080, zoom: 1 },
  { name: '1280x720-zoom-200', width: 1280, height: 720, zoom: 2 },
];

type Size = (typeof SIZES)[number];

/** And the smallest window there can be, where a screen takes another shape in it. */
export const WITH_NARROW: readonly Size[] = [
  ...SIZES,
  { name: '1024x640', width: 1024, height: 640, zoom: 1 },
];

async function resize(app: ElectronApplication, size: Size | undefined): Promise<void> {
  await app.evaluate(({ BrowserWindow }, { width, height, zoom }) => {
    const [window] = BrowserWindow.getAllWindows();
    window?.setContentSize(width, height);
    window?.webContents.setZoomFactor(zoom);
  }, size ?? { width: 1280, height: 720, zoom: 1 });
}

/** The same screen at every size, one JPEG each. @param quality of the JPEG, up to 100 */
export async function picture(
  page: Page,
  app: ElectronApplication,
  name: string,
  { quality = 82, sizes = SIZES }: { quality?: number; sizes?: readonly Size[] } = {},
): Promise<void> {
  mkdirSync(OUT, { recursive: true });
  for (const size of sizes) {
    await resize(app, size);
    await expect
      .poll(() => page.evaluate(() => innerWidth))
      .toBe(Math.round(size.width / size.zoom));
    // What moves with the size has come to rest: the layout, then the canvas drawn after it.
    await page.evaluate(
      () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
    );
    await page.evaluate(async () => {
      // One that is called off has come to rest too.
      await Promise.allSettled(document.getAnimations().map((each) => each.finished));
    });
    // What the window really shows: the driver's own pictures are wrong when the page is zoomed.
    const jpeg = await app.evaluate(async ({ BrowserWindow }, jpegQuality) => {
      const image = await BrowserWindow.getAllWindows()[0]?.webContents.capturePage();
      return image?.toJPEG(jpegQuality).toString('base64') ?? '';
    }, quality);
    writeFileSync(join(OUT, `${name}-${size.name}.jpg`), Buffer.from(jpeg, 'base64'));
  }
  await resize(app, SIZES[0]);
}
