import { spawnSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runFfmpeg } from '../../../src/main/media/ffmpeg';
import { runFfprobe } from '../../../src/main/media/ffprobe';
import { fileUrl } from '../../../src/main/media/inputs';
import { AppError } from '../../../src/shared/errors';
import type { Tools } from '../../../src/main/media/tools';
import { testTools } from '../../fixtures/make-footage';

let folder: string;
let tools: Tools;
let footage: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plenary-ffmpeg-'));
  tools = await testTools();
  footage = join(folder, 'lesson.mp4');
  const picture = '-f lavfi -i testsrc2=s=320x180:r=25:d=4'.split(' ');
  const sound = '-f lavfi -i sine=440:d=4'.split(' ');
  const coding = '-c:v libx264 -preset ultrafast -pix_fmt yuv420p -c:a aac'.split(' ');
  const made = spawnSync(tools.ffmpeg, [...picture, ...sound, ...coding, footage]);
  expect(made.status).toBe(0);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const copy = (input: string, output: string | null, extra: string[] = []) => ({
  inputs: [{ path: input }],
  args: ['-map', '0:v:0', '-c', 'copy', ...extra],
  output: output === null ? null : { path: output },
});

describe('running', () => {
  test('makes the file, and tells how far it is in microseconds', async () => {
    const out = join(folder, 'out.mp4');
    const told: number[] = [];
    await runFfmpeg(tools, copy(footage, out), { onProgress: (us) => told.push(us) });
    expect((await stat(out)).size).toBeGreaterThan(1000);
    expect(told.at(-1)).toBeGreaterThan(3_500_000);
    expect(told.at(-1)).toBeLessThanOrEqual(4_000_000);
  });

  test('hands over every byte of a pipe', async () => {
    let bytes = 0;
    const job = {
      inputs: [{ path: footage }],
      args: ['-map', '0:v:0', '-f', 'rawvideo', '-pix_fmt', 'gray'],
      output: 'pipe' as const,
    };
    const told: number[] = [];
    await runFfmpeg(tools, job, {
      onData: (chunk) => (bytes += chunk.length),
      onProgress: (us) => told.push(us),
      low: true,
    });
    expect(bytes).toBe(320 * 180 * 100);
    expect(told.at(-1)).toBeGreaterThan(3_500_000);
  });

  test('several run at once without mixing', async () => {
    const sizes = await Promise.all(
      [10, 20, 30].map(async (frames) => {
        let bytes = 0;
        const args = ['-map', '0:v:0', '-frames:v', String(frames), '-f', 'rawvideo'];
        await runFfmpeg(
          tools,
          { inputs: [{ path: footage }], args: [...args, '-pix_fmt', 'gray'], output: 'pipe' },
          { onData: (chunk) => (bytes += chunk.length) },
        );
        return bytes / (320 * 180);
      }),
    );
    expect(sizes).toEqual([10, 20, 30]);
  });

  test('an odd name is nothing but a name', async () => {
    const names = [
      '-y.mp4',
      'a:b%03d.mp4',
      `q'"uo te.mp4`,
      'new\nline.mp4',
      'file:x.mp4',
      '%d.mp4',
    ];
    for (const name of names) {
      const input = join(folder, name);
      await writeFile(input, await readFile(footage));
      const out = join(folder, `out ${name}`);
      await runFfmpeg(tools, copy(input, out));
      const lines: string[] = [];
      await runFfprobe(tools, out, ['-show_entries', 'format=format_name', '-of', 'csv=p=0'], {
        onLine: (line) => lines.push(line),
      });
      expect(lines.join()).toContain('mp4');
    }
  });
});

describe('stopping', () => {
  const endless = (): Parameters<typeof runFfmpeg>[1] => ({
    inputs: [{ path: footage, options: ['-stream_loop', '-1', '-re'] }],
    args: ['-map', '0:v:0', '-c', 'copy', '-f', 'mpegts'],
    output: { path: join(folder, 'endless.ts') },
  });

  test('rejects as cancelled once the process is gone', async () => {
    const stop = new AbortController();
    const running = runFfmpeg(tools, endless(), {
      signal: stop.signal,
      onProgress: () => stop.abort(),
    });
    await expect(running).rejects.toMatchObject({ code: 'cancelled' });
    const processes = spawnSync('pgrep', ['-f', join(folder, 'endless.ts')], { encoding: 'utf8' });
    expect(processes.stdout).toBe('');
  });

  /** Grey pictures, one after the other, until `what` is to come. */
  const fed = (out: string, what: () => Promise<never>): Parameters<typeof runFfmpeg>[1] => ({
    inputs: [
      {
        path: '',
        stream: Readable.from(
          (async function* () {
            for (let n = 0; n < 50; n++) yield Buffer.alloc(64 * 64, n);
            yield await what();
          })(),
          { objectMode: false },
        ),
        options: [
          ...['-format_whitelist', 'rawvideo', '-f', 'rawvideo'],
          ...['-pix_fmt', 'gray', '-s', '64x64'],
        ],
      },
    ],
    args: ['-c:v', 'rawvideo', '-f', 'nut'],
    output: { path: out },
  });
  const stillRuns = (out: string): string =>
    spawnSync('pgrep', ['-f', out], { encoding: 'utf8' }).stdout;

  test('a stream in place of a file that fails ends ffmpeg, and says why', async () => {
    const out = join(folder, 'fed.nut');
    const running = runFfmpeg(
      tools,
      fed(out, () => Promise.reject(new AppError('file-missing', 'It is gone.', { name: 'x' }))),
    );
    await expect(running).rejects.toMatchObject({ code: 'file-missing' });
    expect(stillRuns(out)).toBe('');
    const other = join(folder, 'other.nut');
    const broken = runFfmpeg(
      tools,
      fed(other, () => Promise.reject(new Error('broken'))),
    );
    await expect(broken).rejects.toMatchObject({ code: 'ffmpeg-failed' });
    expect(stillRuns(other)).toBe('');
  });

  test('cancelling ends ffmpeg that waits for such a stream, whether that ends or not', async () => {
    for (const ends of [true, false]) {
      const out = join(folder, `waits-${String(ends)}.nut`);
      const stop = new AbortController();
      const waiting = (): Promise<never> =>
        new Promise((_, reject) => {
          if (ends) stop.signal.addEventListener('abort', () => reject(new Error('stopped')));
          stop.abort();
        });
      const running = runFfmpeg(tools, fed(out, waiting), { signal: stop.signal });
      await expect(running).rejects.toMatchObject({ code: 'cancelled' });
      expect(stillRuns(out)).toBe('');
    }
  });

  test('a signal that has fired starts nothing', async () => {
    const out = join(folder, 'never.mp4');
    const run = { signal: AbortSignal.abort() };
    await expect(runFfmpeg(tools, copy(footage, out), run)).rejects.toMatchObject({
      code: 'cancelled',
    });
    await expect(stat(out)).rejects.toThrow();
  });

  test('a process that will not stop is made to', async () => {
    const deaf = join(folder, 'deaf');
    const marker = join(folder, 'deaf.pid');
    await writeFile(
      deaf,
      `#!/bin/sh\ntrap '' TERM\necho $$ > '${marker}'\nwhile :; do sleep 0.1; done\n`,
    );
    await chmod(deaf, 0o755);
    const stop = new AbortController();
    const running = runFfmpeg({ ...tools, ffmpeg: deaf }, copy(footage, null), {
      signal: stop.signal,
    });
    let pid = 0;
    while (pid === 0) pid = Number(await readFile(marker, 'utf8').catch(() => '0'));
    stop.abort();
    await expect(running).rejects.toMatchObject({ code: 'cancelled' });
    expect(() => process.kill(pid, 0)).toThrow();
  });
});

describe('errors in our own words', () => {
  test.each([
    ['a missing file', () => copy(join(folder, 'gone.mp4'), null), 'file-missing'],
    ['a missing folder', () => copy(footage, join(folder, 'no', 'out.mp4')), 'folder-missing'],
    ['a full disk', () => copy(footage, '/dev/full', ['-f', 'mpegts']), 'disk-full'],
    ['a wrong argument', () => copy(footage, null, ['-bsf:v', 'nonsense']), 'ffmpeg-failed'],
  ])('%s', async (_, job, code) => {
    await expect(runFfmpeg(tools, job())).rejects.toMatchObject({ code });
  });

  test('no ffmpeg', async () => {
    const none = { ...tools, ffmpeg: join(folder, 'no-ffmpeg') };
    await expect(runFfmpeg(none, copy(footage, null))).rejects.toMatchObject({
      code: 'ffmpeg-missing',
    });
  });

  test('not footage', async () => {
    const text = join(folder, 'text.mkv');
    await writeFile(text, 'Dear colleague, '.repeat(500));
    const failed = await runFfmpeg(tools, copy(text, null)).catch((error: unknown) => error);
    expect(failed).toMatchObject({ code: 'ffmpeg-failed', details: { name: 'text.mkv' } });
    expect(failed).toHaveProperty('details.reason', expect.stringMatching(/not footage/));
  });
});

describe('a file that points elsewhere is not followed', () => {
  /** A canary is real footage: following to it would succeed, and would touch its access time. */
  async function canary(): Promise<{ path: string; touched: () => Promise<boolean> }> {
    const path = join(folder, 'canary.ts');
    if (!(await stat(path).catch(() => null))) {
      const made = spawnSync(tools.ffmpeg, ['-v', 'error', '-i', footage, '-c', 'copy', path]);
      expect(made.status).toBe(0);
    }
    const long = new Date('2020-01-01');
    await utimes(path, long, new Date());
    return { path, touched: async () => (await stat(path)).atimeMs !== long.getTime() };
  }

  const disguises: [string, (target: string) => string][] = [
    ['concat.mp4', (path) => `ffconcat version 1.0\nfile '${path}'\n`],
    [
      'playlist.mp4',
      (path) => `#EXTM3U\n#EXT-X-TARGETDURATION:4\n#EXTINF:4,\n${path}\n#EXT-X-ENDLIST\n`,
    ],
    ['stream.mp4', () => 'v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nm=video 9 RTP/AVP 96\n'],
    [
      'manifest.mp4',
      (path) =>
        '<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static" ' +
        'mediaPresentationDuration="PT4S"><Period><AdaptationSet mimeType="video/mp2t">' +
        `<Representation id="1" bandwidth="1"><BaseURL>${path}</BaseURL></Representation>` +
        '</AdaptationSet></Period></MPD>',
    ],
  ];

  test.each(disguises)('%s', async (name, write) => {
    const { path, touched } = await canary();
    const disguised = join(folder, name);
    await writeFile(disguised, write(path));
    await expect(runFfmpeg(tools, copy(disguised, null))).rejects.toMatchObject({
      code: 'ffmpeg-failed',
    });
    const lines: string[] = [];
    const show = runFfprobe(tools, disguised, ['-show_packets', '-of', 'csv'], {
      onLine: (line) => lines.push(line),
    });
    await expect(show).rejects.toMatchObject({ code: 'ffmpeg-failed' });
    expect(lines.filter((line) => line.startsWith('packet'))).toEqual([]);
    expect(await touched()).toBe(false);
  });

  test('the canary does sing when a disguise is followed', async () => {
    const { path, touched } = await canary();
    const [name, write] = disguises[0] ?? ['', () => ''];
    const disguised = join(folder, name);
    await writeFile(disguised, write(path));
    const unguarded = '-v error -safe 0 -f concat -show_packets -i'.split(' ');
    const followed = spawnSync(tools.ffprobe, [...unguarded, fileUrl(disguised)]);
    expect(followed.status).toBe(0);
    expect(await touched()).toBe(true);
  });

  test('a name like an image sequence does not become one', async () => {
    const frames = join(folder, 'frames');
    await mkdir(frames);
    spawnSync(tools.ffmpeg, ['-v', 'error', '-i', footage, '-frames:v', '3', `${frames}/%03d.jpg`]);
    await expect(runFfmpeg(tools, copy(join(frames, '%03d.jpg'), null))).rejects.toMatchObject({
      code: expect.stringMatching(/ffmpeg-failed|file-missing/) as string,
    });
  });
});
