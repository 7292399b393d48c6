/** Sessions to test with, small and any. */
import fc from 'fast-check';
import { newId } from '../../../src/shared/domain/ids';
import { type ItemOf, plainItem, type SessionItem } from '../../../src/shared/domain/session';
import { NEW_RUN, type RunCommand, type RunState } from '../../../src/shared/domain/session-run';
import { begun } from '../../../src/shared/domain/session-steps';
import { NOW } from './rows';

export const MINUTE = 60_000;
export const LESSON = newId();

export function watch(seconds: number, over: Partial<ItemOf<'watch'>> = {}): SessionItem {
  const what = { type: 'range' as const, lessonId: LESSON, startUs: 0, endUs: seconds * 1e6 };
  return { ...(plainItem('watch') as ItemOf<'watch'>), id: newId(), what, ...over };
}

export function discuss(...minutes: number[]): SessionItem {
  const groupings = ['alone', 'pairs', 'groups', 'everyone'] as const;
  const steps = minutes.map((each, at) => ({
    grouping: groupings[at % 4] ?? 'everyone',
    minutes: each,
  }));
  return { ...(plainItem('discuss') as ItemOf<'discuss'>), id: newId(), steps };
}

export function text(minutes: number): SessionItem {
  return { ...(plainItem('text') as ItemOf<'text'>), id: newId(), minutes };
}

export function pause(minutes: number): SessionItem {
  return { ...(plainItem('break') as ItemOf<'break'>), id: newId(), minutes };
}

export function running(items: SessionItem[], now = NOW): RunState {
  return begun({ items }, NEW_RUN, { now, sittingId: newId() });
}

const anyItem: fc.Arbitrary<SessionItem> = fc.oneof(
  fc.integer({ min: 0, max: 900 }).map((seconds) => watch(seconds)),
  fc
    .array(fc.integer({ min: 0, max: 12 }), { minLength: 1, maxLength: 4 })
    .map((all) => discuss(...all)),
  fc.integer({ min: 0, max: 40 }).map(text),
  fc.integer({ min: 0, max: 20 }).map(pause),
);

export const anyItems = fc.array(anyItem, { minLength: 1, maxLength: 12 });

/** Commands by the places of items, so that they fit any plan. */
export const anyCommand = (items: readonly SessionItem[]): fc.Arbitrary<RunCommand> => {
  const itemId = fc.constantFrom(...items.map(({ id }) => id));
  return fc.oneof(
    fc.constantFrom<RunCommand>(
      ...([
        { do: 'next' },
        { do: 'back' },
        { do: 'onward' },
        { do: 'play' },
        { do: 'pause' },
      ] as const),
      { do: 'again-over' },
    ),
    itemId.map((id): RunCommand => ({ do: 'jump', itemId: id })),
    fc.boolean().map((on): RunCommand => ({ do: 'hold', on })),
    fc.boolean().map((on): RunCommand => ({ do: 'blank', on })),
    fc.integer({ min: 0, max: 5 }).map((step): RunCommand => ({ do: 'step', step })),
    fc.integer({ min: -600_000, max: 600_000 }).map((ms): RunCommand => ({ do: 'extend', ms })),
    fc
      .tuple(itemId, fc.integer({ min: 0, max: 900_000 }))
      .map(([id, ms]): RunCommand => ({ do: 'shorten', cuts: [{ itemId: id, ms }] })),
    itemId.map(
      (id): RunCommand => ({ do: 'again', itemId: id, fromUs: 0, rate: 0.5, sound: false }),
    ),
  );
};
