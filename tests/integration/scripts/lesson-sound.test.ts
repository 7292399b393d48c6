import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { samplesIn } from '../../fixtures/look';
import { testTools } from '../../fixtures/make-footage';

const sound = resolve(__dirname, '../../../scripts/lesson/sound.mjs');
const RATE = 48_000;

/** Loudness from one second of the lesson to another. */
function loudness(samples: Float32Array, from: number, to: number): number {
  const piece = samples.subarray(from * RATE, to * RATE);
  return Math.sqrt(piece.reduce((sum, value) => sum + value * value, 0) / piece.length);
}

it('the made lesson hums where there is no speech program, and keeps its silence', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'plenary-sound-'));
  try {
    const { ffmpeg, ffprobe } = await testTools();
    symlinkSync(ffmpeg, join(folder, 'ffmpeg'));
    symlinkSync(ffprobe, join(folder, 'ffprobe'));
    const file = join(folder, 'sound.wav');
    const code = `import(${JSON.stringify(sound)})
      .then(({ makeSound }) => makeSound(${JSON.stringify(folder)}, ${JSON.stringify(file)}))
      .then((heard) => console.log(heard))`;
    const { stdout, stderr } = spawnSync(process.execPath, ['-e', code], {
      env: { PATH: folder },
      encoding: 'utf8',
    });
    expect(stdout.trim(), stderr).toBe('tones');
    const samples = await samplesIn(file);
    expect(samples.length / RATE).toBeCloseTo(54, 1);
    // "Good morning, eight B", and the seven seconds that nobody fills.
    const spoken = loudness(samples, 1, 4);
    expect(spoken).toBeGreaterThan(0.02);
    expect(loudness(samples, 18, 24)).toBeLessThan(spoken / 5);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
