/**
 * What a piece of a playable copy holds, read from its header (ISO/IEC 14496-12 and -15): MediaSource
 * wants to be told before it is given the first bytes.
 */

interface Box {
  type: string;
  start: number;
  end: number;
}

function boxesIn(view: DataView, start: number, end: number): Box[] {
  const boxes: Box[] = [];
  let at = start;
  while (at + 8 <= end) {
    const size = view.getUint32(at);
    if (size < 8 || at + size > end) break;
    const type = String.fromCharCode(...[4, 5, 6, 7].map((offset) => view.getUint8(at + offset)));
    boxes.push({ type, start: at + 8, end: at + size });
    at += size;
  }
  return boxes;
}

function inside(view: DataView, box: Box | undefined, type: string, skip = 0): Box[] {
  if (!box) return [];
  return boxesIn(view, box.start + skip, box.end).filter((inner) => inner.type === type);
}

const hex = (byte: number): string => byte.toString(16).padStart(2, '0');

/** Bytes of an `stsd` box before its first entry, and of a picture's entry before its own boxes. */
const STSD_HEAD = 8;
const PICTURE_ENTRY_HEAD = 78;

function codecOf(view: DataView, trak: Box): string | null {
  const [mdia] = inside(view, trak, 'mdia');
  const [minf] = inside(view, mdia, 'minf');
  const [stbl] = inside(view, minf, 'stbl');
  const [stsd] = inside(view, stbl, 'stsd');
  if (!stsd) return null;
  const [entry] = boxesIn(view, stsd.start + STSD_HEAD, stsd.end);
  if (entry?.type === 'fLaC') return 'flac';
  if (entry?.type !== 'avc1') return null;
  const [avcC] = inside(view, entry, 'avcC', PICTURE_ENTRY_HEAD);
  if (!avcC) return null;
  // Profile, constraints, level: RFC 6381, section 3.3.
  return `avc1.${[1, 2, 3].map((offset) => hex(view.getUint8(avcC.start + offset))).join('')}`;
}

/** @returns the type for `addSourceBuffer`, or null when this is not a piece of ours. */
export function pieceType(bytes: ArrayBuffer): string | null {
  const view = new DataView(bytes);
  const moov = boxesIn(view, 0, bytes.byteLength).find(({ type }) => type === 'moov');
  const codecs = inside(view, moov, 'trak').map((trak) => codecOf(view, trak));
  if (codecs.length === 0 || codecs.includes(null)) return null;
  const kind = codecs.some((codec) => codec?.startsWith('avc1')) ? 'video' : 'audio';
  return `${kind}/mp4; codecs="${codecs.join(',')}"`;
}
