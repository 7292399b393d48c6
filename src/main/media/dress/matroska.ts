/**
 * A Matroska stream of pictures, each at a time of its own (RFC 9559): how pictures that we make get
 * into a filter graph at exactly the frames they are meant for. Written as it is read, never whole.
 */

export type PictureTrack = { width: number; height: number; codec: 'png' | 'yuv420p' };

function bytes(value: number): Buffer {
  const made = Buffer.alloc(8);
  made.writeBigUInt64BE(BigInt(value));
  return made;
}

/** A length takes eight bytes, the first of which says that it does. */
function element(id: string, body: Uint8Array): Buffer {
  const length = bytes(body.length);
  length[0] = 1;
  return Buffer.concat([Buffer.from(id, 'hex'), length, body]);
}

const text = (value: string): Buffer => Buffer.from(value, 'latin1');

/** BITMAPINFOHEADER: how Matroska names codecs that it has no name for. */
function bitmapHeader({ width, height }: PictureTrack): Buffer {
  const header = Buffer.alloc(40);
  header.writeUInt32LE(40, 0);
  header.writeInt32LE(width, 4);
  header.writeInt32LE(height, 8);
  header.writeUInt16LE(1, 12);
  header.writeUInt16LE(32, 14);
  header.write('MPNG', 16, 'latin1');
  return header;
}

function entry(track: PictureTrack, at: number): Buffer {
  const size = [element('b0', bytes(track.width)), element('ba', bytes(track.height))];
  const raw = track.codec === 'yuv420p';
  return element(
    'ae',
    Buffer.concat([
      ...[element('d7', bytes(at + 1)), element('73c5', bytes(at + 1))],
      ...[element('83', bytes(1)), element('9c', bytes(0))],
      element('86', text(raw ? 'V_UNCOMPRESSED' : 'V_MS/VFW/FOURCC')),
      ...(raw ? [] : [element('63a2', bitmapHeader(track))]),
      element('e0', Buffer.concat(raw ? [...size, element('2eb524', text('I420'))] : size)),
    ]),
  );
}

/** Everything before the first picture. Times are microseconds. */
export function matroskaHead(tracks: readonly PictureTrack[]): Buffer {
  const head = [
    ...[element('4282', text('matroska')), element('4287', bytes(4)), element('4285', bytes(2))],
  ];
  return Buffer.concat([
    element('1a45dfa3', Buffer.concat(head)),
    // A segment of unknown length.
    Buffer.from('1853806701ffffffffffffff', 'hex'),
    element('1549a966', element('2ad7b1', bytes(1_000))),
    element('1654ae6b', Buffer.concat(tracks.map(entry))),
  ]);
}

/** One picture. @param us whole microseconds, never before the one that was written last */
export function matroskaPicture(track: number, us: number, picture: Uint8Array): Buffer {
  const block = Buffer.concat([Buffer.of(0x80 | (track + 1), 0, 0, 0x80), picture]);
  return element('1f43b675', Buffer.concat([element('e7', bytes(us)), element('a3', block)]));
}
