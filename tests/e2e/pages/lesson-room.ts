/** A lesson's room as a person works it, and what is really on its screen. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type ElectronApplication, type Locator, type Page } from 'playwright/test';
import { readBarcode } from '../../fixtures/barcode';

/** The video element that is in front; it is looked at, never driven. */
const FRONT = 'video-js[data-deck="front"] video';
/** A decoded frame that lies over it. */
const OVER = 'canvas[data-frames]:not([hidden])';
const SAMPLE = { width: 320, height: 180 };

export class LessonRoomPage {
  readonly play: Locator;
  readonly pause: Locator;
  readonly position: Locator;
  readonly timeline: Locator;
  readonly moments: Locator;
  readonly rows: Locator;
  readonly note: Locator;
  readonly saved: Locator;
  readonly exportDialog: Locator;
  readonly jobs: Locator;
  /** What the timeline last said to screen readers. */
  readonly spoken: Locator;

  constructor(
    readonly page: Page,
    readonly app: ElectronApplication,
  ) {
    this.play = page.getByRole('button', { name: 'Play', exact: true });
    this.pause = page.getByRole('button', { name: 'Pause', exact: true });
    this.position = page.getByRole('timer', { name: 'Position' });
    this.timeline = page.getByRole('slider', { name: 'Timeline' });
    this.moments = page.getByRole('list', { name: 'Moments' });
    this.rows = this.moments.getByRole('listitem');
    this.note = page.getByRole('textbox', { name: 'Note' });
    this.saved = page.getByRole('status', { name: 'Saved' });
    this.exportDialog = page.getByRole('dialog', { name: 'Export clips' });
    this.spoken = page.locator('[data-spoken]');
    this.jobs = page.getByRole('region', { name: 'Jobs' });
  }

  /** Waits until the first picture is there. */
  async ready(): Promise<this> {
    await expect(this.page.getByRole('region', { name: 'Player' })).toBeVisible();
    await this.page.waitForFunction((front) => {
      const video = document.querySelector<HTMLVideoElement>(front);
      return video !== null && video.readyState >= 2 && video.videoWidth > 0 && !video.seeking;
    }, FRONT);
    return this;
  }

  /** From the library into its first lesson. */
  async enter(): Promise<this> {
    await this.page.getByRole('list', { name: 'Lessons' }).getByRole('link').first().click();
    return this.ready();
  }

  /** Waits until exact frames are known: a step then lands on a frame's own beginning. */
  async framesKnown(): Promise<void> {
    await this.ready();
    await expect
      .poll(async () => {
        const before = await this.positionUs();
        await this.press('.');
        const after = await this.positionUs();
        await this.press(',');
        return after !== before && (await this.frame()) !== null;
      })
      .toBe(true);
  }

  /** Where the playhead is, in microseconds, as the screen says it (to the millisecond). */
  async positionUs(): Promise<number> {
    const text = (await this.position.textContent()) ?? '';
    const [h = 0, m = 0, s = 0] = text.split(':').map(Number);
    return Math.round((h * 3600 + m * 60 + s) * 1e6);
  }

  /** The number in the picture on screen, once it is still. */
  async frame(): Promise<number | null> {
    await this.still();
    await this.painted();
    const grey = await this.page.evaluate(
      ({ front, over, width, height }) => {
        const shown =
          document.querySelector<HTMLCanvasElement>(over) ??
          document.querySelector<HTMLVideoElement>(front);
        const canvas = new OffscreenCanvas(width, height);
        const context = canvas.getContext('2d');
        if (!shown || !context) return [];
        context.drawImage(shown, 0, 0, width, height);
        const { data } = context.getImageData(0, 0, width, height);
        return Array.from({ length: width * height }, (_, at) => data[at * 4 + 1] ?? 0);
      },
      { front: FRONT, over: OVER, ...SAMPLE },
    );
    return readBarcode(grey, SAMPLE.width, SAMPLE.height);
  }

  /** Presses a key and waits until the picture has followed. */
  async press(key: string): Promise<void> {
    await this.page.keyboard.press(key);
    await this.still();
  }

  /** Waits until the picture that was asked for is on screen: decoded over the video, or its own. */
  async still(): Promise<void> {
    await this.page.waitForFunction(
      ([front, over]) => {
        const video = document.querySelector<HTMLVideoElement>(front);
        if (!video || video.closest('[aria-busy="true"]')) return false;
        return document.querySelector(over) !== null || (!video.seeking && video.readyState >= 2);
      },
      [FRONT, OVER] as const,
    );
  }

  /** From now on, notes each decoded frame that is drawn over the video. */
  async watchFrames(): Promise<void> {
    await this.page.evaluate(
      ({ over, width, height }) => {
        const canvas = new OffscreenCanvas(width, height);
        const context = canvas.getContext('2d', { willReadFrequently: true });
        const seen: number[][] = [];
        Object.assign(window, { framesSeen: seen });
        let last = '';
        const look = (): void => {
          requestAnimationFrame(look);
          const shown = document.querySelector<HTMLCanvasElement>(over);
          if (!shown || !context) return;
          context.drawImage(shown, 0, 0, width, height);
          // The barcode's strip is enough.
          const { data } = context.getImageData(0, 0, width, Math.ceil(height / 9));
          const strip = Array.from({ length: data.length / 4 }, (_, at) => data[at * 4 + 1] ?? 0);
          const text = strip.map((level) => level >> 5).join('');
          if (text !== last) seen.push(strip);
          last = text;
        };
        look();
      },
      { over: OVER, ...SAMPLE },
    );
  }

  /** Numbers of the decoded frames that were drawn, in order, since it was asked last. */
  async framesSeen(): Promise<(number | null)[]> {
    const strips = await this.page.evaluate(() => {
      const { framesSeen = [] } = window as { framesSeen?: number[][] };
      return framesSeen.splice(0);
    });
    const numbers = strips.map((strip) => readBarcode(strip, SAMPLE.width, SAMPLE.height));
    return numbers.filter((number, at) => number !== numbers[at - 1]);
  }

  /** Until the file is open for decoding, which takes longest without an index, the video steps. */
  async decodes(): Promise<void> {
    await expect
      .poll(async () => {
        await this.press('.');
        await this.press(',');
        return (await this.framesSeen()).length;
      })
      .toBeGreaterThan(0);
    await this.atRest();
    await this.framesSeen();
  }

  /** How many pieces of a review copy lie in the library. */
  async reviewMade(): Promise<number> {
    const library = await this.app.evaluate(() => process.env['PLENARY_DATA_DIR'] ?? '');
    const derived = join(library, 'derived');
    const pieces = readdirSync(derived).map((part) => {
      const review = join(derived, part, 'review');
      return existsSync(review) ? readdirSync(review) : [];
    });
    return pieces.flat().filter((name) => name.endsWith('.mp4')).length;
  }

  /** What shows the picture: a decoded frame over the video, or the video. */
  shownBy(): Promise<'frames' | 'video'> {
    return this.page.evaluate((over) => (document.querySelector(over) ? 'frames' : 'video'), OVER);
  }

  /** Waits until the video itself shows what was asked for. */
  async atRest(): Promise<void> {
    await this.still();
    await expect.poll(() => this.shownBy()).toBe('video');
  }

  /** The playhead to a place, by a click on the ruler. */
  async clickAt(share: number): Promise<void> {
    const { x, y, width } = await this.lanes();
    await this.page.mouse.click(x + share * width, y + 6);
    await this.painted();
  }

  /** Waits for two frames of the screen: what was decided in the first is painted by the second. */
  private painted(): Promise<void> {
    return this.page.evaluate(async () => {
      for (let n = 0; n < 2; n++) await new Promise((resolve) => requestAnimationFrame(resolve));
    });
  }

  /** The lanes of the timeline on the page, without the labels at the left. */
  async lanes(): Promise<{ x: number; y: number; width: number; height: number }> {
    const box = await this.timeline.locator('canvas').boundingBox();
    if (!box) throw new Error('no timeline');
    return box;
  }

  /** The name of a row of the timeline; pressing it folds the row. */
  rowHead(name: string): Locator {
    return this.page.getByRole('button', { name: `${name} row`, exact: true });
  }

  /** The middle of a row's first level on the page. */
  async rowY(name: string): Promise<number> {
    const box = await this.rowHead(name).boundingBox();
    if (!box) throw new Error(`no row ${name}`);
    return box.y + Math.min(10, box.height / 2);
  }

  /** Everything done so far is on disk. */
  async allSaved(): Promise<void> {
    await expect(this.saved).toBeVisible();
    await expect(this.saved).toHaveText('Saved');
  }

  /** What the system's folder and file dialogs answer from now on. */
  async answerDialogs(...paths: string[]): Promise<void> {
    await this.app.evaluate(({ dialog }, filePaths) => {
      dialog.showOpenDialog = () =>
        Promise.resolve({ canceled: filePaths.length === 0, filePaths: [...filePaths] });
    }, paths);
  }
}
