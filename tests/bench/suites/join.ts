/** join.*: how long the picture stands while a lesson plays on from one file to the next. */
import { execFileSync } from 'node:child_process';
import { join as path } from 'node:path';
import type { Page } from 'playwright';
import { hourOfH264 } from '../footage/make-hour';
import { scratch } from '../harness/electron';
import { figure } from '../harness/figures';
import { whenDone } from '../harness/in-page';
import { introduce } from '../harness/library';
import { startPlenary, whenInRoom } from '../harness/plenary';
import type { Suite } from '.';

const STILL = { unit: 'ms', peer: null, goal: 100 } as const;
const PART_S = 20;
/** Playing begins so long before a join. */
const LEAD_S = 4;

/** The first minute of the hour as a camera would have split it: at keyframes, nothing lost. */
function splitInThree(file: string, folder: string): string[] {
  const times = [PART_S, 2 * PART_S].join(',');
  execFileSync('ffmpeg', [
    ...['-v', 'error', '-nostdin', '-y', '-i', file, '-t', String(3 * PART_S), '-c', 'copy'],
    ...['-f', 'segment', '-segment_times', times, '-reset_timestamps', '1'],
    path(folder, 'part%d.mp4'),
  ]);
  return [0, 1, 2].map((n) => path(folder, `part${n}.mp4`));
}

/**
 * In the page: from the next press of a key until the picture behind has come to the front and moved
 * on. Answers the longest time for which what was on screen did not change.
 */
function armJoin(nextId: string): void {
  const changedMs: number[] = [];
  const front = (): HTMLVideoElement | null =>
    document.querySelector<HTMLVideoElement>('[data-deck="front"] video');
  window.bench = new Promise((done, failed) => {
    const pressed = (): void => {
      let after = 0;
      const seen = new WeakSet<HTMLVideoElement>();
      const watch = (video: HTMLVideoElement): void => {
        video.requestVideoFrameCallback((nowMs) => {
          if (video === front()) {
            changedMs.push(nowMs);
            if (video.currentSrc.endsWith(nextId)) after++;
          }
          if (after < 25) watch(video);
        });
      };
      let shown = front();
      const look = (nowMs: number): void => {
        for (const video of document.querySelectorAll('video')) {
          if (!seen.has(video)) watch(video);
          seen.add(video);
        }
        // The picture behind has had its first frame for long: it is seen when it comes to the front.
        if (front() !== shown) changedMs.push(nowMs);
        shown = front();
        if (after < 25) requestAnimationFrame(look);
        else {
          const sorted = changedMs.sort((a, b) => a - b);
          // Starting to play is another matter than going over a join.
          const gaps = sorted.slice(26).map((atMs, at) => atMs - (sorted[at + 25] ?? atMs));
          if (gaps.length > 25) done(Math.max(...gaps));
          else failed(new Error('it did not play over the join'));
        }
      };
      requestAnimationFrame(look);
    };
    addEventListener('keydown', pressed, { capture: true, once: true });
  });
}

interface Join {
  fromId: string;
  toId: string;
  /** Lesson time at which the second begins. */
  us: number;
}

async function playOver(page: Page, { fromId, toId, us }: Join): Promise<number> {
  const timeline = page.getByRole('slider', { name: 'Timeline' });
  const box = await timeline.locator('canvas').first().boundingBox();
  const endS = Number(await timeline.getAttribute('aria-valuemax'));
  if (!box) throw new Error('the timeline is not on screen');
  const share = (us / 1e6 - LEAD_S) / endS;
  await page.mouse.click(box.x + share * box.width, box.y + 6);
  await page.waitForFunction((id) => {
    const video = document.querySelector<HTMLVideoElement>('[data-deck="front"] video');
    const over = document.querySelector('canvas[data-frames]:not([hidden])');
    const there = video?.currentSrc.endsWith(id) && !video.seeking && video.readyState >= 2;
    return there && !over;
  }, fromId);
  await page.evaluate(armJoin, toId);
  await page.keyboard.press('Space');
  const took = await page.evaluate(whenDone);
  await page.keyboard.press('Space');
  if (process.env.BENCH_LOUD === '1') console.error(`  ${took.toFixed(1)}`);
  return took;
}

export const join: Suite = async ({ quick }) => {
  const folder = scratch('join');
  const files = splitInThree(await hourOfH264(), folder);
  const library = path(folder, 'library');
  await introduce(library);
  const app = await startPlenary({ library, files });
  try {
    const { page } = app;
    await page.getByRole('button', { name: 'Add one lesson' }).click();
    const link = page.getByRole('list', { name: 'Lessons' }).getByRole('link').first();
    const play = page.getByRole('button', { name: 'Play', exact: true });
    await link.or(play).first().waitFor();
    if (await link.isVisible()) await link.click();
    await whenInRoom(page);
    const joins = await page.evaluate(async () => {
      const snapshot = await window.api.app.snapshot();
      if (!snapshot.ok) throw new Error(snapshot.error.message);
      const lessonId = snapshot.value.lessons[0]?.lesson.id ?? '';
      const opened = await window.api.lessons.open({ lessonId });
      if (!opened.ok) throw new Error(opened.error.message);
      const parts = opened.value.parts.sort((a, b) => a.offsetUs - b.offsetUs);
      return parts.slice(1).map(({ id, offsetUs }, at) => {
        return { fromId: parts[at]?.id ?? '', toId: id, us: offsetUs };
      });
    });
    if (joins.length !== 2) throw new Error('three files are three parts with two joins');
    const stood: number[] = [];
    for (let turn = 0; turn < (quick ? 2 : 8); turn++) {
      for (const one of joins) stood.push(await playOver(page, one));
    }
    return [figure('join.still', STILL, stood, null)];
  } finally {
    await app.close();
  }
};
