/**
 * A clip as a row of stretches, each copied as it is coded or encoded anew. What one file's packets
 * allow is planned in smart-plan.ts; here it is decided for each segment of a clip.
 */
import type { EncodedPacket, PacketRetrievalOptions } from 'mediabunny';
import { framesOf } from '../../../shared/domain/frames';
import { colourOf } from '../clip-colour';
import { FORMS } from '../clip-form';
import { isNearBeginning, seekToKey } from '../clip-seek';
import type { ClipPiece, ClipPlan, ClipSegment } from '../clip-plan';
import { isStoredAs } from '../clip-stored';
import type { CodedFile } from '../coded/coded-file';
import { openKept } from '../coded/kept-open';
import { type Frames, splitByDress } from '../dress/dressing';
import { type Coding, CODINGS, setsOf } from './coding';
import type { ParameterSets } from './parameter-sets';
import { type CodedFrame, NEAR_US, planSmart } from './smart-plan';

/** Neither puts a frame off by more than this many (H.264, A.3.1; H.265, A.4.2: the decoder's buffer). */
const MOST_REORDERED = 16;

/** Frames of the clip, by their numbers in it: `at` up to and without `to`. */
export interface Encoded {
  how: 'encoded';
  segment: ClipSegment;
  at: number;
  to: number;
}

export interface Copied {
  how: 'copied';
  segment: ClipSegment;
  source: CodedFile;
  at: number;
  to: number;
  /** The number of its first frame in the file's list. */
  first: number;
}

export type Stretch = Encoded | Copied;

/** Files open for copying, and their parameter sets; each file once. */
export class Sources {
  readonly #open = new Map<string, Promise<CodedFile | null>>();
  /** Sets of all that may be copied from: none says otherwise than another of its number. */
  readonly sets: ParameterSets[] = [];
  readonly #coding: Coding;

  constructor(coding: Coding) {
    this.#coding = coding;
  }

  /** @returns null for a file whose pictures cannot stand beside the others. */
  async of({ path, probe }: ClipPiece): Promise<CodedFile | null> {
    const known = this.#open.get(path);
    if (known) return known;
    const opened = openKept(path, probe).then(async (file) => {
      if (!file || this.#fits(file)) return file;
      await file.close();
      return null;
    });
    this.#open.set(path, opened);
    return opened;
  }

  #fits(file: CodedFile): boolean {
    const sets = file.codec === this.#coding.codec ? setsOf(this.#coding, file.config) : null;
    if (sets?.lengthBytes !== 4 || !this.#coding.merge([...this.sets, sets])) return false;
    this.sets.push(sets);
    return true;
  }

  /** From where a frame of an open file must be read, see clip-seek.ts. @param frameUs the file's time */
  async seek({ path, probe }: ClipPiece, frameUs: number): Promise<number | null | undefined> {
    const file = await this.#open.get(path);
    if (!file) return undefined;
    if (isNearBeginning(probe, frameUs)) return null;
    const { firstFrameUs, container } = probe;
    const look = { metadataOnly: true };
    const key = await file.sink.getKeyPacket(file.fileSeconds(frameUs - firstFrameUs), look);
    if (!key) return null;
    const next = await file.sink.getNextKeyPacket(key, look);
    const at = (packet: { timestamp: number }): number => firstFrameUs + file.partUs(packet);
    return seekToKey(container, at(key), next && at(next));
  }

  async close(): Promise<void> {
    const all = await Promise.allSettled(this.#open.values());
    for (const one of all) if (one.status === 'fulfilled') await one.value?.close();
    this.#open.clear();
  }
}

/** Whether a source's pictures may stand beside pictures that we encode, as far as is known of it. */
export function canBeJoined({ probe, slow = 1 }: ClipPiece, clip: ClipPlan): boolean {
  const { picture } = probe;
  return (
    picture !== null &&
    FORMS[clip.form].copies &&
    slow === 1 &&
    !picture.interlaced &&
    picture.aspect.num === picture.aspect.den &&
    isStoredAs(picture, clip) &&
    (picture.hdr || colourOf(picture).matrix === clip.colour.matrix) &&
    probe.trouble === ''
  );
}

/**
 * Packets in decoding order from a keyframe on, without those right behind it that are shown before it:
 * they may need what is not copied, and nothing else may need them (leading pictures, ITU-T H.265).
 */
export async function* packetsFrom(
  { sink }: CodedFile,
  { leads }: Coding,
  key: EncodedPacket,
  look: PacketRetrievalOptions,
): AsyncGenerator<EncodedPacket> {
  yield key;
  let leading = leads;
  let packet = await sink.getNextPacket(key, look);
  for (; packet; packet = await sink.getNextPacket(packet, look)) {
    leading &&= packet.timestamp < key.timestamp;
    if (!leading) yield packet;
  }
}

/** Coded frames from the first at or after a time with which copying can begin, until the range is over. */
async function codedFrom(
  file: CodedFile,
  coding: Coding,
  startUs: number,
  endUs: number,
): Promise<CodedFrame[]> {
  const { sink, partUs, fileSeconds } = file;
  const look = { verifyKeyPackets: true };
  let key = await sink.getKeyPacket(fileSeconds(startUs), look);
  while (key && (partUs(key) < startUs - NEAR_US || !coding.canBegin(key.data))) {
    if (partUs(key) >= endUs) return [];
    key = await sink.getNextKeyPacket(key, look);
  }
  const frames: CodedFrame[] = [];
  let beyond = 0;
  if (!key) return frames;
  for await (const packet of packetsFrom(file, coding, key, { metadataOnly: true })) {
    const us = partUs(packet);
    frames.push({ us });
    beyond = us >= endUs ? beyond + 1 : 0;
    if (beyond > 2 * MOST_REORDERED) break;
  }
  return frames;
}

/** Stretches of frames that have nothing on them. */
async function plainStretches(
  segment: ClipSegment,
  { at, to }: Frames,
  source: CodedFile,
  coding: Coding,
): Promise<Stretch[]> {
  const { frames, startUs, endUs } = segment.piece;
  const first = framesOf(frames, startUs, endUs).first + at - segment.at;
  const range = { first, last: first + to - at - 1 };
  const [fromUs = 0, toUs = 0] = [frames[range.first], frames[range.last + 1]];
  const plan = planSmart(frames, range, await codedFrom(source, coding, fromUs, toUs));
  if (!plan) return [{ how: 'encoded', segment, at, to }];
  const { copyFrom, copyTo } = plan;
  const [from, end] = [at + copyFrom - first, at + copyTo - first];
  return [
    { how: 'encoded', segment, at, to: from },
    { how: 'copied', segment, source, at: from, to: end, first: copyFrom },
    { how: 'encoded', segment, at: end, to },
  ];
}

/** Encoded frames that follow each other are encoded in one go. */
function together(stretches: readonly Stretch[]): Stretch[] {
  const row: Stretch[] = [];
  for (const stretch of stretches) {
    const last = row.at(-1);
    if (stretch.to <= stretch.at) continue;
    if (last?.how === 'encoded' && stretch.how === 'encoded') last.to = stretch.to;
    else row.push({ ...stretch });
  }
  return row;
}

/** One segment's stretches. */
async function stretchesOf(
  segment: ClipSegment,
  clip: ClipPlan,
  sources: Sources,
): Promise<Stretch[]> {
  const { piece, at, to } = segment;
  const whole: Stretch[] = [{ how: 'encoded', segment, at, to }];
  if (!canBeJoined(piece, clip)) return whole;
  const source = await sources.of(piece);
  if (!source) return whole;
  const row: Stretch[] = [];
  for (const run of splitByDress(segment, segment)) {
    if (run.dressed) row.push({ how: 'encoded', segment, at: run.at, to: run.to });
    else row.push(...(await plainStretches(segment, run, source, CODINGS[clip.stored.codec])));
  }
  return together(row);
}

/** All of a clip's frames, in order. */
export async function rowOf(clip: ClipPlan, sources: Sources): Promise<Stretch[]> {
  const row: Stretch[] = [];
  for (const segment of clip.segments) row.push(...(await stretchesOf(segment, clip, sources)));
  return row;
}

/** How long the frames of a stretch are shown, in microseconds. */
export function lengthUs(
  clip: Pick<ClipPlan, 'timesUs' | 'durationUs'>,
  { at, to }: Pick<Stretch, 'at' | 'to'>,
): number {
  const endUs = clip.timesUs[to] ?? clip.durationUs;
  return endUs - (clip.timesUs[at] ?? 0);
}
