/**
 * A clip of which most is copied as it is coded: only what lies between its first frame and the next
 * keyframe that stands alone, and the last few frames, are encoded. As exact as encoding all of it,
 * at the quality of the original, in a fraction of the time. Tried first; where it cannot be done or
 * does not come out as planned the clip is encoded as a whole.
 */
import { framesOf } from '../../../shared/domain/frames';
import { isAsPlanned, timesIn } from '../clip-check';
import type { ClipPiece, ClipPlan } from '../clip-plan';
import { type CodedFile, openCoded } from '../coded/coded-file';
import { assemble, NotAsPlanned, readStretch, setsOf } from './assemble';
import { sameBytes, sameLooks } from './check';
import { isIdr } from './nal-units';
import { freeId, mergeAvcC } from './parameter-sets';
import { type CodedFrame, NEAR_US, planSmart, type SmartPlan } from './smart-plan';
import { encoded, type Run, soundOf } from './stretches';
import { makeHeadPlain } from './plain-head';

/** H.264 puts no frame off by more than this many (A.3.1: max_dec_frame_buffering). */
const MOST_REORDERED = 16;
/** Frames of a stretch that is encoded are held in memory. */
const MOST_ENCODED_US = 20_000_000;

/** Of all the work, what is done when the stretches are encoded, and when the file is written. */
const ENCODED = 0.6;
const WRITTEN = 0.8;

/** Whether a source's pictures may stand beside pictures that we encode. */
function canBeJoined({ probe }: ClipPiece): boolean {
  const { picture } = probe;
  return (
    picture !== null &&
    picture.codec === 'h264' &&
    picture.pixelFormat === 'yuv420p' &&
    !picture.interlaced &&
    !picture.fullRange &&
    !picture.hdr &&
    picture.aspect.num === picture.aspect.den &&
    picture.rotation === 0 &&
    picture.storedWidth % 2 === 0 &&
    picture.storedHeight % 2 === 0 &&
    probe.trouble === ''
  );
}

/** Coded frames from the first IDR picture at or after a time on, until the range is surely over. */
async function codedFrom(
  { sink, partUs, fileSeconds }: CodedFile,
  startUs: number,
  endUs: number,
): Promise<CodedFrame[]> {
  const look = { verifyKeyPackets: true };
  let key = await sink.getKeyPacket(fileSeconds(startUs), look);
  while (key && (partUs(key) < startUs - NEAR_US || !isIdr(key.data))) {
    if (partUs(key) >= endUs) return [];
    key = await sink.getNextKeyPacket(key, look);
  }
  const frames: CodedFrame[] = [];
  let beyond = 0;
  let packet = key;
  while (packet && beyond <= 2 * MOST_REORDERED) {
    const us = partUs(packet);
    frames.push({ us });
    beyond = us >= endUs ? beyond + 1 : 0;
    packet = await sink.getNextPacket(packet, { metadataOnly: true });
  }
  return frames;
}

async function planned(file: CodedFile, { frames, startUs, endUs }: ClipPiece) {
  const range = framesOf(frames, startUs, endUs);
  const [fromUs = 0, toUs = 0] = [frames[range.first], frames[range.last + 1]];
  const plan = planSmart(frames, range, await codedFrom(file, fromUs, toUs));
  if (!plan) return null;
  const lengthUs = (from: number, to: number) => (frames[to] ?? 0) - (frames[from] ?? 0);
  const headUs = lengthUs(plan.first, plan.copyFrom);
  const tailUs = lengthUs(plan.copyTo, plan.end);
  return headUs + tailUs <= MOST_ENCODED_US ? plan : null;
}

export interface SmartClip {
  plan: SmartPlan;
  /** The times of the finished clip's frames, in microseconds. */
  timesUs: number[];
  /** How many frames were copied. */
  copied: number;
}

/** Runs several at once. When one fails the others are stopped, and none runs on after this. */
async function together<T extends readonly Promise<unknown>[] | []>(
  run: Run,
  begin: (run: Run) => T,
): Promise<{ -readonly [P in keyof T]: Awaited<T[P]> }> {
  const failed = new AbortController();
  const all = begin({ ...run, signal: AbortSignal.any([run.signal, failed.signal]) });
  try {
    return await Promise.all(all);
  } catch (thrown) {
    failed.abort();
    await Promise.allSettled(all);
    throw thrown;
  }
}

/**
 * Makes a clip of one piece this way.
 * @returns what was done, checked against the source; null when it cannot be done this way or did not
 *   come out right: what is in `outFile` is then to be thrown away
 * @throws AppError `cancelled` and what ffmpeg gives; the file system's errors
 */
export async function makeSmartClip(
  piece: ClipPiece,
  clip: ClipPlan,
  outFile: string,
  run: Run & { report(share: number): void },
): Promise<SmartClip | null> {
  if (!canBeJoined(piece) || !run.tools.encoders.has('libx264')) return null;
  const file = await openCoded(piece.path, piece.probe);
  if (!file) return null;
  try {
    const sets = file.codec === 'avc' ? setsOf(file.config) : null;
    const plan = sets && (await planned(file, piece));
    if (sets?.lengthBytes !== 4 || !plan) return null;
    const { report } = run;
    report(0);
    const id = freeId([sets]);
    const [head, tail, sound] = await together(run, (mine) => {
      const stretch = async (first: number, end: number, setId: number) => {
        if (first === end) return null;
        const made = await readStretch(await encoded({ piece, first, end }, setId, mine));
        if (made?.packets.length !== end - first) throw new NotAsPlanned('frames were lost');
        return made;
      };
      return [
        stretch(plan.first, plan.copyFrom, id),
        stretch(plan.copyTo, plan.end, id + 1),
        clip.channels > 0 ? soundOf(clip, mine) : Promise.resolve(null),
      ];
    });
    const avcC = mergeAvcC([sets, ...[head, tail].flatMap((one) => one?.sets ?? [])]);
    if (!avcC) return null;
    report(ENCODED);
    const parts = { source: file, head, tail, sound, avcC };
    await assemble(outFile, clip, plan, piece.frames, parts, (share) => {
      run.signal.throwIfAborted();
      report(ENCODED + (WRITTEN - ENCODED) * share);
    });
    await makeHeadPlain(outFile);
    const startUs = piece.frames[plan.copyFrom] ?? 0;
    const [timesUs, bytes, looks] = await together(run, (mine) => [
      timesIn(run.tools, outFile, mine.signal),
      sameBytes(outFile, file, plan, startUs),
      sameLooks(outFile, clip, { piece }, plan, mine),
    ]);
    const whole = isAsPlanned(clip, timesUs, false) && bytes && looks;
    return whole ? { plan, timesUs, copied: plan.packets } : null;
  } catch (thrown) {
    if (thrown instanceof NotAsPlanned) return null;
    throw thrown;
  } finally {
    await file.close();
  }
}
