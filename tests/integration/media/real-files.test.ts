/** Every real file there is: what the probe says, when its frames are shown, and clips of it. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { frameCount } from '../../../src/shared/domain/frames';
import { makeClip } from '../../../src/main/media/clip';
import { readFrameTimes } from '../../../src/main/media/frame-times';
import { handlingOf } from '../../../src/main/media/handling';
import { scanFrames } from '../../../src/main/media/packets';
import { makePoster } from '../../../src/main/media/poster';
import { presentedTimes } from '../../../src/main/media/presented';
import { probe } from '../../../src/main/media/probe';
import type { Tools } from '../../../src/main/media/tools';
import { bytesOf, greyFrames, psnr } from '../../fixtures/look';
import { testTools } from '../../fixtures/make-footage';

const MEDIA = process.env['PLENARY_MEDIA'];

interface Known {
  file: string;
  /** What Chromium did with it. */
  plays: string;
}

/** The catalogue beside the footage; without footage on this machine there is nothing to look at. */
function catalogue(): Known[] {
  if (!MEDIA || !existsSync(join(MEDIA, 'CATALOGUE.tsv'))) return [];
  const [head = '', ...rows] = readFileSync(join(MEDIA, 'CATALOGUE.tsv'), 'utf8').split('\n');
  const columns = head.split('\t');
  const at = (name: string, row: string[]) => row[columns.indexOf(name)] ?? '';
  return rows
    .map((row) => row.split('\t'))
    .filter((row) => row.length > 3)
    .map((row) => ({
      file: join(at('category', row), at('file', row)),
      plays: at('electron33', row),
    }));
}

const files = catalogue();
const readable = files.filter(({ file }) => !file.includes('corrupt-header'));

let tools: Tools;
let folder: string;
beforeAll(async () => {
  tools = await testTools();
  folder = await mkdtemp(join(tmpdir(), 'plenary-real-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));
const pathOf = (file: string) => join(MEDIA ?? '', file);

test('the catalogue lists what is there', () => {
  const there = MEDIA ? readdirSync(MEDIA, { recursive: true }) : [];
  for (const { file } of files) expect(there).toContain(file);
});

describe.runIf(files.length > 0)('real files', () => {
  test.each(files)('$file is handled as Chromium needs it', async ({ file, plays }) => {
    const found = await probe(tools, pathOf(file)).catch((error: unknown) => error);
    if (file.includes('corrupt-header')) {
      expect(found).toMatchObject({ code: 'file-unreadable' });
      return;
    }
    const { handling } = handlingOf(found as Awaited<ReturnType<typeof probe>>);
    // Chromium plays this one with its sound a seventh of a second off its pictures.
    const offBeat = file.includes('phone-upside-down-vfr');
    expect(handling).toBe(plays === 'plays' && !offBeat ? 'direct' : 'copy');
  });

  test.each(readable)('$file: its frames are those that a decoder shows', async ({ file }) => {
    const path = pathOf(file);
    const found = await probe(tools, path);
    const { picture } = found;
    if (!picture) throw new Error('every one of them has a picture');
    const times = await readFrameTimes(tools, path, found);
    const { packets } = await scanFrames(tools, path, picture.stream);
    const decoded = presentedTimes(packets, null);
    expect(frameCount(times)).toBe(decoded.timesUs.length);
    for (const [index, time] of decoded.timesUs.entries()) {
      const given = (times[index] ?? NaN) + found.firstFrameUs;
      expect(Math.abs(given - time)).toBeLessThanOrEqual(1);
    }
    expect(times[0]).toBe(0);
    expect(times.at(-1)).toBe(found.durationUs);
  });

  test.each(readable)('$file: a poster, upright and in shape', async ({ file }) => {
    const path = pathOf(file);
    const found = await probe(tools, path);
    const out = join(folder, 'poster.jpg');
    expect(await makePoster(tools, path, found, out)).toBe(true);
    const made = await probe(tools, out).catch((error: unknown) => error);
    // A still is not footage; its size is asked of ffmpeg itself.
    expect(made).toMatchObject({ code: 'file-unreadable' });
    const said = await bytesOf(tools.ffprobe, [
      ...['-v', 'error', '-show_entries', 'stream=width,height', '-of', 'csv=p=0', out],
    ]);
    const [width = 0, height = 0] = said.toString().trim().split(',').map(Number);
    const { width: w = 1, height: h = 1 } = found.picture ?? {};
    expect(Math.abs(width / height / (w / h) - 1)).toBeLessThan(0.03);
    expect(Math.max(width, height)).toBeLessThanOrEqual(640);
  });

  // Some here; of every file in many places with `npm run test:corpus`.
  const some = readable.filter((_, at) => at % 3 === 0);
  test.each(some)('$file: a clip holds the range and nothing else', async ({ file }) => {
    const path = pathOf(file);
    const found = await probe(tools, path);
    const { picture } = found;
    if (!picture) throw new Error('every one of them has a picture');
    const frames = await readFrameTimes(tools, path, found);
    const count = frameCount(frames);
    // Away from both ends, on no keyframe in particular, at most two seconds.
    const first = Math.floor(count * 0.4);
    const last = Math.min(count - 1, first + Math.max(3, Math.min(50, Math.floor(count * 0.3))));
    const startUs = Math.floor(((frames[first] ?? 0) + (frames[first + 1] ?? 0)) / 2);
    const endUs = Math.floor(((frames[last] ?? 0) + (frames[last + 1] ?? 0)) / 2);
    const out = join(folder, 'clip.mp4');
    const piece = { path, probe: found, frames, startUs, endUs };
    const { frames: made } = await makeClip(tools, [piece], out);
    expect(made).toBe(last - first + 1);

    const size = { width: 160, height: 90 };
    const clip = await greyFrames(out, { ...size, before: ['-ignore_editlist', '1'] });
    expect(clip.frames.length).toBe(made);
    // High dynamic range is mapped to ordinary, so its levels cannot be compared.
    if (!picture.hdr) {
      // A clip has lost an odd edge, which would shift every line of a small picture a little.
      const square = picture.aspect.num === picture.aspect.den;
      const even = square ? 'crop=trunc(iw/2)*2:trunc(ih/2)*2:0:0,' : '';
      const source = await greyFrames(path, {
        ...size,
        stream: `0:${picture.stream}`,
        filters: `select='isnan(prev_selected_t)+gt(t\\,prev_selected_t)',yadif=deint=interlaced,${even}`,
      });
      for (const [index, at] of [
        [0, first],
        [made - 1, last],
      ] as const) {
        const mine = clip.frames[index] ?? Buffer.alloc(0);
        const same = psnr(mine, source.frames[at] ?? Buffer.alloc(0));
        expect(same).toBeGreaterThan(28);
        // It is this frame and no neighbour, where neighbours differ at all.
        for (const other of [at - 1, at + 1]) {
          const neighbour = source.frames[other];
          if (neighbour && index === (other < at ? 0 : made - 1)) {
            expect(same).toBeGreaterThanOrEqual(psnr(mine, neighbour) - 0.5);
          }
        }
      }
    }

    // No place, device, date, or program: what tags there are say how it is stored.
    const args = ['-v', 'error', '-show_streams', '-show_format', '-show_chapters', '-of', 'json'];
    const shown = JSON.parse((await bytesOf(tools.ffprobe, [...args, out])).toString()) as {
      streams: { codec_type: string; tags?: Record<string, string> }[];
      format: { tags?: Record<string, string> };
      chapters: unknown[];
    };
    expect(shown.chapters).toEqual([]);
    expect(shown.streams.map((stream) => stream.codec_type)).toEqual(
      found.sound ? ['video', 'audio'] : ['video'],
    );
    const harmless =
      /^(language|handler_name|vendor_id|major_brand|minor_version|compatible_brands)$/;
    for (const tags of [shown.format.tags, ...shown.streams.map((stream) => stream.tags)]) {
      const { encoder, ...others } = tags ?? {};
      expect(Object.keys(others).filter((name) => !harmless.test(name))).toEqual([]);
      // The one that made the clip, without its version; never the camera's.
      expect(encoder ?? '').toMatch(/^(Lavc (libx264|aac))?$/);
    }
    expect((await stat(out)).size).toBeGreaterThan(500);
  });
});

test('there is real footage where the tests are told where it is', () => {
  if (MEDIA) expect(files.length).toBeGreaterThan(20);
  else expect(files).toEqual([]);
});
