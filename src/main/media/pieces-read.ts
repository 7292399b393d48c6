/**
 * Reads fragmented MP4 as ffmpeg writes it to a pipe (ISO/IEC 14496-12): the header first, then
 * pairs of `moof` and `mdat`. Gives the header's bytes and every sample with its time.
 */
export interface Track {
  id: number;
  kind: 'picture' | 'sound';
  /** Ticks a second. */
  timescale: number;
}

export interface Header {
  /** `ftyp` and `moov`, as they came. */
  bytes: Buffer;
  tracks: Track[];
}

/** One coded frame or block of sound. Decoding and presentation time are the same: no B-frames. */
export interface Sample {
  track: Track;
  /** In the track's ticks. */
  time: number;
  /** As written; the last one of a fragment is a guess of the muxer's. */
  duration: number;
  key: boolean;
  data: Buffer;
}

export interface Box {
  type: string;
  /** Where its contents begin and end in the buffer it was found in. */
  start: number;
  end: number;
}

/** The boxes that lie whole in this stretch of a buffer. */
export function boxesIn(bytes: Buffer, start = 0, end = bytes.length): Box[] {
  const boxes: Box[] = [];
  let at = start;
  while (at + 8 <= end) {
    let size = bytes.readUInt32BE(at);
    let head = 8;
    if (size === 1 && at + 16 <= end) {
      size = Number(bytes.readBigUInt64BE(at + 8));
      head = 16;
    }
    if (size < head || at + size > end) break;
    boxes.push({
      type: bytes.toString('latin1', at + 4, at + 8),
      start: at + head,
      end: at + size,
    });
    at += size;
  }
  return boxes;
}

function child(bytes: Buffer, parent: Box, ...path: string[]): Box | undefined {
  let box: Box | undefined = parent;
  for (const type of path) {
    if (!box) return undefined;
    box = boxesIn(bytes, box.start, box.end).find((inner) => inner.type === type);
  }
  return box;
}

/** @returns the tracks of a `moov` box; those that are neither picture nor sound are left out. */
export function tracksOf(bytes: Buffer, moov: Box): Track[] {
  const tracks: Track[] = [];
  for (const trak of boxesIn(bytes, moov.start, moov.end).filter(({ type }) => type === 'trak')) {
    const tkhd = child(bytes, trak, 'tkhd');
    const mdhd = child(bytes, trak, 'mdia', 'mdhd');
    const hdlr = child(bytes, trak, 'mdia', 'hdlr');
    if (!tkhd || !mdhd || !hdlr) continue;
    const handler = bytes.toString('latin1', hdlr.start + 8, hdlr.start + 12);
    if (handler !== 'vide' && handler !== 'soun') continue;
    // Version 1 has 64-bit times before both fields.
    const id = bytes.readUInt32BE(tkhd.start + (bytes[tkhd.start] === 1 ? 20 : 12));
    const timescale = bytes.readUInt32BE(mdhd.start + (bytes[mdhd.start] === 1 ? 20 : 12));
    tracks.push({ id, kind: handler === 'vide' ? 'picture' : 'sound', timescale });
  }
  return tracks;
}

interface Defaults {
  duration: number;
  size: number;
  flags: number;
}

const NOT_SYNC = 0x10000;

function readFields(bytes: Buffer, box: Box): { flags: number; next: () => number } {
  let at = box.start + 4;
  return {
    flags: bytes.readUInt32BE(box.start) & 0xffffff,
    next: () => {
      at += 4;
      return bytes.readUInt32BE(at - 4);
    },
  };
}

function fragmentTime(bytes: Buffer, tfdt: Box | undefined): number {
  if (!tfdt) return 0;
  return bytes[tfdt.start] === 1
    ? Number(bytes.readBigUInt64BE(tfdt.start + 4))
    : bytes.readUInt32BE(tfdt.start + 4);
}

/** The samples of one track fragment; `base` is where the `moof` box begins in `bytes`. */
function samplesOf(bytes: Buffer, traf: Box, base: number, tracks: Track[]): Sample[] {
  const inner = boxesIn(bytes, traf.start, traf.end);
  const tfhd = inner.find(({ type }) => type === 'tfhd');
  if (!tfhd) return [];
  const head = readFields(bytes, tfhd);
  const id = head.next();
  const track = tracks.find((known) => known.id === id);
  if (!track) return [];
  if (head.flags & 0x1) {
    head.next();
    head.next();
  }
  if (head.flags & 0x2) head.next();
  const usual: Defaults = {
    duration: head.flags & 0x8 ? head.next() : 0,
    size: head.flags & 0x10 ? head.next() : 0,
    flags: head.flags & 0x20 ? head.next() : 0,
  };
  let time = fragmentTime(
    bytes,
    inner.find(({ type }) => type === 'tfdt'),
  );
  const samples: Sample[] = [];
  for (const trun of inner.filter(({ type }) => type === 'trun')) {
    const run = readFields(bytes, trun);
    const count = run.next();
    let at = base + (run.flags & 0x1 ? run.next() | 0 : 0);
    const firstFlags = run.flags & 0x4 ? run.next() : null;
    for (let index = 0; index < count; index++) {
      const duration = run.flags & 0x100 ? run.next() : usual.duration;
      const size = run.flags & 0x200 ? run.next() : usual.size;
      const own = run.flags & 0x400 ? run.next() : usual.flags;
      if (run.flags & 0x800) run.next();
      const flags = index === 0 && firstFlags !== null ? firstFlags : own;
      if (at + size > bytes.length) return samples;
      const data = bytes.subarray(at, at + size);
      samples.push({ track, time, duration, key: (flags & NOT_SYNC) === 0, data });
      time += duration;
      at += size;
    }
  }
  return samples;
}

/** The samples of a `moof` box and the `mdat` after it, which lie in the same buffer. */
export function readFragment(bytes: Buffer, moof: Box, tracks: Track[]): Sample[] {
  return boxesIn(bytes, moof.start, moof.end)
    .filter(({ type }) => type === 'traf')
    .flatMap((traf) => samplesOf(bytes, traf, moof.start - 8, tracks));
}

/** Takes bytes as they come, and hands over the header once and samples a fragment at a time. */
export class FragmentReader {
  #parts: Buffer[] = [];
  #length = 0;
  /** How many bytes must be there before looking again is worth it. */
  #enough = 8;
  #header: Header | null = null;

  constructor(
    private readonly onHeader: (header: Header) => void,
    private readonly onSamples: (samples: Sample[]) => void,
  ) {}

  add(chunk: Buffer): void {
    this.#parts.push(chunk);
    this.#length += chunk.length;
    if (this.#length >= this.#enough) this.#read();
  }

  #read(): void {
    let bytes =
      this.#parts.length === 1 ? (this.#parts[0] ?? Buffer.alloc(0)) : Buffer.concat(this.#parts);
    for (;;) {
      const boxes = boxesIn(bytes);
      // A header ends with `moov`, a fragment with `mdat`.
      const last = boxes.findIndex(({ type }) => type === 'moov' || type === 'mdat');
      const box = boxes[last];
      if (!box) break;
      if (box.type === 'moov') {
        const header = { bytes: bytes.subarray(0, box.end), tracks: tracksOf(bytes, box) };
        this.#header = header;
        this.onHeader(header);
      } else {
        const moof = boxes.slice(0, last).find(({ type }) => type === 'moof');
        if (moof && this.#header) this.onSamples(readFragment(bytes, moof, this.#header.tracks));
      }
      bytes = bytes.subarray(box.end);
    }
    this.#parts = bytes.length > 0 ? [bytes] : [];
    this.#length = bytes.length;
    this.#enough = this.#length + 1;
    const whole = boxesIn(bytes).reduce((end, box) => Math.max(end, box.end), 0);
    if (bytes.length >= whole + 8) this.#enough = whole + Math.max(8, bytes.readUInt32BE(whole));
  }
}
