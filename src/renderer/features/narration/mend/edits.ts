/**
 * Mending, each change one step of undo. What was recorded is never changed: all of these are edits of
 * the narration's row.
 */
import type { Id } from '../../../../shared/domain/ids';
import { type Narration, VOICE_RATE } from '../../../../shared/domain/narration';
import {
  heldAt,
  replaced,
  trimmed,
  withEventMoved,
  withGain,
} from '../../../../shared/domain/narration-edit';
import { type Happening, takeTime } from '../../../../shared/domain/narration-path';
import { instant } from '../../../../shared/domain/row';
import { call } from '../../../bridge/api';
import { tell } from '../../../stores/app-notices';
import { lessonStore } from '../../../stores/document';
import { narrationTransport, useOpenNarration } from '../../../stores/narration';
import { chosenStretch, letStretchGo, useMendView } from './mend-view';
import { reading } from './reading';

type Change = Partial<
  Pick<Narration, 'title' | 'private' | 'row' | 'mends' | 'cues' | 'captionsShown' | 'draft'>
>;

/** @param mergeKey what is done again at once under this key is the same step of undo */
export function change(label: string, now: Change, mergeKey?: string): void {
  const narration = reading()?.narration;
  if (!narration) return;
  const after: Narration = { ...narration, ...now, changedAt: instant() };
  const op = { table: 'narration' as const, id: narration.id, before: narration, after };
  lessonStore.getState().commit(label, [op], mergeKey);
}

/** Only what is chosen stays. */
export function keepOnlyStretch(): void {
  const [read, stretch] = [reading(), chosenStretch()];
  if (!read || !stretch) return;
  const now = narrationTransport().now();
  change('Keep only a stretch', trimmed(read.narration, stretch.from, stretch.to));
  letStretchGo();
  const length = stretch.to - stretch.from;
  narrationTransport().seek(Math.min(length, Math.max(0, now - stretch.from)));
}

export function cutStretch(): void {
  const [read, stretch] = [reading(), chosenStretch()];
  if (!read || !stretch) return;
  const now = narrationTransport().now();
  change('Cut a stretch', replaced(read.narration, stretch.from, stretch.to));
  letStretchGo();
  const { from, to } = stretch;
  narrationTransport().seek(now < from ? now : Math.max(from, now - (to - from)));
}

/** The picture stands, and nobody speaks, for so many seconds from the position on. */
export function hold(seconds: number): void {
  const read = reading();
  if (!read || read.end === 0) return;
  const t = Math.round(narrationTransport().now());
  change('Hold the picture', heldAt(read.narration, t, Math.round(seconds * VOICE_RATE)));
}

/**
 * An event at another time of the narration.
 * @returns what is wrong with it, or null when it was moved
 */
export function moveEvent({ takeId, place }: Happening, t: number): string | null {
  const read = reading();
  if (!read) return null;
  const inside = Math.min(Math.max(0, t), Math.max(0, read.end - 1));
  const at = takeTime(read.narration, takeId, inside);
  if (at === null)
    return 'Something else was recorded there; it can only move within its recording';
  const { mends } = read.narration;
  const take = read.takes.find(({ id }) => id === takeId);
  const moved = mends.find((mend) => mend.takeId === takeId)?.moved;
  const before = moved?.find(({ event }) => event === place)?.at ?? take?.events[place]?.at;
  if (at === before) return null;
  change('Move an event', { mends: withEventMoved(mends, takeId, place, at) });
  useMendView.setState({ event: { takeId, place } });
  return null;
}

export function removeEvent({ takeId, place }: Happening): void {
  const read = reading();
  if (!read) return;
  change('Remove an event', { mends: withEventMoved(read.narration.mends, takeId, place, null) });
  useMendView.setState({ event: null });
}

/** The event in hand, where it happens first. */
export function eventInHand(): Happening | undefined {
  const { event } = useMendView.getState();
  return reading()?.happenings.find(
    ({ takeId, place }) => takeId === event?.takeId && place === event.place,
  );
}

/** Brings all voices to one loudness. @throws AppError when they cannot be measured */
export async function evenOut(): Promise<void> {
  const { narrationId } = useOpenNarration.getState();
  if (!narrationId || useMendView.getState().listening) return;
  useMendView.setState({ listening: true });
  try {
    const { gains } = await call((api) => api.narrations.loudness({ narrationId }));
    const read = reading();
    if (read?.narration.id !== narrationId) return;
    if (gains.length === 0) {
      tell({
        sentence: 'No voice was found in this narration.',
        next: 'Listen to it: where you hear nothing, nothing can be made louder.',
      });
      return;
    }
    let { mends } = read.narration;
    for (const { takeId, gainDb } of gains) mends = withGain(mends, takeId, gainDb);
    change('Even out loudness', { mends });
  } finally {
    useMendView.setState({ listening: false });
  }
}

/** A take's voice louder or softer by so many decibels than it was recorded. */
export function setGain(takeId: Id, gainDb: number): void {
  const read = reading();
  if (!read) return;
  const mends = withGain(read.narration.mends, takeId, gainDb);
  change('Make a voice louder or softer', { mends }, `gain:${takeId}`);
}

export function rename(title: string): void {
  const clean = title.trim().slice(0, 200);
  if (clean !== '' && clean !== reading()?.narration.title) {
    change('Name a narration', { title: clean });
  }
}

export function setPrivate(only: boolean): void {
  change(only ? 'Keep a narration private' : 'Share a narration', { private: only });
}

export function draftIsFine(): void {
  change('Take a draft as it is', { draft: false });
}
