/** Makes sure of a smart clip: copied packets byte by byte, what was encoded and each join by its pictures. */
import type { EncodedPacket } from 'mediabunny';
import type { ClipPlan } from '../clip-plan';
import { type CodedFile, openCoded } from '../coded/coded-file';
import { copied } from './assemble';
import type { SmartPlan } from './smart-plan';
import { GREY_BYTES, greyOfClip, greyOfSource, type Run, type Stretch } from './stretches';

/** Frames after a join that are looked at too: decoders show there whether they were led astray. */
const AFTER_JOIN = 3;
/** Grey levels, root mean square: what good encoding changes of a small picture is below one. */
const MOST_OFF = 6;

async function* packetsFrom(
  file: CodedFile,
  skip: number,
): AsyncGenerator<EncodedPacket, undefined> {
  let packet = await file.sink.getFirstPacket();
  for (let at = 0; packet; at++, packet = await file.sink.getNextPacket(packet)) {
    if (at >= skip) yield packet;
  }
}

/** Whether the copied packets of a clip are those of its source, byte by byte. */
export async function sameBytes(
  outFile: string,
  source: CodedFile,
  plan: SmartPlan,
  startUs: number,
): Promise<boolean> {
  const clip = await openCoded(outFile, { firstFrameUs: 0 });
  if (!clip) return false;
  try {
    const made = packetsFrom(clip, plan.copyFrom - plan.first);
    let same = 0;
    for await (const packet of copied(source, startUs, plan.packets)) {
      const other = await made.next();
      if (other.done || Buffer.compare(packet.data, other.value.data) !== 0) return false;
      same++;
    }
    return same === plan.packets;
  } finally {
    await clip.close();
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

/** Whether what was encoded anew, and the first pictures after each join, look as in the source. */
export async function sameLooks(
  outFile: string,
  clip: ClipPlan,
  { piece }: Pick<Stretch, 'piece'>,
  plan: SmartPlan,
  run: Run,
): Promise<boolean> {
  const stretches: [first: number, end: number][] = [];
  if (plan.copyFrom > plan.first) {
    stretches.push([plan.first, Math.min(plan.end, plan.copyFrom + AFTER_JOIN)]);
  }
  if (plan.end > plan.copyTo) stretches.push([plan.copyTo, plan.end]);
  const alike = await Promise.all(
    stretches.map(async ([first, end]) => {
      const fromUs = clip.timesUs[first - plan.first] ?? 0;
      const [there, here] = await Promise.all([
        greyOfSource({ piece, first, end }, run),
        greyOfClip(outFile, fromUs, end - first, run),
      ]);
      return looksAlike(there, here, end - first);
    }),
  );
  return alike.every(Boolean);
}
