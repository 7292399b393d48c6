/** Plenary on a library and a bare page with the same footage, both running, to measure in turns. */
import type { Page } from 'playwright';
import type { Running } from './electron';
import type { Figure } from './figures';
import { startPeer } from './peer';
import { startPlenary, whenInLibrary } from './plenary';

export async function besides(
  { library, file }: { library: string; file: string },
  measure: (app: Page, peer: Page, running: Running) => Promise<Figure[]>,
): Promise<Figure[]> {
  const app = await startPlenary({ library });
  try {
    await whenInLibrary(app.page);
    const peer = await startPeer({ page: 'video.html', file });
    try {
      return await measure(app.page, peer.page, app);
    } finally {
      await peer.close();
    }
  } finally {
    await app.close();
  }
}

/** Shows the bare page's picture as large as Plenary's: painting more would cost it more. */
export async function sameSize(app: Page, peer: Page): Promise<void> {
  const box = await app.locator('video').first().boundingBox();
  if (!box) throw new Error('no picture on screen');
  await peer.locator('video').evaluate((video, { width, height }) => {
    video.style.width = `${width}px`;
    video.style.height = `${height}px`;
  }, box);
}
