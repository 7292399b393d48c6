/**
 * Where a clip's pictures are covered, as small pictures: black where nothing may be seen, white
 * elsewhere, soft only outside of what is marked. Pure.
 */
import { type Box } from '../../../shared/domain/drawing';
import { boxAt, type MaskLook } from '../../../shared/domain/mask';
import type { Size } from '../clip-form';
import type { Cover } from './dressing';

/** A mask's shorter side, in pixels: enough for an area's outline. */
const SHORTER = 136;
/** Covered beyond what is marked, as a share of the picture's height. */
const MARGIN = 0.02;
/** What of a mask's pixels may become soft when it is enlarged, and when colours have half of them. */
const SOFT = 3;
/** At most so many places of one area in one frame. */
const MOST_STEPS = 64;

/** A mask's size: even, as its colours have half of it. */
export function maskSize({ width, height }: Size): Size {
  const each = Math.max(1, Math.min(width, height) / SHORTER);
  const side = (length: number) => 2 * Math.max(1, Math.round(length / each / 2));
  return { width: side(width), height: side(height) };
}

/** Where an area lies from one part time to another, close enough to each other to leave no gap. */
export function placesOf(cover: Cover, fromUs: number, toUs: number): Box[] {
  if (cover.form === 'all') return [];
  const stops = cover.keys.map(({ afterUs }) => afterUs).filter((us) => us > fromUs && us < toUs);
  const places: Box[] = [boxAt(cover.keys, fromUs)];
  let lastUs = fromUs;
  for (const us of [...stops, toUs]) {
    const [from, to] = [boxAt(cover.keys, lastUs), boxAt(cover.keys, us)];
    const moved = Math.max(
      ...[Math.abs(to.x - from.x), Math.abs(to.y - from.y)],
      ...[Math.abs(to.x + to.width - (from.x + from.width))],
      ...[Math.abs(to.y + to.height - (from.y + from.height))],
    );
    const steps = Math.min(MOST_STEPS, Math.ceil(moved / (MARGIN / 2)));
    for (let step = 1; step <= steps; step++) {
      places.push(boxAt(cover.keys, lastUs + ((us - lastUs) * step) / steps));
    }
    lastUs = us;
  }
  return places;
}

/** An area as it is to be covered, in pixels of the clip. */
export interface Area {
  form: Cover['form'];
  look: MaskLook;
  box: Box;
}

/** @param within where the footage lies in the clip, in pixels: all of it unless there are bars */
export function areaOf({ form, look }: Cover, box: Box, within: Box): Area {
  const left = Math.min(box.x, box.x + box.width);
  const top = Math.min(box.y, box.y + box.height);
  const margin = MARGIN * within.height;
  return {
    ...{ form, look },
    box: {
      x: within.x + left * within.width - margin,
      y: within.y + top * within.height - margin,
      width: Math.abs(box.width) * within.width + 2 * margin,
      height: Math.abs(box.height) * within.height + 2 * margin,
    },
  };
}

/** Whether any of an area lies in a rectangle. */
function meets({ form, box }: Area, left: number, top: number, right: number, bottom: number) {
  if (form === 'all') return true;
  if (form === 'box') {
    const { x, y, width, height } = box;
    return x < right && x + width > left && y < bottom && y + height > top;
  }
  const [rx, ry] = [box.width / 2, box.height / 2];
  const [cx, cy] = [box.x + rx, box.y + ry];
  const dx = (Math.min(Math.max(cx, left), right) - cx) / rx;
  const dy = (Math.min(Math.max(cy, top), bottom) - cy) / ry;
  return dx * dx + dy * dy <= 1;
}

function drawPlane(
  plane: Uint8Array,
  columns: number,
  rows: number,
  areas: readonly Area[],
  { width, height }: Size,
): void {
  const [across, down] = [width / columns, height / rows];
  plane.fill(255);
  for (const area of areas) {
    const all = area.form === 'all';
    const { box } = area;
    const range = (from: number, length: number, step: number, count: number) => [
      all ? 0 : Math.max(0, Math.floor(from / step) - SOFT),
      all ? count : Math.min(count, Math.ceil((from + length) / step) + SOFT),
    ];
    const [left = 0, right = 0] = range(box.x, box.width, across, columns);
    const [top = 0, bottom = 0] = range(box.y, box.height, down, rows);
    for (let y = top; y < bottom; y++) {
      for (let x = left; x < right; x++) {
        // Two pixels around it: the one that is soft lies outside.
        const [from, to] = [(x - 2) * across, (x + 3) * across];
        if (meets(area, from, (y - 2) * down, to, (y + 3) * down)) plane[y * columns + x] = 0;
      }
    }
  }
}

/**
 * A mask in 4:2:0: of each look one below the other, so that one row of pictures holds all.
 * @param size the clip's
 */
export function drawMask(
  areas: readonly Area[],
  looks: readonly MaskLook[],
  size: Size,
): Uint8Array {
  const { width, height } = maskSize(size);
  const [luma, chroma] = [width * height, (width * height) / 4];
  const frame = new Uint8Array((luma + 2 * chroma) * looks.length);
  for (const [at, look] of looks.entries()) {
    const here = areas.filter((area) => area.look === look);
    drawPlane(frame.subarray(at * luma, (at + 1) * luma), width, height, here, size);
    for (const plane of [0, 1]) {
      const from = luma * looks.length + (plane * looks.length + at) * chroma;
      drawPlane(frame.subarray(from, from + chroma), width / 2, height / 2, here, size);
    }
  }
  return frame;
}
