/** What of a shape is worked out before it is drawn. Pure. */
import type { Point } from '../../shared/domain/drawing';

/** The corners of an arrow's head, in pixels. */
export function arrowHead(from: Point, to: Point, sizePx: number): Point[] {
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  const angle = Math.atan2(to.y - from.y, to.x - from.x);
  const reach = Math.min(sizePx, Math.max(length, 1));
  return [0.45, -0.45].map((turn) => ({
    x: to.x - reach * Math.cos(angle + turn),
    y: to.y - reach * Math.sin(angle + turn),
  }));
}

/** `12.4 s`, to the tenth. */
export function stopwatch(us: number): string {
  const tenths = Math.round(us / 100_000);
  const minutes = Math.floor(tenths / 600);
  const seconds = (tenths % 600) / 10;
  return minutes > 0
    ? `${minutes}:${seconds.toFixed(1).padStart(4, '0')}`
    : `${seconds.toFixed(1)} s`;
}
