import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Cue, cueAt, findCues, shiftCues } from '../../../src/shared/domain/captions';

const cue = (startUs: number, endUs: number, text = 'x'): Cue => ({
  startUs,
  endUs,
  text,
  adrift: null,
});

describe('captions at a time', () => {
  it('is the cue that holds it, of several the last begun', () => {
    const cues = [cue(0, 10), cue(5, 30), cue(40, 40), cue(60, 70)];
    const at = (us: number) => cueAt(cues, us);
    expect([0, 4, 5, 29, 30, 39, 40, 59, 60, 70].map(at)).toEqual([
      0, 0, 1, 1, -1, -1, 2, 2, 3, -1,
    ]);
    expect(cueAt([], 5)).toBe(-1);
  });

  it('passes over a cue whose picture has gone', () => {
    const adrift = { fileId: '01920000-0000-7000-8000-000000000001', startUs: 0, endUs: 10 };
    expect(cueAt([{ ...cue(0, 10), adrift }], 5)).toBe(-1);
  });

  it('agrees with looking at every cue, where none overlap', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 1, max: 50 }), fc.integer({ min: 1, max: 50 }))),
        fc.nat(3_000),
        (lengths, us) => {
          let at = 0;
          const cues = lengths.map(([gap, length]) => {
            const made = cue(at + gap, at + gap + length);
            at = made.endUs;
            return made;
          });
          const truth = cues.findIndex(({ startUs, endUs }) => startUs <= us && us < endUs);
          expect(cueAt(cues, us)).toBe(truth);
        },
      ),
    );
  });
});

describe('captions as a whole', () => {
  it('shift together, none to before the lesson', () => {
    expect(shiftCues([cue(5, 10), cue(20, 25)], -8)).toEqual([cue(0, 2), cue(12, 17)]);
  });

  it('are found whatever the case and accents', () => {
    const cues = [cue(0, 1, 'Why is it an Élan?'), cue(1, 2, 'Because.')];
    expect(findCues(cues, ' elan')).toEqual([0]);
    expect(findCues(cues, '')).toEqual([0, 1]);
    expect(findCues(cues, 'never')).toEqual([]);
  });
});
