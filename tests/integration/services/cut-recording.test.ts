/** A real recording that its camera wrote as three files: one lesson in which nothing shows of that. */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { makeClip } from '../../../src/main/media/clip';
import type { ClipPiece } from '../../../src/main/media/clip-plan';
import { readFrameTimes } from '../../../src/main/media/frame-times';
import { probe } from '../../../src/main/media/probe';
import { lessonEndUs, partsOf, piecesOf, toLessonUs } from '../../../src/shared/domain/lesson-time';
import { greyFrames, psnr, samplesIn } from '../../fixtures/look';
import { testTools } from '../../fixtures/make-footage';
import { realFiles } from '../../fixtures/real-files';
import { tempFolder } from '../db/temp-library';
import { NOTHING_MADE, rig } from './rig';

const run = promisify(execFile);

const NAMES = ['GH010034.MP4', 'GH020034.MP4', 'GH030034.MP4'];
/** A camera's own recording, with sound and a keyframe every quarter of a second. */
const recordings = realFiles().filter((file) => file.endsWith('gopro-hero5-karma.mp4'));

/** As a camera does: nothing is encoded anew, and each file's clock begins again. */
async function cut(file: string): Promise<string[]> {
  const folder = tempFolder();
  const { ffmpeg } = await testTools();
  await run(ffmpeg, [
    ...['-v', 'error', '-i', file, '-map', '0:v:0', '-map', '0:a:0', '-c', 'copy'],
    ...['-f', 'segment', '-segment_times', '4,8', '-reset_timestamps', '1'],
    ...['-segment_start_number', '1', join(folder, 'GH0%d0034.MP4')],
  ]);
  return NAMES.map((name) => join(folder, name));
}

/** By how many samples the second sound lies behind the first there, and how alike they are. */
function lag(a: Float32Array, b: Float32Array, from: number, length: number, most: number) {
  let best = { by: 0, alike: -1 };
  for (let by = -most; by <= most; by++) {
    let [both, one, other] = [0, 0, 0];
    for (let index = from; index < from + length; index++) {
      const [x, y] = [a[index] ?? 0, b[index + by] ?? 0];
      both += x * y;
      one += x * x;
      other += y * y;
    }
    const alike = both / Math.sqrt(one * other || 1);
    if (alike > best.alike) best = { by, alike };
  }
  return best;
}

describe.runIf(recordings.length > 0)('a real recording in three files', () => {
  it.each(recordings)('%s', async (file) => {
    const tools = await testTools();
    const paths = await cut(file);
    const r = await rig({ media: { makePoster: NOTHING_MADE.makePoster } });
    const pick = await r.services.hold([...paths].reverse());
    const { lessonIds } = await r.services.handlers.footage.add({ pickId: pick.id, as: 'parts' });
    const [lessonId = ''] = lessonIds;
    await r.quiet();
    const document = await r.services.handlers.lessons.open({ lessonId });
    const parts = partsOf(document);
    expect(parts).toHaveLength(3);

    // Every frame has the time that it had before the recording was cut.
    const whole = await readFrameTimes(tools, file, await probe(tools, file));
    const listed = await Promise.all(
      parts.map(async (part) => {
        const path = (await r.services.pathOf('frames', part.id)) ?? '';
        const times = new Float64Array(new Uint8Array(readFileSync(path)).buffer);
        return { part, times: [...times].slice(0, -1) };
      }),
    );
    const times = listed.flatMap(({ part, times: own }) => own.map((us) => toLessonUs(part, us)));
    expect(times).toHaveLength(whole.length - 1);
    for (const [index, us] of times.entries()) {
      expect(Math.abs(us - (whole[index] ?? 0))).toBeLessThan(2_000);
    }
    expect(Math.abs(lessonEndUs(document) - (whole.at(-1) ?? 0))).toBeLessThan(2_000);

    // A clip from the first part over the second into the third has just the frames of the whole.
    const [, second, third] = parts;
    const [first, end] = [(second?.offsetUs ?? 0) - 700_000, (third?.offsetUs ?? 0) + 900_000].map(
      (near) => times.findIndex((us) => us >= near),
    ) as [number, number];
    const range = { startUs: times[first] ?? 0, endUs: times[end] ?? 0 };
    const pieces = await Promise.all(
      piecesOf(parts, range).map(async ({ part, partRange }): Promise<ClipPiece> => {
        const path = paths[parts.indexOf(part)] ?? '';
        const found = await probe(tools, path);
        const frames = await readFrameTimes(tools, path, found);
        return { path, probe: found, frames, ...partRange };
      }),
    );
    const clip = join(tempFolder(), 'clip.mp4');
    await makeClip(tools, pieces, clip);
    const [made, all] = await Promise.all([greyFrames(clip), greyFrames(file)]);
    expect(made.frames).toHaveLength(end - first);
    for (const [index, frame] of made.frames.entries()) {
      const like = (n: number) => psnr(frame, all.frames[first + index + n] ?? frame);
      expect(like(0)).toBeGreaterThan(30);
      const beside = [-1, 1].filter((n) => all.frames[first + index + n]);
      expect(like(0)).toBeGreaterThanOrEqual(Math.max(...beside.map(like)) - 0.3);
    }

    // Its sound is where it was as well, before, between and behind the joins.
    const RATE = 48_000;
    const [sound, source] = await Promise.all([samplesIn(clip), samplesIn(file)]);
    const from = Math.round((range.startUs / 1e6) * RATE);
    const there = source.subarray(from);
    const length = sound.length / RATE;
    for (const begins of [0.1, 0.9, length / 2, length - 0.7]) {
      const found = lag(there, sound, Math.round(begins * RATE), RATE / 2, RATE / 100);
      expect(found.alike).toBeGreaterThan(0.9);
      expect(Math.abs(found.by)).toBeLessThanOrEqual(RATE / 1000);
    }
  });
});
