import { describe, expect, it } from 'vitest';
import { newId } from '../../../../src/shared/domain/ids';
import {
  type NarrationEvent,
  type Stretch,
  VOICE_RATE,
} from '../../../../src/shared/domain/narration';
import { narrationAt } from '../../../../src/shared/domain/narration-state';
import { Telling } from '../../../../src/renderer/features/narration/play/telling';

const S = VOICE_RATE;
const takeId = newId();

const shown = (s: number, lessonS: number, rate = 1): NarrationEvent => ({
  ...{ at: s * S, type: 'shown', lessonUs: lessonS * 1e6 },
  ...{ held: rate === 0, rate: rate || 1 },
});

function toldOf(events: NarrationEvent[], row?: Stretch[]) {
  const all: Stretch[] = [{ type: 'told', takeId, from: 0, to: 30 * S }];
  return { row: row ?? all, takes: [{ id: takeId, samples: 30 * S, voiced: true, events }] };
}

const EVENTS: NarrationEvent[] = [
  shown(0, 2),
  shown(4, 6, 0),
  { at: 5 * S, type: 'volume', volume: 0.3 },
  shown(7, 6),
  shown(9, 20),
  shown(12, 23, 0.5),
  shown(14, 24),
  shown(16, 26, -1),
];

describe('what is shown', () => {
  it('is what the narration’s state says, at any time', () => {
    const row: Stretch[] = [
      { type: 'told', takeId, from: 3 * S, to: 13 * S },
      { type: 'hold', takeId, from: 13 * S, samples: 2 * S },
      { type: 'told', takeId, from: 0, to: 20 * S },
    ];
    for (const told of [toldOf(EVENTS), toldOf(EVENTS, row), toldOf([]), toldOf(EVENTS, [])]) {
      const telling = new Telling(told);
      for (let t = 0; t < 33 * S; t += 7_777) {
        const { state, lessonUs, rate } = telling.at(t);
        const real = narrationAt(told, t);
        expect(lessonUs).toBeCloseTo(real.lessonUs, 3);
        expect(state.volume).toBe(real.volume);
        if (t < telling.end) expect(rate).toBe(real.held ? 0 : real.rate);
      }
    }
  });

  it('is the same object until something happens', () => {
    const telling = new Telling(toldOf(EVENTS));
    expect(telling.at(S).state).toBe(telling.at(2 * S).state);
    expect(telling.at(4.5 * S).state).not.toBe(telling.at(5.5 * S).state);
  });
});

describe('what is to be made ready', () => {
  const turnsOf = (events: NarrationEvent[]) => {
    const telling = new Telling(toldOf(events));
    const turns: [number, number, number][] = [];
    for (let turn = telling.turnAfter(-1); turn; turn = telling.turnAfter(turn.at)) {
      turns.push([turn.at / S, turn.lessonUs / 1e6, turn.rate]);
    }
    return turns;
  };

  it('is what does not come by playing on: holds, their ends, jumps; and another speed', () => {
    expect(turnsOf(EVENTS)).toEqual([
      [4, 6, 0],
      [7, 6, 1],
      [9, 20, 1],
      [12, 23, 0.5],
      [14, 24, 1],
      [16, 26, 0],
    ]);
  });

  it('is nothing where the picture plays on, or stands on', () => {
    expect(turnsOf([shown(0, 2), shown(3, 5.03), shown(6, 8.03)])).toEqual([]);
    expect(turnsOf([shown(0, 2, 0), shown(3, 2, 0)])).toEqual([]);
  });
});
