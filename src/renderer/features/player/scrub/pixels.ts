/**
 * A decoded frame as plain pixels. Chromium keeps a copy of every frame that is drawn on a canvas or made
 * into a bitmap, in a cache of hundreds of megabytes; pixels that are put there leave nothing behind.
 */

/** As they came out of the decoder: not yet turned, not yet stretched to the picture's shape. */
export interface Pixels {
  width: number;
  height: number;
  /** Red, green, blue and one unused byte each, row by row. */
  data: Uint8ClampedArray<ArrayBuffer>;
}

/** For frames whose pixels cannot be had as they are: drawn at a size. */
export function drawn(
  frame: VideoFrame,
  width: number,
  height: number,
): OffscreenCanvasRenderingContext2D {
  const context = new OffscreenCanvas(width, height).getContext('2d', { alpha: false });
  if (!context) throw new Error('no canvas');
  context.drawImage(frame, 0, 0, width, height);
  return context;
}

/** The frame stays the caller's. */
export async function pixelsOf(frame: VideoFrame): Promise<Pixels> {
  const { width, height } = frame.visibleRect ?? {
    width: frame.codedWidth,
    height: frame.codedHeight,
  };
  const data = new Uint8ClampedArray(width * height * 4);
  try {
    await frame.copyTo(data, { format: 'RGBX' });
    return { width, height, data };
  } catch {
    // Not all that live with the graphics card can be copied.
    return {
      width,
      height,
      data: drawn(frame, width, height).getImageData(0, 0, width, height).data,
    };
  }
}
