/** Pictures of every screen, taken in the real app on a drawn lesson, at four sizes each. */
import type { Page } from 'playwright/test';
import { expect, test } from '../e2e/launch';
import { LessonRoomPage } from '../e2e/pages/lesson-room';
import { LibraryPage } from '../e2e/pages/library-page';
import { cutLesson } from '../e2e/staging';
import { picture } from './take';

const LESSONS = [
  { title: 'Area of triangles', subject: 'Maths', className: '8B', teacher: 'SK', from: 0 },
  { title: 'Persuasive openings', subject: 'English', className: '9C', teacher: 'RO', from: 6 },
  {
    title: 'Photosynthesis practical',
    subject: 'Science',
    className: '10A',
    teacher: '',
    from: 12,
  },
  { title: 'Le week-end', subject: 'French', className: '7D', teacher: 'LM', from: 18 },
  { title: 'Causes of the war', subject: 'History', className: '9A', teacher: 'DA', from: 24 },
  { title: 'Circuits', subject: 'Science', className: '8C', teacher: 'JT', from: 30 },
];

/** Fills in what a school would, through the same door as the page. */
async function describeLessons(page: Page): Promise<void> {
  await page.evaluate(async (about) => {
    const snapshot = await window.api.app.snapshot();
    if (!snapshot.ok) throw new Error(snapshot.error.message);
    for (const { lesson } of snapshot.value.lessons) {
      const known = about.find(({ title }) => title === lesson.title);
      if (!known) continue;
      const { subject, className, teacher } = known;
      const permission = className === '9A' ? '' : 'Noted with the class list';
      const after = { ...lesson, subject, className, teacher, permission };
      const ops = [{ table: 'lesson' as const, id: lesson.id, before: lesson, after }];
      await window.api.lessons.change({ lessonId: lesson.id, label: 'Details', ops });
    }
  }, LESSONS);
}

test('first start and the empty library', async ({ launch }) => {
  const { page, app } = await launch({ introduce: false });
  const box = page.getByRole('textbox', { name: 'What should we call you?' });
  await expect(box).toBeVisible();
  await picture(page, app, '01-first-start');
  await box.fill('AB');
  await box.press('Enter');
  await expect(page.getByRole('button', { name: 'Add footage' })).toBeVisible();
  await picture(page, app, '02-library-empty');
});

test('the library', async ({ launch, folder }) => {
  const { page, app } = await launch();
  const library = new LibraryPage(page, app);
  await library.addFiles(...LESSONS.map(({ title, from }) => cutLesson(folder, title, from)));
  await expect(page.getByRole('dialog')).toBeVisible();
  await picture(page, app, '03-several-files');
  await page.getByText('Separate lessons').click();
  await page.getByRole('button', { name: /^Add .*lessons$/ }).click();
  await expect(library.lessons.getByRole('listitem')).toHaveCount(LESSONS.length);
  await describeLessons(page);
  await expect(library.lessons.locator('img')).toHaveCount(LESSONS.length, { timeout: 60_000 });
  await picture(page, app, '04-library');

  await library.choose('Circuits', 'Lesson details…');
  await expect(page.getByRole('dialog')).toBeVisible();
  await picture(page, app, '05-lesson-details');
  await page.keyboard.press('Escape');
  await library.choose('Circuits', 'Remove…');
  await expect(page.getByRole('alertdialog')).toBeVisible();
  await picture(page, app, '06-remove');
  await page.keyboard.press('Escape');

  await page.keyboard.press('Control+k');
  await page.keyboard.type('tri');
  await picture(page, app, '07-search');
  await page.keyboard.press('Escape');
  await page.getByRole('link', { name: 'Settings', exact: true }).press('Enter');
  await expect(page.getByRole('heading', { name: 'Settings', level: 1 })).toBeVisible();
  await picture(page, app, '08-settings');
});

test("the lesson's room", async ({ launch, folder }) => {
  const { page, app } = await launch();
  await page.getByRole('button', { name: 'Try a made lesson' }).click();
  const room = await new LessonRoomPage(page, app).ready();
  await expect(room.rows).toHaveCount(3);
  await room.clickAt(0.44);
  await expect.poll(() => room.positionUs()).toBeGreaterThan(20_000_000);
  await picture(page, app, '09-lesson');
  await room.rows.nth(1).click();
  await picture(page, app, '10-moment');

  await page.keyboard.press('Shift+?');
  await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
  await picture(page, app, '11-keys');
  await page.keyboard.press('Escape');

  await room.answerDialogs(folder);
  await page.getByRole('button', { name: 'Export clips' }).click();
  await room.exportDialog
    .getByRole('button', { name: /folder/i })
    .first()
    .click();
  await picture(page, app, '12-export');
  await room.exportDialog.getByRole('button', { name: 'Export', exact: true }).click();
  await expect(room.exportDialog).toBeHidden();

  const logged = () =>
    page.evaluate(async () => {
      const log = await window.api.clips.log();
      return log.ok ? log.value.length : 0;
    });
  await expect.poll(logged, { timeout: 120_000 }).toBeGreaterThan(0);
  await page.getByRole('link', { name: 'Lessons', exact: true }).click();
  await page.getByRole('link', { name: 'Clips', exact: true }).press('Enter');
  await expect(page.getByRole('table')).toBeVisible();
  await picture(page, app, '13-clips');
  await page.getByRole('link', { name: 'Jobs', exact: true }).press('Enter');
  await expect(page.getByRole('heading', { name: 'Jobs', level: 1 })).toBeVisible();
  await picture(page, app, '14-jobs');
});
