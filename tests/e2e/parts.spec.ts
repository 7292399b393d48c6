/**
 * Lessons of three files, real ones where there is real footage: one recording that the camera split,
 * and three cameras' files that have nothing in common. No seam on the clock, playback goes over the
 * joins, and what is marked and exported across one is exact.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { partEndUs, partsOf } from '../../src/shared/domain/lesson-time';
import { places } from '../../src/main/services/places';
import { greyFrames, psnr } from '../fixtures/look';
import { makeFootage } from '../fixtures/make-footage';
import { realFiles } from '../fixtures/real-files';
import { expect, type Launched, test } from './launch';
import { LessonRoomPage } from './pages/lesson-room';
import { lessonOf } from './staging';

const SMALL = { width: 160, height: 90 };
const SOUND = { codec: 'aac' } as const;

/** The named real recording, or one that is made. */
async function recording(name: string, made: Parameters<typeof makeFootage>[0]): Promise<string> {
  return realFiles().find((file) => basename(file) === name) ?? makeFootage(made);
}

/** As cameras split what grows too long: at keyframes, nothing lost, each with a clock of its own. */
function splitInThree(file: string, folder: string): string[] {
  execFileSync('ffmpeg', [
    ...['-v', 'error', '-nostdin', '-i', file, '-map', '0:v:0', '-map', '0:a:0?', '-c', 'copy'],
    ...['-f', 'segment', '-segment_times', '4,8', '-reset_timestamps', '1'],
    join(folder, 'GOPR%d.mp4'),
  ]);
  return [0, 1, 2].map((n) => join(folder, `GOPR${n}.mp4`));
}

/** Adds the files as one lesson and opens it; every part's frames are then known. */
async function oneLesson({ page, app, dataDir }: Launched) {
  await page.getByRole('button', { name: 'Add one lesson' }).click();
  const room = new LessonRoomPage(page, app);
  const lesson = page.getByRole('list', { name: 'Lessons' }).getByRole('link').first();
  await lesson.or(room.position).first().waitFor();
  if (await lesson.isVisible()) await lesson.click();
  await room.ready();
  const document = await lessonOf(page);
  const parts = partsOf(document);
  const { framesOf } = places(dataDir);
  await expect.poll(() => parts.every(({ id }) => existsSync(framesOf(id)))).toBe(true);
  return { room, document, parts };
}

/** Plays from the beginning past a place. @returns the parts on screen in turn, and the positions told. */
async function playPast(room: LessonRoomPage, us: number) {
  await room.press('Home');
  await room.page.evaluate(() => {
    const seen: { parts: string[]; positions: string[] } = { parts: [], positions: [] };
    Object.assign(window, { seen });
    const look = (): void => {
      requestAnimationFrame(look);
      const video = document.querySelector<HTMLVideoElement>('[data-deck="front"] video');
      const part = video?.currentSrc ?? '';
      if (part !== seen.parts.at(-1)) seen.parts.push(part);
      seen.positions.push(document.querySelector('[role="timer"]')?.textContent ?? '');
    };
    look();
  });
  await room.page.keyboard.press('Space');
  await expect.poll(() => room.positionUs(), { timeout: 60_000 }).toBeGreaterThan(us);
  await room.page.keyboard.press('Space');
  return room.page.evaluate(() => {
    const { seen } = window as unknown as { seen: { parts: string[]; positions: string[] } };
    return seen;
  });
}

/** Marks in at a share of the timeline, out a second later, and exports it. @returns the clip. */
async function clipFrom(room: LessonRoomPage, share: number, out: string) {
  await room.clickAt(share);
  await room.still();
  // A step lands on a frame's own beginning, so the clock, cut off to the millisecond, tells which.
  await room.press('.');
  const startUs = await room.positionUs();
  await room.page.keyboard.press('i');
  await room.press('ArrowRight');
  await room.press('.');
  await room.page.keyboard.press('o');
  await room.page.keyboard.press('1');
  const endUs = await room.positionUs();
  await room.answerDialogs(out);
  await room.page.getByRole('button', { name: 'Export clips' }).click();
  await room.exportDialog.getByRole('textbox', { name: /^Name of the clip/ }).fill('Across');
  await room.exportDialog.getByRole('button', { name: 'Export', exact: true }).click();
  await expect.poll(() => readdirSync(out)).toEqual(['Across.mp4']);
  return { startUs, endUs, frames: (await greyFrames(join(out, 'Across.mp4'), SMALL)).frames };
}

/** Which of `all` each frame looks most like, looked for near where it should be. */
function foundAt(frames: readonly Buffer[], all: readonly Buffer[], from: number): number[] {
  return frames.map((frame, at) => {
    const near = Array.from({ length: 9 }, (_, n) => from + at + n - 4).filter((n) => all[n]);
    const likeness = (n: number) => psnr(frame, all[n] ?? Buffer.alloc(frame.length));
    return near.reduce((best, n) => (likeness(n) > likeness(best) ? n : best));
  });
}

test('one recording in three files is what it was before it was split', async ({
  launch,
  folder,
}) => {
  // A made one is silent: frames of its sound would not end where its pictures do.
  const whole = await recording('gopro-hero5-karma.mp4', { seconds: 12, gop: 25, sound: null });
  const launched = await launch({ files: splitInThree(whole, folder) });
  const { room, document, parts } = await oneLesson(launched);
  const all = (await greyFrames(whole, SMALL)).frames;
  const [first, second, third] = parts;
  if (!first || !second || !third) throw new Error('three files are three parts');
  expect([second.offsetUs, third.offsetUs]).toEqual([partEndUs(first), partEndUs(second)]);
  const frameUs = partEndUs(third) / all.length;
  const fps = document.files[0]?.picture?.fps ?? 0;
  expect(Math.abs(partEndUs(third) - (all.length * 1e6) / fps)).toBeLessThan(frameUs / 2);
  const endS = Number(await room.timeline.getAttribute('aria-valuemax'));
  expect(endS).toBeCloseTo(partEndUs(third) / 1e6, 3);

  const { parts: shown, positions } = await playPast(room, third.offsetUs + 500_000);
  expect(shown.map((address) => address.split('/').at(-1))).toEqual(parts.map(({ id }) => id));
  expect(positions).toEqual([...positions].sort());

  // From half a second before the first join to half a second after it.
  const out = join(folder, 'out');
  mkdirSync(out);
  const clip = await clipFrom(room, (second.offsetUs - 500_000) / (endS * 1e6), out);
  expect(clip.startUs).toBeLessThan(second.offsetUs);
  expect(clip.endUs).toBeGreaterThan(second.offsetUs);
  // Told to the millisecond, cut off.
  const at = (us: number) => Math.floor((us + 1_000) / frameUs);
  const from = at(clip.startUs);
  const expected = Array.from({ length: at(clip.endUs) - from + 1 }, (_, n) => from + n);
  expect(foundAt(clip.frames, all, from)).toEqual(expected);
  await room.allSaved();
  const { moments } = await lessonOf(launched.page);
  expect(moments).toHaveLength(1);
  expect(Math.abs((moments[0]?.startUs ?? 0) - from * frameUs)).toBeLessThan(1_000);
  expect(Math.abs((moments[0]?.endUs ?? 0) - (at(clip.endUs) + 1) * frameUs)).toBeLessThan(1_000);
});

test('three different cameras’ files follow each other, in one clip too', async ({
  launch,
  folder,
}) => {
  const files = [
    await recording('screencast-webcam-hello.mp4', { seconds: 8, gop: 12, sound: SOUND }),
    await recording('street-1080p-h264.mp4', { seconds: 5, gop: 250, width: 480, height: 270 }),
    await recording('gopro-hero5-karma.mp4', { seconds: 6, gop: 25, sound: SOUND }),
  ];
  const launched = await launch({ files });
  const { room, document, parts } = await oneLesson(launched);
  const fileOf = (at: number) => {
    const name = document.files.find(({ id }) => id === parts[at]?.fileId)?.name;
    return files.find((file) => basename(file) === name) ?? '';
  };
  const [first, second, third] = parts;
  if (!first || !second || !third) throw new Error('three files are three parts');
  const gaps = [second.gapBeforeUs, third.gapBeforeUs];
  expect([second.offsetUs, third.offsetUs]).toEqual([
    partEndUs(first) + (gaps[0] ?? 0),
    partEndUs(second) + (gaps[1] ?? 0),
  ]);
  const { parts: shown, positions } = await playPast(room, third.offsetUs + 500_000);
  expect(shown.map((address) => address.split('/').at(-1))).toEqual(parts.map(({ id }) => id));
  expect(positions).toEqual([...positions].sort());

  const out = join(folder, 'out');
  mkdirSync(out);
  const endUs = partEndUs(third);
  const { frames } = await clipFrom(room, (partEndUs(first) - 500_000) / endUs, out);
  const before = (await greyFrames(fileOf(0), SMALL)).frames;
  const after = (await greyFrames(fileOf(1), SMALL)).frames;
  expect(frames.length).toBeGreaterThan(2);
  // Up to one place it is the end of the one file, from there on the beginning of the other.
  const likeness = (joinAt: number) => {
    const kept = [...before.slice(-joinAt), ...after.slice(0, frames.length - joinAt)];
    return Math.min(...frames.map((frame, n) => psnr(frame, kept[n] ?? Buffer.alloc(0))));
  };
  const joins = Array.from({ length: frames.length - 1 }, (_, n) => n + 1);
  expect(Math.max(...joins.map(likeness))).toBeGreaterThan(25);
});
