import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  jpegCutter,
  type KeyPicture,
  pairer,
  passWatch,
  shownTicks,
  tileFiller,
} from '../../../../src/main/media/thumbnails-frames';

describe('times in what ffmpeg says', () => {
  it('are read from lines of showinfo and from no others', () => {
    const line =
      '[Parsed_showinfo_1 @ 0x5581] n:   3 pts:10040000 pts_time:10.04   pos:    48 fmt:yuv420p';
    expect(shownTicks(line)).toBe(10_040_000);
    expect(
      shownTicks('[Parsed_showinfo_1 @ 0x1] n:   0 pts: -80000 pts_time:-0.08 duration: 40'),
    ).toBe(-80_000);
    expect(shownTicks('[Parsed_showinfo_1 @ 0x1] config in time_base: 1/1000000')).toBeNull();
    expect(shownTicks('frame=  240 fps=0.0 q=5.0 Lsize=N/A')).toBeNull();
  });
});

describe('a stream of JPEGs', () => {
  const body = fc.array(
    fc.oneof(
      fc.nat(254).map((byte) => [byte]),
      fc.constant([0xff, 0x00]),
      fc.constantFrom(0xd0, 0xd7).map((restart) => [0xff, restart]),
    ),
    { maxLength: 60 },
  );

  it('is cut into the pictures it is made of, wherever its chunks end', () => {
    fc.assert(
      fc.property(fc.array(body, { maxLength: 8 }), fc.array(fc.nat(40)), (bodies, cuts) => {
        const jpegs = bodies.map((bytes) =>
          Buffer.from([0xff, 0xd8, 0x00, ...bytes.flat(), 0xff, 0xd9]),
        );
        const all = Buffer.concat(jpegs);
        const found: Buffer[] = [];
        const add = jpegCutter((jpeg) => found.push(jpeg));
        let at = 0;
        for (const length of [...cuts, all.length]) {
          add(all.subarray(at, at + length));
          at += length;
        }
        expect(found).toEqual(jpegs);
      }),
    );
  });

  it('finds its times, whichever comes first', () => {
    const got: KeyPicture[] = [];
    const pair = pairer((picture) => got.push(picture));
    const [a, b] = [Buffer.of(1), Buffer.of(2)];
    pair.time(10);
    pair.jpeg(a);
    pair.jpeg(b);
    expect(got).toHaveLength(1);
    pair.time(20);
    expect(got).toEqual([
      { us: 10, jpeg: a },
      { us: 20, jpeg: b },
    ]);
  });
});

describe('tiles', () => {
  it('get the last keyframe at or before them, or the first of all', () => {
    const time = fc.integer({ min: 0, max: 1_000 }).map((ms) => ms * 10_000);
    const times = fc.uniqueArray(time, { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(times, times, (keys, tiles) => {
        const rising = (list: number[]) => [...list].sort((a, b) => a - b);
        const keyframes = rising(keys);
        const got = new Map<number, number>();
        const filler = tileFiller(
          rising(tiles).map((us, tile) => ({ tile, us })),
          (tile, jpeg) => got.set(tile, jpeg.readUInt32LE()),
        );
        for (const us of keyframes) {
          const jpeg = Buffer.alloc(4);
          jpeg.writeUInt32LE(us);
          filler.take({ us, jpeg });
        }
        filler.end();
        expect(filler.full).toBe(true);
        for (const [tile, us] of rising(tiles).entries()) {
          expect(got.get(tile)).toBe(keyframes.findLast((key) => key <= us) ?? keyframes[0]);
        }
      }),
    );
  });

  it('are full as soon as a keyframe comes after the last of them, and empty without any', () => {
    const got: number[] = [];
    const filler = tileFiller(
      [
        { tile: 7, us: 0 },
        { tile: 8, us: 100_000 },
      ],
      (tile) => got.push(tile),
    );
    filler.end();
    expect(got).toEqual([]);
    filler.take({ us: 0, jpeg: Buffer.of(1) });
    filler.take({ us: 100_400, jpeg: Buffer.of(2) });
    // A little late is still the tile's own.
    expect([got, filler.full]).toEqual([[7], false]);
    filler.take({ us: 900_000, jpeg: Buffer.of(3) });
    expect([got, filler.full]).toEqual([[7, 8], true]);
  });
});

describe('a pass', () => {
  const stats = (packets: number, frames: number): string =>
    `  Input stream #0:0 (video): ${packets} packets read (93838 bytes); ${frames} frames decoded; `;

  it('is believed while its times rise, nothing is refused, and nothing is lost', () => {
    const watch = passWatch(true);
    for (const us of [-80_000, 0, 2_000_000]) watch.time(us);
    watch.line(stats(12, 8));
    expect(watch.sound()).toBe(true);
    watch.line(stats(12, 3));
    expect(watch.sound()).toBe(false);
    // Other containers count what was passed over as well.
    const other = passWatch(false);
    other.line(stats(500, 10));
    expect(other.sound()).toBe(true);
  });

  it('is not when its frames come in another order', () => {
    const watch = passWatch(true);
    for (const us of [3_960_000, 2_040_000]) watch.time(us);
    expect(watch.sound()).toBe(false);
  });

  it.each(['Error while decoding stream #0:0: Invalid data', '[hevc @ 0x1] Duplicate POC in a'])(
    'is not after %j',
    (line) => {
      const watch = passWatch(true);
      watch.line(line);
      expect(watch.sound()).toBe(false);
    },
  );
});
