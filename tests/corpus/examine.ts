/** Puts one file through everything that happens to it on the way to the screen. */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { handlingOf } from '../../src/main/media/handling';
import { probe } from '../../src/main/media/probe';
import type { Probe } from '../../src/main/media/probe-schema';
import { AppError } from '../../src/shared/errors';
import { newId } from '../../src/shared/domain/ids';
import { PIECE_US, pieceCount } from '../../src/shared/domain/pieces';
import { testTools } from '../fixtures/make-footage';
import {
  difference,
  lagMsWithin,
  likeness,
  likenessTurned,
  LISTENED_S,
  loudest,
  onPartClock,
  worstLagMs,
} from './compare';
import type { CorpusPlayer } from './player/launch';
import type { Opened } from './player/page';
import { type SourcePicture, soundOf, sourcePicture } from './truth';

export interface Look {
  /** The frame that was asked for. */
  index: number;
  /** Its time by the source. */
  timeUs: number;
  /** The time of what was shown, as the player says. */
  shownUs: number;
  /** Likeness to the source's frame the right way up, and the best of any wrong way. */
  upright: number;
  turned: number;
  /** The frame among its neighbours that it is most like. */
  nearest: number;
}

export interface Examined {
  unreadable: AppError | null;
  probe: Probe | null;
  handling: 'direct' | 'copy' | 'unreadable';
  reason: string;
  opened: Opened | null;
  source: SourcePicture | null;
  /** Length from first frame to the end of the last, by the source; of the sound without picture. */
  sourceUs: number;
  /** Longest a frame stays. */
  frameUs: number;
  looks: Look[];
  /**
   * How late the sound is in what is watched: in a copy against its pictures' clock, in a file that
   * is played as it is against the frames as they come on the screen. Null where nothing is heard.
   */
  lagMs: number | null;
  pieces: number;
}

const NOTHING: Examined = {
  unreadable: null,
  probe: null,
  handling: 'unreadable',
  reason: '',
  opened: null,
  source: null,
  sourceUs: 0,
  frameUs: 0,
  looks: [],
  lagMs: null,
  pieces: 0,
};

/** First, two between, last. */
function samplesOf(count: number): number[] {
  const last = count - 1;
  return [...new Set([0, Math.round(last / 3), Math.round((last * 2) / 3), last])];
}

const NEIGHBOURS = 3;

async function lookAt(
  player: CorpusPlayer,
  { timesUs, stills }: SourcePicture,
  endUs: number,
): Promise<Look[]> {
  const zeroUs = timesUs[0] ?? 0;
  const looks: Look[] = [];
  for (const index of samplesOf(timesUs.length)) {
    const still = stills[index];
    const timeUs = (timesUs[index] ?? 0) - zeroUs;
    if (!still) continue;
    const nextUs = index + 1 < timesUs.length ? (timesUs[index + 1] ?? 0) - zeroUs : endUs;
    const middleUs = Math.round((timeUs + Math.max(nextUs, timeUs + 2)) / 2);
    const shot = await player.call('shot', middleUs, timeUs, still.width, still.height);
    const grey = Uint8Array.from(shot.grey);
    const from = Math.max(0, index - NEIGHBOURS);
    const distances = stills
      .slice(from, index + NEIGHBOURS + 1)
      .map(({ grey: other }) => difference(grey, other));
    const own = distances[index - from] ?? 1;
    // Neighbours that look the same, as in slides, are as good.
    const better = distances.findIndex((distance) => distance < own - Math.max(0.002, own * 0.1));
    looks.push({
      index,
      timeUs,
      shownUs: shot.partUs,
      upright: likeness(grey, still.grey),
      turned: likenessTurned(grey, still),
      nearest: better === -1 ? index : from + better,
    });
  }
  return looks;
}

/** Plays all pieces of a copy into one file, as the page appends them. */
async function heardIn(pieces: string, to: string): Promise<Float32Array> {
  const names = (await readdir(pieces)).sort((a, b) => Number.parseInt(a) - Number.parseInt(b));
  const parts = await Promise.all(names.map((name) => readFile(join(pieces, name))));
  await writeFile(to, Buffer.concat(parts));
  return soundOf(to, '0:a:0', 0);
}

/**
 * How late a file's sound is as it is played, against the source. A machine that is busy can put a
 * frame on the screen late, never sound and picture apart for good: the middle of three tries.
 */
async function lagWhenPlayed(player: CorpusPlayer, source: Float32Array): Promise<number | null> {
  const fromS = loudest(source, LISTENED_S);
  const tries: number[] = [];
  while (tries.length < 3) {
    const heard = await player.call('hear', Math.round(fromS * 1e6), LISTENED_S);
    const { from, to, sound } = onPartClock(heard);
    const lag = lagMsWithin(sound, source, from, to);
    if (lag === null) return null;
    tries.push(lag);
    if (tries.length === 1 && Math.abs(lag) <= 30) return lag;
  }
  return tries.sort((a, b) => a - b)[1] ?? null;
}

function gapsOf(timesUs: readonly number[]): number[] {
  return timesUs.slice(1).map((time, index) => time - (timesUs[index] ?? time));
}

/** @param folder for its pieces and what is made of them */
export async function examine(
  player: CorpusPlayer,
  path: string,
  folder: string,
): Promise<Examined> {
  const found = await probe(await testTools(), path).catch((error: unknown) =>
    AppError.from(error),
  );
  if (found instanceof AppError) {
    const reason = String(found.details.reason ?? found.message);
    return { ...NOTHING, unreadable: found, reason };
  }
  const { handling, reason } = handlingOf(found);
  if (handling === 'unreadable') return { ...NOTHING, probe: found, reason };

  const { picture, sound, durationUs, firstFrameUs } = found;
  const source = picture
    ? await sourcePicture(path, picture.stream, picture, picture.interlaced)
    : null;
  const gaps = source ? gapsOf(source.timesUs) : [];
  const usualUs = [...gaps].sort((a, b) => a - b)[Math.floor(gaps.length / 2)] ?? 40_000;
  const spanUs = source ? (source.timesUs.at(-1) ?? 0) - (source.timesUs[0] ?? 0) + usualUs : 0;

  const own = sound ? await soundOf(path, `0:${sound.stream}`, firstFrameUs) : null;
  const partId = newId();
  const pieces = join(folder, 'pieces');
  // One at a time: there is one player. What is decoded for comparison goes on beside it.
  const { opened, looks, playedMs } = await player.alone(async () => {
    await player.add({ partId, path, probe: found, pieces });
    const opened = await player.call('open', { partId, handling, firstFrameUs, durationUs });
    const plays = opened.error === '';
    const looks = source && plays ? await lookAt(player, source, durationUs) : [];
    if (handling === 'copy') {
      // Asked for in order, so that all of it is made.
      for (let piece = 0; piece < pieceCount(durationUs); piece++) {
        await player.call('seek', Math.min(piece * PIECE_US + 1000, durationUs - 1000));
      }
    }
    const played = handling === 'direct' && picture && own && plays;
    const playedMs = played ? await lagWhenPlayed(player, own) : null;
    await player.call('close');
    return { opened, looks, playedMs };
  });
  let lagMs = playedMs;
  if (handling === 'copy' && own) {
    const heard = await heardIn(pieces, join(folder, `${basename(path)}.joined.mp4`));
    lagMs = worstLagMs(heard, own);
  }
  const made = handling === 'copy' ? (await readdir(pieces)).length : 0;
  const heardUs = (own?.length ?? 0) * 125;
  return {
    ...{ unreadable: null, probe: found, handling, reason, opened, source, looks, lagMs },
    sourceUs: source ? spanUs : heardUs,
    frameUs: Math.max(usualUs, gaps.at(-1) ?? 0, source ? 0 : 40_000),
    pieces: made,
  };
}
