/** Writes one piece: a header for all tracks and one fragment (ISO/IEC 14496-12), playable by itself. */
import { type Box, boxesIn, type Header, type Track } from './pieces-read';

export interface TrackSamples {
  track: Track;
  /** Where the first sample begins, in the track's ticks of part time. */
  startTime: number;
  samples: { duration: number; key: boolean; data: Buffer }[];
}

function box(type: string, ...contents: Buffer[]): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(
    contents.reduce((size, part) => size + part.length, 8),
    0,
  );
  head.write(type, 4, 'latin1');
  return Buffer.concat([head, ...contents]);
}

function words(...values: number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4);
  for (const [index, value] of values.entries()) bytes.writeUInt32BE(value >>> 0, index * 4);
  return bytes;
}

/** The bytes of a box with its head, copied so that they can be changed. */
function copyOf(bytes: Buffer, { start, end }: Box): Buffer {
  return Buffer.from(bytes.subarray(start - 8, end));
}

function only(bytes: Buffer, parent: Box, type: string): Box {
  const found = boxesIn(bytes, parent.start, parent.end).find((inner) => inner.type === type);
  if (!found) throw new Error(`no ${type} in what ffmpeg wrote`);
  return found;
}

/**
 * One header from several of one track each, the tracks numbered from 1 in that order.
 * @returns the header and its tracks, in the order given
 */
export function joinHeaders(headers: readonly Header[]): Header {
  const traks: Buffer[] = [];
  const trexes: Buffer[] = [];
  const tracks: Track[] = [];
  let front: Buffer[] = [];
  for (const [index, { bytes, tracks: known }] of headers.entries()) {
    const [track] = known;
    const boxes = boxesIn(bytes);
    const ftyp = boxes.find(({ type }) => type === 'ftyp');
    const moov = boxes.find(({ type }) => type === 'moov');
    if (!track || !ftyp || !moov) throw new Error('no header in what ffmpeg wrote');
    const id = index + 1;
    const trak = copyOf(bytes, only(bytes, moov, 'trak'));
    const [tkhd] = boxesIn(trak, 8);
    if (tkhd?.type !== 'tkhd') throw new Error('no tkhd in what ffmpeg wrote');
    trak.writeUInt32BE(id, tkhd.start + (trak[tkhd.start] === 1 ? 20 : 12));
    const trex = copyOf(bytes, only(bytes, only(bytes, moov, 'mvex'), 'trex'));
    trex.writeUInt32BE(id, 12);
    traks.push(trak);
    trexes.push(trex);
    tracks.push({ ...track, id });
    if (index === 0) front = [copyOf(bytes, ftyp), copyOf(bytes, only(bytes, moov, 'mvhd'))];
  }
  const [ftyp = Buffer.alloc(0), mvhd = Buffer.alloc(0)] = front;
  const moov = box('moov', mvhd, ...traks, box('mvex', ...trexes));
  return { bytes: Buffer.concat([ftyp, moov]), tracks };
}

/** Depends on nothing and is a keyframe; depends on others and is none. */
const KEY_FLAGS = 0x02000000;
const DELTA_FLAGS = 0x01010000;

function trackFragment({ track, startTime, samples }: TrackSamples, dataOffset: number): Buffer {
  const tfhd = box('tfhd', words(0x020000, track.id)); // data offsets count from the moof box
  const time = Buffer.alloc(12);
  time.writeUInt32BE(0x01000000, 0); // version 1: 64-bit time
  time.writeBigUInt64BE(BigInt(startTime), 4);
  const table = samples.flatMap(({ duration, key, data }) => [
    duration,
    data.length,
    key ? KEY_FLAGS : DELTA_FLAGS,
  ]);
  // Data offset, and duration, size and flags of each sample.
  const trun = box('trun', words(0x000701, samples.length, dataOffset), words(...table));
  return box('traf', tfhd, box('tfdt', time), trun);
}

/** The bytes of piece `n`. Tracks without samples in this piece are left out of its fragment. */
export function writePiece(n: number, header: Header, tracks: readonly TrackSamples[]): Buffer {
  const present = tracks.filter(({ samples }) => samples.length > 0);
  const moof = (offsets: readonly number[]) =>
    box(
      'moof',
      box('mfhd', words(0, n + 1)),
      ...present.map((track, index) => trackFragment(track, offsets[index] ?? 0)),
    );
  const head = moof([]).length + 8;
  let at = head;
  const offsets = present.map(({ samples }) => {
    const offset = at;
    at += samples.reduce((size, { data }) => size + data.length, 0);
    return offset;
  });
  const data = present.flatMap(({ samples }) => samples.map((sample) => sample.data));
  return Buffer.concat([header.bytes, moof(offsets), box('mdat', ...data)]);
}
