import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newId } from '../../../src/shared/domain/ids';
import {
  lengthOf,
  NarrationEvent,
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
  withGain,
} from '../../../src/shared/domain/narration-edit';
import { narrationAt, NOTHING_YET, stateAt } from '../../../src/shared/domain/narration-state';

const IDS = Array.from({ length: 3 }, () => newId());
const anyId = fc.constantFrom(...IDS);
const share = fc.integer({ min: 0, max: 8 }).map((n) => n / 8);

/** What may happen, without its time. */
const anyHappening = fc.oneof(
  fc.record({
    type: fc.constant('shown' as const),
    lessonUs: fc.nat(3_600_000_000),
    held: fc.boolean(),
    rate: fc.constantFrom(-2, 0.25, 0.5, 1, 2),
  }),
  fc.record({
    type: fc.constant('layout' as const),
    largeId: fc.option(anyId),
    alone: fc.boolean(),
  }),
  fc.record({
    type: fc.constant('drawn' as const),
    id: anyId,
    shape: fc.constant({ type: 'arrow' as const, from: { x: 0, y: 0 }, to: { x: 1, y: 1 } }),
    colour: fc.constantFrom('sky' as const, 'coral' as const),
    size: fc.constant(0.01),
  }),
  fc.record({ type: fc.constant('wiped' as const), id: anyId }),
  fc.record({ type: fc.constant('cleared' as const) }),
  fc.record({ type: fc.constant('moment' as const), momentId: fc.option(anyId) }),
  fc.record({
    type: fc.constant('zoom' as const),
    box: fc.option(fc.record({ x: share, y: share, width: share, height: share })),
  }),
  fc.record({ type: fc.constant('volume' as const), volume: share }),
  fc.record({ type: fc.constant('meant' as const), what: fc.constant('seek' as const) }),
);

const LONGEST = 20 * VOICE_RATE;

const anyEvents = fc
  .array(fc.tuple(anyHappening, fc.nat(LONGEST)), { maxLength: 25 })
  .map((all): NarrationEvent[] =>
    all.map(([what, at]) => ({ ...what, at })).toSorted((a, b) => a.at - b.at),
  );

const anyTake = fc.record({
  id: fc.uuid(),
  narrationId: fc.constant(IDS[0] as string),
  voiced: fc.boolean(),
  samples: fc.integer({ min: 1, max: LONGEST }),
  events: anyEvents,
}) satisfies fc.Arbitrary<Take>;

/** Words one after the other. */
const anyCues = fc
  .uniqueArray(fc.nat(2 * LONGEST), { maxLength: 12 })
  .map((times) => times.toSorted((a, b) => a - b))
  .map((times) =>
    times.flatMap((from, place) => {
      const to = times[place + 1];
      return to === undefined ? [] : [{ id: newId(), from, to, text: `words ${place}` }];
    }),
  );

/** Takes, and a row of some of their stretches. */
const anyNarration = fc.array(anyTake, { minLength: 1, maxLength: 3 }).chain((takes) => {
  const anyStretch = fc
    .tuple(fc.nat(takes.length - 1), fc.nat(LONGEST), fc.nat(LONGEST), fc.boolean())
    .map(([which, a, b, isHold]): Stretch => {
      const { id, samples } = takes[which] as Take;
      const [from, to] = [Math.min(a, b, samples - 1), Math.min(Math.max(a, b), samples)];
      return isHold
        ? { type: 'hold', takeId: id, from, samples: 1 + (b % VOICE_RATE) }
        : { type: 'told', takeId: id, from, to: Math.max(from + 1, to) };
    });
  return fc
    .record({ row: fc.array(anyStretch, { maxLength: 6 }), cues: anyCues })
    .map(({ row, cues }) => ({ takes, row, cues }));
});

const anyTime = fc.oneof(
  fc.integer({ min: -VOICE_RATE, max: 2 * LONGEST }),
  fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY),
);

describe('the state at a time', () => {
  it('is there for any log and any time', () => {
    fc.assert(
      fc.property(anyEvents, anyTime, (events, t) => {
        const state = stateAt(events, t);
        expect(Number.isFinite(state.lessonUs)).toBe(true);
        expect(state.lessonUs).toBeGreaterThanOrEqual(0);
        expect(state.volume).toBeGreaterThanOrEqual(0);
        expect(new Set(state.drawn.map(({ id }) => id)).size).toBe(state.drawn.length);
      }),
    );
  });

  it('is decided by nothing that comes later, but for what is shown before anything was', () => {
    fc.assert(
      fc.property(anyEvents, fc.nat(LONGEST), (events, t) => {
        const before = events.filter(({ at }) => at <= t);
        if (!before.some(({ type }) => type === 'shown')) return;
        expect(stateAt(events, t)).toEqual(stateAt(before, t));
      }),
    );
  });

  it('moves at its rate from event to event, and stands while it is held', () => {
    fc.assert(
      fc.property(anyEvents, fc.nat(LONGEST), fc.nat(VOICE_RATE), (events, t, more) => {
        if (events.some(({ at }) => at > t && at <= t + more)) return;
        const [now, then] = [stateAt(events, t), stateAt(events, t + more)];
        const moved = now.held ? 0 : (more / VOICE_RATE) * 1e6 * now.rate;
        // Before the lesson's beginning there is nothing to go back to.
        if (then.lessonUs === 0) return;
        expect(then.lessonUs).toBeCloseTo(now.lessonUs + moved, 3);
        expect({ ...then, lessonUs: 0 }).toEqual({ ...now, lessonUs: 0 });
      }),
    );
  });

  it('is what was shown, not what was meant', () => {
    const shown = { at: 0, type: 'shown', lessonUs: 5e6, held: false, rate: 1 } as const;
    const meant = { at: VOICE_RATE, type: 'meant', what: 'seek' } as const;
    const jumped = { at: 1.25 * VOICE_RATE, type: 'shown', lessonUs: 60e6, held: true } as const;
    const events = [shown, meant, { ...jumped, rate: 1 }];
    expect(stateAt(events, 1.2 * VOICE_RATE).lessonUs).toBeCloseTo(6.2e6, 3);
    expect(stateAt(events, 3 * VOICE_RATE)).toMatchObject({ lessonUs: 60e6, held: true });
  });

  it('stands at what is shown first before that, and at the beginning where nothing ever was', () => {
    const shown = { at: VOICE_RATE, type: 'shown', lessonUs: 5e6, held: false, rate: 2 } as const;
    expect(stateAt([shown], 0)).toMatchObject({ lessonUs: 5e6, held: true });
    expect(stateAt([], 7)).toEqual(NOTHING_YET);
  });
});

describe('a row of stretches', () => {
  it('plays each where it is, and stands at its end', () => {
    fc.assert(
      fc.property(anyNarration, (narration) => {
        let begins = 0;
        for (const stretch of narration.row) {
          const take = narration.takes.find(({ id }) => id === stretch.takeId);
          const state = stateAt(take?.events ?? [], stretch.from);
          const expected = stretch.type === 'hold' ? { ...state, held: true } : state;
          expect(narrationAt(narration, begins)).toEqual(expected);
          begins += lengthOf(stretch);
        }
        expect(narrationAt(narration, begins + 5)).toEqual(narrationAt(narration, begins));
      }),
    );
  });

  it('after a cut is as it was before it, and from there on as it was behind it', () => {
    fc.assert(
      fc.property(anyNarration, fc.nat(LONGEST), fc.nat(LONGEST), (narration, a, b) => {
        const whole = samplesIn(narration);
        const [from, to] = [Math.min(a, b, whole), Math.min(Math.max(a, b), whole)];
        const cut = { ...narration, ...replaced(narration, from, to) };
        expect(samplesIn(cut)).toBe(whole - (to - from));
        for (const t of [0, from / 2, from - 1]) {
          if (t >= 0 && t < from) expect(narrationAt(cut, t)).toEqual(narrationAt(narration, t));
        }
        for (const t of [from, from + 7, whole - (to - from) - 1]) {
          if (t < from || t >= samplesIn(cut)) continue;
          expect(narrationAt(cut, t)).toEqual(narrationAt(narration, t + to - from));
        }
        expect(replaced(cut, from, from)).toEqual({ row: cut.row, cues: cut.cues });
      }),
    );
  });

  it('with a stretch recorded anew shows that there, and elsewhere what it showed', () => {
    fc.assert(
      fc.property(anyNarration, anyTake, fc.nat(LONGEST), fc.nat(LONGEST), (before, take, a, b) => {
        const whole = samplesIn(before);
        const [from, to] = [Math.min(a, b, whole), Math.min(Math.max(a, b), whole)];
        const told: Stretch = { type: 'told', takeId: take.id, from: 0, to: take.samples };
        const mended = replaced(before, from, to, [told]);
        const after = { takes: [...before.takes, take], ...mended };
        expect(samplesIn(after)).toBe(whole - (to - from) + take.samples);
        expect(narrationAt(after, from)).toEqual(stateAt(take.events, 0));
        if (from > 0) expect(narrationAt(after, from - 1)).toEqual(narrationAt(before, from - 1));
        if (to < whole) {
          expect(narrationAt(after, from + take.samples)).toEqual(narrationAt(before, to));
        }
      }),
    );
  });

  it('holds the picture of a time, and goes on from there', () => {
    fc.assert(
      fc.property(
        anyNarration,
        fc.nat(LONGEST),
        fc.integer({ min: 1, max: 999 }),
        (before, a, n) => {
          const whole = samplesIn(before);
          if (whole === 0) return;
          const t = Math.min(a, whole - 1);
          const after = { ...before, ...heldAt(before, t, n) };
          expect(samplesIn(after)).toBe(whole + n);
          const there = { ...narrationAt(before, t), held: true };
          expect(narrationAt(after, t)).toEqual(there);
          expect(narrationAt(after, t + n - 1)).toEqual(there);
          expect(narrationAt(after, t + n)).toEqual(narrationAt(before, t));
        },
      ),
    );
  });

  it('trimmed to all of it, or twice alike, is the same', () => {
    fc.assert(
      fc.property(anyNarration, fc.nat(LONGEST), fc.nat(LONGEST), (any, a, b) => {
        const [from, to] = [Math.min(a, b), Math.max(a, b)];
        const once = trimmed(any, from, to);
        expect(trimmed(once, 0, samplesIn(once))).toEqual(once);
        expect(samplesIn(trimmed(any, 0, samplesIn(any)))).toBe(samplesIn(any));
      }),
    );
  });

  it('keeps words with what they are said over, in order and never over each other', () => {
    fc.assert(
      fc.property(anyNarration, fc.nat(LONGEST), fc.nat(LONGEST), fc.nat(999), (any, a, b, n) => {
        const whole = samplesIn(any);
        const [from, to] = [Math.min(a, b, whole), Math.min(Math.max(a, b), whole)];
        const hold: Stretch = { type: 'hold', takeId: newId(), from: 0, samples: n + 1 };
        const { cues } = replaced(any, from, to, [hold]);
        const by = n + 1 - (to - from);
        for (const [place, cue] of cues.entries()) {
          expect(cue.to).toBeGreaterThan(cue.from);
          expect(cue.from).toBeGreaterThanOrEqual(cues[place - 1]?.to ?? 0);
          const before = any.cues.find(({ id }) => id === cue.id);
          expect(cue.text).toBe(before?.text);
        }
        expect(cues.filter((cue) => cue.to <= from)).toEqual(
          expect.arrayContaining(any.cues.filter((cue) => cue.to <= from)),
        );
        for (const cue of any.cues) {
          if (cue.from < to) continue;
          expect(cues).toContainEqual({ ...cue, from: cue.from + by, to: cue.to + by });
        }
      }),
    );
  });
});

describe('an event', () => {
  it('is moved within its take and stays in order, or is taken out', () => {
    fc.assert(
      fc.property(anyTake, fc.nat(30), fc.nat(2 * LONGEST), (take, which, to) => {
        const place = which % Math.max(1, take.events.length);
        const event = take.events[place];
        if (!event) return;
        const row: Stretch[] = [];
        const told = (mends: Parameters<typeof toldBy>[0]['mends']) =>
          toldBy({ row, mends }, [take]).takes[0]?.events ?? [];
        const moved = told(withEventMoved([], take.id, place, to));
        expect(moved).toHaveLength(take.events.length);
        const times = moved.map(({ at }) => at);
        expect(times).toEqual(times.toSorted((a, b) => a - b));
        for (const one of moved) expect(NarrationEvent.safeParse(one).success).toBe(true);
        const without = told(withEventMoved([], take.id, place, null));
        expect(without).toEqual(take.events.filter((one) => one !== event));
        const back = withEventMoved(
          withEventMoved([], take.id, place, to),
          take.id,
          place,
          event.at,
        );
        expect(told(back)).toHaveLength(take.events.length);
        expect(told(withGain([], take.id, 3))).toEqual(take.events);
      }),
    );
  });
});
