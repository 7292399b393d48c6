/** Sound peaks, made by real ffmpeg of sound that is known, and of every real file. */
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { makePeaks, partialOf } from '../../../src/main/media/peaks/peaks';
import { probe } from '../../../src/main/media/probe';
import { pausesOf } from '../../../src/shared/domain/pauses';
import { bucketCount, type Peaks, rmsOf } from '../../../src/shared/domain/peaks';
import { decodePeaks } from '../../../src/shared/domain/peaks-file';
import { bytesOf, samplesIn } from '../../fixtures/look';
import { cached, type Footage, makeFootage, testTools } from '../../fixtures/make-footage';
import { realFiles } from '../../fixtures/real-files';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plenary-peaks-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const never = new AbortController().signal;

async function read(file: string): Promise<Peaks> {
  const bytes = await readFile(file);
  const peaks = decodePeaks(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
  if (!peaks) throw new Error('these are no peaks');
  return peaks;
}

async function peaksOf(path: string, onMore = (): void => undefined): Promise<Peaks> {
  const tools = await testTools();
  const out = join(folder, 'peaks.bin');
  await makePeaks(tools, path, await probe(tools, path), out, { signal: never, onMore });
  await rm(partialOf(out), { force: true });
  expect(await readdir(folder)).toEqual(['peaks.bin']);
  return read(out);
}

/** Seconds at which the tone comes and goes, from the finest level. */
function edges({ levels }: Peaks): number[] {
  const max = levels[0]?.max ?? new Int16Array();
  const found: number[] = [];
  for (let at = 1; at < max.length; at++) {
    if ((max[at] ?? 0) > 4_000 !== (max[at - 1] ?? 0) > 4_000) found.push(at / 100);
  }
  return found;
}

const KINDS: Record<string, Footage> = {
  'AAC in MP4': { seconds: 6, sound: { codec: 'aac' } },
  'one channel': { seconds: 6, sound: { codec: 'aac', channels: 1 } },
  'six channels': { seconds: 6, sound: { codec: 'ac3', channels: 6 }, ending: 'mts' },
  'plain samples in AVI': {
    seconds: 6,
    codec: 'mpeg4',
    ending: 'avi',
    sound: { codec: 'pcm_s16le' },
  },
  'Opus in WebM': { seconds: 6, codec: 'vp8', ending: 'webm', sound: { codec: 'libopus' } },
  'a clock that begins late': {
    seconds: 6,
    ending: 'mkv',
    startsAt: 10,
    sound: { codec: 'aac' },
  },
  'sound that begins later': { seconds: 6, sound: { codec: 'aac', delay: 0.5 } },
  'sound that begins earlier': { seconds: 6, ending: 'mkv', sound: { codec: 'aac', delay: -0.5 } },
  'an edit list': { seconds: 8, editStart: 2, gop: 50, sound: { codec: 'aac' } },
};

describe('peaks of a tone that comes and goes each second', () => {
  test.each(Object.entries(KINDS))('%s: known height, at the right time', async (_, footage) => {
    const peaks = await peaksOf(await makeFootage(footage));
    const { min, max, loud } = peaks.levels[0] ?? { min: [], max: [], loud: [] };
    // Half of full scale, as far as a lossy codec keeps it; the same, squared, is 1 / (2 * sqrt 2).
    for (let second = 2; second < 5; second += 2) {
      for (let at = second * 100 + 10; at < second * 100 + 90; at++) {
        expect(Math.abs((max[at] ?? 0) / 32_768 - 0.5)).toBeLessThan(0.04);
        expect(Math.abs((min[at] ?? 0) / 32_768 + 0.5)).toBeLessThan(0.04);
        expect(Math.abs(20 * Math.log10(rmsOf(loud[at] ?? 0) / Math.SQRT1_2 / 0.5))).toBeLessThan(
          0.6,
        );
      }
    }
    const found = edges(peaks).filter((second) => second > 0.9 && second < 5.5);
    expect(found).toHaveLength(5);
    for (const [index, second] of found.entries()) {
      expect(Math.abs(second - (index + 1))).toBeLessThanOrEqual(0.02);
    }
  });

  test('its silences are pauses', async () => {
    const pauses = pausesOf(await peaksOf(await makeFootage(KINDS['AAC in MP4'] ?? {})));
    expect(pauses).toHaveLength(3);
    for (const [index, { startUs, endUs }] of pauses.entries()) {
      expect(Math.abs(startUs / 1e6 - (index * 2 + 1))).toBeLessThanOrEqual(0.16);
      expect(Math.abs(endUs / 1e6 - (index * 2 + 2))).toBeLessThanOrEqual(0.16);
    }
  });
});

/** Long enough to be read as two halves. */
const LONG: Footage = {
  codec: 'mpeg4',
  seconds: 125,
  width: 64,
  height: 36,
  gop: 250,
  sound: { codec: 'aac' },
};

/** Two minutes of which no two buckets are alike, each channel with a sound of its own. */
function lively(ending: 'mp4' | 'mkv', rate: number, startsAt: number): Promise<string> {
  return cached(`lively-${rate}-${startsAt}`, ending, async (file) => {
    const { ffmpeg } = await testTools();
    const noise = `anoisesrc=r=${rate}:a=0.5:d=125:seed=`;
    await bytesOf(ffmpeg, [
      ...['-v', 'error', '-y', '-f', 'lavfi', '-i', 'color=s=64x36:r=5:d=125'],
      ...['-f', 'lavfi', '-i', `${noise}1`, '-f', 'lavfi', '-i', `${noise}2:color=pink`],
      ...['-filter_complex', '[1][2]amerge=inputs=2[both]', '-map', '0:v', '-map', '[both]'],
      // Without noise that each decoder makes up for itself, differently after every seek.
      ...['-c:v', 'mpeg4', '-c:a', 'aac', '-aac_pns', '0'],
      ...['-output_ts_offset', String(startsAt), file],
    ]);
  });
}

/** What a file's clock shows where it begins, in seconds. */
async function startOf(file: string): Promise<number> {
  const { ffprobe } = await testTools();
  const said = ['-v', 'error', '-show_entries', 'format=start_time', '-of', 'csv=p=0', file];
  return Number((await bytesOf(ffprobe, said)).toString());
}

describe('long sound', () => {
  test.each([
    // Matroska keeps times to the millisecond: where reading begins anew it may be half of one off.
    { ending: 'mp4', rate: 44_100, startsAt: 0, offS: 0 },
    { ending: 'mp4', rate: 22_050, startsAt: 0, offS: 0 },
    { ending: 'mkv', rate: 48_000, startsAt: 10, offS: 0.001 },
  ] as const)(
    '$ending at $rate Hz from $startsAt s: every bucket is as the whole sound has it',
    async ({ ending, rate, startsAt, offS }) => {
      const file = await lively(ending, rate, startsAt);
      const { firstFrameUs } = await probe(await testTools(), file);
      const peaks = await peaksOf(file);
      const { min, max } = peaks.levels[0] ?? { min: new Int16Array(), max: new Int16Array() };
      expect(peaks.made).toEqual([[0, min.length]]);
      const samples = await samplesIn(file, rate);
      // A player's sound begins where the file does, which may be before its first picture.
      const zeroS = firstFrameUs / 1e6 - (await startOf(file));
      const wrong: number[] = [];
      // The last packets may be longer than the sound.
      for (let at = 0; at < min.length - 10; at++) {
        // Buckets that are no whole number of samples long, and rounding, move one sample.
        const off = offS * rate + 1;
        const from = (zeroS + at / 100) * rate;
        const to = from + rate / 100;
        const inner = samples.subarray(Math.ceil(from + off), Math.floor(to - off));
        const outer = samples.subarray(Math.max(0, Math.floor(from - off)), Math.ceil(to + off));
        const within = (value: number, least: number, most: number): boolean =>
          value >= least * 32_768 - 2 && value <= most * 32_768 + 2;
        if (
          !within(max[at] ?? 0, Math.max(...inner), Math.max(...outer)) ||
          !within(min[at] ?? 0, Math.min(...outer), Math.min(...inner))
        ) {
          wrong.push(at);
        }
      }
      expect(wrong).toEqual([]);
      expect(Math.max(...max)).toBeGreaterThan(8_000);
    },
  );

  test('can be looked at while it is made, and leaves nothing behind when it is stopped', async () => {
    const tools = await testTools();
    const file = await makeFootage(LONG);
    const out = join(folder, 'peaks.bin');
    const abort = new AbortController();
    const making = makePeaks(tools, file, await probe(tools, file), out, {
      signal: abort.signal,
      onMore: () => undefined,
    });
    abort.abort();
    await expect(making).rejects.toMatchObject({ code: 'cancelled' });
    expect(await readdir(folder)).toEqual([]);
    expect(existsSync(partialOf(out))).toBe(false);
  });
});

describe('sound that is not whole', () => {
  test('ends before the picture: silent from there', async () => {
    const peaks = await peaksOf(
      await makeFootage({ seconds: 6, sound: { codec: 'aac', length: 3 } }),
    );
    expect(peaks.levels[0]?.max.length).toBe(bucketCount(6_000_000));
    expect(edges(peaks).every((second) => second < 3.1)).toBe(true);
    expect(peaks.made).toEqual([[0, 600]]);
  });

  test('is cut off in the middle: what there is', async () => {
    const file = await makeFootage({
      seconds: 8,
      indexFirst: true,
      cutTo: 0.6,
      sound: { codec: 'aac' },
    });
    expect(edges(await peaksOf(file)).length).toBeGreaterThan(2);
  });

  test('is not there: said, and nothing made', async () => {
    const tools = await testTools();
    const file = await makeFootage({ seconds: 2 });
    const out = join(folder, 'peaks.bin');
    const making = { signal: never, onMore: () => undefined };
    const silent = await probe(tools, file);
    await expect(makePeaks(tools, file, silent, out, making)).rejects.toMatchObject({
      code: 'file-unreadable',
    });
    const heard = await probe(tools, await makeFootage(KINDS['AAC in MP4'] ?? {}));
    await expect(
      makePeaks(tools, join(folder, 'gone.mp4'), heard, out, making),
    ).rejects.toMatchObject({ code: 'file-missing' });
    expect(await readdir(folder)).toEqual([]);
  });
});

const real = realFiles();
describe.runIf(real.length > 0)('real files', () => {
  test.each(real)('%s gives peaks, or has no sound', async (file) => {
    const tools = await testTools();
    const found = await probe(tools, file);
    if (!found.sound) return;
    const peaks = await peaksOf(file);
    expect(peaks.levels[0]?.min.length).toBe(bucketCount(found.durationUs));
    for (const { min, max } of peaks.levels) {
      for (const [at, low] of min.entries()) expect(low).toBeLessThanOrEqual(max[at] ?? 0);
    }
  });
});
