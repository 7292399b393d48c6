import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linesOf, retimed, slotsOf } from '../../../../src/main/media/narration/retime';

/** Frames at uneven distances. */
const anyFrames = fc
  .array(fc.integer({ min: 8_000, max: 120_000 }), { minLength: 2, maxLength: 120 })
  .map((gaps) => Float64Array.from([0, ...gaps.map((_, n) => sum(gaps.slice(0, n + 1)))]));
const sum = (all: number[]): number => all.reduce((total, one) => total + one, 0);

describe('frames at a film’s times', () => {
  it('lie well inside the slots in which they are shown, whatever is skipped or repeated', () => {
    fc.assert(
      fc.property(
        anyFrames,
        fc.array(fc.nat(6), { minLength: 1 }),
        fc.boolean(),
        (frames, steps, back) => {
          const count = frames.length - 1;
          const shown: number[] = [];
          let frame = back ? count - 1 : 0;
          for (const step of steps) {
            shown.push(frame);
            frame = Math.min(count - 1, Math.max(0, frame + (back ? -step : step)));
          }
          const slots = slotsOf(frames, shown);
          const lines = linesOf(slots);
          for (const [n, time] of slots.times.entries()) {
            const line = lines.find(({ untilS }) => time < untilS);
            const at = (line?.slope ?? 0) * time + (line?.offset ?? 0);
            expect(Math.abs(at - (slots.slots[n] ?? 0))).toBeLessThan(0.46);
          }
          const last = slots.backwards
            ? Math.max(...shown) - slots.slots.length + 1
            : Math.max(...shown);
          expect(last).toBe(shown.at(-1));
        },
      ),
    );
  });

  it('are a single line where footage plays at its own rate', () => {
    const frames = Float64Array.from({ length: 751 }, (_, n) => n * 40_000);
    const shown = Array.from({ length: 750 }, (_, n) => n);
    expect(linesOf(slotsOf(frames, shown))).toHaveLength(1);
    expect(retimed(frames, shown, { num: 25, den: 1 }).join()).toContain('*1/25/TB');
  });
});
