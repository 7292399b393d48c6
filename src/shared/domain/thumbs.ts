/**
 * The strip of pictures along the footage: which tiles there are. A tile is one small picture; at
 * level L tiles follow each other at `TILE_US * 2^L` of part time, and a tile shows the last
 * keyframe at or before its own time. Every tile of a coarse level is also one of each finer level,
 * so a tile is known by its number on the finest, and zooming finds half of its tiles made.
 */
import { z } from 'zod';
import { Id } from './ids';
import type { Picture } from './lesson';
import type { Range } from './time';

/** From tile to tile at level 0: a 64th of 15 seconds, so that an hour at level 6 is one strip. */
export const TILE_US = 234_375;
/** Level 16 has a tile every four hours. */
export const TOP_LEVEL = 16;
/** Tiles are no larger than this, in pixels; one side may be smaller. */
export const TILE_BOX = { width: 160, height: 90 };
/** One strip's worth: no page holds more pictures than this. */
export const STRIP_TILES = 240;
/** The highest number an address can hold. */
const LAST_TILE = 999_999;

const index = z.number().int().min(0).max(LAST_TILE);

/** A run of tiles of one part, wanted in this order: [first, end) on a level. */
export const TileWant = z
  .object({ partId: Id, level: z.number().int().min(0).max(TOP_LEVEL), first: index, end: index })
  .refine(({ first, end }) => end > first && end - first <= 4 * STRIP_TILES)
  .refine(({ level, end }) => tileNumber(level, end - 1) <= LAST_TILE);
export type TileWant = z.infer<typeof TileWant>;

/** Tiles of one part by their numbers. */
export const Tiles = z.object({ partId: Id, tiles: z.array(index) });
export type Tiles = z.infer<typeof Tiles>;

/** Part time from tile to tile. */
export function spacingUs(level: number): number {
  return TILE_US * 2 ** level;
}

/** A tile's number on the finest level, by which it is made, kept and asked for. */
export function tileNumber(level: number, index: number): number {
  return index * 2 ** level;
}

/** Part time of a tile, by its number: it shows the last keyframe at or before this. */
export function tileUs(number: number): number {
  return number * TILE_US;
}

/**
 * The level to show at a zoom: the finest on which a tile has at least `leastPx` to itself; the
 * finest of all when even those are further apart.
 */
export function levelFor(usPerPx: number, leastPx: number): number {
  const wanted = Math.log2((usPerPx * leastPx) / TILE_US);
  return Math.min(TOP_LEVEL, Math.max(0, Math.ceil(wanted - 1e-9)));
}

/**
 * Tiles whose stretch of a level touches a range of part time. Each stands for the time from its own
 * to the next tile's. Empty (`first` equals `end`) where the range lies outside the part.
 */
export function tilesIn(
  range: Range,
  level: number,
  durationUs: number,
): { first: number; end: number } {
  const spacing = spacingUs(level);
  const fromUs = Math.max(0, range.startUs);
  const toUs = Math.min(durationUs, range.endUs);
  const first = Math.floor(fromUs / spacing);
  if (toUs <= fromUs) return { first, end: first };
  return { first, end: Math.ceil(toUs / spacing) };
}

/** The finest level on which a whole part is one strip's worth or less. */
export function stripLevel(durationUs: number): number {
  return Math.min(
    TOP_LEVEL,
    Math.max(0, Math.ceil(Math.log2(durationUs / (STRIP_TILES * TILE_US)))),
  );
}

/** Size of a part's tiles in pixels: the picture's shape within the box, even sides. */
export function tileSize(picture: Pick<Picture, 'width' | 'height'>): {
  width: number;
  height: number;
} {
  const scale = Math.min(TILE_BOX.width / picture.width, TILE_BOX.height / picture.height);
  const side = (length: number) => Math.max(2, 2 * Math.round((length * scale) / 2));
  return { width: side(picture.width), height: side(picture.height) };
}
