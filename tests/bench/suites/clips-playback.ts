/** clips.playback: how much of a lesson's picture is shown while a clip of it is exported. */
import type { Page } from 'playwright';
import { inLibrary } from '../../fixtures/copied-lessons';
import { hourOfH264 } from '../footage/make-hour';
import { scratch } from '../harness/electron';
import { type Figure, figure, inTurns } from '../harness/figures';
import { addFootage, introduce } from '../harness/library';
import { lessonLink, startPlenary, whenInRoom } from '../harness/plenary';

const PLAYBACK = { unit: 'share', peer: 'while exporting', goal: 1.01 } as const;
const SECONDS = 10;
const FPS = 25;
/** Into the export: the encoder is at full speed, and far from its end. */
const UNDER_WAY_MS = 3_000;
const CLIP_US = 300_000_000;

const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

/** In the page: of the frames that are due while it plays for so long, how many are shown. */
function shownIn({ seconds, fps }: { seconds: number; fps: number }): Promise<number> {
  const video = document.querySelector<HTMLVideoElement>('[data-deck="front"] video');
  if (!video) throw new Error('no picture');
  return new Promise((done, failed) => {
    let first: { nowMs: number; frames: number } | null = null;
    const shown = (nowMs: number, { presentedFrames }: { presentedFrames: number }): void => {
      first ??= { nowMs, frames: presentedFrames };
      const lastedMs = nowMs - first.nowMs;
      if (lastedMs < seconds * 1_000) video.requestVideoFrameCallback(shown);
      else done((presentedFrames - first.frames) / ((lastedMs / 1_000) * fps));
    };
    video.requestVideoFrameCallback(shown);
    setTimeout(() => failed(new Error('it does not play')), seconds * 3_000);
  });
}

async function played(page: Page): Promise<number> {
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  await pause(1_000);
  const share = await page.evaluate(shownIn, { seconds: SECONDS, fps: FPS });
  await page.getByRole('button', { name: 'Pause', exact: true }).click();
  return share;
}

export async function playback(quick: boolean): Promise<Figure> {
  const [library, clips] = [scratch('playback'), scratch('playback-clips')];
  await introduce(library);
  const { title, lessonId } = await addFootage(library, await hourOfH264());
  await inLibrary(library, (store) => {
    store.transaction(() => store.kept.set('clips.folder', clips));
  });
  const { page, close } = await startPlenary({ library });
  try {
    await lessonLink(page, title).click();
    await whenInRoom(page);
    await pause(5_000);
    const startUs = 1_800_000_000;
    const exporting = async (): Promise<number> => {
      const jobId = await page.evaluate(
        async ({ lessonId, startUs, endUs }) => {
          const folder = await window.api.clips.lastFolder();
          if (!folder.ok || !folder.value) throw new Error('no folder');
          const clips = [{ name: 'Clip', startUs, endUs }];
          const { folderId } = folder.value;
          const order = { lessonId, folderId, clips, form: 'sharing' as const };
          const answer = await window.api.clips.export(order);
          return answer.ok ? answer.value.jobIds[0] : undefined;
        },
        { lessonId, startUs, endUs: startUs + CLIP_US },
      );
      if (jobId === undefined) throw new Error('no job');
      await pause(UNDER_WAY_MS);
      const share = await played(page);
      await page.evaluate((id) => window.api.jobs.cancel({ jobId: id }), jobId);
      await pause(1_000);
      return share;
    };
    const shares = await inTurns(quick ? 1 : 4, () => played(page), exporting, { warmUp: 1 });
    return figure('clips.playback', PLAYBACK, shares.ours, shares.theirs);
  } finally {
    await close();
  }
}
