import { execFile } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Api } from '../../src/shared/ipc/derive';
import { makeFootage } from './footage';
import { expect, test } from './launch';
import { readTrace, writeTracer } from './trace';

type PageWindow = Window & { api: Api };

/** What somebody might plant in the app: each must be caught. Addresses are for documentation. */
const PLANTED: Record<string, string> = {
  'a connection elsewhere': `require('net').connect(9, '192.0.2.1').on('error', () => {})`,
  'a connection on this machine': `require('net').connect(9, '127.0.0.1').on('error', () => {})`,
  'a connection over IPv6': `require('net').connect(9, '2001:db8::1').on('error', () => {})`,
  'a datagram': `const s = require('dgram').createSocket('udp4'); s.send('x', 9, '192.0.2.1', () => s.close())`,
  'a datagram on a connected socket': `const s = require('dgram').createSocket('udp4'); s.connect(9, '192.0.2.1', () => s.send('x', () => s.close()))`,
  'a name looked up': `require('dns').lookup('plenary.invalid', () => {})`,
  'a name resolved': `require('dns').resolve4('plenary.invalid', () => process.exit())`,
  'a port open to everybody': `require('net').createServer().listen(0, '0.0.0.0')`,
  'a child’s connection': `require('child_process').execFile(process.execPath, ['-e', "require('net').connect(9, '192.0.2.1').on('error', () => {})"])`,
};

const QUIET = `
  const server = require('net').createServer((socket) => socket.end('x')).listen(0, '127.0.0.1', () => {});
  require('fs').writeFileSync('/dev/null', 'x'); process.stdout.write('x'); setTimeout(() => process.exit(), 200);`;

test.describe('the trace', () => {
  const traced = async (folder: string, name: string, script: string): Promise<string> => {
    const output = join(folder, name);
    const options = '-f -qq -yy -s 48 -e trace=network,execve,write,writev,sendfile -o'.split(' ');
    const within = `setTimeout(() => process.exit(), 1500); ${script}`;
    // However the script ends: what it did is in the trace.
    await promisify(execFile)('strace', [...options, output, process.execPath, '-e', within]).catch(
      () => undefined,
    );
    return readFileSync(output, 'utf8');
  };

  test('catches whatever reaches for a network', async ({ folder }) => {
    // Side by side: each mostly waits.
    const caught = await Promise.all(
      Object.entries(PLANTED).map(async ([what, script]) => {
        const { offences } = readTrace(await traced(folder, what, script));
        return [what, offences.length > 0] as const;
      }),
    );
    expect(caught).toEqual(Object.keys(PLANTED).map((what) => [what, true]));
  });

  test('finds nothing in what stays on this machine', async ({ folder }) => {
    const trace = readTrace(await traced(folder, 'quiet', QUIET));
    expect(trace.offences).toEqual([]);
    expect(trace.ports.size).toBe(1);
    expect(trace.programs).toContain(process.execPath);
  });

  test('lets Chromium’s packet-less probe be, but not a send after it', () => {
    const probe =
      'connect(57<UDPv6:[156144]>, {sa_family=AF_INET6, sin6_port=htons(53), inet_pton(AF_INET6, "2001:4860:4860::8888", &sin6_addr)}, 28) = 0';
    expect(readTrace(`18524 ${probe}`).offences).toEqual([]);
    const send =
      '18524 sendto(57<UDPv6:[[fd00::2]:41000->[2001:4860:4860::8888]:53]>, "x", 1, 0, NULL, 0) = 1';
    expect(readTrace(`18524 ${probe}\n${send}`).offences).toEqual([send]);
  });
});

test('nothing of the app reaches for a network while it does its main job', async ({
  launch,
  folder,
}) => {
  test.setTimeout(300_000);
  const { program, output } = writeTracer(join(folder, 'electron-traced'));
  const direct = makeFootage(folder, { seconds: 8 });
  const odd = makeFootage(folder, { seconds: 6, codec: 'mpeg4' });
  const exports = join(folder, 'exports');
  mkdirSync(exports);
  const { app, page, close } = await launch({ executable: program, files: [direct] });

  // Add and play.
  const player = page.getByRole('region', { name: 'Player', exact: true });
  await expect(player).toBeVisible({ timeout: 60_000 });
  const position = page.getByRole('timer', { name: 'Position' });
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  await expect(position).not.toHaveText('00:00:00.000', { timeout: 60_000 });

  // Mark three moments by key.
  const moments = page.getByRole('list', { name: 'Moments' }).getByRole('listitem');
  for (const [index, key] of ['1', '2', '3'].entries()) {
    await page.keyboard.press(key);
    await expect(moments).toHaveCount(index + 1);
    await page.keyboard.press('Escape');
  }
  await expect(page.getByRole('status', { name: 'Saved' })).toBeVisible();

  // Export a clip, and add footage that needs a playable copy, choosing as a person would.
  await app.evaluate(
    ({ dialog }, { exports, odd }) => {
      dialog.showOpenDialog = (...args: unknown[]) => {
        const { properties = [] } = args.at(-1) as { properties?: string[] };
        const filePaths = [properties.includes('openDirectory') ? exports : odd];
        return Promise.resolve({ canceled: false, filePaths });
      };
    },
    { exports, odd },
  );
  const oddLessonId = await page.evaluate(async () => {
    const { api } = window as unknown as PageWindow;
    const need = <T>(
      answer: { ok: true; value: T } | { ok: false; error: { message: string } },
    ): T => {
      if (!answer.ok) throw new Error(answer.error.message);
      return answer.value;
    };
    const [card] = need(await api.app.snapshot()).lessons;
    const folder = need(await api.clips.chooseFolder());
    if (!card || !folder) throw new Error('no lesson or no folder');
    need(
      await api.clips.export({
        lessonId: card.lesson.id,
        folderId: folder.folderId,
        clips: [{ name: 'Wait time', startUs: 1_000_000, endUs: 3_000_000 }],
      }),
    );
    const pick = need(await api.footage.choose());
    if (!pick) throw new Error('nothing was chosen');
    const { lessonIds } = need(await api.footage.add({ pickId: pick.id, as: 'separate' }));
    return lessonIds[0] ?? '';
  });
  await page.evaluate(
    (id) => (window as unknown as PageWindow).api.lessons.open({ lessonId: id }),
    oddLessonId,
  );
  const states = (): Promise<string[]> =>
    page.evaluate(async () => {
      const answer = await (window as unknown as PageWindow).api.app.snapshot();
      if (!answer.ok) throw new Error(answer.error.message);
      return answer.value.jobs.map((job) =>
        `${job.kind} ${job.state} ${job.error?.message ?? ''}`.trim(),
      );
    });
  await expect
    .poll(async () => (await states()).filter((state) => /queued|running/.test(state)), {
      timeout: 120_000,
    })
    .toEqual([]);
  expect(await states()).toEqual(expect.arrayContaining(['clip done', 'playable done']));
  expect(readdirSync(exports)).toEqual(['Wait time.mp4']);

  // What Chromium does of its own accord it does within seconds of starting.
  await page.waitForTimeout(8_000);
  await close();

  const text = readFileSync(output, 'utf8');
  const trace = readTrace(text);
  if (trace.offences.length > 0) writeFileSync(test.info().outputPath('trace.txt'), text);
  expect(trace.offences).toEqual([]);
  // It did see everything: ffmpeg and ffprobe, many sends, and the driver's own ports.
  expect(trace.programs.some((path) => path.endsWith('/ffmpeg'))).toBe(true);
  expect(trace.programs.some((path) => path.endsWith('/ffprobe'))).toBe(true);
  expect(trace.sends).toBeGreaterThan(500);
  expect(trace.ports.size).toBeGreaterThan(0);
});
