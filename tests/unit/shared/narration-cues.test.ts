import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newId } from '../../../src/shared/domain/ids';
import { NarrationCue, VOICE_RATE } from '../../../src/shared/domain/narration';
import {
  cueOver,
  cuesFrom,
  mergedWithNext,
  retimed,
  samplesToRead,
  splitCue,
  withCueAt,
  withoutCue,
  withText,
} from '../../../src/shared/domain/narration-cues';
import { heldAt, replaced, trimmed } from '../../../src/shared/domain/narration-edit';
import { bucketCount, emptyLevel, levelsOver, raise } from '../../../src/shared/domain/peaks';
import { roughCues } from '../../../src/shared/domain/rough-cues';

const SECOND = VOICE_RATE;
const END = 60 * SECOND;

function cue(from: number, to: number, text = ''): NarrationCue {
  return { id: newId(), from: from * SECOND, to: to * SECOND, text };
}

function expectWell(cues: readonly NarrationCue[], end: number): void {
  let last = 0;
  for (const each of cues) {
    expect(NarrationCue.safeParse(each).success).toBe(true);
    expect(each.from).toBeGreaterThanOrEqual(last);
    last = each.to;
  }
  expect(last).toBeLessThanOrEqual(end);
  expect(new Set(cues.map(({ id }) => id)).size).toBe(cues.length);
}

const anyTime = fc.integer({ min: -5 * SECOND, max: END + 5 * SECOND });
const anyEdit = fc.tuple(
  fc.constantFrom('add', 'split', 'merge', 'time', 'remove', 'write', 'cut', 'trim', 'hold'),
  ...[anyTime, anyTime, fc.nat(50)],
);

describe('captions of a narration', () => {
  it('stay in order, apart and inside, whatever is done', () => {
    fc.assert(
      fc.property(fc.array(anyEdit, { maxLength: 30 }), (edits) => {
        const takeId = newId();
        let cues: NarrationCue[] = [];
        let row = [{ type: 'told' as const, takeId, from: 0, to: END }] as Parameters<
          typeof heldAt
        >[0]['row'];
        let end = END;
        for (const [what, a, b, n] of edits as [string, number, number, number][]) {
          const id = cues[n % Math.max(1, cues.length)]?.id ?? '';
          if (what === 'add') cues = withCueAt(cues, a, end)?.cues ?? cues;
          if (what === 'split') cues = splitCue(cues, id, a) ?? cues;
          if (what === 'merge') cues = mergedWithNext(cues, id) ?? cues;
          if (what === 'time') cues = retimed(cues, id, { from: a, to: b }, end) ?? cues;
          if (what === 'remove') cues = withoutCue(cues, id);
          if (what === 'write') cues = withText(cues, id, 'I noticed that they waited');
          if (what === 'cut') ({ row, cues } = replaced({ row: [...row], cues }, a, b));
          if (what === 'trim' && Math.abs(a - b) > SECOND) {
            ({ row, cues } = trimmed({ row: [...row], cues }, a, b));
          }
          if (what === 'hold') ({ row, cues } = heldAt({ row: [...row], cues }, a, SECOND));
          end = row.reduce((sum, s) => sum + (s.type === 'hold' ? s.samples : s.to - s.from), 0);
          expectWell(cues, end);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('are added where there is room, up to the next', () => {
    const cues = [cue(2, 4), cue(5, 8)];
    expect(withCueAt(cues, 3 * SECOND, END)?.cues[1]).toMatchObject({
      ...{ from: 4 * SECOND, to: 5 * SECOND },
    });
    expect(withCueAt(cues, 10 * SECOND, END)?.cues[2]).toMatchObject({
      ...{ from: 10 * SECOND, to: 13 * SECOND },
    });
    expect(withCueAt([cue(0, 60)], 3 * SECOND, END)).toBeNull();
  });

  it('are parted between two words, and joined again with all of them', () => {
    const whole = cue(0, 10, 'They waited. Then five hands went up');
    const parts = splitCue([whole], whole.id, 3 * SECOND) ?? [];
    expect(parts.map(({ text }) => text)).toEqual(['They waited.', 'Then five hands went up']);
    expect(parts.map(({ from, to }) => [from / SECOND, to / SECOND])).toEqual([
      [0, 3],
      [3, 10],
    ]);
    const [first] = mergedWithNext(parts, whole.id) ?? [];
    expect(first).toEqual(whole);
    expect(splitCue([whole], whole.id, 5 * SECOND, 4)?.map(({ text }) => text)).toEqual([
      ...['They', 'waited. Then five hands went up'],
    ]);
    expect(mergedWithNext(parts, parts[1]?.id ?? '')).toBeNull();
  });

  it('keep their neighbours when their times change', () => {
    const cues = [cue(0, 2), cue(3, 4), cue(6, 8)];
    const id = cues[1]?.id ?? '';
    expect(retimed(cues, id, { from: 0, to: 9 * SECOND }, END)?.[1]).toMatchObject({
      ...{ from: 2 * SECOND, to: 6 * SECOND },
    });
    expect(retimed(cues, id, { from: 5 * SECOND, to: 4 * SECOND }, END)).toBeNull();
    expect(cueOver(cues, 3.5 * SECOND)?.id).toBe(id);
    expect(cueOver(cues, 5 * SECOND)).toBeUndefined();
  });

  it('come from a file without overlaps and not beyond the end', () => {
    const seconds = (startUs: number, endUs: number, text: string) => ({
      ...{ startUs: startUs * 1e6, endUs: endUs * 1e6, text },
    });
    const read = [
      seconds(5, 9, 'second'),
      seconds(0, 7, 'first'),
      seconds(12, 12, 'no length'),
      seconds(20, 22, '  '),
      seconds(58, 90, 'last'),
      seconds(70, 80, 'after it'),
    ];
    const cues = cuesFrom(read, END);
    expectWell(cues, END);
    expect(cues.map(({ text }) => text)).toEqual(['first', 'second', 'no length', 'last']);
    expect(cues.map(({ from, to }) => [from / SECOND, to / SECOND])).toEqual([
      [0, 5],
      [5, 9],
      [12, 58],
      [58, 60],
    ]);
  });

  it('stand long enough to be read', () => {
    expect(samplesToRead('x'.repeat(170))).toBe(11 * SECOND);
    expect(samplesToRead('Yes')).toBeGreaterThan(1.8 * SECOND);
  });
});

describe('a first rough segmentation', () => {
  /** Talk and pauses by turns, in seconds, the first of them talk. */
  function heard(turns: readonly number[]) {
    const seconds = turns.reduce((sum, each) => sum + each, 0);
    const finest = emptyLevel(bucketCount(seconds * 1e6));
    let at = 0;
    turns.forEach((length, turn) => {
      finest.loud.fill(turn % 2 === 0 ? 215 : 140, at, at + length * 100);
      at += length * 100;
    });
    const levels = levelsOver(finest);
    raise(levels, 0, finest.min.length);
    return { levels, made: [[0, finest.min.length]] as [number, number][] };
  }

  it('has one for what is said between two pauses, where it is used', () => {
    const takeId = newId();
    const peaks = heard([2, 1, 3, 2, 4, 1, 0.16, 2]);
    const row = [
      { type: 'told' as const, takeId, from: 0, to: 4 * SECOND },
      { type: 'hold' as const, takeId, from: 4 * SECOND, samples: 5 * SECOND },
      { type: 'told' as const, takeId, from: 8 * SECOND, to: 13 * SECOND },
    ];
    const cues = roughCues(row, () => peaks);
    expectWell(cues, 14 * SECOND);
    const near = cues.map(({ from, to }) =>
      [from, to].map((t) => Math.round((t / SECOND) * 2) / 2),
    );
    expect(near).toEqual([
      [0, 2],
      [3, 4],
      [9, 13],
    ]);
  });

  it('parts a long run at its breaths, and is empty without a voice', () => {
    const takeId = newId();
    const peaks = heard([4, 0.4, 5, 0.4, 5, 2, 20, 1]);
    const row = [{ type: 'told' as const, takeId, from: 0, to: Math.round(37.8 * SECOND) }];
    const cues = roughCues(row, () => peaks);
    expectWell(cues, 38 * SECOND);
    expect(cues.length).toBe(6);
    for (const { from, to } of cues) expect(to - from).toBeLessThanOrEqual(7.5 * SECOND);
    expect(roughCues(row, () => undefined)).toEqual([]);
  });
});
