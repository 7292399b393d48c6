/** Frames decoded over the video in the real app: every one of them, and always the right one. */
import { makeFootage, type Footage } from '../fixtures/make-footage';
import { expect, test } from './launch';
import { LessonRoomPage } from './pages/lesson-room';

const SOUND = { codec: 'aac' } as const;

const CASES: readonly (readonly [string, Footage])[] = [
  [
    'over keyframes, with frames that lean on later ones',
    { seconds: 8, gop: 50, bFrames: 2, openGop: true, sound: SOUND },
  ],
  ['at an uneven rate', { seconds: 8, variable: true, gop: 40, sound: SOUND }],
  ['filmed upright', { seconds: 6, width: 360, height: 640, rotation: 90, gop: 30, sound: SOUND }],
  ['with a clock that begins at ten seconds', { seconds: 6, startsAt: 10, gop: 25, sound: SOUND }],
  ['as a browser records it', { seconds: 6, codec: 'vp8', ending: 'webm', live: true, gop: 50 }],
  ['cut by an edit list', { seconds: 6, editStart: 1, gop: 25, bFrames: 2, sound: SOUND }],
];

for (const [name, footage] of CASES) {
  test(`sixty frames on and sixty back, all decoded: footage ${name}`, async ({ launch }) => {
    const { page, app } = await launch({ files: [await makeFootage(footage)] });
    const room = new LessonRoomPage(page, app);
    await room.framesKnown();
    await room.press('Home');
    const first = (await room.frame()) ?? -1;
    expect(first).toBeGreaterThanOrEqual(0);
    const on = Array.from({ length: 60 }, (_, n) => first + 1 + n);
    await room.watchFrames();
    await room.decodes();
    for (let n = 0; n < 60; n++) await page.keyboard.press('.');
    await expect.poll(() => room.frame()).toBe(first + 60);
    expect(await room.framesSeen()).toEqual(on);
    await room.atRest();
    expect(await room.frame()).toBe(first + 60);
    for (let n = 0; n < 60; n++) await page.keyboard.press(',');
    await expect.poll(() => room.frame()).toBe(first);
    expect(await room.framesSeen()).toEqual([...on.slice(0, -1).reverse(), first]);
    await room.atRest();
    expect(await room.frame()).toBe(first);
    expect(await room.positionUs()).toBe(0);
  });
}

test('steps over the join of two parts, and through a playable copy', async ({ launch }) => {
  const files = [
    await makeFootage({ seconds: 3, gop: 40, sound: SOUND }),
    await makeFootage({ seconds: 4, codec: 'mpeg4', ending: 'avi', gop: 30, sound: null }),
  ];
  const { page, app } = await launch({ files });
  const room = new LessonRoomPage(page, app);
  await page.getByRole('button', { name: 'Add one lesson' }).click();
  const lesson = page.getByRole('list', { name: 'Lessons' }).getByRole('link').first();
  await lesson.or(room.position).first().waitFor();
  if (await lesson.isVisible()) await lesson.click();
  await room.framesKnown();
  await room.press('Home');
  await room.press('ArrowRight');
  await room.press('ArrowRight');
  await expect.poll(() => room.frame()).toBe(50);
  for (let n = 0; n < 60; n++) await page.keyboard.press('.');
  await expect.poll(() => room.frame()).toBe(35);
  await room.atRest();
  expect(await room.frame()).toBe(35);
  for (let n = 0; n < 60; n++) await page.keyboard.press(',');
  await expect.poll(() => room.frame()).toBe(50);
  await room.atRest();
  expect(await room.frame()).toBe(50);
});

test('short bits of the sound are heard under steps and drags, where that is wished', async ({
  launch,
}) => {
  // A tone in every even second, silence in every odd one.
  const footage: Footage = { seconds: 8, gop: 25, sound: SOUND };
  const { page, app } = await launch({ files: [await makeFootage(footage)] });
  const room = new LessonRoomPage(page, app);
  await room.framesKnown();
  await page.evaluate(() => {
    const heard: number[] = [];
    Object.assign(window, { heard });
    const { start } = AudioBufferSourceNode.prototype;
    AudioBufferSourceNode.prototype.start = function (...when) {
      const samples = this.buffer?.getChannelData(0) ?? new Float32Array(1);
      const power = samples.reduce((sum, sample) => sum + sample ** 2, 0);
      heard.push(Math.sqrt(power / samples.length));
      start.apply(this, when);
    };
  });
  /** How loud each bit was that began since it was asked last. */
  const heard = () =>
    page.evaluate(() => (window as unknown as { heard: number[] }).heard.splice(0));
  await room.press('Home');
  for (let n = 0; n < 5; n++) await room.press('.');
  await room.atRest();
  expect(await heard()).toEqual([]);

  await page.getByRole('link', { name: 'Lessons', exact: true }).click();
  await page.getByRole('link', { name: 'Settings', exact: true }).click();
  await page.getByRole('checkbox', { name: /short bits of sound/ }).press('Space');
  await page.getByRole('link', { name: 'Lessons', exact: true }).click();
  await page.getByRole('list', { name: 'Lessons' }).getByRole('link').first().click();
  await room.framesKnown();
  await room.press('Home');
  await heard();
  await room.press('.');
  await expect.poll(async () => Math.max(0, ...(await heard()))).toBeGreaterThan(0.02);
  await room.press('ArrowRight');
  for (let n = 0; n < 8; n++) await room.press('.');
  await room.atRest();
  await heard();
  await room.press('.');
  await expect.poll(async () => (await heard()).at(-1) ?? 1).toBeLessThan(0.002);
  const { x, y, width } = await room.lanes();
  await page.mouse.move(x + width * 0.4, y + 6);
  await page.mouse.down();
  await page.mouse.move(x + width * 0.55, y + 6);
  await expect.poll(async () => Math.max(0, ...(await heard()))).toBeGreaterThan(0.02);
  await page.mouse.up();
});

test('a drag, a jump and going backwards end on the frame that the position tells', async ({
  launch,
}) => {
  const footage: Footage = { seconds: 24, gop: 250, bFrames: 2, sound: SOUND };
  const { page, app } = await launch({ files: [await makeFootage(footage)] });
  const room = new LessonRoomPage(page, app);
  await room.framesKnown();
  const told = async () => Math.floor(((await room.positionUs()) + 999) / 40_000);
  const agrees = async () => (await room.frame()) === (await told());
  await room.watchFrames();
  await room.decodes();
  const { x, y, width } = await room.lanes();
  await page.mouse.move(x + width * 0.2, y + 6);
  await page.mouse.down();
  for (let n = 0; n <= 40; n++) await page.mouse.move(x + width * (0.2 + n / 80), y + 6);
  // Held still, the very frame comes; let go, the video shows it too.
  await expect.poll(agrees).toBe(true);
  expect(new Set(await room.framesSeen()).size).toBeGreaterThan(1);
  await page.mouse.up();
  await room.atRest();
  expect(await agrees()).toBe(true);
  expect((await told()) / 600).toBeCloseTo(0.7, 1);
  // A moment marked here is of the frame that was seen.
  await page.keyboard.press('i');
  await page.keyboard.press('j');
  await expect.poll(async () => new Set(await room.framesSeen()).size).toBeGreaterThan(10);
  await page.keyboard.press('k');
  await room.atRest();
  await expect.poll(agrees).toBe(true);
  // The review copy of long groups is made by itself, and then serves any place at once.
  await expect.poll(() => room.reviewMade(), { timeout: 60_000 }).toBe(12);
  for (const share of [0.9, 0.11, 0.52, 0.33]) {
    await room.clickAt(share);
    await expect.poll(agrees).toBe(true);
    await room.atRest();
    expect(await agrees()).toBe(true);
  }
  expect((await room.framesSeen()).length).toBeGreaterThan(2);
  // Leaving frees the worker and what it holds.
  expect(page.workers()).toHaveLength(1);
  await page.getByRole('link', { name: 'Lessons', exact: true }).click();
  await expect.poll(() => page.workers().length).toBe(0);
});
