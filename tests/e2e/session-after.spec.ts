/** What a session leaves: made on its page, opened by people who have neither the app nor a network. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ICAL from 'ical.js';
import type { Page } from 'playwright/test';
import type { Store } from '../../src/main/db/store';
import { inLibrary } from '../fixtures/copied-lessons';
import { found } from './axe';
import { expect, type Launched, test } from './launch';
import { openReader } from './pack-reader';
import { LessonRoomPage } from './pages/lesson-room';
import { readPdf } from './pdf';
import { CONSOLE_NOTES, OWN_WORDS, PROMPT, SPENT_MINUTES, stageHeld } from './session-kept';

type Launch = (options?: { dataDir?: string }) => Promise<Launched>;

/** A library with the made lesson, and whatever `stage` puts into it. */
async function withLibrary(launch: Launch, stage: (store: Store) => void): Promise<Launched> {
  const first = await launch();
  await first.page.getByRole('button', { name: 'Try a made lesson' }).click();
  await expect(first.page.getByRole('region', { name: 'Player' })).toBeVisible();
  await first.close();
  const { dataDir } = first;
  await inLibrary(dataDir, (store) => Promise.resolve(stage(store)));
  return launch({ dataDir });
}

async function goTo(page: Page, title: string): Promise<void> {
  await page.getByRole('link', { name: 'Sessions', exact: true }).click();
  await page.getByRole('list', { name: 'Sessions' }).getByRole('link', { name: title }).click();
}

/** Everything below a folder. */
function below(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
}

/** Words as a PDF has them, by their letters. */
const letters = (words: string): string => words.replace(/\s/g, '');

/** The same by another reader, where there is one on this machine. */
function byPoppler(path: string): string | null {
  try {
    return execFileSync('pdftotext', ['-layout', path, '-'], { encoding: 'utf8' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

function checkPdf(path: string, words: readonly string[]): ReturnType<typeof readPdf> {
  const bytes = readFileSync(path);
  const kept = process.env['PLENARY_LEFT'];
  if (kept) writeFileSync(join(kept, path.split('/').slice(-2).join(' - ')), bytes);
  const pdf = readPdf(bytes);
  expect(pdf.tagged).toBe(true);
  expect(pdf.language).toBe('en-GB');
  expect(pdf.text).toContain(`Page1of${pdf.pages}`);
  const other = byPoppler(path);
  for (const each of words) {
    expect(pdf.text, each).toContain(letters(each));
    if (other !== null) expect(letters(other), each).toContain(letters(each));
  }
  for (const never of [OWN_WORDS, CONSOLE_NOTES]) {
    expect(pdf.text).not.toContain(letters(never));
    expect(other ?? '').not.toContain(never);
  }
  return pdf;
}

const TITLE = 'INSET: waiting and probing';
const NAME = 'INSET waiting and probing';

async function make(page: Page, button: string, dialogName: string): Promise<void> {
  const dialog = page.getByRole('dialog', { name: dialogName });
  await dialog.getByRole('button', { name: button }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText(/^Ready: /).first()).toBeVisible({ timeout: 120_000 });
  await page.getByRole('button', { name: 'Close' }).first().click();
}

test('a record, certificates, a calendar and a handout are made of a session that was held', async ({
  launch,
  folder,
}) => {
  test.setTimeout(300_000);
  const launched = await withLibrary(launch, (store) => {
    stageHeld(store, { permission: 'Parents of 8B agreed, September 2026.' });
  });
  const { page } = launched;
  const out = join(folder, 'out');
  mkdirSync(out);
  await new LessonRoomPage(page, launched.app).answerDialogs(out);

  await page.getByRole('link', { name: 'Our coaching' }).click();
  await page.getByRole('button', { name: 'Write our words' }).click();
  await page
    .getByRole('textbox', { name: 'What we are called' })
    .fill('Mathematics, Hillside School');
  await page.getByRole('button', { name: 'Done' }).click();
  await expect(page.getByText('Mathematics, Hillside School')).toBeVisible();

  await goTo(page, TITLE);
  const after = page.getByRole('region', { name: 'Afterwards' });
  await expect(after).toContainText(`${SPENT_MINUTES} minutes together`);

  await after.getByRole('button', { name: 'Make the record…' }).click();
  const record = page.getByRole('dialog', { name: 'Session record' });
  await expect(record.getByText('Parents of 8B agreed, September 2026.')).toBeVisible();
  const pictures = record.getByRole('checkbox');
  await expect(pictures).toHaveCount(1);
  await expect(pictures).not.toBeChecked();
  expect(await found(page)).toEqual([]);
  await record.locator('label').click();
  await make(page, 'Make the record', 'Session record');
  const made = join(out, `${NAME} record`);
  expect(below(made)).toEqual(['index.html', 'pictures/01.jpg', 'record.pdf']);
  for (const name of below(made)) {
    const bytes = readFileSync(join(made, name));
    for (const never of [OWN_WORDS, CONSOLE_NOTES, folder, launched.dataDir]) {
      expect(bytes.includes(never), `${name}: ${never}`).toBe(false);
    }
  }
  const said = [
    ...[TITLE, 'Mathematics, Hillside School', 'See what pupils do when we wait.'],
    ...['12 and 19 November 2026', `${SPENT_MINUTES} minutes`, PROMPT],
    ...['It is not an appraisal of anyone', 'What are pupils doing while they wait?'],
    ...['Group 1', 'The second answer is longer <b>', 'Nobody called out.', 'at 0:09 of'],
    ...['Count to five after each question', '8B', '12 January 2027', 'Who decides who answers?'],
  ];
  const pdf = checkPdf(join(made, 'record.pdf'), said);
  expect(pdf.pages).toBeGreaterThanOrEqual(2);
  expect(pdf.size).toEqual({ width: 595, height: 842 });

  const reader = await openReader(folder);
  try {
    const read = await reader.open(join(made, 'index.html'));
    await expect(read.getByRole('heading', { level: 1 })).toHaveText(TITLE);
    for (const words of said) await expect(read.locator('body')).toContainText(words);
    await expect(read.locator('body')).not.toContainText(OWN_WORDS);
    const still = read.getByRole('img', { name: /^A still of .* at 0:03$/ });
    const width = (image: HTMLImageElement): number => image.naturalWidth;
    await expect.poll(() => still.evaluate(width)).toBeGreaterThan(300);
    // What a moment is of is not told while the moment is private.
    await expect(read.getByRole('article').filter({ hasText: 'And here?' })).not.toContainText(
      'to 0:16',
    );
    expect(await found(read)).toEqual([]);
    await read.emulateMedia({ colorScheme: 'dark' });
    expect(await found(read)).toEqual([]);
    expect(await reader.outside()).toEqual([]);
    const script = "document.querySelector('link, script, iframe, object') === null";
    expect(await read.evaluate(script)).toBe(true);
    const kept = process.env['PLENARY_LEFT'];
    if (kept) writeFileSync(join(kept, 'record page dark.jpg'), await reader.picture());
    await read.emulateMedia({ colorScheme: 'light' });
    if (kept) writeFileSync(join(kept, 'record page.jpg'), await reader.picture());
  } finally {
    await reader.close();
  }

  await after.getByRole('button', { name: 'Make the certificates…' }).click();
  const certificates = page.getByRole('dialog', { name: 'CPD certificates' });
  const names = certificates.getByRole('textbox', { name: 'Who was there' });
  await expect(names).toHaveValue('RK\nAB\nSiân O’Brien');
  await expect(certificates).toContainText(`${SPENT_MINUTES} minutes`);
  expect(await found(page)).toEqual([]);
  await make(page, 'Make the certificates', 'CPD certificates');
  const awarded = join(out, `${NAME} certificates`);
  expect(below(awarded)).toEqual([
    'All certificates.pdf',
    'Certificate 01 RK.pdf',
    'Certificate 02 AB.pdf',
    'Certificate 03 Siân O’Brien.pdf',
  ]);
  const minutes = `${SPENT_MINUTES} minutes`;
  const same = [TITLE, '12 and 19 November 2026', minutes, 'See what pupils do'];
  const own = checkPdf(join(awarded, 'Certificate 01 RK.pdf'), [
    ...same,
    'Count to five after each question',
    'With 8B',
  ]);
  expect(own.pages).toBe(1);
  expect(own.size).toEqual({ width: 842, height: 595 });
  expect(own.text).not.toContain(letters('Ask one pupil to add'));
  const second = checkPdf(join(awarded, 'Certificate 02 AB.pdf'), [
    ...same,
    'Ask one pupil to add',
  ]);
  expect(second.text).not.toContain(letters('Count to five'));
  const third = checkPdf(join(awarded, 'Certificate 03 Siân O’Brien.pdf'), same);
  expect(third.text).not.toContain(letters('next step'));
  expect(checkPdf(join(awarded, 'All certificates.pdf'), same).pages).toBe(3);

  await after.getByRole('button', { name: 'Make the calendar file…' }).click();
  await make(page, 'Make the calendar file', 'Days to look again');
  const days = new ICAL.Component(
    ICAL.parse(readFileSync(join(out, `${NAME} look again.ics`), 'utf8')) as unknown[],
  ).getAllSubcomponents('vevent');
  expect(days).toHaveLength(1);
  const [day] = days.map((each) => new ICAL.Event(each));
  expect(day?.startDate.isDate).toBe(true);
  expect(day?.startDate.toString()).toBe('2027-01-12');
  expect(day?.endDate.toString()).toBe('2027-01-13');
  expect(day?.summary).toBe(
    'Look again: Count to five after each question, and again after each answer',
  );
  expect(day?.description).toBe(`Who: RK\nWith: 8B\nAgreed in: ${TITLE}`);

  await after.getByRole('button', { name: 'Make the handout…' }).click();
  await make(page, 'Make the handout', 'Handout and reflect slips');
  const printed = join(out, `${NAME} handout`);
  expect(below(printed)).toEqual(['handout.pdf', 'reflect slip.pdf']);
  checkPdf(join(printed, 'handout.pdf'), [TITLE, PROMPT, 'What we watch is for learning']);
  const slips = checkPdf(join(printed, 'reflect slip.pdf'), ['Where would waiting matter most?']);
  expect(slips.pages).toBe(1);
  expect(slips.text.split(letters('Nobody collects it.'))).toHaveLength(3);

  // Each has left the library, and the log says so.
  await page.getByRole('link', { name: 'Clips', exact: true }).click();
  const table = page.getByRole('table', { name: 'Exported clips' });
  for (const name of ['record', 'certificates', 'handout', 'look again.ics']) {
    await expect(table.getByRole('rowheader', { name: `${NAME} ${name}` })).toBeVisible();
  }
  await expect(table.getByText('Session, with pictures')).toHaveCount(1);
  await expect(table.getByText('Session', { exact: true })).toHaveCount(3);
  expect(await found(page)).toEqual([]);
});

test('no picture of a lesson leaves without permission, nor unseen where someone is not to be shown', async ({
  launch,
  folder,
}) => {
  const first = await withLibrary(launch, (store) => void stageHeld(store));
  const out = join(folder, 'out');
  mkdirSync(out);
  await goTo(first.page, TITLE);
  await first.page.getByRole('button', { name: 'Make the record…' }).click();
  const record = first.page.getByRole('dialog', { name: 'Session record' });
  await expect(record.getByText(/^Permission is not noted/)).toBeVisible();
  await expect(record.getByRole('checkbox')).toHaveCount(0);
  await first.close();

  const { dataDir } = first;
  await inLibrary(dataDir, (store) => {
    const lesson = store.cards.all()[0]?.lesson;
    const change = { permission: 'Agreed in writing', notShown: 'The boy by the window' };
    if (lesson) store.transaction(() => store.rows.tables.lesson.update({ ...lesson, ...change }));
    return Promise.resolve();
  });
  const launched = await launch({ dataDir });
  const { page } = launched;
  await new LessonRoomPage(page, launched.app).answerDialogs(out);
  await goTo(page, TITLE);
  await page.getByRole('button', { name: 'Make the record…' }).click();
  const again = page.getByRole('dialog', { name: 'Session record' });
  await expect(again.getByText(/Not to be shown: The boy by the window/)).toBeVisible();
  await again.locator('label').click();
  await again.getByRole('button', { name: 'Make the record' }).click();
  const look = page.getByRole('dialog', { name: 'Look through it' });
  const approve = look.getByRole('button', { name: 'Nothing shows that should not' });
  await expect(look.getByRole('slider', { name: 'Pictures that will be exported' })).toBeVisible();
  await look.getByRole('button', { name: 'Play through' }).click();
  await expect(approve).toBeEnabled({ timeout: 30_000 });
  await approve.click();
  await expect(page.getByText(/^Ready: /).first()).toBeVisible({ timeout: 120_000 });
  expect(below(join(out, `${NAME} record`))).toContain('pictures/01.jpg');
});

test('Our coaching holds the department’s own words, its sessions, and what is open', async ({
  launch,
}) => {
  const launched = await withLibrary(launch, (store) => {
    stageHeld(store);
    stageHeld(store, { change: { title: 'Twilight: questioning' } });
  });
  const { page } = launched;
  await page.getByRole('link', { name: 'Our coaching' }).click();
  await expect(page.getByRole('region', { name: 'Together' })).toContainText(
    '2 sessions, 1 hour 34 minutes',
  );
  await page.getByRole('button', { name: 'Write our words' }).click();
  await page
    .getByRole('textbox', { name: 'Our vision' })
    .fill('Every pupil thinks, and we see it.');
  await page
    .getByRole('textbox', { name: 'What guides us' })
    .fill('We start with what pupils did.');
  expect(await found(page)).toEqual([]);
  await page.getByRole('button', { name: 'Done' }).click();
  const words = page.getByRole('region', { name: 'Our words' });
  await expect(words).toContainText('Every pupil thinks, and we see it.');
  await expect(words).toContainText('We start with what pupils did.');

  const steps = page.getByRole('list', { name: 'Next steps' });
  await expect(steps.getByRole('listitem')).toHaveCount(4);
  const first = steps.getByRole('listitem').filter({ hasText: 'Count to five' }).first();
  await first.getByText('Count to five').click();
  await expect(first.getByRole('checkbox')).toBeChecked();
  await expect(page.getByRole('region', { name: 'Together' })).toContainText(
    '1 of them looked at again',
  );
  expect(await found(page)).toEqual([]);
  await page
    .getByRole('list', { name: 'Past sessions' })
    .getByText('Twilight: questioning')
    .click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Twilight: questioning');
  await page.getByRole('link', { name: 'Our coaching' }).click();
  await expect(steps.getByRole('listitem')).toHaveCount(3);
  await launched.close();
  const { page: later } = await launch({ dataDir: launched.dataDir });
  await later.getByRole('link', { name: 'Our coaching' }).click();
  await expect(later.getByRole('region', { name: 'Our words' })).toContainText(
    'Every pupil thinks',
  );
});
