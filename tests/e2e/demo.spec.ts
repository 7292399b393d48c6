/** `npm run demo`, as a person runs it, on two files of a camera that split its recording. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { numbersIn } from '../fixtures/look';
import { makeFootage } from '../fixtures/make-footage';
import { expect, REPOSITORY, test } from './launch';

const SECONDS = 20;
const FRAME_US = 40_000;
const FRAMES = (SECONDS * 1_000_000) / FRAME_US;

interface Record {
  clip: string;
  startUs: number;
  endUs: number;
  frames: number;
}

test('the demo leaves a clip of exactly the marked frames, and a picture of each step', async ({
  folder,
}) => {
  test.setTimeout(600_000);
  const parts = ['00001.mp4', '00002.mp4'].map((name) => join(folder, name));
  for (const [at, part] of parts.entries()) {
    // Of different lengths: the same file twice would be recognised, and added once.
    copyFileSync(await makeFootage({ seconds: SECONDS - at * 2 }), part);
  }
  const out = join(folder, 'out');
  const demo = spawn(process.execPath, [join(REPOSITORY, 'scripts/demo.mjs'), ...parts], {
    env: { ...process.env, PLENARY_DEMO_OUT: out },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  demo.stdout.on('data', (more: Buffer) => (said += more.toString()));
  demo.stderr.on('data', (more: Buffer) => (said += more.toString()));
  const [code] = (await once(demo, 'close')) as [number | null];
  expect(code, said).toBe(0);

  const record = JSON.parse(readFileSync(join(out, 'demo.json'), 'utf8')) as Record;
  const first = Math.floor(record.startUs / FRAME_US);
  const last = Math.ceil(record.endUs / FRAME_US) - 1;
  // The range was held over the join of the two files: the second's frames count from 0 again.
  expect(first).toBeLessThan(FRAMES);
  expect(last).toBeGreaterThanOrEqual(FRAMES);
  const marked = Array.from({ length: last - first + 1 }, (_, at) => (first + at) % FRAMES);
  expect(await numbersIn(join(out, record.clip))).toEqual(marked);

  const page = readFileSync(join(out, 'index.html'), 'utf8');
  const pictures = readdirSync(out).filter((name) => name.endsWith('.png'));
  expect(pictures.length).toBeGreaterThanOrEqual(10);
  for (const name of [...pictures, encodeURIComponent(record.clip)]) expect(page).toContain(name);
});
