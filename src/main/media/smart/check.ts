/** Makes sure of a smart clip: copied packets byte by byte, what was encoded and each join by its pictures. */
import type { EncodedPacket } from 'mediabunny';
import { inParallel } from '../../../shared/in-parallel';
import type { ClipPlan } from '../clip-plan';
import type { Stored } from '../clip-stored';
import { type CodedFile, openCoded } from '../coded/coded-file';
import { copiedPackets } from './assemble';
import type { Stretch } from './row';
import { type Frames, GREY_BYTES, greyOfClip, greyOfSource, type Run } from './stretches';

/** Frames after a join that are looked at too: decoders show there whether they were led astray. */
const AFTER_JOIN = 3;
/** Grey levels, root mean square: what good encoding changes of a small picture is below one. */
const MOST_OFF = 6;
/** Looked at side by side. */
const AT_ONCE = 2;

async function* packetsOf({ sink }: CodedFile): AsyncGenerator<EncodedPacket, undefined> {
  let packet = await sink.getFirstPacket();
  while (packet) {
    yield packet;
    packet = await sink.getNextPacket(packet);
  }
}

/** Whether the copied packets of a clip are those of its sources, byte by byte. */
export async function sameBytes(outFile: string, row: readonly Stretch[]): Promise<boolean> {
  const made = await openCoded(outFile, { firstFrameUs: 0 });
  if (!made) return false;
  try {
    // What is encoded is not reordered: up to any stretch there are as many packets as frames.
    const packets = packetsOf(made);
    let at = 0;
    for (const stretch of row) {
      if (stretch.how !== 'copied') continue;
      for (; at < stretch.at; at++) await packets.next();
      for await (const { data } of copiedPackets(stretch)) {
        const other = await packets.next();
        if (other.done || Buffer.compare(data, other.value.data) !== 0) return false;
        at++;
      }
      if (at !== stretch.to) return false;
    }
    return true;
  } finally {
    await made.close();
  }
}

/** Whether two rows of grey pictures show the same, picture by picture. */
export function looksAlike(one: Buffer, other: Buffer, frames: number): boolean {
  if (one.length !== frames * GREY_BYTES || other.length !== one.length) return false;
  for (let from = 0; from < one.length; from += GREY_BYTES) {
    let squares = 0;
    for (let at = from; at < from + GREY_BYTES; at++) {
      squares += ((one[at] ?? 0) - (other[at] ?? 0)) ** 2;
    }
    if (Math.sqrt(squares / GREY_BYTES) > MOST_OFF) return false;
  }
  return true;
}

/**
 * Frames to be looked at: all that were encoded, and the first of what follows each join. Where players
 * have to set something right, the first of all too.
 */
export function framesToSee(row: readonly Stretch[], { rotation, fullRange }: Stored): Frames[] {
  const setRight = rotation !== 0 || fullRange;
  const seen: Frames[] = [];
  for (const [index, { how, segment, at, to }] of row.entries()) {
    if (how === 'copied' && index === 0 && !setRight) continue;
    const end = how === 'copied' ? Math.min(to, at + AFTER_JOIN) : to;
    const last = seen.at(-1);
    if (last && last.segment === segment && last.to === at) last.to = end;
    else seen.push({ segment, at, to: end });
  }
  return seen;
}

/** Whether what was encoded anew, and the first pictures after each join, look as in the source. */
export async function sameLooks(
  outFile: string,
  clip: ClipPlan,
  row: readonly Stretch[],
  run: Run,
): Promise<boolean> {
  const alike = await inParallel(framesToSee(row, clip.stored), AT_ONCE, async (frames) => {
    const count = frames.to - frames.at;
    const [there, here] = await Promise.all([
      greyOfSource(clip, frames, run),
      greyOfClip(outFile, clip.timesUs[frames.at] ?? 0, count, run),
    ]);
    return looksAlike(there, here, count);
  });
  return alike.every(Boolean);
}
