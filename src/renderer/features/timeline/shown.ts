/**
 * How the rows are shown and which one the keyboard is on. At once on screen, and kept in settings
 * when the hand rests.
 */
import { create } from 'zustand';
import type { TimelineSettings } from '../../../shared/domain/settings';
import { changeSettings, useSettings } from '../../stores/settings';
import { rowName, type RowsBy } from './rows';

interface Shown extends TimelineSettings {
  /** The row that keys act on; null until one was gone to. */
  rowKey: string | null;
}

/** What the keyboard is on while it is on the captions; no kind, tag or person is called so. */
export const CAPTIONS_ROW = ' captions';

/** The same for the lane of what is hidden. */
export const HIDDEN_ROW = ' hidden';

const MOST_KEPT = 200;
const REST_MS = 400;

export const useShown = create<Shown>(() => ({
  ...useSettings.getState().timeline,
  rowKey: null,
}));

let resting: ReturnType<typeof setTimeout> | undefined;

function keep(): void {
  resting = undefined;
  const { rowsBy, follow, order, folded, heightsPx } = useShown.getState();
  // What could not be kept still holds on screen; the next change tries again.
  changeSettings({ timeline: { rowsBy, follow, order, folded, heightsPx } }).catch(() => undefined);
}

function change(part: Partial<TimelineSettings>): void {
  useShown.setState(part);
  clearTimeout(resting);
  resting = setTimeout(keep, REST_MS);
}

/** Takes what is in settings; keeps at once what is not kept yet when it stops. */
export function watchShown(): () => void {
  useShown.setState({ ...useSettings.getState().timeline, rowKey: null });
  const stop = useSettings.subscribe((now, before) => {
    if (now.timeline !== before.timeline && resting === undefined) useShown.setState(now.timeline);
  });
  return () => {
    stop();
    if (resting === undefined) return;
    clearTimeout(resting);
    keep();
  };
}

export function setRowsBy(rowsBy: RowsBy): void {
  useShown.setState({ rowKey: null });
  change({ rowsBy });
}

export function setFollow(follow: TimelineSettings['follow']): void {
  change({ follow });
}

export function isFolded({ rowsBy, folded }: TimelineSettings, key: string): boolean {
  return folded.includes(rowName(rowsBy, key));
}

export function toggleFolded(key: string): void {
  const { rowsBy, folded } = useShown.getState();
  const name = rowName(rowsBy, key);
  const others = folded.filter((known) => known !== name);
  change({ folded: others.length < folded.length ? others : [...others, name].slice(-MOST_KEPT) });
}

/** @param heightPx null for what the row needs. */
export function setRowHeight(key: string, heightPx: number | null): void {
  const { rowsBy, heightsPx } = useShown.getState();
  const { [rowName(rowsBy, key)]: _, ...others } = heightsPx;
  if (heightPx === null) change({ heightsPx: others });
  else {
    const rounded = Math.min(200, Math.max(12, Math.round(heightPx)));
    change({ heightsPx: { ...others, [rowName(rowsBy, key)]: rounded } });
  }
}

/** Moves a row to another place among those that are shown. */
export function moveRow(keys: readonly string[], key: string, toIndex: number): void {
  const { rowsBy, order } = useShown.getState();
  const others = keys.filter((known) => known !== key);
  const at = Math.min(others.length, Math.max(0, toIndex));
  const names = [...others.slice(0, at), key, ...others.slice(at)].map((each) =>
    rowName(rowsBy, each),
  );
  const kept = order.filter((name) => !names.includes(name));
  change({ order: [...names, ...kept].slice(0, MOST_KEPT) });
}

export function goToRow(key: string): void {
  useShown.setState({ rowKey: key });
}
