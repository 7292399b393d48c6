/** The library as a person works it. */
import type { ElectronApplication, Locator, Page } from 'playwright/test';

export class LibraryPage {
  readonly lessons: Locator;
  readonly add: Locator;
  readonly notices: Locator;

  constructor(
    readonly page: Page,
    readonly app: ElectronApplication,
  ) {
    this.lessons = page.getByRole('list', { name: 'Lessons' });
    this.add = page.getByRole('button', { name: 'Add footage' });
    this.notices = page.getByRole('region', { name: 'Notices' });
  }

  card(title: string): Locator {
    return this.lessons.getByRole('listitem').filter({ hasText: title });
  }

  link(title: string): Locator {
    return this.lessons.getByRole('link', { name: title, exact: true });
  }

  /** What the system's dialogs answer from now on; an empty list closes them without a choice. */
  async answerDialogs(paths: readonly string[]): Promise<void> {
    await this.app.evaluate(({ dialog }, filePaths) => {
      dialog.showOpenDialog = () =>
        Promise.resolve({ canceled: filePaths.length === 0, filePaths: [...filePaths] });
      dialog.showSaveDialog = () =>
        Promise.resolve({ canceled: filePaths.length === 0, filePath: filePaths[0] ?? '' });
    }, paths);
  }

  async addFiles(...paths: string[]): Promise<void> {
    await this.answerDialogs(paths);
    await this.add.click();
  }

  async choose(title: string, action: string | RegExp): Promise<void> {
    await this.page.getByRole('button', { name: `More about ${title}` }).click();
    await this.page.getByRole('menuitem', { name: action }).click();
  }

  async open(title: string): Promise<void> {
    await this.link(title).click();
    await this.page.getByRole('region', { name: 'Player' }).waitFor();
  }

  async back(): Promise<void> {
    await this.page.getByRole('link', { name: 'Lessons', exact: true }).click();
    await this.lessons.waitFor();
  }
}
