/** Where the picture lies in its frame, and between its pixels there and shares of it. Pure. */
import type { Box, Point } from '../../shared/domain/drawing';

export interface Frame {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** The picture fitted into its frame, whole and centred, as `object-fit: contain` does. */
export function pictureIn(
  frameWidth: number,
  frameHeight: number,
  picture: { width: number; height: number },
): Frame {
  const scale = Math.min(frameWidth / picture.width, frameHeight / picture.height);
  const width = picture.width * scale;
  const height = picture.height * scale;
  return { x: (frameWidth - width) / 2, y: (frameHeight - height) / 2, width, height };
}

/** A share of the picture, kept as near to it as what lies on it may. */
export function shareOf(picture: Frame, px: number, py: number): Point {
  const share = (at: number) => Math.min(Math.max(at, -0.5), 1.5);
  return {
    x: share((px - picture.x) / Math.max(1, picture.width)),
    y: share((py - picture.y) / Math.max(1, picture.height)),
  };
}

/** How a frame is moved and made larger, from its own corner, so that a part of the picture fills it. */
export function zoomedTo(picture: Frame, box: Box): { scale: number; x: number; y: number } {
  const scale = Math.min(1 / box.width, 1 / box.height);
  const middle = {
    x: picture.x + (box.x + box.width / 2) * picture.width,
    y: picture.y + (box.y + box.height / 2) * picture.height,
  };
  return {
    scale,
    x: picture.x + picture.width / 2 - middle.x * scale,
    y: picture.y + picture.height / 2 - middle.y * scale,
  };
}
