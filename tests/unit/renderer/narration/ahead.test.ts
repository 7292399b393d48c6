import { describe, expect, it } from 'vitest';
import { newId } from '../../../../src/shared/domain/ids';
import type { Part } from '../../../../src/shared/domain/lesson';
import { type NarrationEvent, VOICE_RATE } from '../../../../src/shared/domain/narration';
import { aheadOf } from '../../../../src/renderer/features/narration/play/ahead';
import { Telling } from '../../../../src/renderer/features/narration/play/telling';
import { zoomed } from '../../../../src/renderer/features/narration/play/use-sheet';

const S = VOICE_RATE;
const takeId = newId();

const part = (id: string, offsetS: number): Part =>
  ({ id, offsetUs: offsetS * 1e6, durationUs: 10e6, rate: 1, position: offsetS }) as Part;
const PARTS = [part('a', 0), part('b', 10), part('c', 20)];

const shown = (s: number, lessonS: number, rate = 1): NarrationEvent => ({
  ...{ at: s * S, type: 'shown', lessonUs: lessonS * 1e6 },
  ...{ held: rate === 0, rate: rate || 1 },
});

function telling(events: NarrationEvent[]): Telling {
  const row = [{ type: 'told' as const, takeId, from: 0, to: 60 * S }];
  return new Telling({ row, takes: [{ id: takeId, samples: 60 * S, voiced: true, events }] });
}

describe('what a camera has ready', () => {
  it('is the next jump, in the part it leads to', () => {
    const ahead = aheadOf(telling([shown(0, 0), shown(4, 25)]), PARTS, S);
    expect(ahead).toEqual({ at: 4 * S, part: PARTS[2], partUs: 5e6, rate: 1, glides: false });
  });

  it('is the next part where the picture runs into it first', () => {
    const ahead = aheadOf(telling([shown(0, 6, 2), shown(4, 25)]), PARTS, S);
    expect(ahead).toEqual({ at: 2 * S, part: PARTS[1], partUs: 0, rate: 2, glides: false });
  });

  it('is the same picture at another speed, which comes late by itself', () => {
    const ahead = aheadOf(telling([shown(0, 2), shown(4, 6, 2)]), PARTS, S);
    expect(ahead).toEqual({ at: 4 * S, part: PARTS[0], partUs: 6e6, rate: 2, glides: true });
  });

  it('is nothing where the picture plays on, and where the camera was off', () => {
    expect(aheadOf(telling([shown(0, 25)]), PARTS, S)).toBe(null);
    expect(aheadOf(telling([shown(0, 25), shown(4, 50)]), PARTS, S)).toBe(null);
  });
});

describe('a zoom', () => {
  it('brings the middle of its box to the middle of the picture', () => {
    const box = { x: 0.5, y: 0.25, width: 0.5, height: 0.5 };
    expect(zoomed(box, { width: 800, height: 400 })).toBe(
      'translate(-800.00px, -200.00px) scale(2.00000)',
    );
  });
});
