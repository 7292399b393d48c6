/** The built app from the lesson's own rows to the file: what is hidden, drawn, written and timed. */
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { newId } from '../../src/shared/domain/ids';
import { readCaptions } from '../../src/shared/domain/read-captions';
import type { Api } from '../../src/shared/ipc/derive';
import { greyFrames, numbersIn, samplesIn } from '../fixtures/look';
import { ownCopy } from '../fixtures/make-footage';
import { expect, test } from './launch';
import { LessonRoomPage } from './pages/lesson-room';
import { FOOTAGE } from './three-moments';

type PageWindow = Window & { api: Api };

test('what a lesson hides is covered in a clip; shared drawings, its time and captions come along', async ({
  launch,
  folder,
}) => {
  const launched = await launch({ files: [await ownCopy(FOOTAGE, join(folder, 'Circuits.mp4'))] });
  const room = new LessonRoomPage(launched.page, launched.app);
  await room.framesKnown();
  const out = join(folder, 'out');
  mkdirSync(out);
  await room.answerDialogs(out);
  const ids = Array.from({ length: 4 }, () => newId());
  await room.page.evaluate(async (ids) => {
    const { api } = window as unknown as PageWindow;
    const need = <T>(
      answer: { ok: true; value: T } | { ok: false; error: { message: string } },
    ): T => {
      if (!answer.ok) throw new Error(answer.error.message);
      return answer.value;
    };
    const { lessons, me } = need(await api.app.snapshot());
    const lessonId = lessons[0]?.lesson.id ?? '';
    const { angles } = need(await api.lessons.open({ lessonId }));
    const angleId = angles[0]?.id ?? '';
    const at = new Date().toISOString();
    const row = () => ({
      ...{
        id: ids.pop() ?? '',
        authorId: me?.id ?? '',
        createdAt: at,
        changedAt: at,
        lessonId,
      },
      adrift: null,
    });
    const time = { startUs: 2_000_000, endUs: 2_400_000 };
    const hidden = [
      { ...row(), ...time, angleId, what: { type: 'picture' as const, look: 'solid' as const } },
      {
        ...row(),
        ...time,
        angleId: null,
        what: { type: 'sound' as const, sounds: 'silence' as const },
      },
    ];
    const box = { x: 0.05, y: 0.6, width: 0.3, height: 0.3 };
    const drawn = [false, true].map((isPrivate) => ({
      ...{ ...row(), angleId, momentId: null, startUs: 3_000_000, endUs: 3_200_000 },
      ...{ shape: { type: 'box' as const, box: isPrivate ? { ...box, x: 0.6 } : box } },
      ...{ colour: 'coral' as const, size: 0.03, private: isPrivate },
    }));
    need(
      await api.lessons.change({
        ...{ lessonId, label: 'Hide' },
        ops: [
          ...hidden.map((after) => ({ table: 'mask' as const, id: after.id, before: null, after })),
          ...drawn.map((after) => ({
            table: 'drawing' as const,
            id: after.id,
            before: null,
            after,
          })),
        ],
      }),
    );
    const chosen = need(await api.clips.chooseFolder());
    const folderId = chosen?.folderId ?? '';
    const order = { lessonId, notes: 'file' as const };
    // Looked through as the page does it: main compares what was seen with what it makes.
    type Order = Omit<Parameters<typeof api.clips.export>[0], 'folderId' | 'looked'>;
    const exportSeen = async (what: Order) => {
      const { looked } = need(await api.clips.preview(what));
      await api.clips.previewOver();
      need(await api.clips.export({ ...what, folderId, looked }));
    };
    const clip = { caption: 'They <wait>', startUs: 1_000_000, endUs: 5_000_000 };
    const marks = { discussion: false, name: '', drawings: true };
    await exportSeen({ ...order, marks, clips: [{ ...clip, name: 'Drawn' }] });
    const timed = { discussion: false, name: '', timer: true };
    await exportSeen({
      ...{ ...order, marks: timed, masked: false },
      clips: [{ ...clip, name: 'Timed' }],
    });
  }, ids);
  await expect
    .poll(() => readdirSync(out).sort(), { timeout: 60_000 })
    .toEqual(['Drawn.mp4', 'Drawn.vtt', 'Timed.mp4', 'Timed.vtt']);

  const drawn = join(out, 'Drawn.mp4');
  const numbers = await numbersIn(drawn);
  expect(numbers).toHaveLength(100);
  // 2 s is frame 25 of the clip, 2.4 s frame 35; one frame more on both sides.
  const gone = numbers.flatMap((number, nth) => (number === nth + 25 ? [] : [nth]));
  expect(gone).toEqual(Array.from({ length: 12 }, (_, nth) => nth + 24));
  expect((await numbersIn(join(out, 'Timed.mp4'))).every((number) => number !== null)).toBe(true);
  const heard = await samplesIn(drawn);
  const hidden = heard.slice(48_000, 1.4 * 48_000);
  expect(hidden.every((sample) => Math.abs(sample) < 0.005)).toBe(true);
  const { cues } = readCaptions(readFileSync(join(out, 'Drawn.vtt'), 'utf8'), '');
  expect(cues).toEqual([{ startUs: 0, endUs: 4_000_000, text: 'They <wait>' }]);

  // Only the shared box, on its five frames: beside it, frame by frame, the picture is as it was.
  const size = { width: 640, height: 360 };
  const [now, before] = await Promise.all(
    [drawn, join(folder, 'Circuits.mp4')].map(
      async (file) => (await greyFrames(file, size)).frames,
    ),
  );
  const changed = (frame: number, left: number) => {
    let pixels = 0;
    for (let y = 200; y < 340; y++) {
      for (let x = left; x < left + 250; x++) {
        const at = y * size.width + x;
        const off = (now?.[frame]?.[at] ?? 0) - (before?.[frame + 25]?.[at] ?? 0);
        if (Math.abs(off) > 40) pixels++;
      }
    }
    return pixels;
  };
  const lit = (left: number) =>
    Array.from({ length: 100 }, (_, frame) => frame).filter(
      (frame) => !gone.includes(frame) && changed(frame, left) > 300,
    );
  expect(lit(10)).toEqual([50, 51, 52, 53, 54]);
  expect(lit(370)).toEqual([]);
});
