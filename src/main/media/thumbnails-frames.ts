/** What comes out of a run over keyframes: JPEGs on one pipe, their times on the other. */

/** A keyframe as a small picture, at its part time. */
export interface KeyPicture {
  us: number;
  jpeg: Buffer;
}

/** The time in a line of ffmpeg's `showinfo`, in ticks of the filter's clock; null in other lines. */
export function shownTicks(line: string): number | null {
  const match = /showinfo.*\bn: *\d+ pts: *(-?\d+) /.exec(line);
  return match ? Number(match[1]) : null;
}

/** Decoders hold back a few frames; more than this that never came were lost. */
const HELD_BACK = 5;

/**
 * Watches whether a pass over keyframes can be believed. Decoders that are given nothing else count
 * frames wrongly where groups are open: they refuse some, or give them out in another order. The
 * order of H.264's pictures is told by a number of a few bits that begins again only at an IDR: from
 * one keyframe of an open group to the next it may have wrapped, and ffmpeg then drops the picture as
 * one that comes too late. Reading the other frames too and skipping them does not help.
 * @param counts true where ffmpeg's count of packets is of keyframes alone, as in MP4
 */
export function passWatch(counts: boolean): {
  line(line: string): void;
  time(us: number): void;
  sound(): boolean;
} {
  let lastUs = Number.NEGATIVE_INFINITY;
  let sound = true;
  return {
    line(line) {
      if (/Error (?:while decoding|parsing|submitting)|Duplicate POC/.test(line)) sound = false;
      const [, packets, frames] = /\(video\): (\d+) packets read.*?; (\d+) frames/.exec(line) ?? [];
      if (counts && Number(packets) - Number(frames) > HELD_BACK) sound = false;
    },
    time(us) {
      if (us <= lastUs) sound = false;
      lastUs = us;
    },
    sound: () => sound,
  };
}

/**
 * Cuts a stream of JPEGs into pictures. In a JPEG's data 0xFF is followed by 0x00 or a restart
 * marker (ITU T.81, B.1.1.2) and the encoder's headers are short, so the end marker is the end.
 */
export function jpegCutter(onJpeg: (jpeg: Buffer) => void): (chunk: Buffer) => void {
  let rest: Buffer = Buffer.alloc(0);
  const END = Buffer.from([0xff, 0xd9]);
  return (chunk) => {
    // The end marker may lie across two chunks.
    let from = Math.max(0, rest.length - 1);
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    for (let end = rest.indexOf(END, from); end >= 0; end = rest.indexOf(END, from)) {
      onJpeg(Buffer.from(rest.subarray(0, end + 2)));
      rest = rest.subarray(end + 2);
      from = 0;
    }
  };
}

/** Pairs pictures with their times, each in the order in which they come. */
export function pairer(onPicture: (picture: KeyPicture) => void): {
  time(us: number): void;
  jpeg(jpeg: Buffer): void;
} {
  const times: number[] = [];
  const jpegs: Buffer[] = [];
  const pair = (): void => {
    while (times.length > 0 && jpegs.length > 0) {
      const [us, jpeg] = [times.shift(), jpegs.shift()];
      if (us !== undefined && jpeg) onPicture({ us, jpeg });
    }
  };
  return {
    time(us) {
      times.push(us);
      pair();
    },
    jpeg(jpeg) {
      jpegs.push(jpeg);
      pair();
    },
  };
}

/** Containers round times; a keyframe this little after a tile is still the tile's. */
const ROUNDING_US = 1_000;

/**
 * Gives tiles their keyframes as these come in rising order: each tile the last at or before it, and
 * those before the first keyframe that one.
 * @param tiles rising, with their part times
 */
export function tileFiller(
  tiles: readonly { tile: number; us: number }[],
  onTile: (tile: number, jpeg: Buffer) => void,
): { take(picture: KeyPicture): void; end(): void; readonly full: boolean } {
  let next = 0;
  let last: KeyPicture | null = null;
  const fillBefore = (us: number, jpeg: Buffer): void => {
    for (let at = tiles[next]; at && at.us + ROUNDING_US < us; at = tiles[++next]) {
      onTile(at.tile, jpeg);
    }
  };
  return {
    take(picture) {
      fillBefore(picture.us, (last ?? picture).jpeg);
      last = picture;
    },
    end() {
      if (last) fillBefore(Number.POSITIVE_INFINITY, last.jpeg);
    },
    get full() {
      return next >= tiles.length;
    },
  };
}
