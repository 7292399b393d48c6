/** Pictures of what comes after a session: its page, each thing that is made of it, and Our coaching. */
import { stageHeld } from '../e2e/session-kept';
import { inLibrary } from '../fixtures/copied-lessons';
import { expect, test } from '../e2e/launch';
import { picture } from './take';

const VISION = 'Every pupil thinks in every lesson, and we can see that they do.';
const PRINCIPLES = [
  'What we watch is for learning, not for judging.',
  'We start with what pupils did.',
  'The teacher chooses what is watched, and speaks first or last.',
  'We leave with one thing to try, and come back to it.',
];
const SUCCESS =
  'Pupils who seldom speak are asked, are given time, and answer at length. They ask questions of their own.';

test('what comes after a session', async ({ launch }) => {
  test.setTimeout(600_000);
  const first = await launch();
  const coaching = first.page.getByRole('link', { name: 'Our coaching' });
  await coaching.click();
  await expect(first.page.getByText('None just now.')).toBeVisible();
  await picture(first.page, first.app, 'coaching-empty');
  await first.page.getByRole('link', { name: 'Lessons', exact: true }).click();
  await first.page.getByRole('button', { name: 'Try a made lesson' }).click();
  await expect(first.page.getByRole('region', { name: 'Player' })).toBeVisible();
  await first.close();
  const { dataDir } = first;
  const long = 'A very long title of a session about waiting, probing and who decides who answers';
  await inLibrary(dataDir, (store) => {
    stageHeld(store, { permission: 'Parents of 8B agreed, September 2026.' });
    stageHeld(store, { change: { title: 'Twilight: questioning', heldOn: '2026-10-08' } });
    for (let n = 1; n <= 12; n++) {
      const day = `2026-0${1 + (n % 9)}-12`;
      stageHeld(store, { change: { title: `${long} ${n}`, heldOn: day } });
    }
    stageHeld(store, { permission: 'Parents of 8B agreed, September 2026.' });
  });
  const { page, app } = await launch({ dataDir });
  await page.getByRole('link', { name: 'Sessions', exact: true }).click();
  await page
    .getByRole('list', { name: 'Sessions' })
    .getByRole('link', { name: 'INSET: waiting and probing' })
    .first()
    .click();
  await expect(page.getByRole('region', { name: 'Afterwards' })).toBeVisible();
  await picture(page, app, 'session-afterwards');
  for (const [name, button] of [
    ['record', 'Make the record…'],
    ['certificates', 'Make the certificates…'],
    ['calendar', 'Make the calendar file…'],
  ] as const) {
    await page.getByRole('button', { name: button }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await picture(page, app, `session-${name}`, {
      sizes: [
        { name: '1280x720', width: 1280, height: 720, zoom: 1 },
        { name: '1280x720-zoom-200', width: 1280, height: 720, zoom: 2 },
      ],
    });
    await page.getByRole('button', { name: 'Cancel' }).click();
  }
  await page.getByRole('link', { name: 'Our coaching' }).click();
  await page.getByRole('button', { name: 'Write our words' }).click();
  for (const [field, words] of [
    ['What we are called', 'Mathematics, Hillside School'],
    ['Our vision', VISION],
    ['What guides us', PRINCIPLES.join('\n')],
    ['What success looks like', SUCCESS],
  ] as const) {
    await page.getByRole('textbox', { name: field }).fill(words);
  }
  await picture(page, app, 'coaching-writing');
  await page.getByRole('button', { name: 'Done' }).click();
  await expect(page.getByText(VISION)).toBeVisible();
  await picture(page, app, 'coaching');
});
