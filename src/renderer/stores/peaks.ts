/**
 * Sound peaks of the open lesson's parts: fetched when they are first looked for, and again while
 * main is still making them. Paint them with `columnsOf` of shared/domain/peaks.
 */
import { create } from 'zustand';
import type { Id } from '../../shared/domain/ids';
import { type Peaks } from '../../shared/domain/peaks';
import { decodePeaks } from '../../shared/domain/peaks-file';
import { pausesOf } from '../../shared/domain/pauses';
import type { Range } from '../../shared/domain/time';
import { listen } from '../bridge/api';

export interface SoundOfPart {
  peaks: Peaks;
  /** True when there will be no more: all of it is known that can be. */
  whole: boolean;
  /** Pauses in the talk, in part time; empty until it is whole. */
  pauses: readonly Range[];
}

interface SoundPeaks {
  /** By part; a part without sound, or of which nothing is known yet, is not in it. */
  parts: ReadonlyMap<Id, SoundOfPart>;
}

export const usePeaks = create<SoundPeaks>(() => ({ parts: new Map() }));

/** Parts that were asked for: false while more can come. */
const asked = new Map<Id, boolean>();
/** Parts that are being fetched; true when they are to be fetched once more. */
const fetching = new Map<Id, boolean>();
let gone = new AbortController();

async function read(partId: Id, signal: AbortSignal): Promise<void> {
  // Asked before the bytes: what is whole then is whole in the bytes.
  const whole = asked.get(partId) === true;
  const answer = await fetch(`footage://peaks/${partId}`, { signal });
  if (!answer.ok) return;
  const peaks = decodePeaks(await answer.arrayBuffer());
  if (!peaks || signal.aborted) return;
  const all = whole || (peaks.made.length === 1 && isAll(peaks));
  const part = { peaks, whole: all, pauses: all ? pausesOf(peaks) : [] };
  usePeaks.setState(({ parts }) => ({ parts: new Map(parts).set(partId, part) }));
}

function isAll({ made, levels }: Peaks): boolean {
  const [only] = made;
  return only !== undefined && only[0] === 0 && only[1] === levels[0]?.min.length;
}

async function fetchPart(partId: Id): Promise<void> {
  if (fetching.has(partId)) {
    fetching.set(partId, true);
    return;
  }
  const { signal } = gone;
  do {
    fetching.set(partId, false);
    try {
      await read(partId, signal);
    } catch {
      // The room was left, or the file is not there: the row stays plain.
    }
  } while (!signal.aborted && fetching.get(partId) === true);
  fetching.delete(partId);
}

/**
 * Asks for the peaks of these parts (those with sound), in this order; each once. Cheap to call
 * again. Main makes what is not there yet.
 */
export function wantPeaks(partIds: readonly Id[]): void {
  for (const partId of partIds) {
    if (asked.has(partId)) continue;
    asked.set(partId, false);
    void fetchPart(partId);
  }
}

/** Listens to main. Answers how to stop. */
export function watchPeaks(): () => void {
  return listen((api) =>
    api.footage.onPeaksChanged(({ partId, whole }) => {
      if (!asked.has(partId)) return;
      asked.set(partId, whole);
      void fetchPart(partId);
    }),
  );
}

/** Lets go of everything, as when the room is left. */
export function leavePeaks(): void {
  gone.abort();
  gone = new AbortController();
  asked.clear();
  fetching.clear();
  usePeaks.setState({ parts: new Map() });
}
