/** Lining up with the real decoder, on sounds of known place and clock. */
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { alignSounds } from '../../../src/main/media/align/align';
import { SURE } from '../../../src/main/media/align/solve';
import { probe } from '../../../src/main/media/probe';
import { testTools } from '../../fixtures/make-footage';
import { type Recorder, recorded, talk } from '../../unit/main/media/align/classroom';
import { tempFolder } from '../db/temp-library';

const run = promisify(execFile);

/** What a recorder of the room leaves behind: a file in the form that such a recorder writes. */
async function file(
  folder: string,
  source: Float32Array,
  recorder: Recorder,
  name: string,
  args: readonly string[] = [],
): Promise<string> {
  const raw = join(folder, `${name}.raw`);
  await writeFile(raw, new Uint8Array(recorded(source, recorder).buffer));
  const tools = await testTools();
  const path = join(folder, name);
  const sound = ['-f', 's16le', '-ar', '8000', '-ac', '1', '-i', raw];
  await run(tools.ffmpeg, ['-v', 'error', '-y', ...args, ...sound, '-ar', '44100', path]);
  return path;
}

async function known(path: string) {
  return { path, probe: await probe(await testTools(), path) };
}

const still = () => new AbortController().signal;

describe('lining up files by their sound', () => {
  it('is within a frame from end to end over a quarter of an hour, whatever the files are', async () => {
    const folder = tempFolder();
    const room = talk(960, 3);
    const seconds = 900;
    const lesson = await file(folder, room, { from: 20, seconds }, 'front.mp3');
    // A camera: picture, a clock that starts at 10 s, its own rate; and a recorder that began first.
    const rate = 1.00012;
    const picture = ['-f', 'lavfi', '-i', 'color=s=64x36:r=5:d=850'];
    const camera = await file(
      folder,
      room,
      { from: 50, seconds: 850, rate, dull: 0.7, gain: 0.2, seed: 4, noise: 0.03 },
      'table.mp4',
      picture,
    );
    const recorder = await file(
      folder,
      room,
      { from: 3, seconds: 600, rate: 0.9999, seed: 5, gain: 0.1 },
      'recorder.wav',
    );
    const shares: number[] = [];
    const [first, second] = await alignSounds(
      await testTools(),
      [{ ...(await known(lesson)), offsetUs: 0, rate: 1 }],
      [await known(camera), await known(recorder)],
      { signal: still(), report: (share) => shares.push(share) },
    );
    const off = (placed: typeof first, from: number, clock: number, own: number) =>
      Math.abs(
        (placed?.offsetUs ?? 0) / 1e6 + own * (placed?.rate ?? 0) - (from - 20 + own * clock),
      );
    for (const own of [0, 400, 849]) expect(off(first, 50, rate, own)).toBeLessThan(0.005 + 0.04);
    for (const own of [0, 300, 599]) expect(off(second, 3, 0.9999, own)).toBeLessThan(0.005 + 0.04);
    expect(Math.min(first?.confidence ?? 0, second?.confidence ?? 0)).toBeGreaterThan(SURE);
    expect(Math.abs((first?.rate ?? 0) - rate)).toBeLessThan(2e-6);
    expect(shares.at(-1)).toBe(1);
    expect([...shares].sort((a, b) => a - b)).toEqual(shares);
  });

  it('answers for files without sound, and is not sure of a stranger', async () => {
    const folder = tempFolder();
    const tools = await testTools();
    const lesson = await file(folder, talk(90, 1), { from: 5, seconds: 80 }, 'a.wav');
    const stranger = await file(folder, talk(90, 2), { from: 5, seconds: 60 }, 'b.wav');
    const silent = join(folder, 'silent.mp4');
    await run(tools.ffmpeg, ['-v', 'error', '-f', 'lavfi', '-i', 'color=s=64x36:d=2', silent]);
    const laid = [{ ...(await known(lesson)), offsetUs: 0, rate: 1 }];
    const files = [await known(silent), await known(stranger)];
    const [none, other] = await alignSounds(tools, laid, files, { signal: still() });
    expect(none).toBeNull();
    expect(other?.confidence ?? 0).toBeLessThan(SURE);
  });

  it('stops when it is told to, while it decodes and while it compares', async () => {
    const folder = tempFolder();
    const room = talk(400, 1);
    const lesson = await known(await file(folder, room, { from: 5, seconds: 390 }, 'a.wav'));
    const other = await known(await file(folder, room, { from: 9, seconds: 380 }, 'b.wav'));
    for (const when of [0, 0.86]) {
      const stop = new AbortController();
      const aligning = alignSounds(
        await testTools(),
        [{ ...lesson, offsetUs: 0, rate: 1 }],
        [other],
        {
          signal: stop.signal,
          report: (share) => share > when && stop.abort(),
        },
      );
      await expect(aligning).rejects.toMatchObject({ code: 'cancelled' });
    }
  });
});
