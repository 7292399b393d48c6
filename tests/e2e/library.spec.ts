/** The library in the real app: adding, finding, describing, keeping and removing lessons. */
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { makeFootage } from './footage';
import { expect, type Launched, test } from './launch';
import { LibraryPage } from './pages/library-page';

const library = ({ page, app }: Launched) => new LibraryPage(page, app);

test('asks one thing at first start, and an empty library says what to do', async ({ launch }) => {
  const { page } = await launch({ introduce: false });
  const box = page.getByRole('textbox', { name: 'What should we call you?' });
  await expect(box).toBeFocused();
  await box.press('Enter');
  await expect(page.getByText('Type a name or your initials.')).toBeVisible();
  await box.fill('JS');
  await page.getByRole('button', { name: 'Start' }).click();
  await expect(page.getByRole('button', { name: 'Add footage' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Try a made lesson' })).toBeVisible();
  await page.getByRole('link', { name: 'Settings' }).click();
  await expect(page.getByRole('textbox', { name: 'What we call you' })).toHaveValue('JS');
});

test('one file becomes a lesson with a poster, and its room opens', async ({ launch, folder }) => {
  const launched = await launch();
  const lib = library(launched);
  await lib.addFiles(makeFootage(folder, { name: 'Area of triangles.mp4' }));
  await expect(lib.link('Area of triangles')).toBeVisible();
  await expect(lib.card('Area of triangles').locator('img')).toHaveJSProperty('complete', true);
  await expect(lib.card('Area of triangles').getByText('0:06')).toBeVisible();
  await expect(lib.card('Area of triangles').getByText('0 moments')).toBeVisible();
  await expect(lib.link('Area of triangles')).toBeFocused();
  await lib.open('Area of triangles');
  await lib.back();
  await expect(lib.lessons.getByRole('listitem')).toHaveCount(1);
});

test('several files are asked about once, and put in order by keys', async ({ launch, folder }) => {
  const launched = await launch();
  const { page } = launched;
  const lib = library(launched);
  const first = makeFootage(folder, { name: 'one.mp4', seconds: 2 });
  const second = makeFootage(folder, { name: 'two.mp4', seconds: 3 });
  await lib.addFiles(first, second);
  const dialog = page.getByRole('dialog', { name: 'Add 2 files' });
  await dialog.getByRole('button', { name: 'Later: one.mp4' }).click();
  await expect(dialog.getByRole('row').first()).toContainText('two.mp4');
  await dialog.getByRole('button', { name: 'Add one lesson' }).click();
  await expect(lib.lessons.getByRole('listitem')).toHaveCount(1);
  await expect(lib.card('two').getByText('0:05')).toBeVisible();

  // The same files again are known, and one that is no footage says so.
  const letter = join(folder, 'letter.mp4');
  writeFileSync(letter, 'Dear parents');
  await lib.addFiles(first, letter);
  await page.getByRole('radio', { name: 'Separate lessons' }).check({ force: true });
  await page.getByRole('button', { name: 'Add 2 lessons' }).click();
  await expect(lib.notices.getByText('“one.mp4” is already in the library')).toBeVisible();
  await expect(lib.notices.getByText('“letter.mp4” cannot be read as footage.')).toBeVisible();
  await expect(lib.lessons.getByRole('listitem')).toHaveCount(1);
});

test('footage dropped anywhere on the window is added', async ({ launch, folder }) => {
  const launched = await launch();
  const { page } = launched;
  const path = makeFootage(folder, { name: 'dropped.mp4', seconds: 2 });
  const devtools = await page.context().newCDPSession(page);
  const data = { items: [], files: [path], dragOperationsMask: 1 };
  const at = { x: 600, y: 400, data };
  await devtools.send('Input.dispatchDragEvent', { type: 'dragEnter', ...at });
  await devtools.send('Input.dispatchDragEvent', { type: 'dragOver', ...at });
  await expect(page.getByText('Drop to add this footage')).toBeVisible();
  await devtools.send('Input.dispatchDragEvent', { type: 'drop', ...at });
  await expect(page.getByText('Drop to add this footage')).toBeHidden();
  await expect(library(launched).link('dropped')).toBeVisible();
});

test('what is said of a lesson is there after a restart', async ({ launch, folder }) => {
  const dataDir = join(folder, 'library');
  const first = await launch({ dataDir });
  const lib = library(first);
  await lib.addFiles(makeFootage(folder, { seconds: 2 }));
  await lib.choose('lesson', 'Lesson details…');
  const dialog = first.page.getByRole('dialog', { name: 'Lesson details' });
  await dialog.getByRole('textbox', { name: 'Title' }).fill('Area of triangles');
  await dialog.getByRole('combobox', { name: 'Subject' }).fill('Maths');
  await dialog.getByRole('combobox', { name: 'Class' }).fill('8B');
  await dialog.getByRole('textbox', { name: 'Permission' }).fill('Letter of September');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(lib.card('Area of triangles').getByText(/Maths · 8B/)).toBeVisible();
  await first.close();

  const second = await launch({ dataDir });
  const again = library(second);
  await expect(again.card('Area of triangles').getByText(/Maths · 8B/)).toBeVisible();
  await expect(again.card('Area of triangles').getByText('0 moments')).toBeVisible();
  await second.close();
});

test('a lesson at its keep-until day is asked about until someone decides', async ({
  launch,
  folder,
}) => {
  const launched = await launch();
  const { page } = launched;
  const lib = library(launched);
  await lib.addFiles(makeFootage(folder, { seconds: 2 }));
  await lib.choose('lesson', 'Lesson details…');
  const today = await page.evaluate(() => {
    const now = new Date();
    const two = (part: number) => String(part).padStart(2, '0');
    return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  });
  const details = page.getByRole('dialog', { name: 'Lesson details' });
  await details.getByLabel('Keep until').fill(today);
  await details.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('button', { name: 'Decide…' }).click();
  await page.getByRole('button', { name: 'Keep longer: lesson' }).click();
  await page.getByRole('button', { name: 'Keep', exact: true }).click();
  await expect(page.getByText('Say in a few words why it is kept longer.')).toBeVisible();
  await page.getByRole('textbox', { name: 'Why is it kept longer?' }).fill('June INSET');
  await page.getByRole('button', { name: 'Keep', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Decide…' })).toBeHidden();
});

test('removing takes the title as the yes, and the original only when asked', async ({
  launch,
  folder,
}) => {
  const launched = await launch();
  const { page } = launched;
  const lib = library(launched);
  const kept = makeFootage(folder, { name: 'kept.mp4', seconds: 2 });
  const going = makeFootage(folder, { name: 'going.mp4', seconds: 3 });
  await lib.addFiles(kept);
  await expect(lib.link('kept')).toBeVisible();
  await lib.addFiles(going);
  await expect(lib.link('going')).toBeVisible();

  await lib.choose('kept', 'Remove…');
  const dialog = page.getByRole('alertdialog', { name: 'Remove “kept”' });
  await expect(dialog.getByText('The original file “kept.mp4”')).toBeVisible();
  const title = dialog.getByRole('textbox', { name: 'To remove it, type the lesson’s title' });
  await title.fill('Kept');
  await dialog.getByRole('button', { name: 'Remove for good' }).click();
  await expect(dialog.getByText('That is not the title.')).toBeVisible();
  await title.fill('kept');
  await dialog.getByRole('button', { name: 'Remove for good' }).click();
  await expect(lib.notices.getByText('“kept” was removed.')).toBeVisible();
  await expect(lib.link('kept')).toBeHidden();
  expect(existsSync(kept)).toBe(true);

  const receipt = join(folder, 'receipt.txt');
  await lib.answerDialogs([receipt]);
  await lib.choose('going', 'Remove…');
  const other = page.getByRole('alertdialog', { name: 'Remove “going”' });
  await other.getByText('Delete the original file too').click();
  await other.getByText('Keep a receipt').click();
  await other.getByRole('textbox').fill('going');
  await other.getByRole('button', { name: 'Remove for good' }).click();
  await expect(page.getByRole('button', { name: 'Try a made lesson' })).toBeVisible();
  expect(existsSync(going)).toBe(false);
  expect(readFileSync(receipt, 'utf8')).toContain('going');
});

test('the made lesson opens with three moments and goes in one click', async ({ launch }) => {
  const launched = await launch();
  const { page } = launched;
  const lib = library(launched);
  await page.getByRole('button', { name: 'Try a made lesson' }).click();
  await page.getByRole('region', { name: 'Player' }).waitFor();
  await lib.back();
  await expect(lib.lessons.getByText('3 moments')).toBeVisible();
  await page.getByRole('button', { name: 'Remove the made lesson' }).click();
  await expect(page.getByRole('button', { name: 'Try a made lesson' })).toBeVisible();
});

test('a file that was moved and changed its name is pointed to', async ({ launch, folder }) => {
  const dataDir = join(folder, 'library');
  // Footage is looked for in the folders beside its own: those of other tests must not be among them.
  const home = join(folder, 'school', 'camera');
  mkdirSync(home, { recursive: true });
  const path = makeFootage(home, { seconds: 2 });
  const first = await launch({ dataDir });
  await library(first).addFiles(path);
  await expect(library(first).link('lesson')).toBeVisible();
  await first.close();
  const elsewhere = join(home, 'elsewhere', 'deep', 'down');
  mkdirSync(elsewhere, { recursive: true });
  const moved = join(elsewhere, 'renamed.mp4');
  renameSync(path, moved);

  const second = await launch({ dataDir });
  const lib = library(second);
  await lib
    .card('lesson')
    .getByRole('button', { name: /^File moved: find it/ })
    .click();
  const other = makeFootage(folder, { name: 'other.mp4', seconds: 3 });
  await lib.answerDialogs([other]);
  await second.page.getByRole('button', { name: 'Find lesson.mp4' }).click();
  await expect(lib.notices.getByText(/is not the file that was added/)).toBeVisible();
  await lib.answerDialogs([moved]);
  await second.page.getByRole('button', { name: 'Find lesson.mp4' }).click();
  await expect(second.page.getByRole('dialog', { name: 'All found' })).toBeVisible();
  await second.page.getByRole('button', { name: 'Done' }).click();
  await expect(lib.card('lesson').getByText('0 moments')).toBeVisible();
  await second.close();
});

test('sorts, sifts and finds; the keys walk from card to card', async ({ launch, folder }) => {
  const launched = await launch();
  const { page } = launched;
  const lib = library(launched);
  const model = makeFootage(folder, { name: 'b two.mp4', seconds: 2 });
  const paths = ['a one.mp4', 'c three.mp4'].map((name, at) => {
    const path = join(folder, name);
    copyFileSync(makeFootage(folder, { name: `made ${at}.mp4`, seconds: 3 + at }), path);
    return path;
  });
  await lib.addFiles(model, ...paths);
  await page.getByRole('radio', { name: 'Separate lessons' }).check({ force: true });
  await page.getByRole('button', { name: 'Add 3 lessons' }).click();
  await expect(lib.lessons.getByRole('listitem')).toHaveCount(3);
  await page.getByRole('combobox', { name: 'Order' }).selectOption('By title');
  await expect(lib.lessons.getByRole('link')).toHaveText(['a one', 'b two', 'c three']);

  await lib.link('a one').focus();
  await page.keyboard.press('ArrowRight');
  await expect(lib.link('b two')).toBeFocused();
  await page.keyboard.press('End');
  await expect(lib.link('c three')).toBeFocused();

  await page.keyboard.press('/');
  const find = page.getByRole('textbox', { name: 'Find a lesson' });
  await expect(find).toBeFocused();
  await find.fill('thr');
  await expect(lib.lessons.getByRole('listitem')).toHaveCount(1);
  await find.press('Escape');
  await expect(lib.lessons.getByRole('listitem')).toHaveCount(3);

  await page.keyboard.press('Control+k');
  const palette = page.getByRole('combobox', { name: 'Search lessons, moments and commands' });
  await expect(palette).toBeFocused();
  await palette.fill('two');
  await expect(page.getByRole('option', { name: /b two/ })).toHaveAttribute(
    'aria-selected',
    'true',
  );
  await palette.press('Enter');
  await expect(page.getByRole('heading', { name: 'b two' })).toBeVisible();
});

test('the footage comes from the command line too', async ({ launch, folder }) => {
  const one = makeFootage(folder, { name: 'given.mp4', seconds: 2 });
  const { page } = await launch({ files: [one] });
  await expect(page.getByRole('heading', { name: 'given' })).toBeVisible();
});
