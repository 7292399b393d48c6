/**
 * Tiles of the strip: made when a page wants them, those in view first, and kept on disk. What a page
 * wants replaces what it wanted before; work that nobody wants any more is dropped. No job is shown.
 */
import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Tiles, type TileWant, tileNumber } from '../../shared/domain/thumbs';
import type { Send } from '../../shared/ipc/derive';
import { type Group, nextRun, type Pace, paceAfter, type Run, USUAL_PACE } from './thumbnails-plan';

export interface TileMaking {
  signal: AbortSignal;
  onTile(tile: number, jpeg: Uint8Array): void;
}

export interface ThumbnailsDeps {
  /** Where a part's tiles belong; null when there is no such part, or no picture in it to be had. */
  folderOf(partId: string): string | null;
  /** Makes rising tiles in one pass, or one by one. @throws AppError */
  makeTiles(partId: string, run: Pick<Run, 'tiles' | 'by'>, making: TileMaking): Promise<void>;
  send: Send;
}

export interface ThumbnailsService {
  /**
   * Makes these tiles from now on and no others, the first first.
   * @returns those of them that are made
   */
  want(wants: readonly TileWant[]): Promise<Tiles[]>;
  /** For footage://: where a made tile lies, else null. */
  pathOf(partId: string, tile: number): string | null;
  /** Stops work on these parts and lets go of their files, which may then be removed. */
  forget(partIds: readonly string[]): Promise<void>;
  /** For quitting: stops everything, and resolves when nothing runs any more. */
  stop(): Promise<void>;
}

/** Two at once, each on one thread: while one opens the file the other decodes. */
const HANDS = 2;

interface UnderWay {
  run: Run;
  left: Set<number>;
  abort: AbortController;
  over: Promise<void>;
}

const fileName = (tile: number): string => `${tile}.jpg`;

async function madeIn(folder: string): Promise<Set<number>> {
  const names = await readdir(folder).catch(() => []);
  return new Set(
    names.flatMap((name) => {
      const number = /^(\d{1,6})\.jpg$/.exec(name)?.[1];
      return number === undefined ? [] : [Number(number)];
    }),
  );
}

function tilesOf({ level, first, end }: TileWant): number[] {
  return Array.from({ length: end - first }, (_, at) => tileNumber(level, first + at));
}

export function thumbnailsService(deps: ThumbnailsDeps): ThumbnailsService {
  const { folderOf, makeTiles, send } = deps;
  const stocks = new Map<string, Promise<Set<number>>>();
  /** Tiles of which nothing can be made, and parts: not tried again until the next start. */
  const barren = new Map<string, Set<number>>();
  const gaveUp = new Set<string>();
  const paces = new Map<string, Pace>();
  const paceOf = (partId: string): Pace => paces.get(partId) ?? USUAL_PACE;
  let groups: Group[] = [];
  const underWay = new Set<UnderWay>();
  let asked = 0;
  let stopping = false;

  /** Made, or never to be: nobody need make it any more. */
  const settled = (partId: string, tile: number): void => {
    groups = groups.map((group) =>
      group.partId === partId && group.tiles.includes(tile)
        ? { ...group, tiles: group.tiles.filter((other) => other !== tile) }
        : group,
    );
  };

  const hopeless = (partId: string, tile: number): void => {
    barren.set(partId, (barren.get(partId) ?? new Set()).add(tile));
    settled(partId, tile);
  };

  const stockOf = (partId: string, folder: string): Promise<Set<number>> => {
    let stock = stocks.get(partId);
    if (!stock) {
      stock = madeIn(folder);
      stocks.set(partId, stock);
    }
    return stock;
  };

  /** Written whole or not at all; a page that asks meanwhile finds nothing. */
  async function keep(partId: string, path: string, tile: number, jpeg: Uint8Array): Promise<void> {
    try {
      await writeFile(`${path}.partial`, jpeg);
      await rename(`${path}.partial`, path);
    } catch (thrown) {
      await rm(`${path}.partial`, { force: true });
      throw thrown;
    }
    // Forgotten meanwhile: there is nobody to tell.
    const stock = await stocks.get(partId);
    if (!stock) return;
    stock.add(tile);
    send('footage', 'tilesMade', { partId, tiles: [tile] });
  }

  async function perform({ run, left, abort }: UnderWay, folder: string): Promise<void> {
    const { partId } = run;
    const { signal } = abort;
    const writes: Promise<void>[] = [];
    const begunMs = performance.now();
    try {
      await mkdir(folder, { recursive: true });
      await makeTiles(partId, run, {
        signal,
        onTile: (tile, jpeg) => {
          left.delete(tile);
          settled(partId, tile);
          writes.push(keep(partId, join(folder, fileName(tile)), tile, jpeg));
        },
      });
      // The file ends before them, or nothing can be decoded there.
      for (const tile of left) hopeless(partId, tile);
      paces.set(partId, paceAfter(paceOf(partId), run, performance.now() - begunMs));
    } catch {
      // The strip is plain there; whatever is wrong with the file is said where it is played.
      if (!signal.aborted) gaveUp.add(partId);
    }
    // A full disk costs pictures and nothing else.
    const ends = await Promise.allSettled(writes);
    if (ends.some(({ status }) => status === 'rejected')) gaveUp.add(partId);
    if (gaveUp.has(partId)) groups = groups.filter((group) => group.partId !== partId);
  }

  const isBusy = (partId: string, tile: number): boolean =>
    [...underWay].some(({ run, left }) => run.partId === partId && left.has(tile));

  function work(): void {
    if (stopping) return;
    while (underWay.size < HANDS) {
      const hands = { all: HANDS, free: HANDS - underWay.size };
      const run = nextRun(groups, isBusy, hands, paceOf);
      if (!run) return;
      const folder = folderOf(run.partId);
      if (folder === null) {
        groups = groups.filter(({ partId }) => partId !== run.partId);
        continue;
      }
      const mine: UnderWay = {
        run,
        left: new Set(run.tiles),
        abort: new AbortController(),
        over: Promise.resolve(),
      };
      underWay.add(mine);
      mine.over = perform(mine, folder).finally(() => {
        underWay.delete(mine);
        work();
      });
    }
  }

  /** Stops what nobody wants any more, and what keeps the most urgent from being made. */
  function giveWay(): void {
    const first = groups[0];
    if (!first) {
      for (const { abort } of underWay) abort.abort();
      return;
    }
    const wantedOf = (mine: UnderWay): readonly number[] =>
      groups.filter(({ partId }) => partId === mine.run.partId).flatMap(({ tiles }) => tiles);
    const urgent = (mine: UnderWay): boolean =>
      mine.run.partId === first.partId && first.tiles.some((tile) => mine.left.has(tile));
    const served = first.tiles.every((tile) => isBusy(first.partId, tile));
    for (const mine of underWay) {
      const wanted = new Set(wantedOf(mine));
      const idle = ![...mine.left].some((tile) => wanted.has(tile));
      if (idle || (!served && !urgent(mine))) mine.abort.abort();
    }
  }

  return {
    async want(wants) {
      const question = ++asked;
      const made: Tiles[] = [];
      const missing: Group[] = [];
      const seen = new Set<string>();
      for (const want of wants) {
        const { partId, level } = want;
        const folder = folderOf(partId);
        if (folder === null) continue;
        const stock = await stockOf(partId, folder);
        const tiles = tilesOf(want).filter((tile) => {
          const key = `${partId}/${tile}`;
          return seen.has(key) ? false : seen.add(key);
        });
        made.push({ partId, tiles: tiles.filter((tile) => stock.has(tile)) });
        if (gaveUp.has(partId)) continue;
        const none = barren.get(partId);
        const open = tiles.filter((tile) => !stock.has(tile) && !none?.has(tile));
        if (open.length > 0) missing.push({ partId, level, tiles: open });
      }
      // Asked again while the disk was looked at: the newer wish counts.
      if (question === asked) {
        groups = missing;
        giveWay();
        work();
      }
      return made;
    },
    pathOf(partId, tile) {
      const folder = folderOf(partId);
      if (folder === null) return null;
      const path = join(folder, fileName(tile));
      if (existsSync(path)) return path;
      // Taken away since: made anew when it is wanted again.
      void stocks.get(partId)?.then((stock) => stock.delete(tile));
      return null;
    },
    async forget(partIds) {
      const mine = (partId: string) => partIds.includes(partId);
      groups = groups.filter(({ partId }) => !mine(partId));
      for (const partId of partIds) {
        stocks.delete(partId);
        barren.delete(partId);
        paces.delete(partId);
      }
      const going = [...underWay].filter(({ run }) => mine(run.partId));
      for (const { abort } of going) abort.abort();
      await Promise.all(going.map(({ over }) => over));
    },
    async stop() {
      stopping = true;
      for (const { abort } of underWay) abort.abort();
      await Promise.all([...underWay].map(({ over }) => over));
    },
  };
}
