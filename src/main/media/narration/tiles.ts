/** Where cameras lie in a film: the large one, and the small ones beside it, as on the stage. Pure. */
import type { Size } from '../clip-form';
import { even } from '../picture-filters';

export interface Tile extends Size {
  x: number;
  y: number;
}

/** Of the film's width, as on the stage (NarrationStage.module.css). */
const SMALL_SHARE = 0.21;
const GAP_SHARE = 0.0125;
/** A small one's shape. */
const [ACROSS, HIGH] = [16, 9];

/**
 * @param size of the film
 * @param small how many lie beside the large one, one under the other
 * @returns the large one's place first; even pixels, as colours have half of them
 */
export function tilesOf(size: Size, small: number): Tile[] {
  if (small <= 0) return [{ x: 0, y: 0, ...size }];
  const gap = even(size.width * GAP_SHARE);
  const beside = even(size.width * SMALL_SHARE);
  const large = { x: 0, y: 0, width: even(size.width - beside - gap), height: size.height };
  const room = (size.height - gap * (small - 1)) / small;
  const height = even(Math.min((beside * HIGH) / ACROSS, room));
  const tiles = Array.from({ length: small }, (_, nth) => {
    return { x: size.width - beside, y: nth * (height + gap), width: beside, height };
  });
  return [large, ...tiles];
}
