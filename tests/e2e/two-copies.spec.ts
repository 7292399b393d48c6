import { spawn } from 'node:child_process';
import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { makeFootage } from './footage';
import { AS_ROOT, ELECTRON, expect, REPOSITORY, test } from './launch';

/** Starts the app a second time, as a person or the system does, and waits until it has ended. */
function startAgain(dataDir: string, cwd: string, files: string[]): Promise<number | null> {
  const child = spawn(ELECTRON, [...AS_ROOT, REPOSITORY, ...files], {
    cwd,
    env: { ...process.env, PLENARY_DATA_DIR: dataDir },
    stdio: 'ignore',
  });
  return new Promise((resolve) => child.on('exit', resolve));
}

test('a second start gives its file to the first and ends', async ({ launch, folder }) => {
  makeFootage(folder, { name: 'Year 9 period 3.mp4' });
  const { app, page, dataDir } = await launch();
  await expect(page.getByRole('button', { name: 'Add footage' }).first()).toBeVisible();
  expect(await startAgain(dataDir, folder, ['Year 9 period 3.mp4'])).toBe(0);
  await expect(page.getByRole('region', { name: 'Player', exact: true })).toBeVisible();
  await page.getByRole('link', { name: 'Lessons', exact: true }).click();
  await expect(page.getByRole('list', { name: 'Lessons' }).getByRole('listitem')).toHaveCount(1);
  expect(app.windows()).toHaveLength(1);
});

test('a file named at the first start is added and its room opens', async ({ launch, folder }) => {
  const file = makeFootage(folder);
  const { page } = await launch({ files: [file] });
  await expect(page.getByRole('region', { name: 'Player', exact: true })).toBeVisible();
});

test('several files are asked about once, wherever they were named', async ({ launch, folder }) => {
  const file = makeFootage(folder);
  mkdirSync(join(folder, 'card'));
  for (const name of ['00001.mp4', '00002.mp4']) copyFileSync(file, join(folder, 'card', name));
  const { page, dataDir } = await launch();
  expect(await startAgain(dataDir, join(folder, 'card'), ['00002.mp4', '00001.mp4'])).toBe(0);
  const dialog = page.getByRole('dialog');
  await expect(dialog).toBeVisible();
  await expect(dialog).toContainText('00001.mp4');
  await expect(dialog).toContainText('00002.mp4');
  await expect(page.getByRole('dialog')).toHaveCount(1);
});

test('another library runs beside it', async ({ launch }) => {
  const first = await launch();
  const second = await launch();
  expect(second.dataDir).not.toBe(first.dataDir);
  await expect(first.page.getByRole('link', { name: 'Lessons', exact: true })).toBeVisible();
  await expect(second.page.getByRole('link', { name: 'Lessons', exact: true })).toBeVisible();
});

test('a file that is not footage gets a sentence, and nothing opens', async ({
  launch,
  folder,
}) => {
  const { page, dataDir } = await launch();
  const notFootage = join(REPOSITORY, 'package.json');
  expect(await startAgain(dataDir, folder, [notFootage])).toBe(0);
  await expect(page.getByText('package.json')).toBeVisible();
  await expect(page.getByRole('region', { name: 'Player', exact: true })).toHaveCount(0);
});
