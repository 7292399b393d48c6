import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newId } from '../../../src/shared/domain/ids';
import { type NarrationEvent, type Told, VOICE_RATE } from '../../../src/shared/domain/narration';
import { lessonUsIn, runsOf, seenThrough } from '../../../src/shared/domain/narration-runs';
import { narrationAt } from '../../../src/shared/domain/narration-state';

const LONGEST = 10 * VOICE_RATE;
const TAKES = [newId(), newId()];

const anyEvent: fc.Arbitrary<NarrationEvent> = fc.oneof(
  fc.record({
    type: fc.constant('shown' as const),
    at: fc.nat(LONGEST),
    lessonUs: fc.nat(60_000_000),
    held: fc.boolean(),
    rate: fc.constantFrom(-2, 0.5, 1, 2),
  }),
  fc.record({
    type: fc.constant('volume' as const),
    at: fc.nat(LONGEST),
    volume: fc.constant(0.5),
  }),
  fc.record({
    type: fc.constant('moment' as const),
    at: fc.nat(LONGEST),
    momentId: fc.constant(null),
  }),
);
const anyTold: fc.Arbitrary<Told> = fc.record({
  takes: fc.tuple(...TAKES.map((id) => anyTake(id))),
  row: fc.array(
    fc.oneof(
      fc
        .tuple(fc.constantFrom(...TAKES), fc.nat(LONGEST), fc.nat(LONGEST))
        .map(([takeId, a, b]) => {
          return { type: 'told' as const, takeId, from: Math.min(a, b), to: Math.max(a, b) };
        }),
      fc.record({
        type: fc.constant('hold' as const),
        takeId: fc.constantFrom(...TAKES),
        from: fc.nat(LONGEST),
        samples: fc.nat(LONGEST),
      }),
    ),
    { maxLength: 6 },
  ),
});

function anyTake(id: string) {
  return fc.array(anyEvent, { maxLength: 12 }).map((events) => ({
    ...{ id, samples: LONGEST, voiced: true },
    events: events.sort((a, b) => a.at - b.at),
  }));
}

describe('the runs of a narration', () => {
  it('say what the narration says at every time, without a gap', () => {
    fc.assert(
      fc.property(anyTold, fc.nat(999), (told, share) => {
        const runs = runsOf(told);
        for (const [n, run] of runs.entries()) {
          expect(run.to).toBeGreaterThan(run.from);
          expect(runs[n + 1]?.from ?? run.to).toBe(run.to);
          const t = run.from + Math.floor(((run.to - run.from) * share) / 1_000);
          const { lessonUs, ...rest } = narrationAt(told, t);
          const { lessonUs: _, ...here } = run.state;
          expect(here).toEqual(rest);
          expect(Math.abs(lessonUsIn(run, t) - lessonUs)).toBeLessThan(0.001);
        }
      }),
    );
  });
});

describe('what is seen of a picture that is enlarged', () => {
  it('has its shape, holds the box and lies within it', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(share, share, share, share, (x, y, width, height) => {
        const box = { x: x * (1 - width), y: y * (1 - height), width, height };
        const seen = seenThrough(box);
        expect(seen.width).toBe(seen.height);
        expect(seen.x).toBeGreaterThanOrEqual(0);
        expect(seen.x + seen.width).toBeLessThanOrEqual(1 + 1e-9);
        expect(seen.x).toBeLessThanOrEqual(box.x + 1e-9);
        expect(seen.y + seen.height).toBeGreaterThanOrEqual(box.y + box.height - 1e-9);
      }),
    );
  });
});
