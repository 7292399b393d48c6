// Drives the real window as a person would: by names they would read, and by the keyboard.
import { readdirSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { _electron } from 'playwright';
import { installedElectron } from '../setup/electron.mjs';
import { root } from '../setup/paths.mjs';
import { say } from '../setup/say.mjs';
import { sandboxArgs } from '../running/display.mjs';
import { writePages } from './pages.mjs';
import { marksFor } from './story.mjs';

const { files, made, out } = JSON.parse(process.argv[2]);
/** Reading real footage, making a playable copy, encoding a clip: slow machines need a while. */
const PATIENCE_MS = 180_000;

const library = await mkdtemp(join(tmpdir(), 'plenary-demo-'));
const app = await _electron.launch({
  executablePath: installedElectron().executable,
  // The driver is connected before there is a window: see the file.
  args: ['-r', join(root, 'tests', 'e2e', 'driver-first.cjs'), ...sandboxArgs(), root],
  cwd: root,
  env: { ...process.env, PLENARY_DATA_DIR: library },
});
const page = await app.firstWindow();
page.setDefaultTimeout(PATIENCE_MS);
const steps = [];

/** A picture of the window as it is, with what has just been done. */
async function step(name, words) {
  const picture = `${String(steps.length + 1).padStart(2, '0')}-${name}.png`;
  await page.screenshot({ path: join(out, picture) });
  steps.push({ picture, words });
  say(words);
}

const button = (name) => page.getByRole('button', { name, exact: true });
const room = {
  position: page.getByRole('timer', { name: 'Position' }),
  timeline: page.getByRole('slider', { name: 'Timeline' }),
  moments: page.getByRole('list', { name: 'Moments' }).getByRole('listitem'),
  note: page.getByRole('textbox', { name: 'Note', exact: true }),
  saved: page.getByRole('status').filter({ hasText: 'Saved' }),
};

/** What the system's dialogs answer: the one part of the window that no script can press. */
const answerDialogs = (paths) =>
  app.evaluate(({ dialog }, filePaths) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths });
  }, paths);

async function positionSeconds() {
  const [hours, minutes, seconds] = (await room.position.innerText()).split(':').map(Number);
  return hours * 3600 + minutes * 60 + seconds;
}

async function until(what, ready) {
  const end = Date.now() + PATIENCE_MS;
  while (!(await ready())) {
    if (Date.now() > end) throw new Error(`waited in vain for ${what}`);
    await wait(40);
  }
}

async function introduce() {
  const box = page.getByRole('textbox', { name: 'What should we call you?' });
  await box.fill('AB');
  await step('first-start', 'First start asks one thing.');
  await box.press('Enter');
}

async function addFootage() {
  await page.getByRole('button', { name: 'Add footage' }).first().waitFor();
  await step('library', 'An empty library: one button.');
  await answerDialogs(files);
  await page.getByRole('button', { name: 'Add footage' }).first().click();
  if (files.length > 1) {
    const asParts = button('Add one lesson');
    await asParts.waitFor();
    await step('parts', 'Several files are asked about once: parts of one lesson, in this order.');
    await asParts.click();
  }
  // A lesson that was added opens by itself, or waits in the library.
  const lesson = page.getByRole('list', { name: 'Lessons' }).getByRole('link').first();
  await room.timeline.or(lesson).first().waitFor();
  if (await lesson.isVisible()) await lesson.click();
  await room.timeline.waitFor();
  await until('the lesson', async () => (await lengthSeconds()) > 0);
  const shown = () => page.locator('video').evaluateAll((all) => all.some((v) => v.readyState > 1));
  await until('a picture', shown);
  await wait(300);
  await step('lesson', `${files.map((file) => basename(file)).join(', ')}: the lesson's room.`);
}

const lengthSeconds = async () => Number(await room.timeline.getAttribute('aria-valuemax'));
const atEnd = async () => (await positionSeconds()) > (await lengthSeconds()) - 0.3;
/** Short footage is over before a button can be looked at. */
const plays = async () => (await button('Pause').isVisible()) || (await atEnd());

async function play() {
  await button('Play').waitFor();
  await page.keyboard.press('Space');
  await until('playing', plays);
}

async function pause() {
  await until('playing', plays);
  if (await button('Pause').isVisible()) await page.keyboard.press('Space');
  await button('Play').waitFor();
}

/** To a time, by the slider's own keys; then plays up to it. */
async function playUpTo(seconds) {
  await pause();
  await room.timeline.focus();
  const ahead = Math.round(seconds - 2 - (await positionSeconds()));
  const [far, near] = ahead > 0 ? ['PageUp', 'ArrowUp'] : ['PageDown', 'ArrowDown'];
  for (let i = 0; i < Math.floor(Math.abs(ahead) / 30); i += 1) await room.timeline.press(far);
  for (let i = 0; i < Math.abs(ahead) % 30; i += 1) await room.timeline.press(near);
  await play();
  await until(`${seconds} s`, async () => (await positionSeconds()) >= seconds || (await atEnd()));
}

async function mark({ at, holdUntil, key, kind, note }, count) {
  await playUpTo(at);
  await page.keyboard.down(key);
  if (holdUntil) {
    const held = async () => (await positionSeconds()) >= holdUntil || (await atEnd());
    await until(`${holdUntil} s`, held);
  }
  await page.keyboard.up(key);
  await until('the moment', async () => (await room.moments.count()) === count);
  await page.keyboard.press('Enter');
  await room.note.fill(note);
  const pressed = holdUntil ? `Key ${key} held down` : `Key ${key}`;
  await step(`moment-${count}`, `${pressed} while it plays: ${kind}, with a note.`);
  await room.note.press('Enter');
  await room.saved.first().waitFor();
}

async function markAll() {
  const seconds = await lengthSeconds();
  await play();
  await until('playing', async () => (await positionSeconds()) > 0);
  await step('playing', 'Space plays.');
  for (const [index, each] of marksFor(made, seconds).entries()) await mark(each, index + 1);
  await pause();
}

const clips = () =>
  readdirSync(out).filter((name) => name.endsWith('.mp4') && !name.includes('.partial'));

async function exportClip() {
  await room.moments.nth(1).click();
  await answerDialogs([out]);
  await button('Export clips').click();
  const dialog = page.getByRole('dialog', { name: 'Export clips' });
  await dialog.waitFor();
  const choose = dialog.getByRole('button', { name: /folder/i }).first();
  await choose.click();
  await step('export', 'The clip: a name, a folder, and go.');
  await dialog.getByRole('button', { name: 'Export', exact: true }).click();
  await until('the clip', () => clips().length > 0);
  const log = () => page.evaluate(() => window.api.clips.log());
  await until('the export log', async () => (await log()).value.length > 0);
  const [{ fileName, startUs, endUs, frames }] = (await log()).value;
  const record = { clip: fileName, startUs, endUs, frames };
  await writeFile(join(out, 'demo.json'), `${JSON.stringify(record, null, 2)}\n`);
  await page.getByRole('link', { name: 'Lessons', exact: true }).click();
  await page.getByRole('link', { name: 'Clips', exact: true }).click();
  await page.getByRole('table').getByText(fileName).waitFor();
  await step('exported', 'Done: the clip is in the folder, and the export log says so.');
}

try {
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0].setSize(1440, 900));
  await introduce();
  await addFootage();
  await markAll();
  await exportClip();
  const [clip] = clips();
  const about = made
    ? 'Made hands-free on a drawn lesson, in the real window.'
    : `Made hands-free on ${files.map((file) => basename(file)).join(', ')}, in the real window.`;
  await writePages(out, { steps, clip, about });
  say(`the clip is ${join(out, clip)}; the steps are in ${join(out, 'index.html')}`);
} catch (error) {
  await page.screenshot({ path: join(out, 'stopped-here.png') }).catch(() => {});
  console.error(error);
  process.exitCode = 1;
} finally {
  await app.close();
  await rm(library, { recursive: true, force: true });
}
