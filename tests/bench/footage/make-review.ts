/**
 * The review copy of the hour, as Plenary makes it: its pieces are made once for the two minutes that
 * the hour repeats, and moved in time for the rest.
 */
import { existsSync, linkSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makePieces } from '../../../src/main/media/pieces';
import { REVIEW_COPY } from '../../../src/main/media/pieces-plan';
import { boxesIn, tracksOf } from '../../../src/main/media/pieces-read';
import { probe } from '../../../src/main/media/probe';
import { findTools } from '../../../src/main/media/tools';
import { PIECE_US, pieceCount } from '../../../src/shared/domain/pieces';
import { US_PER_SECOND } from '../../../src/shared/domain/time';
import { CACHE, SEED_S } from './make-hour';

const FOLDER = join(CACHE, 'review-v2');
const ROUND = (SEED_S * US_PER_SECOND) / PIECE_US;

/** The same piece so many seconds later: one track, one fragment, its time in 64 bits. */
function later(bytes: Buffer, seconds: number): Buffer {
  const moved = Buffer.from(bytes);
  const moov = boxesIn(moved).find(({ type }) => type === 'moov');
  const [track] = moov ? tracksOf(moved, moov) : [];
  const at = moved.indexOf('tfdt', 0, 'latin1') + 8;
  if (!track || at < 8) throw new Error('not a piece');
  const time = moved.readBigUInt64BE(at) + BigInt(Math.round(seconds * track.timescale));
  moved.writeBigUInt64BE(time, at);
  return moved;
}

async function make(file: string): Promise<void> {
  const tools = await findTools();
  const facts = await probe(tools, file);
  const partial = `${FOLDER}.partial`;
  mkdirSync(partial, { recursive: true });
  const seed = new Map<number, Buffer>();
  const source = { ...facts, path: file, ...REVIEW_COPY, threads: 2 };
  await makePieces(
    tools,
    source,
    { first: 0, end: ROUND },
    {
      signal: new AbortController().signal,
      onPiece: async (piece, bytes) => void seed.set(piece, bytes),
    },
  );
  for (let piece = 0; piece < pieceCount(facts.durationUs); piece++) {
    const bytes = seed.get(piece % ROUND);
    if (!bytes) throw new Error(`piece ${piece % ROUND} was not made`);
    const seconds = Math.floor(piece / ROUND) * SEED_S;
    writeFileSync(join(partial, `${piece}.mp4`), later(bytes, seconds));
  }
  renameSync(partial, FOLDER);
}

/** Puts the whole review copy of an hour where Plenary looks for it: `derived/<partId>/review`. */
export async function putReview(file: string, folder: string): Promise<void> {
  if (!existsSync(FOLDER)) await make(file);
  // What was begun of one while the lesson was open.
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (let piece = 0; existsSync(join(FOLDER, `${piece}.mp4`)); piece++) {
    linkSync(join(FOLDER, `${piece}.mp4`), join(folder, `${piece}.mp4`));
  }
}
