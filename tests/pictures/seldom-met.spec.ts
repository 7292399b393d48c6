/** Pictures of what is seldom met: footage gone or damaged, long words, very many, no room left. */
import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '../e2e/launch';
import { LessonRoomPage } from '../e2e/pages/lesson-room';
import { throughSeldomMet } from '../e2e/seldom-met';
import { picture } from './take';

/** These are many: a little less sharp, so that all of them together stay small. */
const QUALITY = 68;

test('the screens that are seldom met', async ({ launch, folder }) => {
  test.setTimeout(600_000);
  let number = 60;
  await throughSeldomMet(launch, folder, (name, { page, app }) =>
    picture(page, app, `${number++}-${name}`, { quality: QUALITY }),
  );
});

test('a disk without room', async ({ launch, folder }) => {
  const disk = join(folder, 'Memory stick');
  mkdirSync(disk);
  // A real disk of a few kilobytes, which only an administrator can make.
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=8k', 'tmpfs', disk]);
  try {
    const { page, app } = await launch();
    await page.getByRole('button', { name: 'Try a made lesson' }).click();
    const room = await new LessonRoomPage(page, app).ready();
    await room.rows.nth(1).getByRole('button').first().click();
    await room.answerDialogs(disk);
    await page.keyboard.press('e');
    await room.exportDialog.getByRole('button', { name: 'Choose folder…' }).click();
    await expect(room.exportDialog.getByText('Memory stick', { exact: true })).toBeVisible();
    await room.exportDialog.getByRole('button', { name: 'Export', exact: true }).click();
    await expect(room.exportDialog.getByRole('alert')).toBeVisible();
    await picture(page, app, '59-disk-full', { quality: QUALITY });
  } finally {
    execFileSync('umount', ['-l', disk]);
  }
});
