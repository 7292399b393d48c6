/** The programs for many samples: made of their sources, and the same as a plain loop. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import wabt from 'wabt';
import { openBands, plainBands } from '../../../../src/main/media/align/bands';
import { openSums, plainSums } from '../../../../src/main/media/peaks/sums';

const MEDIA = join(import.meta.dirname, '../../../../src/main/media');

describe('programs for many samples', () => {
  it.each(['peaks/sums', 'align/bands'])('%s.wat is what is run', async (name) => {
    const tools = await wabt();
    const source = readFileSync(join(MEDIA, `${name}.wat`), 'utf8');
    const program = Buffer.from(tools.parseWat(name, source).toBinary({}).buffer);
    expect(WebAssembly.validate(program)).toBe(true);
    const path = join(MEDIA, `${name}.ts`);
    const kept = readFileSync(path, 'utf8');
    const now = kept.replace(/PROGRAM =\s*'[^']*'/, `PROGRAM =\n  '${program.toString('base64')}'`);
    if (process.env.PLENARY_WRITE_SIMD === '1') writeFileSync(path, now);
    else expect(now).toBe(kept);
  });

  // Full-scale samples are where a sum would run over.
  const sample = fc.oneof(
    fc.integer({ min: -32_768, max: 32_767 }),
    fc.constantFrom(-32_768, 32_767, 0),
  );
  const run = fc
    .tuple(fc.array(sample, { minLength: 1, maxLength: 300 }), fc.nat(), fc.nat())
    .map(([samples, a, b]) => {
      const from = a % samples.length;
      const end = from + 1 + (b % (samples.length - from));
      return { pcm: Int16Array.from(samples), from, end };
    });

  it('sums are the same eight at a time and one at a time', () => {
    const [eight, plain] = [openSums(), plainSums()];
    fc.assert(
      fc.property(run, ({ pcm, from, end }) => {
        const [ours, theirs] = [eight, plain].map((sums) => {
          sums.load(new Uint8Array(pcm.buffer));
          return [sums.squares(from, end), sums.lowest(), sums.highest()];
        });
        expect(ours).toEqual(theirs);
      }),
    );
    const loudest = new Int16Array(eight.room / 2).fill(-32_768);
    eight.load(new Uint8Array(loudest.buffer));
    expect(eight.squares(0, loudest.length)).toBe(loudest.length * 2 ** 30);
  });

  it('bands are as loud four at a time as one at a time, to a ten-thousandth', () => {
    const filters = [
      { b: 0.09, a1: -1.77, a2: 0.82 },
      { b: 0.17, a1: -1.45, a2: 0.66 },
      { b: 0.3, a1: -0.7, a2: 0.4 },
      { b: 0.35, a1: 0.5, a2: 0.3 },
    ];
    fc.assert(
      fc.property(fc.array(run, { minLength: 1, maxLength: 5 }), (runs) => {
        const [four, plain] = [openBands(filters), plainBands(filters)];
        for (const { pcm, from, end } of runs) {
          const [ours, theirs] = [four, plain].map((bands) => {
            bands.load(pcm);
            bands.hear(from, end);
            const powers = new Float64Array(4);
            bands.taken(powers);
            return powers;
          });
          for (const [band, power] of (theirs ?? []).entries()) {
            const off = Math.abs((ours?.[band] ?? Number.NaN) - power);
            expect(off).toBeLessThan(1e-4 * power + 1e-6);
          }
        }
      }),
    );
  });
});
