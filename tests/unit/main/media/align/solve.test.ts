/** Places found in sounds whose place, clock, noise and room are known. */
import { describe, expect, it } from 'vitest';
import { placeSounds, SURE } from '../../../../../src/main/media/align/solve';
import { listenTo, type Recorder, recorded, talk } from './classroom';

const SPOKEN = talk(1_300, 7);
const SPOKEN_ELSEWHERE = talk(1_300, 99);

/** What the aligner makes of two recorders. */
function place(lesson: Recorder, other: Recorder, elsewhere = false) {
  const first = listenTo(recorded(SPOKEN, lesson));
  const source = elsewhere ? SPOKEN_ELSEWHERE : SPOKEN;
  const second = listenTo(recorded(source, { seed: 2, ...other }));
  const [placed] = placeSounds([{ heard: first, offsetUs: 0, rate: 1 }], [second]);
  return placed ?? null;
}

/** How far, in milliseconds, the picture is off at the beginning and at the end of the other. */
function errorsMs(lesson: Recorder, other: Recorder): { start: number; end: number } {
  const placed = place(lesson, other);
  if (!placed || placed.confidence < SURE) throw new Error('it was not found');
  const { offsetUs, rate } = placed;
  const off = (own: number): number => {
    const truth = (other.from + own * (other.rate ?? 1) - lesson.from) / (lesson.rate ?? 1);
    return Math.abs(offsetUs / 1000 + own * 1000 * rate - truth * 1000);
  };
  return { start: off(0), end: off(other.seconds) };
}

const cases: [string, Recorder, Recorder][] = [
  [
    'twenty minutes, another microphone, a clock 80 ppm slow, begun before the lesson',
    { from: 10, seconds: 1_200 },
    { from: 5, seconds: 1_200, rate: 1.00008, dull: 0.7, gain: 0.2 },
  ],
  [
    'noise as loud as the talk and mains hum, a clock 150 ppm fast, begun five minutes in',
    { from: 10, seconds: 1_200, noise: 0.1 },
    { from: 305, seconds: 900, rate: 0.99985, dull: 0.8, gain: 0.1, noise: 0.1, hum: 0.1 },
  ],
  ['twelve seconds of it', { from: 10, seconds: 60 }, { from: 25, seconds: 12 }],
  [
    'a third of it before the lesson begins',
    { from: 100, seconds: 200 },
    { from: 85, seconds: 45, gain: 0.1 },
  ],
  [
    'running on long after the lesson has ended',
    { from: 100, seconds: 150 },
    { from: 160, seconds: 700, dull: 0.6 },
  ],
];

// Much arithmetic: slow machines are given time.
describe('lining sounds up', { timeout: 60_000 }, () => {
  for (const [name, lesson, other] of cases) {
    it(`is right within 5 ms from beginning to end: ${name}`, () => {
      const { start, end } = errorsMs(lesson, other);
      expect(start).toBeLessThan(5);
      expect(end).toBeLessThan(5);
    });
  }

  it('keeps the clock as it is where there is no drift to speak of', () => {
    expect(place({ from: 10, seconds: 300 }, { from: 40, seconds: 200 })?.rate).toBe(1);
  });

  it('does not believe sounds that have nothing in common', () => {
    for (const seconds of [8, 30, 150]) {
      const placed = place({ from: 10, seconds: 200 }, { from: 30, seconds }, true);
      expect(placed?.confidence ?? 0).toBeLessThan(SURE);
    }
  });

  it('does not believe mains hum, silence, or a moment too short to tell', () => {
    const quiet: Recorder = { from: 5_000, seconds: 100, hum: 0.1, noise: 0.001 };
    expect(place(quiet, { ...quiet, seconds: 40 })?.confidence ?? 0).toBeLessThan(SURE);
    const silent: Recorder = { from: 5_000, seconds: 60, noise: 0 };
    expect(place(silent, silent)).toBeNull();
    expect(place({ from: 10, seconds: 60 }, { from: 20, seconds: 1 })).toBeNull();
  });

  it('finds each part of an angle by itself, in a lesson of several parts with a gap', () => {
    const laid = [
      { heard: listenTo(recorded(SPOKEN, { from: 100, seconds: 100 })), offsetUs: 0, rate: 1 },
      {
        heard: listenTo(recorded(SPOKEN, { from: 230, seconds: 120 })),
        offsetUs: 130_000_000,
        rate: 1,
      },
    ];
    const parts = [
      listenTo(recorded(SPOKEN, { from: 90, seconds: 70, seed: 2 })),
      listenTo(recorded(SPOKEN, { from: 160, seconds: 150, seed: 2 })),
    ];
    const [first, second] = placeSounds(laid, parts);
    expect(Math.abs((first?.offsetUs ?? 0) + 10_000_000)).toBeLessThan(5_000);
    expect(Math.abs((second?.offsetUs ?? 0) - 60_000_000)).toBeLessThan(5_000);
    expect(Math.min(first?.confidence ?? 0, second?.confidence ?? 0)).toBeGreaterThan(SURE);
  });

  it('tells how far it is, never going back', () => {
    const first = listenTo(recorded(SPOKEN, { from: 10, seconds: 60 }));
    const second = listenTo(recorded(SPOKEN, { from: 20, seconds: 30, seed: 2 }));
    const shares: number[] = [];
    placeSounds([{ heard: first, offsetUs: 0, rate: 1 }], [second], (share) => shares.push(share));
    expect(shares.at(-1)).toBe(1);
    expect([...shares].sort((a, b) => a - b)).toEqual(shares);
  });
});
