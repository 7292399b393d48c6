import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newId } from '../../../src/shared/domain/ids';
import {
  fitOf,
  type ItemOf,
  itemMoved,
  plainItem,
  plannedMs,
  planAgain,
  SessionItem,
  watchedUs,
  withoutLesson,
} from '../../../src/shared/domain/session';
import { anyItems, discuss, LESSON, MINUTE, text, watch } from './session-plans';

describe('an item', () => {
  it.each([
    ['welcome', 'watch', 'discuss', 'reflect', 'read', 'next-steps', 'break', 'text'] as const,
  ])('of every kind is whole when it is new', (...kinds) => {
    for (const kind of kinds) {
      expect(SessionItem.parse({ ...plainItem(kind), id: newId() }).kind).toBe(kind);
    }
  });

  it('to watch takes as long as its footage, unless minutes are said', () => {
    expect(plannedMs(watch(90.5))).toBe(90_500);
    expect(plannedMs(watch(90, { minutes: 5 }))).toBe(5 * MINUTE);
    expect(plannedMs(watch(90, { what: null }))).toBe(0);
  });

  it('of a narration is as long as its voice, in microseconds', () => {
    const what = { type: 'narration' as const, lessonId: LESSON, narrationId: newId() };
    expect(watchedUs({ ...what, from: 48_000, to: 144_000 })).toBe(2_000_000);
    expect(watchedUs({ ...what, from: 5, to: 0 })).toBe(0);
  });
});

describe('the plan against the slot', () => {
  it('says what does not fit and what is spare', () => {
    const items = [discuss(2, 4, 4), text(5)];
    expect(fitOf({ items, slotMinutes: 12 })).toMatchObject({ overMs: 3 * MINUTE, spareMs: 0 });
    expect(fitOf({ items, slotMinutes: 20 })).toMatchObject({ overMs: 0, spareMs: 5 * MINUTE });
    expect(fitOf({ items: [], slotMinutes: 1 }).totalMs).toBe(0);
  });
});

it('moving an item loses and doubles none', () => {
  fc.assert(
    fc.property(anyItems, fc.nat(20), fc.integer({ min: -3, max: 20 }), (items, which, to) => {
      const moved = items[which % items.length];
      const next = itemMoved(items, moved?.id ?? '', to);
      expect(next.map(({ id }) => id).sort()).toEqual(items.map(({ id }) => id).sort());
      expect(next.indexOf(moved as SessionItem)).toBe(Math.min(Math.max(0, to), items.length - 1));
    }),
  );
});

it('planned again it shares no id, and has the pictures of its own', () => {
  const [old, mine] = [newId(), newId()];
  const read = { ...(plainItem('read') as ItemOf<'read'>), id: newId(), fileId: old };
  const content = {
    ...{ title: 'Waiting', intention: '', heldOn: '2026-03-20', slotMinutes: 50 },
    ...{ people: ['RK'], groups: [], items: [watch(5), read] },
  };
  const again = planAgain(
    content,
    () => newId(),
    (id) => (id === old ? mine : null),
  );
  expect(again.heldOn).toBeNull();
  expect(again.items.map(({ id }) => id)).not.toContain(read.id);
  expect(again.items[1]).toMatchObject({ kind: 'read', fileId: mine });
});

it('nothing of a lesson that is removed is left in a plan', () => {
  const other = { type: 'range' as const, lessonId: newId(), startUs: 0, endUs: 5 };
  const items = [watch(5), watch(6, { what: other }), text(3)];
  const left = withoutLesson(items, LESSON);
  expect(JSON.stringify(left)).not.toContain(LESSON);
  expect(left[1]).toBe(items[1]);
  expect(left[2]).toBe(items[2]);
});
