import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newId } from '../../../src/shared/domain/ids';
import {
  type NarrationEvent,
  samplesIn,
  type Stretch,
  type Take,
  toldBy,
  VOICE_RATE,
} from '../../../src/shared/domain/narration';
import {
  heldAt,
  replaced,
  trimmed,
  withEventMoved,
} from '../../../src/shared/domain/narration-edit';
import { happeningsOf, pathOf, takeTime } from '../../../src/shared/domain/narration-path';
import { narrationAt } from '../../../src/shared/domain/narration-state';

const SECOND = VOICE_RATE;
const TAKES = [newId(), newId()];

const anyShown = fc.record({
  type: fc.constant('shown' as const),
  at: fc.nat(20 * SECOND),
  lessonUs: fc.nat(3_600_000_000),
  held: fc.boolean(),
  rate: fc.constantFrom(-2, 0.5, 1, 2),
});
const anyTakes = fc
  .tuple(...TAKES.map(() => fc.array(anyShown, { maxLength: 12 })))
  .map((lists): Take[] =>
    lists.map((events, at) => ({
      ...{ id: TAKES[at] ?? '', narrationId: newId(), voiced: true, samples: 20 * SECOND },
      events: events.sort((a, b) => a.at - b.at),
    })),
  );
const anyStretch: fc.Arbitrary<Stretch> = fc
  .tuple(fc.constantFrom(...TAKES), fc.nat(20 * SECOND), fc.nat(20 * SECOND), fc.boolean())
  .map(([takeId, a, b, held]) =>
    held
      ? { type: 'hold', takeId, from: a, samples: b }
      : { type: 'told', takeId, from: Math.min(a, b), to: Math.max(a, b) },
  );
const anyRow = fc.array(anyStretch, { maxLength: 8 });

describe('the path through the lesson', () => {
  it('is what narrationAt says, without gaps, at every time', () => {
    fc.assert(
      fc.property(
        anyTakes,
        anyRow,
        fc.array(fc.double({ min: 0, max: 1, noNaN: true })),
        (takes, row, shares) => {
          const told = toldBy({ row, mends: [] }, takes);
          const path = pathOf(told);
          const end = samplesIn(told);
          expect(path.at(0)?.from ?? 0).toBe(0);
          expect(path.at(-1)?.to ?? 0).toBe(end);
          path.forEach((piece, at) => expect(piece.from).toBe(path[at - 1]?.to ?? 0));
          for (const share of shares) {
            const t = Math.floor(share * end);
            const piece = path.find(({ from, to }) => from <= t && t < to);
            if (!piece) continue;
            const state = narrationAt(told, t);
            const passed = (t - piece.from) / (piece.to - piece.from);
            const us = piece.startUs + (piece.endUs - piece.startUs) * passed;
            // A picture that runs backwards stops at the lesson's beginning.
            if (piece.endUs > 0) expect(us).toBeCloseTo(state.lessonUs, 0);
            expect(piece.rate === 0 || !state.held).toBe(true);
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('what happens', () => {
  const shown = (at: number): NarrationEvent => ({
    ...{ type: 'shown', at, lessonUs: at, held: false, rate: 1 },
  });
  const [takeId = ''] = TAKES;
  const take: Take = {
    ...{ id: takeId, narrationId: newId(), voiced: true, samples: 10 * SECOND },
    events: [0, 2, 4, 6, 8].map((seconds) => shown(seconds * SECOND)),
  };
  const row: Stretch[] = [{ type: 'told', takeId, from: 0, to: 10 * SECOND }];
  const secondsOf = (narration: { row: Stretch[]; mends: ReturnType<typeof withEventMoved> }) =>
    happeningsOf(narration, [take]).map(({ at }) => at / SECOND);

  it('is heard where the edits left it, each once', () => {
    expect(secondsOf({ row, mends: [] })).toEqual([0, 2, 4, 6, 8]);
    const cut = replaced({ row, cues: [] }, 3 * SECOND, 7 * SECOND);
    expect(secondsOf({ row: cut.row, mends: [] })).toEqual([0, 2, 4]);
    const held = heldAt({ row, cues: [] }, 4 * SECOND, SECOND);
    expect(secondsOf({ row: held.row, mends: [] })).toEqual([0, 2, 5, 7, 9]);
    expect(
      secondsOf({ row: trimmed({ row, cues: [] }, SECOND, 5 * SECOND).row, mends: [] }),
    ).toEqual([1, 3]);
  });

  it('is where it was moved to, or gone', () => {
    const moved = withEventMoved([], takeId, 1, 5 * SECOND);
    expect(secondsOf({ row, mends: moved })).toEqual([0, 4, 5, 6, 8]);
    expect(secondsOf({ row, mends: withEventMoved(moved, takeId, 2, null) })).toEqual([0, 5, 6, 8]);
    expect(happeningsOf({ row, mends: moved }, [take])[2]?.place).toBe(1);
  });

  it('says where a time lies in a take', () => {
    const held = heldAt({ row, cues: [] }, 4 * SECOND, SECOND);
    expect(takeTime(held, takeId, 3 * SECOND)).toBe(3 * SECOND);
    expect(takeTime(held, takeId, 4.5 * SECOND)).toBe(4 * SECOND);
    expect(takeTime(held, takeId, 6 * SECOND)).toBe(5 * SECOND);
    expect(takeTime(held, TAKES[1] ?? '', 6 * SECOND)).toBeNull();
  });
});
