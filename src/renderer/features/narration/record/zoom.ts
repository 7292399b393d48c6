/** Which part of the picture fills it: chosen by a drag or by keys. Shares of the picture. */
import type { Box, Point } from '../../../../shared/domain/drawing';
import { useRecording } from '../../../stores/recording';

/** Smaller parts show more blur than lesson. */
const LEAST = 0.12;
const MIDDLE: Box = { x: 0.25, y: 0.25, width: 0.5, height: 0.5 };

const within = (at: number, most: number) => Math.min(Math.max(0, at), most);

/** A box of the picture's own shape around what was dragged over, within the picture. */
export function boxFrom(from: Point, to: Point): Box {
  const [x, y] = [Math.min(from.x, to.x), Math.min(from.y, to.y)];
  const size = Math.max(Math.abs(to.x - from.x), Math.abs(to.y - from.y));
  return placed({ x, y, width: size, height: size });
}

function placed({ x, y, width }: Box): Box {
  const size = Math.min(1, Math.max(LEAST, width));
  return { x: within(x, 1 - size), y: within(y, 1 - size), width: size, height: size };
}

/** Moved by shares, and made larger or smaller about its middle. */
export function movedBox(box: Box, dx: number, dy: number, grow: number): Box {
  const by = grow / 2;
  return placed({ x: box.x + dx - by, y: box.y + dy - by, width: box.width + grow, height: 0 });
}

/** The box that a choice begins with. */
export function firstBox(): Box {
  return MIDDLE;
}

export function zoomTo(box: Box): void {
  useRecording.setState({ zoom: box.width >= 1 ? null : box, zooming: false });
}

/** Back to the whole picture, or on to choosing a part of it. */
export function toggleZoom(): void {
  const { zoom, zooming } = useRecording.getState();
  if (zoom) useRecording.setState({ zoom: null, zooming: false });
  else useRecording.setState({ zooming: !zooming });
}
