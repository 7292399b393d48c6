/**
 * One app that several tests use one after the other, each with a lesson of its own: starting it takes
 * longer than most tests. It is left for a new one when a test failed, or left anything behind but what
 * it did to its lesson.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'playwright/test';
import { copyLessons, inLibrary } from '../fixtures/copied-lessons';
import { type Footage, makeFootage } from '../fixtures/make-footage';
import type { Launched, LaunchOptions } from './launch';
import { preparedLibrary } from './prepared';

type Start = (options: LaunchOptions) => Promise<Launched>;

/** So many tests at most see the same app. */
const LESSONS = 10;

/** What is the same for all lessons, and the window itself. */
async function around({ app, page }: Launched): Promise<string> {
  const told = await page.evaluate(async () => {
    const snapshot = await window.api.app.snapshot();
    if (!snapshot.ok) return snapshot.error.message;
    const { lessons: _lessons, openLessonId: _open, ...others } = snapshot.value;
    return JSON.stringify([others, Object.entries(localStorage)]);
  });
  // What is hidden paints and prints: it comes and goes.
  const windows = await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()
      .filter((window) => window.isVisible())
      .map((window) => [window.getBounds(), window.webContents.getZoomFactor()]),
  );
  return JSON.stringify([told, windows]);
}

export class Standing {
  #launched: Launched | null = null;
  #of = '';
  #left: string[] = [];
  #before = '';

  constructor(private readonly start: Start) {}

  async #begin(footage: Footage): Promise<Launched> {
    const dataDir = mkdtempSync(join(tmpdir(), 'plenary-e2e-'));
    await preparedLibrary(await makeFootage(footage), dataDir, this.start);
    const first = await inLibrary(dataDir, ({ cards, rows }) => {
      const lesson = cards.all()[0]?.lesson;
      const [part] = rows.partsOf(lesson?.id ?? '');
      return { lessonId: lesson?.id ?? '', partId: part?.id ?? '', title: lesson?.title ?? '' };
    });
    const copies = await copyLessons(dataDir, first, LESSONS, (at) => `Lesson ${at + 1}`);
    this.#left = copies.map(({ title }) => title);
    const launched = await this.start({ dataDir });
    await expect(launched.page.getByRole('list', { name: 'Lessons' })).toBeVisible();
    this.#before = await around(launched);
    this.#launched = launched;
    return launched;
  }

  /** An app whose room shows a lesson of this footage that no test has used. */
  async take(footage: Footage): Promise<Launched> {
    const of = JSON.stringify(footage);
    if (this.#of !== of || this.#left.length === 0) await this.end();
    this.#of = of;
    const used = this.#launched;
    if (used) await used.page.reload();
    const launched = used ?? (await this.#begin(footage));
    const { page } = launched;
    const title = this.#left.shift() ?? '';
    const link = page
      .getByRole('list', { name: 'Lessons' })
      .getByRole('link', { name: title, exact: true });
    const back = page.getByRole('link', { name: 'Lessons', exact: true });
    await expect(link.or(back).first()).toBeVisible();
    if (!(await link.isVisible())) await back.click();
    await link.click();
    await expect(page.getByRole('region', { name: 'Player' })).toBeVisible();
    return launched;
  }

  /** After a test: whether another may use it. */
  async release(passed: boolean): Promise<void> {
    const launched = this.#launched;
    if (!launched) return;
    const asBefore = passed && (await around(launched).catch(() => '')) === this.#before;
    if (!asBefore) await this.end();
  }

  has(launched: Launched): boolean {
    return this.#launched === launched;
  }

  async end(): Promise<void> {
    const launched = this.#launched;
    this.#launched = null;
    if (!launched) return;
    await launched.close();
    rmSync(launched.dataDir, { recursive: true, force: true });
  }
}
