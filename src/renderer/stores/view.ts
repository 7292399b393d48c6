/** What is selected and shown in the open lesson: neither saved nor undone. */
import { create } from 'zustand';
import { type Id, newId } from '../../shared/domain/ids';
import { type MomentFilter, NO_FILTER } from '../../shared/domain/saved-view';
import type { Range } from '../../shared/domain/time';

export type RoomDialog =
  | { name: 'clips'; momentId?: Id }
  /** The stretches to begin with, `selection` or moments' ids; the chosen ones unless said. */
  | { name: 'pack'; chosen?: readonly string[] }
  | { name: 'parts' }
  | { name: 'angles' }
  | { name: 'captions' }
  | { name: 'narration-export'; narrationId: Id }
  /** A board to change; a new one when there is none. */
  | { name: 'board'; boardId: Id | null };

export type Adding = 'tag' | 'reply' | 'link' | 'focus';

/** A range that a first press began and a second one ends. */
export interface OpenRange {
  kind: string;
  group: string;
  momentId: Id;
}

interface View {
  /** Selection in and out, either alone while the other is not yet marked. */
  inUs: number | null;
  outUs: number | null;
  /** The moment that keys and the list act on; of several that are chosen the last one pressed. */
  momentId: Id | null;
  /** Every moment that is chosen; always holds `momentId`. */
  momentIds: readonly Id[];
  /** The moment whose note is being written. */
  writingId: Id | null;
  /** What is being added to the chosen moment, in its place in the list. */
  adding: Adding | null;
  /** Which moments are shown, in the list and on the timeline. */
  filter: MomentFilter;
  /** An id made when the filter was changed last; null while there is none. */
  filterSince: Id | null;
  /** People whose moments are not shown. */
  hiddenLayers: readonly Id[];
  /** The other person, while their moments and one's own stand side by side. */
  besideId: Id | null;
  /** Who is marking, and whose moments are shown, is being chosen. */
  layersOpen: boolean;
  /** Ranges of the board that are going on. */
  openRanges: readonly OpenRange[];
  /** Tags offered for the moment that was marked or tagged last. */
  offered: { momentId: Id; tags: readonly string[] } | null;
  /** Picture, transport and timeline take the whole window. */
  fullWindow: boolean;
  /** Which panel shows where there is room for one. */
  panel: 'board' | 'moments' | 'transcript';
  dialog: RoomDialog | null;
}

const FRESH: View = {
  inUs: null,
  outUs: null,
  momentId: null,
  momentIds: [],
  writingId: null,
  adding: null,
  filter: NO_FILTER,
  filterSince: null,
  hiddenLayers: [],
  besideId: null,
  layersOpen: false,
  openRanges: [],
  offered: null,
  fullWindow: false,
  panel: 'board',
  dialog: null,
};

export const useView = create<View>(() => FRESH);

/** A lesson was opened: nothing is selected in it. */
export function freshView(): void {
  useView.setState(FRESH);
}

/** The selection when both ends are marked and it has a length. */
export function selectionOf({ inUs, outUs }: Pick<View, 'inUs' | 'outUs'>): Range | null {
  return inUs !== null && outUs !== null && outUs > inUs ? { startUs: inUs, endUs: outUs } : null;
}

/** Marks in; an out that would come before it goes. */
export function markIn(us: number): void {
  useView.setState(({ outUs }) => ({
    inUs: us,
    outUs: outUs !== null && outUs > us ? outUs : null,
  }));
}

/** Marks out; an in that would come after it goes. */
export function markOut(us: number): void {
  useView.setState(({ inUs }) => ({ outUs: us, inUs: inUs !== null && inUs < us ? inUs : null }));
}

export function select(range: Range): void {
  useView.setState({ inUs: range.startUs, outUs: range.endUs });
}

export function clearSelection(): void {
  useView.setState({ inUs: null, outUs: null });
}

/** Chooses a moment to look at: where board and list share one place, the list comes up. */
export function showMoment(momentId: Id): void {
  selectMoment(momentId);
  useView.setState({ panel: 'moments' });
}

export function selectMoment(momentId: Id | null): void {
  selectMoments(momentId === null ? [] : [momentId]);
}

/** Chooses several at once. @param momentId the one in front; the last of them unless said. */
export function selectMoments(momentIds: readonly Id[], momentId = momentIds.at(-1) ?? null): void {
  useView.setState(({ writingId, adding, momentId: before }) => ({
    momentId,
    momentIds,
    writingId: writingId === momentId ? writingId : null,
    adding: before === momentId ? adding : null,
  }));
}

/** Changes what is asked of moments. */
export function changeFilter(change: Partial<MomentFilter>): void {
  useView.setState(({ filter }) => ({ filter: { ...filter, ...change }, filterSince: newId() }));
}

export function clearFilter(): void {
  useView.setState({ filter: NO_FILTER, filterSince: null });
}

/** Asks for exactly this: a view that was kept. */
export function setFilter(filter: MomentFilter): void {
  useView.setState({ filter, filterSince: newId() });
}

/** Shows or hides one person's moments. */
export function toggleLayer(personId: Id): void {
  useView.setState(({ hiddenLayers }) => ({
    filterSince: newId(),
    hiddenLayers: hiddenLayers.includes(personId)
      ? hiddenLayers.filter((id) => id !== personId)
      : [...hiddenLayers, personId],
  }));
}

/** The moments that an action is about: all that are chosen. */
export function chosenIds(): readonly Id[] {
  return useView.getState().momentIds;
}

const sets = new WeakMap<readonly Id[], ReadonlySet<Id>>();

/** The same as a set, made once for each list of chosen moments: there may be very many. */
export function chosenSet(momentIds: readonly Id[]): ReadonlySet<Id> {
  const known = sets.get(momentIds);
  if (known) return known;
  const made = new Set(momentIds);
  sets.set(momentIds, made);
  return made;
}
