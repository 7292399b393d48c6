import { describe, expect, test } from 'vitest';
import { Assembler } from '../../../../src/main/media/pieces-assemble';
import {
  boxesIn,
  FragmentReader,
  type Header,
  readFragment,
  type Sample,
  type Track,
  tracksOf,
} from '../../../../src/main/media/pieces-read';
import { writePiece } from '../../../../src/main/media/pieces-write';

function box(type: string, ...contents: Buffer[]): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(8 + contents.reduce((size, part) => size + part.length, 0));
  head.write(type, 4, 'latin1');
  return Buffer.concat([head, ...contents]);
}

function words(...values: number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4);
  for (const [index, value] of values.entries()) bytes.writeUInt32BE(value, index * 4);
  return bytes;
}

/** As small a header as the reader and the joiner need. */
function header(kind: Track['kind'], timescale: number): Header {
  const tkhd = box('tkhd', words(0, 0, 0, 1, 0));
  const mdhd = box('mdhd', words(0, 0, 0, timescale, 0));
  const handler = Buffer.from(kind === 'picture' ? 'vide' : 'soun', 'latin1');
  const hdlr = box('hdlr', words(0, 0), handler, words(0, 0, 0));
  const trak = box('trak', tkhd, box('mdia', mdhd, hdlr));
  const moov = box('moov', box('mvhd', words(0)), trak, box('mvex', box('trex', words(0, 1))));
  const bytes = Buffer.concat([box('ftyp', words(1)), moov]);
  return { bytes, tracks: [{ id: 1, kind, timescale }] };
}

const PICTURE = header('picture', 1_000_000);
const SOUND = header('sound', 48_000);
const trackOf = ({ tracks: [track] }: Header): Track => track as Track;

const frame = (timeUs: number, name = `f${timeUs}`): Sample => ({
  track: trackOf(PICTURE),
  time: timeUs,
  duration: 1,
  key: timeUs % 2_000_000 === 0,
  data: Buffer.from(name),
});
const block = (time: number): Sample => ({
  track: trackOf(SOUND),
  time,
  duration: 1_920,
  key: true,
  data: Buffer.from(`s${time}`),
});

function read(piece: Buffer) {
  const boxes = boxesIn(piece);
  const moov = boxes.find(({ type }) => type === 'moov');
  const moof = boxes.find(({ type }) => type === 'moof');
  if (!moov || !moof) throw new Error('not a piece');
  expect(boxes.map(({ type }) => type)).toEqual(['ftyp', 'moov', 'moof', 'mdat']);
  expect(boxes.at(-1)?.end).toBe(piece.length);
  const samples = readFragment(piece, moof, tracksOf(piece, moov));
  const of = (kind: Track['kind']) =>
    samples
      .filter(({ track }) => track.kind === kind)
      .map(({ time, duration, key, data }) => ({ time, duration, key, name: data.toString() }));
  return { picture: of('picture'), sound: of('sound') };
}

function assemble(durationUs: number, firstPiece = 0, hasSound = true) {
  const pieces = new Map<number, Buffer>();
  const assembler = new Assembler({
    firstPiece,
    durationUs,
    hasPicture: true,
    hasSound,
    onPiece: (n, bytes) => pieces.set(n, bytes),
  });
  assembler.header('picture', PICTURE);
  assembler.header('sound', SOUND);
  return { assembler, pieces };
}

describe('cutting into pieces', () => {
  test('each frame is in the piece of its time and lasts until the next, across the join too', () => {
    const { assembler, pieces } = assemble(5_000_000, 0, false);
    assembler.add(
      'picture',
      [0, 700_000, 1_960_000, 2_000_000, 3_999_999, 4_000_000].map((at) => frame(at)),
      0,
    );
    expect([...pieces.keys()]).toEqual([0, 1]);
    assembler.end('picture');
    expect([...pieces.keys()]).toEqual([0, 1, 2]);
    expect(
      read(pieces.get(0) as Buffer).picture.map(({ time, duration }) => [time, duration]),
    ).toEqual([
      [0, 700_000],
      [700_000, 1_260_000],
      [1_960_000, 40_000],
    ]);
    expect(
      read(pieces.get(1) as Buffer).picture.map(({ time, duration, key }) => [time, duration, key]),
    ).toEqual([
      [2_000_000, 1_999_999, true],
      [3_999_999, 1, false],
    ]);
    // The last one ends where the part does.
    expect(read(pieces.get(2) as Buffer).picture).toEqual([
      { time: 4_000_000, duration: 1_000_000, key: true, name: 'f4000000' },
    ]);
    expect(assembler.next).toBe(3);
  });

  test('a stretch in the middle is placed on the part’s clock', () => {
    const { assembler, pieces } = assemble(100_000_000, 7);
    assembler.add(
      'picture',
      [0, 40_000, 2_000_000].map((at) => frame(at)),
      14_000_000,
    );
    assembler.add('sound', [0, 1_920, 96_000].map(block), 14_000_000);
    const piece = read(pieces.get(7) as Buffer);
    expect(piece.picture[1]).toMatchObject({ time: 14_040_000, duration: 1_960_000 });
    expect(piece.sound).toEqual([
      { time: 672_000, duration: 1_920, key: true, name: 's0' },
      { time: 673_920, duration: 94_080, key: true, name: 's1920' },
    ]);
  });

  test('a frame that comes late begins its piece all the same', () => {
    const { assembler, pieces } = assemble(4_000_000, 1, false);
    assembler.add('picture', [frame(300_000)], 2_000_000);
    assembler.end('picture');
    expect(read(pieces.get(1) as Buffer).picture).toEqual([
      { time: 2_000_000, duration: 2_000_000, key: false, name: 'f300000' },
    ]);
  });

  test('a piece waits for its sound', () => {
    const { assembler, pieces } = assemble(4_000_000);
    assembler.add(
      'picture',
      [0, 2_000_000].map((at) => frame(at)),
      0,
    );
    expect(pieces.size).toBe(0);
    assembler.add('sound', [0, 94_080].map(block), 0);
    expect(pieces.size).toBe(0);
    assembler.add('sound', [96_000].map(block), 0);
    expect([...pieces.keys()]).toEqual([0]);
  });

  test('the copy ends where the picture does, whatever sound is left', () => {
    const { assembler, pieces } = assemble(20_000_000);
    assembler.add('sound', [0, 96_000, 192_000, 288_000].map(block), 0);
    assembler.add('picture', [frame(0)], 0);
    assembler.end('picture');
    assembler.end('sound');
    expect([...pieces.keys()]).toEqual([0]);
    expect(assembler.next).toBe(1);
  });
});

describe('reading what ffmpeg writes', () => {
  test('it may come in crumbs', () => {
    const track = trackOf(PICTURE);
    const samples = [frame(0), frame(40_000)].map((sample) => ({ ...sample, duration: 40_000 }));
    const piece = writePiece(0, PICTURE, [{ track, startTime: 0, samples }]);
    for (const size of [1, 7, 64, piece.length]) {
      const headers: Header[] = [];
      const got: Sample[] = [];
      const reader = new FragmentReader(
        (found) => headers.push(found),
        (found) => got.push(...found),
      );
      const twice = Buffer.concat([piece, piece.subarray(PICTURE.bytes.length)]);
      for (let at = 0; at < twice.length; at += size) reader.add(twice.subarray(at, at + size));
      expect(headers).toHaveLength(1);
      expect(headers[0]?.tracks).toEqual(PICTURE.tracks);
      expect(got.map(({ time, data }) => [time, data.toString()])).toEqual([
        [0, 'f0'],
        [40_000, 'f40000'],
        [0, 'f0'],
        [40_000, 'f40000'],
      ]);
    }
  });
});
