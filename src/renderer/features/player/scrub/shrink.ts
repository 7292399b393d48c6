/**
 * Decoded frames made smaller, so that a whole group of pictures can be kept. A large frame costs
 * three megabytes, and a long group has 250 of them.
 */

import { drawn } from './pixels';

/** Sides are divided by this at most: a 4K frame then has 540 lines. */
const MOST = 4;

/** By how much the sides of frames are divided so that so many fit. */
export function shrinkFor(frames: number, frameBytes: number, budgetBytes: number): number {
  for (let by = 1; by < MOST; by++) {
    if ((frames * frameBytes) / (by * by) <= budgetBytes) return by;
  }
  return MOST;
}

/** One plane, each sample the mean of four spread over the samples that it stands for. */
export function shrinkPlane(
  from: Uint8Array,
  offset: number,
  stride: number,
  to: Uint8Array,
  toOffset: number,
  width: number,
  height: number,
  by: number,
): void {
  const far = by - 1;
  for (let y = 0; y < height; y++) {
    let top = offset + y * by * stride;
    let bottom = top + far * stride;
    const row = toOffset + y * width;
    for (let x = 0; x < width; x++) {
      const sum =
        (from[top] ?? 0) + (from[top + far] ?? 0) + (from[bottom] ?? 0) + (from[bottom + far] ?? 0);
      to[row + x] = (sum + 2) >> 2;
      top += by;
      bottom += by;
    }
  }
}

export interface Small {
  frame: VideoFrame;
  bytes: number;
}

let scratch = new Uint8Array(0);

async function planar(frame: VideoFrame, by: number): Promise<Small> {
  const size = frame.allocationSize();
  if (scratch.length < size) scratch = new Uint8Array(size);
  const layout = await frame.copyTo(scratch);
  const { width, height } = frame.visibleRect ?? { width: 0, height: 0 };
  const even = (side: number) => Math.max(2, 2 * Math.floor(side / by / 2));
  const [w, h] = [even(width), even(height)];
  const bytes = new Uint8Array((w * h * 3) / 2);
  const planes = [
    [w, h, 0],
    [w / 2, h / 2, w * h],
    [w / 2, h / 2, w * h + (w * h) / 4],
  ] as const;
  for (const [index, [pw, ph, at]] of planes.entries()) {
    const { offset = 0, stride = 0 } = layout[index] ?? {};
    shrinkPlane(scratch, offset, stride, bytes, at, pw, ph, by);
  }
  const made = new VideoFrame(bytes, {
    format: 'I420',
    codedWidth: w,
    codedHeight: h,
    timestamp: frame.timestamp,
    colorSpace: frame.colorSpace.toJSON(),
  });
  return { frame: made, bytes: bytes.length };
}

function redrawn(frame: VideoFrame, by: number): Small {
  const width = Math.max(1, Math.round(frame.displayWidth / by));
  const height = Math.max(1, Math.round(frame.displayHeight / by));
  const { canvas } = drawn(frame, width, height);
  const { timestamp } = frame;
  return { frame: new VideoFrame(canvas, { timestamp }), bytes: width * height * 4 };
}

/** How many bytes a decoded frame holds. */
export function bytesOf(frame: VideoFrame): number {
  return frame.format === null ? frame.codedWidth * frame.codedHeight * 4 : frame.allocationSize();
}

/** A smaller frame, or the same one where `by` is 1. The frame that was given is taken over. */
export async function shrunk(frame: VideoFrame, by: number): Promise<Small> {
  if (by === 1) return { frame, bytes: bytesOf(frame) };
  try {
    return frame.format === 'I420' ? await planar(frame, by) : redrawn(frame, by);
  } finally {
    frame.close();
  }
}
