/**
 * Tiles of the strip from keyframes alone: where tiles lie close together the keyframes that are
 * wanted, or, in files of which these cannot be chosen, a pass over all keyframes of the stretch; one
 * keyframe at a time where tiles lie far apart.
 *
 * In such a pass over MP4 with B-frames ffmpeg, reading nothing but keyframes, tells their times wrong
 * by up to the few frames by which they are stored out of order: a tile as near as that to a keyframe
 * may show the one on the other side of it.
 */
import type { Readable } from 'node:stream';
import { tileSize, tileUs } from '../../shared/domain/thumbs';
import { usToSeconds } from '../../shared/domain/time';
import { AppError } from '../../shared/errors';
import { type FfmpegJob, runFfmpeg } from './ffmpeg';
import { toneMap } from './picture-filters';
import type { Probe, ProbePicture } from './probe-schema';
import { jpegCutter, pairer, passWatch, shownTicks, tileFiller } from './thumbnails-frames';
import type { Tools } from './tools';

/**
 * What is read: every keyframe from a part time on, or the one nearest to it, or a stream of those that
 * are wanted.
 */
type Reading = 'keyframes' | 'keyframe' | Readable;

/** Containers with an index: a seek ends at the keyframe at or before the time. */
const INDEXED = /\b(mov|matroska|avi)\b/;
/** Where there is none a seek ends about there: reading begins this much earlier. */
const LEAD_US = 5_000_000;
/** Cameras set a keyframe at least this often. */
const LONGEST_GROUP_US = 15_000_000;

/** What is left out while decoding. One keyframe needs the frames after it to come out in order. */
function skipping(reading: Reading, { codec }: ProbePicture): string[] {
  if (reading === 'keyframes') return ['-skip_frame', 'nokey', '-discard', 'nokey'];
  // Its own head says all: without this the first pictures would wait for more of them.
  if (reading !== 'keyframe') return ['-analyzeduration', '0', '-probesize', '32'];
  // Pictures shown before the keyframe cannot be decoded without the group before.
  return codec === 'h264' ? ['-skip_frame', 'bidir'] : [];
}

/**
 * Small JPEGs to a pipe, their times (in microseconds of the file's own clock) in what is said.
 * Made small before anything else is done to them. Interlaced frames are not taken apart: six lines
 * or more become one here, and the neighbours that would need are not decoded.
 */
export function keyframesJob(
  path: string,
  probe: Probe,
  picture: ProbePicture,
  { fromUs, reading }: { fromUs: number; reading: Reading },
  tools: Pick<Tools, 'filters' | 'options'>,
): FfmpegJob {
  const { width, height } = tileSize(picture);
  const chosen = typeof reading === 'string' ? null : reading;
  const at = usToSeconds(probe.firstFrameUs + fromUs).toFixed(6);
  const filters = [
    'settb=AVTB',
    `scale=${width}:${height}:flags=bilinear:out_range=pc`,
    // Of the small picture: it also sums up every pixel.
    'showinfo',
    // The times are told; the encoder gets some that it cannot dislike.
    'setpts=N/TB',
    ...toneMap(picture, tools),
    'setsar=1',
    'format=yuvj420p',
  ];
  return {
    inputs: [
      {
        path,
        ...(chosen && { stream: chosen }),
        options: [
          // Deblocking cannot be seen at this size. One thread: two stretches are read at once.
          ...['-threads', '1', '-skip_loop_filter', 'all', '-noaccurate_seek'],
          ...skipping(reading, picture),
          ...(fromUs > 0 && !chosen ? ['-seek_timestamp', '1', '-ss', at] : []),
        ],
      },
    ],
    args: [
      ...['-copyts', '-map', `0:${chosen ? 0 : picture.stream}`, '-vf', filters.join(',')],
      ...(reading === 'keyframe' ? ['-frames:v', '1'] : []),
      ...(tools.options.has('fps_mode') ? ['-fps_mode', 'passthrough'] : ['-vsync', '0']),
      ...['-map_metadata', '-1', '-fflags', '+bitexact', '-flags:v', '+bitexact'],
      ...['-c:v', 'mjpeg', '-q:v', '5', '-f', 'image2pipe'],
    ],
    output: 'pipe',
  };
}

export interface TileMaking {
  signal: AbortSignal;
  onTile(tile: number, jpeg: Buffer): void;
}

interface What {
  fromUs: number;
  reading: Reading;
  /** Rising. */
  tiles: readonly number[];
  /** Tiles are held back until the whole run has shown that they can be believed. */
  doubtful: boolean;
}

/** @returns whether what came out can be believed; what was told of is right either way. */
async function read(
  tools: Tools,
  path: string,
  probe: Probe,
  what: What,
  { signal, onTile }: TileMaking,
): Promise<boolean> {
  const { picture } = probe;
  if (!picture) throw new AppError('file-unreadable', 'There is no picture in this file.');
  const chosen = typeof what.reading === 'string' ? null : what.reading;
  // A chosen keyframe bears its part time; others are told by the file's own clock.
  const beginsUs = chosen ? 0 : probe.firstFrameUs;
  const enough = new AbortController();
  // A single keyframe begins afresh: there is nothing to be confused by.
  const watch =
    what.reading === 'keyframe'
      ? null
      : passWatch(chosen !== null || /\bmov\b/.test(probe.container));
  const sound = (): boolean => watch?.sound() ?? true;
  const held: [number, Buffer][] = [];
  const filler = tileFiller(
    what.tiles.map((tile) => ({ tile, us: tileUs(tile) })),
    (tile, jpeg) => {
      if (what.doubtful) held.push([tile, jpeg]);
      else if (sound()) onTile(tile, jpeg);
    },
  );
  const pair = pairer((one) => {
    if (enough.signal.aborted) return;
    filler.take(one);
    if (filler.full || !sound()) enough.abort();
  });
  const job = keyframesJob(path, probe, picture, what, tools);
  try {
    await runFfmpeg(tools, job, {
      signal: AbortSignal.any([signal, enough.signal]),
      low: true,
      logLevel: 'verbose',
      onLine: (line) => {
        watch?.line(line);
        const ticks = shownTicks(line);
        if (ticks === null) return;
        watch?.time(ticks);
        pair.time(ticks - beginsUs);
      },
      onData: jpegCutter(pair.jpeg),
    });
  } catch (thrown) {
    const known = !signal.aborted && (enough.signal.aborted || !sound());
    if (!known) throw thrown;
  } finally {
    chosen?.destroy();
  }
  if (!sound()) return false;
  filler.end();
  for (const [tile, jpeg] of held) onTile(tile, jpeg);
  return true;
}

/**
 * Makes tiles of one part by a pass over the keyframes from the first tile to the last; those that
 * a pass does not give, one by one.
 * @param tiles rising
 * @param believed true once a pass over this file was; until then tiles come at its end
 * @returns whether passes over this file can be believed
 * @throws AppError `cancelled`, `file-missing`, `file-denied`, `file-unreadable` without a picture,
 *   `ffmpeg-failed`. Tiles that were told of before are good.
 */
export async function makeTilesOf(
  tools: Tools,
  path: string,
  probe: Probe,
  tiles: readonly number[],
  making: TileMaking,
  believed = false,
): Promise<boolean> {
  const left = new Set(tiles);
  const firstUs = tileUs(tiles[0] ?? 0);
  const fromUs = INDEXED.test(probe.container) ? firstUs : Math.max(0, firstUs - LEAD_US);
  const doubtful = !believed && (probe.picture?.reorders ?? false);
  const onTile = (tile: number, jpeg: Buffer): void => {
    left.delete(tile);
    making.onTile(tile, jpeg);
  };
  // Not needed to start the app.
  const { chosenKeyframes } = await import('./coded/chosen-keyframes');
  const chosen = await chosenKeyframes(path, probe, tiles.map(tileUs)).catch(() => null);
  const by = (reading: Reading): Promise<boolean> => {
    const what = { fromUs, reading, tiles: [...left], doubtful };
    return read(tools, path, probe, what, { ...making, onTile });
  };
  const sound = await by(chosen ?? 'keyframes').catch((thrown: unknown) => {
    // Whatever broke off on the way: a pass asks less of a file.
    if (!chosen || making.signal.aborted || left.size === 0) throw thrown;
    return by('keyframes');
  });
  // Also where none is marked as a keyframe: some cameras refresh the picture bit by bit.
  for (const tile of left) await makeTile(tools, path, probe, tile, making);
  return sound;
}

/**
 * Makes one tile from the keyframe at or before it, or near it where the container has no index.
 * @throws AppError as {@link makeTilesOf}. When nothing can be decoded there no tile is told of.
 */
export async function makeTile(
  tools: Tools,
  path: string,
  probe: Probe,
  tile: number,
  making: TileMaking,
): Promise<void> {
  const us = tileUs(tile);
  let made = false;
  const onTile = (number: number, jpeg: Buffer): void => {
    made = true;
    making.onTile(number, jpeg);
  };
  const back = (byUs: number): number => Math.max(0, us - byUs);
  const attempts: [fromUs: number, reading: Reading][] = [
    INDEXED.test(probe.container) ? [us, 'keyframe'] : [back(LEAD_US), 'keyframes'],
    [back(LONGEST_GROUP_US), 'keyframes'],
    [back(LONGEST_GROUP_US), 'keyframe'],
  ];
  for (const [fromUs, reading] of attempts) {
    const what = { fromUs, reading, tiles: [tile], doubtful: false };
    await read(tools, path, probe, what, { ...making, onTile });
    if (made) return;
  }
}
