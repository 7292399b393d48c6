/** The Clips page as a person works it. */
import type { Locator, Page } from 'playwright/test';

export class ClipsPage {
  readonly table: Locator;
  readonly player: Locator;
  readonly again: Locator;
  readonly find: Locator;

  constructor(readonly page: Page) {
    this.table = page.getByRole('table', { name: 'Exported clips' });
    this.player = page.getByRole('dialog').filter({ has: page.locator('video') });
    this.again = page.getByRole('dialog', { name: 'Export again' });
    this.find = page.getByRole('textbox', { name: 'Find a clip or lesson' });
  }

  row(fileName: string): Locator {
    return this.table.getByRole('row').filter({ hasText: fileName });
  }

  /** A row's picture, once it has pixels. */
  async pictureOf(fileName: string): Promise<{ width: number; height: number }> {
    const picture = this.row(fileName).locator('img');
    return picture.evaluate(async (image: HTMLImageElement) => {
      await image.decode();
      return { width: image.naturalWidth, height: image.naturalHeight };
    });
  }

  /** Leaves a lesson's room for the page, by keyboard. */
  async goThere(): Promise<void> {
    const link = this.page.getByRole('link', { name: 'Clips', exact: true });
    const lessons = this.page.getByRole('link', { name: 'Lessons', exact: true });
    if (!(await link.isVisible())) await lessons.press('Enter');
    await link.press('Enter');
    await this.page.getByRole('heading', { name: 'Clips', level: 1 }).waitFor();
  }
}
