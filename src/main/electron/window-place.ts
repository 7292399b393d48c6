/** Where the window was, and where it can be now that displays may have changed. */
import { readFileSync, renameSync, writeFileSync } from 'node:fs';

export const MIN_WIDTH = 1024;
export const MIN_HEIGHT = 640;
const FIRST = { width: 1440, height: 900 };

export interface Place {
  x: number;
  y: number;
  width: number;
  height: number;
  maximised: boolean;
}
export type Area = Pick<Place, 'x' | 'y' | 'width' | 'height'>;

/** How much of the window's top must be on a display for it to be grasped. */
const GRASP = 80;

/**
 * @param saved where it was; null at first start
 * @param areas each display's usable area, the main one first
 * @returns a place that fits: the saved one, made smaller if need be, or the middle of the main display
 */
export function placeFor(saved: Place | null, areas: readonly Area[]): Place {
  const main = areas[0] ?? { x: 0, y: 0, ...FIRST };
  const maximised = saved?.maximised ?? false;
  const sizeIn = (area: Area): { width: number; height: number } => ({
    width: Math.max(MIN_WIDTH, Math.min(saved?.width ?? FIRST.width, area.width)),
    height: Math.max(MIN_HEIGHT, Math.min(saved?.height ?? FIRST.height, area.height)),
  });
  for (const area of saved ? areas : []) {
    const { x, y } = saved ?? area;
    const size = sizeIn(area);
    const across = x + size.width > area.x + GRASP && x < area.x + area.width - GRASP;
    const down = y >= area.y && y < area.y + area.height - GRASP;
    if (across && down) return { x, y, ...size, maximised };
  }
  const { width, height } = sizeIn(main);
  return {
    x: main.x + Math.max(0, Math.round((main.width - width) / 2)),
    y: main.y + Math.max(0, Math.round((main.height - height) / 2)),
    width,
    height,
    maximised,
  };
}

const isSide = (value: unknown): value is number =>
  Number.isInteger(value) && Math.abs(value as number) <= 100_000;

/** A place as it was saved, or null when it is not one: checked by hand, because it is read first. */
export function parsePlace(text: string): Place | null {
  try {
    const { x, y, width, height, maximised } = JSON.parse(text) as Record<string, unknown>;
    if (!isSide(x) || !isSide(y) || !isSide(width) || !isSide(height)) return null;
    return width > 0 && height > 0 ? { x, y, width, height, maximised: maximised === true } : null;
  } catch {
    return null;
  }
}

/** The saved place, or null when there is none or it cannot be read. */
export function readPlace(file: string): Place | null {
  try {
    return parsePlace(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

/** Best effort: a window's place is not worth an error. */
export function writePlace(file: string, place: Place): void {
  try {
    writeFileSync(`${file}.partial`, JSON.stringify(place));
    renameSync(`${file}.partial`, file);
  } catch {
    // A full disk: next time the window opens where it did before.
  }
}
