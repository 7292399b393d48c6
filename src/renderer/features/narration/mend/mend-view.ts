/** What is chosen in the narration that is mended: neither saved nor undone. */
import { create } from 'zustand';
import type { Id } from '../../../../shared/domain/ids';

interface MendView {
  /** The stretch in hand, samples of the narration; either end alone while the other is not marked. */
  from: number | null;
  to: number | null;
  /** The event in hand: its take and its place there. */
  event: { takeId: Id; place: number } | null;
  cueId: Id | null;
  dialog: 'details' | 'words' | null;
  /** How loud it is is being measured. */
  listening: boolean;
}

const FRESH: MendView = {
  ...{ from: null, to: null, event: null, cueId: null },
  ...{ dialog: null, listening: false },
};

export const useMendView = create<MendView>(() => FRESH);

export function freshMendView(): void {
  useMendView.setState(FRESH);
}

/** The stretch in hand, when both ends are marked. */
export function chosenStretch(
  { from, to }: Pick<MendView, 'from' | 'to'> = useMendView.getState(),
): { from: number; to: number } | null {
  return from !== null && to !== null && to > from ? { from, to } : null;
}

/** Marks where a stretch begins; an end that would come before it goes. */
export function markFrom(t: number): void {
  useMendView.setState(({ to }) => ({ from: t, to: to !== null && to > t ? to : null }));
}

/** Marks where a stretch ends; a beginning that would come after it goes. */
export function markTo(t: number): void {
  useMendView.setState(({ from }) => ({ to: t, from: from !== null && from < t ? from : null }));
}

export function chooseStretch(a: number, b: number): void {
  useMendView.setState({ from: Math.min(a, b), to: Math.max(a, b) });
}

export function letStretchGo(): void {
  useMendView.setState({ from: null, to: null });
}
