/**
 * The pictures of the strip that are held in the page: those in view, then those beside them, and
 * never more than one strip's worth. Whoever paints says at each paint what is in view; the pictures
 * come by themselves, the ones in view first, and listeners are told to paint again.
 */
import type { Id } from '../../shared/domain/ids';
import {
  STRIP_TILES,
  stripLevel,
  type Tiles,
  type TileWant,
  tileNumber,
  tilesIn,
  TOP_LEVEL,
} from '../../shared/domain/thumbs';
import type { Range } from '../../shared/domain/time';
import { call, listen } from '../bridge/api';

/** The stretch of a part that is in view, in part time, and the level its tiles are shown at. */
export interface StripView extends Range {
  partId: Id;
  durationUs: number;
  level: number;
}

export interface Strip {
  /**
   * What is in view now, in the order in which it should come. Call it at every paint: it costs
   * nothing while the tiles in view stay the same. What was asked for before and is out of view is
   * no longer made.
   */
  show(views: readonly StripView[]): void;
  /**
   * The picture of a tile, else that of the nearest coarser tile before it that is held (so that a
   * zoom never blanks the strip), else null. Do not keep it beyond the paint: it may be let go.
   */
  picture(partId: Id, level: number, index: number): ImageBitmap | null;
  /** Told whenever pictures have come. Answers how to stop. */
  onChanged(listener: () => void): () => void;
  /** Lets go of everything, as when the room is left. */
  leave(): void;
}

/** Main and the bytes, as the strip needs them. */
export interface StripSource {
  /** @returns the wanted tiles that are made already */
  want(wants: TileWant[]): Promise<Tiles[]>;
  onMade(listener: (tiles: Tiles) => void): () => void;
  /** A made tile's picture; null when it cannot be had. */
  fetch(partId: Id, tile: number, signal: AbortSignal): Promise<ImageBitmap | null>;
}

/** Requests at once; more only wait for each other. */
const AT_ONCE = 6;

interface Wish {
  partId: Id;
  tile: number;
}

const keyOf = (partId: Id, tile: number) => `${partId}/${tile}`;

/** In view, then as much again on both sides, then each part as one coarse strip to fall back on. */
function wantsOf(views: readonly StripView[]): { held: TileWant[]; made: TileWant[] } {
  const inView: TileWant[] = [];
  const beside: TileWant[] = [];
  const coarse: TileWant[] = [];
  const add = (list: TileWant[], want: TileWant): void => {
    if (want.end > want.first) list.push(want);
  };
  for (const { partId, durationUs, level, startUs, endUs } of views) {
    const { first, end } = tilesIn({ startUs, endUs }, level, durationUs);
    if (end === first) continue;
    const all = tilesIn({ startUs: 0, endUs: durationUs }, level, durationUs);
    const width = end - first;
    add(inView, { partId, level, first, end });
    add(beside, { partId, level, first: end, end: Math.min(all.end, end + width) });
    add(beside, { partId, level, first: Math.max(0, first - width), end: first });
    const whole = Math.max(level, stripLevel(durationUs));
    const strip = tilesIn({ startUs: 0, endUs: durationUs }, whole, durationUs);
    add(coarse, { partId, level: whole, ...strip });
  }
  return { held: [...inView, ...beside], made: [...inView, ...beside, ...coarse].slice(0, 64) };
}

export function createStrip(source: StripSource): Strip {
  const pictures = new Map<string, ImageBitmap>();
  const made = new Set<string>();
  const fetching = new Map<string, AbortController>();
  const listeners = new Set<() => void>();
  /** What should be held, the most urgent first. */
  let wishes = new Map<string, Wish>();
  let shown = '';
  let asked: TileWant[] | null = null;
  let asking = false;
  let telling = false;
  let stopListening: (() => void) | null = null;

  function tell(): void {
    if (telling) return;
    telling = true;
    queueMicrotask(() => {
      telling = false;
      for (const listener of listeners) listener();
    });
  }

  /** Room for what is wished: the others go, those that were wished longest ago first. */
  function makeRoom(): void {
    for (const [key, picture] of pictures) {
      if (pictures.size <= STRIP_TILES) return;
      if (wishes.has(key)) continue;
      pictures.delete(key);
      picture.close();
    }
  }

  function keep(key: string, picture: ImageBitmap): void {
    if (!wishes.has(key)) {
      picture.close();
      return;
    }
    pictures.set(key, picture);
    makeRoom();
    tell();
  }

  function fetchMore(): void {
    for (const [key, { partId, tile }] of wishes) {
      if (fetching.size >= AT_ONCE) return;
      if (!made.has(key) || pictures.has(key) || fetching.has(key)) continue;
      const abort = new AbortController();
      fetching.set(key, abort);
      void source
        .fetch(partId, tile, abort.signal)
        .then(
          (picture) => {
            if (picture) keep(key, picture);
            // Not there after all: made anew when it is wanted again.
            else made.delete(key);
          },
          () => undefined,
        )
        .finally(() => {
          if (fetching.get(key) === abort) fetching.delete(key);
          fetchMore();
        });
    }
  }

  function takeMade({ partId, tiles }: Tiles): void {
    for (const tile of tiles) made.add(keyOf(partId, tile));
    fetchMore();
  }

  /** One question at a time; the newest is asked next and those between never. */
  async function ask(): Promise<void> {
    if (asking) return;
    asking = true;
    while (asked) {
      const wants = asked;
      asked = null;
      try {
        for (const tiles of await source.want(wants)) takeMade(tiles);
      } catch {
        // Said elsewhere if it matters: without pictures the strip is plain.
      }
    }
    asking = false;
  }

  return {
    show(views) {
      const { held, made: making } = wantsOf(views);
      const now = JSON.stringify(held);
      if (now === shown) return;
      shown = now;
      stopListening ??= source.onMade(takeMade);
      wishes = new Map();
      for (const { partId, level, first, end } of held) {
        for (let index = first; index < end && wishes.size < STRIP_TILES; index++) {
          const tile = tileNumber(level, index);
          wishes.set(keyOf(partId, tile), { partId, tile });
        }
      }
      for (const [key, abort] of fetching) if (!wishes.has(key)) abort.abort();
      // What is wished again counts as new.
      for (const key of wishes.keys()) {
        const picture = pictures.get(key);
        if (!picture) continue;
        pictures.delete(key);
        pictures.set(key, picture);
      }
      asked = making;
      void ask();
      fetchMore();
    },
    picture(partId, level, index) {
      for (let at = level, tile = index; at <= TOP_LEVEL; at++, tile = Math.floor(tile / 2)) {
        const picture = pictures.get(keyOf(partId, tileNumber(at, tile)));
        if (picture) return picture;
      }
      return null;
    },
    onChanged(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    leave() {
      stopListening?.();
      stopListening = null;
      wishes = new Map();
      shown = '';
      for (const abort of fetching.values()) abort.abort();
      for (const picture of pictures.values()) picture.close();
      pictures.clear();
      made.clear();
      // Nothing is wanted any more.
      asked = [];
      void ask();
    },
  };
}

/** The strip of the open lesson. */
export const strip = createStrip({
  want: async (wants) => (await call((api) => api.footage.wantTiles({ wants }))).made,
  onMade: (listener) => listen((api) => api.footage.onTilesMade(listener)),
  async fetch(partId, tile, signal) {
    const answer = await fetch(`footage://thumb/${partId}/${tile}`, { signal });
    return answer.ok ? createImageBitmap(await answer.blob()) : null;
  },
});
