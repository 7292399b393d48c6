/** A narration's film: every frame is the one that the narration tells of, with what lies on it. */
import { readdirSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Tools } from '../../../src/main/media/tools';
import type { FilmSource } from '../../../src/main/services/narration-export-ports';
import { frameAt } from '../../../src/shared/domain/frames';
import { newId } from '../../../src/shared/domain/ids';
import { samplesIn as samplesOf, type Told } from '../../../src/shared/domain/narration';
import { narrationAt } from '../../../src/shared/domain/narration-state';
import {
  filmed,
  filmFolder,
  orderOf,
  SECOND,
  shown,
  sourceOf,
  toldOf,
  voiceOf,
} from '../../fixtures/filming';
import { bytesOf, greyFrames, numbersIn, psnr, samplesIn } from '../../fixtures/look';
import { type Footage, testTools } from '../../fixtures/make-footage';

let tools: Tools;
let folder: string;
beforeAll(async () => {
  tools = await testTools();
  folder = await filmFolder();
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const AAC = { codec: 'aac' } as const;
const LONG: Footage = { seconds: 30, sound: AAC, gop: 50, bFrames: 2 };

/** The numbers that the narration says, frame by frame. */
function expected(told: Told, source: FilmSource, fps: number): number[] {
  const frames = Math.ceil((samplesOf(told) / SECOND) * fps - 1e-9);
  return Array.from({ length: frames }, (_, n) =>
    frameAt(source.frames, Math.round(narrationAt(told, (n * SECOND) / fps).lessonUs)),
  );
}

const BOX = { x: 0.25, y: 0.25, width: 0.5, height: 0.5 };
const STROKE = newId();
const at = (seconds: number): number => Math.round(seconds * SECOND);

/** Playing, a hold, jumps, slow and fast, backwards, scrubbing, drawn on, enlarged; stands at the end. */
const WALK = toldOf(
  [
    shown(0.2, 2),
    { type: 'moment', at: at(0.4), momentId: newId() },
    {
      ...{ type: 'drawn', at: at(1), id: STROKE, colour: 'sand', size: 0.01 },
      shape: { type: 'box', box: BOX },
    },
    ...[shown(2.013, 4.5, 0), shown(3, 20.04)],
    { type: 'wiped', at: at(3.1), id: STROKE },
    { type: 'volume', at: at(3.2), volume: 0.25 },
    { type: 'moment', at: at(4), momentId: newId() },
    ...[shown(4.5, 8.52, 0.5), shown(6, 11, 2), shown(7.3, 14.2, -1), shown(8, 13.5, 0)],
    ...[shown(8.2, 12.9, 0), shown(8.4, 12.5, 0), shown(8.6, 12.9, 0), shown(9, 29)],
    { type: 'zoom', at: at(9.2), box: BOX },
    shown(9.5, 29.5, 0),
  ],
  10.5,
);

/** Spoken where the lesson is silent, always the same noise. */
const SPOKEN = [
  [1.4, 1.9],
  [5.5, 5.95],
  [9.6, 10.4],
] as const;

function noise(n: number): number {
  const x = Math.sin(n * 12.9898) * 43_758.5453;
  const t = n / SECOND;
  return SPOKEN.some(([from, to]) => t >= from && t < to) ? (x - Math.floor(x) - 0.5) * 12_000 : 0;
}

/** By how many samples a stretch of one sound lies behind the noise, where they are most alike. */
function behind(sound: Float32Array, from: number, to: number): number {
  const meant = Float32Array.from({ length: Math.ceil((to - from) / 5) }, (_, k) =>
    noise(from + k * 5),
  );
  let best = { lag: 0, sum: -Infinity };
  for (let lag = -2_400; lag <= 2_400; lag++) {
    let sum = 0;
    for (let k = 0; k < meant.length; k++)
      sum += (sound[from + k * 5 + lag] ?? 0) * (meant[k] ?? 0);
    if (sum > best.sum) best = { lag, sum };
  }
  return best.lag;
}

function rms(sound: Float32Array, fromS: number, toS: number): number {
  const some = sound.subarray(at(fromS), at(toS));
  return Math.sqrt(some.reduce((sum, value) => sum + value * value, 0) / some.length);
}

const SMALL = { width: 160, height: 90 };
const AMPLE_MS = 300_000;

describe('a film', () => {
  test(
    'shows, frame by frame, what the narration tells, and says it at its time',
    async () => {
      const source = await sourceOf(LONG);
      const captions = [{ startUs: 1_000_000, endUs: 2_000_000, text: 'Look & <wait>' }];
      const order = orderOf(WALK, [source], { captions, voice: voiceOf(WALK, noise) });
      const { file, made, shares } = await filmed(folder, order);
      const numbers = expected(WALK, source, 25);
      expect(made.frames).toBe(numbers.length);
      expect(shares.at(-1)).toBe(1);
      expect(shares.every((share, n) => share >= (shares[n - 1] ?? 0))).toBe(true);

      // The barcode lies in the strip on top, which a part of the picture leaves out.
      const whole = (n: number): boolean => narrationAt(WALK, (n * SECOND) / 25).zoom === null;
      const found = await numbersIn(file);
      expect(found.filter((_, n) => whole(n))).toEqual(numbers.filter((_, n) => whole(n)));

      const [film, all, parts] = await Promise.all([
        greyFrames(file, SMALL),
        greyFrames(source.path, SMALL),
        greyFrames(source.path, { ...SMALL, filters: 'crop=iw/2:ih/2:iw/4:ih/4,' }),
      ]);
      const unlike = film.frames.flatMap((frame, n) => {
        const { zoom, drawn } = narrationAt(WALK, (n * SECOND) / 25);
        const meant = Buffer.from((zoom ? parts : all).frames[numbers[n] ?? 0] ?? []);
        // White where the stand-in for the painter draws.
        for (let y = 45; y < 67 && drawn.length > 0; y++) meant.fill(235, y * 160, y * 160 + 40);
        for (const picture of [meant, frame]) {
          // The drawing's edges lie between these pixels.
          for (const y of [44, 45, 66, 67]) picture.fill(0, y * 160, y * 160 + 42);
        }
        const alike = psnr(meant, frame);
        return alike < 27 ? [{ n, alike }] : [];
      });
      expect(unlike).toEqual([]);

      const sound = await samplesIn(file);
      expect(Math.abs(sound.length - at(10.5))).toBeLessThan(2_048);
      for (const [from, to] of SPOKEN) {
        expect(Math.abs(behind(sound, at(from), at(to)))).toBeLessThan(SECOND * 0.02);
      }
      // Held, backwards and scrubbed the lesson is silent; where it is heard it is as loud as it was wished.
      expect(rms(sound, 2.1, 2.95)).toBeLessThan(0.002);
      expect(rms(sound, 7.4, 8.9)).toBeLessThan(0.002);
      const loud = rms(sound, 0.4, 1.1);
      expect(loud).toBeGreaterThan(0.05);
      expect(rms(sound, 3.3, 3.9) / loud).toBeCloseTo(0.25, 1);
      expect(rms(sound, 4.7, 5.3) / loud).toBeCloseTo(0.25, 1);
      expect(rms(sound, 6.6, 6.9) / loud).toBeCloseTo(0.25, 1);

      const show = ['-show_chapters', '-show_streams', '-show_format', '-of', 'json'];
      const told = JSON.parse(
        (await bytesOf(tools.ffprobe, ['-v', 'error', ...show, file])).toString(),
      ) as {
        chapters: { start_time: string; tags: unknown }[];
        streams: {
          codec_name: string;
          codec_tag_string: string;
          profile?: string;
          tags?: unknown;
        }[];
        format: { tags: Record<string, string> };
      };
      expect(told.chapters.map(({ start_time, tags }) => [Number(start_time), tags])).toEqual([
        [0, { title: 'Beginning' }],
        [0.4, { title: 'Moment 1' }],
        [4, { title: 'Moment 2' }],
      ]);
      const names = told.streams.map(({ codec_name, codec_tag_string }) => [
        codec_name,
        codec_tag_string,
      ]);
      expect(names.slice(0, 3)).toEqual([
        ['h264', 'avc1'],
        ['aac', 'mp4a'],
        ['mov_text', 'tx3g'],
      ]);
      expect(told.streams[0]?.profile).toBe('High');
      expect(Object.keys(told.format.tags).sort()).toEqual([
        'compatible_brands',
        'major_brand',
        'minor_version',
      ]);
      const words = await bytesOf(tools.ffmpeg, [
        '-v',
        'error',
        '-i',
        file,
        '-map',
        '0:s:0',
        '-f',
        'srt',
        '-',
      ]);
      expect(words.toString()).toMatch(/00:00:01,000 --> 00:00:02,000\r?\nLook & <wait>/);
      expect(/x264|Lavf|Lavc/.test(readFileSync(file).toString('latin1'))).toBe(false);
    },
    AMPLE_MS,
  );

  test('covers what is hidden, of every part, at uneven times; black between them', async () => {
    const box = { x: 0.6, y: 0.5, width: 0.3, height: 0.3 };
    const cover = {
      ...{ startUs: 0, endUs: 60e6, look: 'solid' as const, form: 'box' as const },
      keys: [{ afterUs: 0, box }],
    };
    const hush = { startUs: 0, endUs: 60e6, tone: false };
    const first = await sourceOf(
      { seconds: 4, sound: AAC, variable: true },
      { covers: [cover], hushes: [hush] },
    );
    const second = await sourceOf({ seconds: 4, rotation: 180 }, { covers: [cover] }, 5e6);
    second.part.position = 1;
    const told = toldOf([shown(0, 3), shown(2.5, 6.2, 0), shown(2.7, 1.5)], 3.2);
    const { file } = await filmed(folder, orderOf(told, [first, second], { voice: voiceOf(told) }));
    const frames = Array.from({ length: 80 }, (_, n) => {
      const us = Math.round(narrationAt(told, (n * SECOND) / 25).lessonUs);
      if (us < first.part.durationUs) return frameAt(first.frames, us);
      return us < 5e6 ? null : frameAt(second.frames, us - 5e6);
    });
    expect(await numbersIn(file)).toEqual(frames);
    const film = await greyFrames(file, SMALL);
    const seen = film.frames.flatMap((frame, n) => {
      if (frames[n] === null) return [];
      const levels = Array.from({ length: 20 * 40 }, (_, k) => {
        return frame[(48 + Math.floor(k / 40)) * 160 + 100 + (k % 40)] ?? 0;
      });
      return Math.max(...levels) - Math.min(...levels) > 12 ? [n] : [];
    });
    expect(seen).toEqual([]);
    // What is hidden of the sound is silent too, however loud the lesson is.
    expect(rms(await samplesIn(file), 0.05, 0.9)).toBeLessThan(0.002);
  });

  test('leaves nothing behind when it is stopped', async () => {
    const source = await sourceOf(LONG);
    const stop = new AbortController();
    const voice = voiceOf(WALK);
    const stopping = {
      ...voice,
      read: (start: number, end: number) => {
        if (start > 0) stop.abort();
        return voice.read(start, end);
      },
    };
    const order = orderOf(WALK, [source], { voice: stopping });
    await expect(filmed(folder, order, { signal: stop.signal })).rejects.toMatchObject({
      code: 'cancelled',
    });
    expect(readdirSync(folder).filter((name) => !name.endsWith('.mp4'))).toEqual([]);
  });
});
