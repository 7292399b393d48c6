import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cueSpans, cueUnder, neighbourCue } from '../../../../src/renderer/features/timeline/cues';
import type { Cue } from '../../../../src/shared/domain/captions';
import { newId } from '../../../../src/shared/domain/ids';

const cue = (startUs: number, endUs: number, text = 'x'): Cue => ({
  ...{ startUs, endUs, text },
  adrift: null,
});
const gone = (startUs: number): Cue => ({
  ...cue(startUs, startUs + 10),
  adrift: { fileId: newId(), startUs: 0, endUs: 1 },
});
const VIEW = { startUs: 100, usPerPx: 10 };

describe('captions drawn', () => {
  it('lie where they are said', () => {
    const [first, second] = [cue(150, 400), cue(500, 900)];
    expect(cueSpans([first, second], VIEW, 60)).toEqual([
      { fromPx: 5, toPx: 30, cue: first },
      { fromPx: 40, toPx: 80, cue: second },
    ]);
  });

  it('begin before the view and reach into it; those past or before it are left out', () => {
    const cues = [cue(0, 50), cue(60, 300), cue(900, 950)];
    expect(cueSpans(cues, VIEW, 60)).toEqual([{ fromPx: -4, toPx: 20, cue: cues[1] }]);
  });

  it('without a length stand until the next; without picture they have no place', () => {
    const cues = [cue(200, 200), gone(220), cue(400, 400)];
    expect(cueSpans(cues, VIEW, 60)).toMatchObject([
      { fromPx: 10, toPx: 30 },
      { fromPx: 30, toPx: 33 },
    ]);
  });

  it('are in order, no more than there are pixels for, and cover each one in view', () => {
    const starts = fc.array(fc.integer({ min: 0, max: 20_000 }), { maxLength: 400 });
    fc.assert(
      fc.property(starts, fc.integer({ min: 1, max: 80 }), (list, usPerPx) => {
        const cues = list.sort((a, b) => a - b).map((startUs) => cue(startUs, startUs + 30));
        const view = { startUs: 2_000, usPerPx };
        const spans = cueSpans(cues, view, 200);
        expect(spans.length).toBeLessThanOrEqual(200 / 3 + 9);
        for (const { startUs } of cues) {
          const px = (startUs - view.startUs) / usPerPx;
          if (px < 0 || px > 200) continue;
          expect(spans.some(({ fromPx, toPx }) => px >= fromPx && px < toPx + 1e-9)).toBe(true);
        }
      }),
    );
  });
});

it('the caption under a pixel is the one that is said there', () => {
  const [first, second] = [cue(150, 400), cue(500, 505)];
  const under = (px: number) => cueUnder([first, second], VIEW, px);
  expect(under(4)).toBeNull();
  expect(under(6)).toBe(first);
  expect(under(31)).toBeNull();
  // Drawn three pixels wide, however short.
  expect(under(42)).toBe(second);
  expect(under(44)).toBeNull();
});

it('the next caption and the one before are those with picture', () => {
  const cues = [cue(10, 20), gone(30), cue(50, 60)];
  expect(neighbourCue(cues, 10, 1)).toBe(cues[2]);
  expect(neighbourCue(cues, 50, -1)).toBe(cues[0]);
  expect(neighbourCue(cues, 55, -1)).toBe(cues[2]);
  expect(neighbourCue(cues, 50, 1)).toBeNull();
  expect(neighbourCue(cues, 10, -1)).toBeNull();
});
