import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newId } from '../../../src/shared/domain/ids';
import type { SessionItem } from '../../../src/shared/domain/session';
import {
  advance,
  allottedMs,
  clockOf,
  endsAtMs,
  offerOf,
  spentMs,
} from '../../../src/shared/domain/session-clock';
import { type RunCommand, RunState } from '../../../src/shared/domain/session-run';
import {
  begun,
  doneIn,
  halted,
  minutesDone,
  obey,
  reported,
  seen,
} from '../../../src/shared/domain/session-steps';
import {
  anyCommand,
  anyItems,
  discuss,
  MINUTE,
  pause,
  running,
  text,
  watch,
} from './session-plans';

const after = (items: SessionItem[], run: RunState, ...acts: (RunCommand | number)[]): RunState =>
  acts.reduce<RunState>(
    (now, act) =>
      typeof act === 'number' ? advance({ items }, now, act) : obey({ items }, now, act),
    run,
  );

describe('the clock', () => {
  it('runs down an item, goes on into over time, and says when the session ends', () => {
    const items = [text(3), text(5)];
    const run = after(items, running(items), 4 * MINUTE);
    expect(clockOf({ items }, run)).toMatchObject({
      ...{ stepLeftMs: -MINUTE, itemLeftMs: -MINUTE, leftMs: 5 * MINUTE, behindMs: MINUTE },
    });
    expect(endsAtMs({ items }, run, 1_000)).toBe(1_000 + 5 * MINUTE);
  });

  it('goes from alone to pairs to everyone by itself, and stays with everyone', () => {
    const items = [discuss(2, 4, 4)];
    const steps = [1, 2, 5, 6, 30].map(
      (minutes) => after(items, running(items), minutes * MINUTE).step,
    );
    expect(steps).toEqual([0, 1, 1, 2, 2]);
  });

  it('while it is held only falls behind', () => {
    const items = [text(3), text(5)];
    const run = after(items, running(items), MINUTE, { do: 'hold', on: true }, 2 * MINUTE);
    expect(clockOf({ items }, run)).toMatchObject({ stepLeftMs: 2 * MINUTE, behindMs: 2 * MINUTE });
    const on = after(items, run, { do: 'hold', on: false }, MINUTE);
    expect(clockOf({ items }, on).stepLeftMs).toBe(MINUTE);
  });

  it('with a minute more has a minute more, for the step that runs', () => {
    const items = [discuss(2, 4)];
    const run = after(items, running(items), 3 * MINUTE, { do: 'extend', ms: MINUTE });
    expect(clockOf({ items }, run)).toMatchObject({
      stepAllottedMs: 5 * MINUTE,
      stepLeftMs: 4 * MINUTE,
    });
    expect(
      allottedMs(items[0] as SessionItem, after(items, run, { do: 'extend', ms: -3_600_000 })),
    ).toBe(2 * MINUTE);
  });

  it('ahead of plan after an item that took less', () => {
    const items = [text(5), text(5)];
    const run = after(items, running(items), MINUTE, { do: 'next' });
    expect(clockOf({ items }, run)).toMatchObject({ behindMs: -4 * MINUTE, leftMs: 5 * MINUTE });
    expect(offerOf({ items }, run)).toBeNull();
  });

  it('loses no time and makes none, whatever is asked', () => {
    fc.assert(
      fc.property(
        anyItems.chain((items) =>
          fc.tuple(
            fc.constant(items),
            fc.array(fc.oneof(fc.nat(400_000), anyCommand(items)), { maxLength: 40 }),
          ),
        ),
        ([items, acts]) => {
          const run = after(items, running(items), ...acts);
          expect(RunState.safeParse(run).success).toBe(true);
          const went = acts.reduce<number>(
            (sum, act) => sum + (typeof act === 'number' ? act : 0),
            0,
          );
          const [sitting] = run.sittings;
          const spent = items.reduce((sum, { id }) => sum + spentMs(id, run), 0);
          expect(spent + (sitting?.heldMs ?? 0)).toBeCloseTo(went, 3);
          const said = Object.values(sitting?.spentMs ?? {}).reduce((sum, ms) => sum + ms, 0);
          expect(said).toBeCloseTo(spent, 3);
          expect(clockOf({ items }, run).leftMs).toBeGreaterThanOrEqual(-0.001);
          expect(items.some(({ id }) => id === run.itemId)).toBe(true);
        },
      ),
    );
  });

  it('is the same counted in one go or in many', () => {
    fc.assert(
      fc.property(anyItems, fc.array(fc.nat(90_000), { maxLength: 30 }), (items, bits) => {
        const many = after(items, running(items), ...bits);
        const one = after(
          items,
          running(items),
          bits.reduce((sum, bit) => sum + bit, 0),
        );
        expect(many.step).toBe(one.step);
        const id = many.itemId ?? '';
        for (const [step, ms] of (one.spentMs[id] ?? []).entries()) {
          expect(many.spentMs[id]?.[step] ?? 0).toBeCloseTo(ms, 3);
        }
      }),
    );
  });
});

describe('an offer to shorten', () => {
  it('takes whole minutes from what is left, at most a third of each, never from a film', () => {
    fc.assert(
      fc.property(anyItems, fc.nat(90 * MINUTE), (items, lateMs) => {
        const run = after(items, running(items), lateMs);
        const offer = offerOf({ items }, run);
        const { behindMs } = clockOf({ items }, run);
        if (!offer) return;
        expect(offer.gainedMs).toBeLessThanOrEqual(Math.ceil(behindMs / MINUTE) * MINUTE);
        for (const { itemId, ms } of offer.cuts) {
          const item = items.find(({ id }) => id === itemId) as SessionItem;
          expect(item.kind).not.toBe('watch');
          expect(items.indexOf(item)).toBeGreaterThan(0);
          expect(ms % MINUTE).toBe(0);
          expect(ms).toBeLessThanOrEqual(allottedMs(item, run) / 3);
        }
        const cut = after(items, run, { do: 'shorten', cuts: offer.cuts });
        expect(clockOf({ items }, cut).behindMs).toBeCloseTo(behindMs - offer.gainedMs, 3);
      }),
    );
  });

  it('comes with a minute, and changes nothing by itself', () => {
    const items = [text(1), discuss(3, 6), text(3)];
    const run = after(items, running(items), 3 * MINUTE);
    expect(offerOf({ items }, run)).toEqual({
      cuts: [{ itemId: items[1]?.id, ms: 2 * MINUTE }],
      gainedMs: 2 * MINUTE,
    });
    expect(clockOf({ items }, run).behindMs).toBe(2 * MINUTE);
    expect(offerOf({ items }, after(items, running(items), 1.5 * MINUTE))).toBeNull();
  });
});

describe('footage on the screen', () => {
  const items = [watch(60), discuss(3), text(2)];
  const plan = { items };

  it('waits for play, is paused and sought, and comes to its end once', () => {
    const run = running(items);
    expect(run.picture).toMatchObject({ playing: false, atUs: 0, turn: 1 });
    const playing = after(items, run, { do: 'play' });
    expect(playing.picture).toMatchObject({ playing: true, turn: 2 });
    const told = reported(plan, playing, { turn: 2, atUs: 5e6, over: false });
    expect(told.picture).toMatchObject({ atUs: 5e6, turn: 2 });
    const over = reported(plan, told, { turn: 2, atUs: 99e6, over: true });
    expect(over.picture).toMatchObject({ atUs: 60e6, playing: false, over: true });
    expect(after(items, over, { do: 'play' }).picture).toMatchObject({ atUs: 0, playing: true });
  });

  it('passes over what was reported of an earlier turn', () => {
    const run = after(items, running(items), { do: 'play' }, { do: 'seek', atUs: 9e6 });
    expect(reported(plan, run, { turn: 2, atUs: 1e6, over: false })).toBe(run);
  });

  it('is played by the remote before it is left', () => {
    const played = after(items, running(items), { do: 'onward' });
    expect(played).toMatchObject({ itemId: items[0]?.id, picture: { playing: true } });
    expect(after(items, played, { do: 'onward' }).itemId).toBe(items[1]?.id);
  });

  it('is watched again over a discussion, slower and silent, and gives way to it', () => {
    const talk = after(items, running(items), { do: 'next' });
    expect(talk.picture).toBeNull();
    const again: RunCommand = {
      ...{ do: 'again', itemId: items[0]?.id ?? '', fromUs: 3e6, rate: 0.5, sound: false },
    };
    const shown = after(items, talk, again);
    expect(shown).toMatchObject({
      itemId: items[1]?.id,
      picture: { again: true, rate: 0.5, sound: false, atUs: 3e6, playing: true },
    });
    expect(after(items, shown, { do: 'again-over' }).picture).toBeNull();
    expect(after(items, shown, { do: 'next' }).picture).toBeNull();
  });
});

describe('over several days', () => {
  const items = [watch(60), discuss(5), pause(10), text(5)];
  const plan = { items };
  const on = (run: RunState, now: string): RunState =>
    begun(plan, run, { now, sittingId: newId() });

  it('goes on where it was, with each day its own sitting', () => {
    const first = after(
      items,
      running(items, '2026-03-12T15:00:00.000Z'),
      MINUTE,
      { do: 'next' },
      MINUTE,
    );
    const stopped = halted(first, 'stopped', '2026-03-12T15:02:00.000Z');
    expect(stopped.phase).toBe('stopped');
    const second = after(items, on(stopped, '2026-03-19T15:00:00.000Z'), 2 * MINUTE);
    expect(second).toMatchObject({ phase: 'running', itemId: items[1]?.id });
    const ended = halted(second, 'ended', '2026-03-19T15:02:00.000Z');
    expect(doneIn(plan, ended).map(({ minutes }) => minutes)).toEqual([2, 2]);
    expect(minutesDone(plan, ended)).toBe(4);
    expect(spentMs(items[1]?.id ?? '', ended)).toBe(3 * MINUTE);
  });

  it('after a kill on the same day is one sitting, and the time away counts as held', () => {
    const run = seen(
      after(items, running(items, '2026-03-12T15:00:00.000Z'), MINUTE),
      '2026-03-12T15:01:00.000Z',
    );
    const again = on(RunState.parse(JSON.parse(JSON.stringify(run))), '2026-03-12T15:04:00.000Z');
    expect(again.sittings).toHaveLength(1);
    expect(again.sittings[0]).toMatchObject({ heldMs: 3 * MINUTE, endedAt: null });
    expect(again).toMatchObject({ itemId: run.itemId, spentMs: run.spentMs });
  });

  it('goes on with the footage where it was, and waits for play', () => {
    const playing = after(items, running(items), { do: 'play' });
    const at = reported(plan, playing, {
      turn: playing.picture?.turn ?? 0,
      atUs: 7e6,
      over: false,
    });
    expect(on(at, '2026-03-12T15:04:00.000Z').picture).toMatchObject({ atUs: 7e6, playing: false });
  });

  it('minutes are of the clock: no breaks, nothing while it was held, by no clock that was put back', () => {
    const run = after(
      ...([items, running(items, '2026-03-12T15:00:00.000Z')] as const),
      ...([3 * MINUTE, { do: 'jump', itemId: items[2]?.id ?? '' }, 10 * MINUTE] as const),
      ...([
        { do: 'next' },
        { do: 'hold', on: true },
        5 * MINUTE,
        { do: 'hold', on: false },
      ] as const),
      4 * MINUTE,
    );
    const ended = halted(run, 'ended', '2026-03-12T14:00:00.000Z');
    expect(minutesDone(plan, ended)).toBe(7);
    const [sitting] = doneIn(plan, ended);
    expect(sitting && sitting.endedAt >= sitting.startedAt).toBe(true);
  });
});
