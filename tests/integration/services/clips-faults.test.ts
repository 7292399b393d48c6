/**
 * What an export does when the disk, the system or a drive fails in the middle of it: one plain error,
 * no stray file, no line in the log, the footage as it was, and the next export works.
 */
import { chmodSync, existsSync, mkdtempSync, rmSync, statSync, truncateSync } from 'node:fs';
import { copyFile, mkdir, readdir, rename, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { safeFileName } from '../../../src/shared/domain/clip';
import type { Tools } from '../../../src/main/media/tools';
import { numbersIn } from '../../fixtures/look';
import { makeFootage, testTools } from '../../fixtures/make-footage';
import { clipsRig, type Order } from './clips-rig';

let tools: Tools;
let footage: string;
beforeAll(async () => {
  tools = await testTools();
  footage = await makeFootage({ seconds: 6, gop: 50, bFrames: 2, sound: { codec: 'aac' } });
});

function temporary(): string {
  const folder = mkdtempSync(join(tmpdir(), 'plenary-clips-faults-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Most of the first is copied; all of the second is encoded; the third has stills, and is joined. */
const WAYS: [string, Order][] = [
  ['a clip that is copied', {}],
  ['a clip that is encoded', { form: 'sharing' }],
  ['a reel with words', { reel: true, caption: 'They wait', title: 'Wait time', toS: 2.3 }],
];

describe.each(WAYS)('%s', (_, order) => {
  test('is stopped: ffmpeg is killed by the system', async () => {
    const folder = temporary();
    const rig = await clipsRig(footage, join(folder, 'out'));
    const killed = join(folder, 'ffmpeg');
    // Some of it is written, and then all of it is gone.
    await writeFile(
      killed,
      `#!/bin/sh\n'${tools.ffmpeg}' "$@" &\nsleep 0.3\nkill -9 $!\nkill -9 $$\n`,
    );
    chmodSync(killed, 0o755);
    rig.useTools({ ffmpeg: killed });
    expect(await rig.exported(order)).toMatchObject({
      state: 'failed',
      error: { code: 'ffmpeg-failed', details: { reason: 'ffmpeg was stopped by the system' } },
    });
    await rig.expectNothing();
    rig.useTools({});
    await rig.expectNext();
  });

  test('is stopped: its folder is removed', async () => {
    const out = join(temporary(), 'out');
    const rig = await clipsRig(footage, out);
    const job = await rig.exported(order, {
      onTheWay: () => rmSync(out, { recursive: true, force: true }),
    });
    expect(job).toMatchObject({ state: 'failed', error: { code: 'folder-missing' } });
    expect(existsSync(out)).toBe(false);
    await mkdir(out);
    await rig.expectNothing();
    await rig.expectNext();
  });

  test('is stopped: its footage is moved away before it is read', async () => {
    const folder = temporary();
    const mine = join(folder, 'lesson.mp4');
    await copyFile(footage, mine);
    const rig = await clipsRig(mine, join(folder, 'out'));
    const away = `${mine}.away`;
    let moved = Promise.resolve();
    const job = await rig.exported(order, {
      begun: () => {
        moved = rename(mine, away);
      },
    });
    await moved;
    expect(job).toMatchObject({ state: 'failed', error: { code: 'file-missing' } });
    await rename(away, mine);
    await rig.expectNothing();
    await rig.expectNext();
  });

  test('is stopped: the footage breaks off while it is read', async () => {
    const folder = temporary();
    const mine = join(folder, 'lesson.mp4');
    await copyFile(footage, mine);
    const rig = await clipsRig(mine, join(folder, 'out'));
    const job = await rig.exported(order, { begun: () => truncateSync(mine, 30_000) });
    expect(job).toMatchObject({ state: 'failed', error: { code: 'ffmpeg-failed' } });
    await copyFile(footage, mine);
    await rig.expectNothing();
    await rig.expectNext();
  });

  test('is whole or is not there: a drive is pulled out in the middle', async () => {
    const folder = temporary();
    const mine = join(folder, 'lesson.mp4');
    await copyFile(footage, mine);
    const rig = await clipsRig(mine, join(folder, 'out'));
    const job = await rig.exported(order, { onTheWay: () => rmSync(mine) });
    await copyFile(footage, mine);
    if (job.state === 'done') {
      // It had been read already.
      expect(rig.log).toHaveLength(1);
      expect(statSync(rig.pathOf(job)).size).toBe(rig.log[0]?.bytes);
      expect(job.result).toContain('exact');
      return;
    }
    expect(job.error?.code).toMatch(/^(file-missing|ffmpeg-failed)$/);
    await rig.expectNothing();
    await rig.expectNext();
  });
});

test('one ffmpeg that is killed costs nothing but time: all of the clip is encoded', async () => {
  const folder = temporary();
  const rig = await clipsRig(footage, join(folder, 'out'));
  const once = join(folder, 'ffmpeg');
  // The first to make this folder is the one that dies.
  await writeFile(
    once,
    `#!/bin/sh\nmkdir '${folder}/died' 2>/dev/null && kill -9 $$\nexec '${tools.ffmpeg}' "$@"\n`,
  );
  chmodSync(once, 0o755);
  rig.useTools({ ffmpeg: once });
  const job = await rig.exported();
  expect(job).toMatchObject({ state: 'done' });
  expect(job.result).toContain('all of it was encoded');
  expect(await numbersIn(rig.pathOf(job))).toEqual(rig.numbersOf(0.3, 5.7));
});

describe('names', () => {
  const NAMES = [
    'CON',
    'lpt1.txt',
    'aux .mp4',
    '...',
    'x'.repeat(120),
    '课'.repeat(120),
    '👩🏽‍🏫'.repeat(20),
    'e\u0301te\u0301 8B',
    '../../etc/passwd',
    'C:\\Windows\\?*|<>"',
    '\u202egpj.exe\u2069',
    'zero\u0000byte\nand a line',
    "it's [0:v]null;movie='/etc/passwd'[out] %03d",
    '-i -y -f null',
  ];

  test('of every sort become files that can be opened, and are in the log as they are', async () => {
    const out = join(temporary(), 'out');
    const rig = await clipsRig(footage, out);
    const files = new Set<string>();
    for (const name of NAMES) {
      const job = await rig.exported({ name, form: 'sharing', fromS: 2, toS: 2.2 });
      expect(job, name).toMatchObject({ state: 'done' });
      const file = rig.pathOf(job);
      expect(basename(file)).toBe(`${safeFileName(name)}.mp4`);
      expect(Buffer.byteLength(basename(file))).toBeLessThan(200);
      expect(rig.log.at(-1)?.fileName).toBe(basename(file));
      expect(await numbersIn(file)).toEqual(rig.numbersOf(2, 2.2));
      files.add(basename(file));
    }
    expect((await readdir(out)).sort()).toEqual([...files].sort());
    expect(files.size).toBe(NAMES.length);
  });

  test('of footage and folders are never read as ffmpeg’s own words', async () => {
    const folder = join(temporary(), "it's %03d [0:v];movie=x,\\ 'é👍");
    await mkdir(folder);
    const mine = join(folder, "-i 'pipe:0' %d [a]:b\n.mp4");
    await copyFile(footage, mine);
    const rig = await clipsRig(mine, join(folder, 'out %02d'));
    for (const form of ['exact', 'sharing'] as const) {
      const job = await rig.exported({ form, name: form, fromS: 1, toS: 3 });
      expect(job).toMatchObject({ state: 'done' });
      expect(await numbersIn(rig.pathOf(job))).toEqual(rig.numbersOf(1, 3));
    }
  });

  test('are safe whatever is typed, and stay so with a number', () => {
    const hostile = fc.string({ unit: 'binary', maxLength: 200 });
    fc.assert(
      fc.property(hostile, (name) => {
        const safe = safeFileName(name);
        expect(safe).not.toMatch(/[<>:"/\\|?*\u0000-\u001f\u007f\u202a-\u202e\u2066-\u2069]/u);
        expect(safe).not.toMatch(/^[.\s]|[.\s]$|^$/);
        expect(Buffer.byteLength(safe)).toBeLessThanOrEqual(126);
        expect(safeFileName(safe)).toBe(safe);
      }),
      { numRuns: 500 },
    );
  });
});

test('notes that look like ffmpeg’s own words, markup or nothing become captions, and clips like others', async () => {
  const NOTES = [
    "'[0:v]null[v0];movie=/etc/passwd,drawtext=text=%{pts}:x=\\'",
    '<img src=x onerror=alert(1)> & "quotes" `$(id)`',
    '\u202edesrever\u2069\n\r\n-->\n\n00:00.000 --> 99:00.000',
    'zero\u0000byte \ud83d lone half 👩🏽‍🏫',
    'x'.repeat(2_000),
  ];
  const rig = await clipsRig(footage, join(temporary(), 'out'));
  for (const [at, note] of NOTES.entries()) {
    const words = { caption: note, title: note, marks: { discussion: true, name: note } };
    const job = await rig.exported({
      ...words,
      name: `${at}`,
      reel: at % 2 === 0,
      fromS: 2,
      toS: 3,
    });
    expect(job, note).toMatchObject({ state: 'done' });
    expect(rig.painted.splice(0).flat()).toContain(note);
    const numbers = await numbersIn(rig.pathOf(job));
    // A reel begins with a card of four seconds.
    expect(numbers.slice(at % 2 === 0 ? 100 : 0)).toEqual(rig.numbersOf(2, 3));
  }
});
