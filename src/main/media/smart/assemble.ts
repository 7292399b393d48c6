/** Writes a smart clip: encoded stretches and copied packets one after the other, with their sound. */
import { open } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import {
  ADTS,
  BufferSource,
  EncodedAudioPacketSource,
  type EncodedPacket,
  EncodedPacketSink,
  EncodedVideoPacketSource,
  Input,
  MATROSKA,
  Mp4OutputFormat,
  Output,
  ReadableStreamSource,
} from 'mediabunny';
import { usToSeconds } from '../../../shared/domain/time';
import { CLIP_SAMPLE_RATE, type ClipPlan } from '../clip-plan';
import type { DecoderConfig } from '../coded/coded-file';
import { writingTo } from './file-target';
import { type Coding, CODINGS, setsOf } from './coding';
import type { ParameterSets } from './parameter-sets';
import { type Copied, packetsFrom, type Stretch } from './row';
import { frameBeginning } from './smart-plan';

export interface EncodedStretch {
  config: DecoderConfig;
  packets: EncodedPacket[];
  sets: ParameterSets;
  /** Small grey pictures of its frames, and of those after it that are to be looked at too. */
  grey: Buffer;
}

async function packetsOf(sink: EncodedPacketSink): Promise<EncodedPacket[]> {
  const packets: EncodedPacket[] = [];
  for await (const packet of sink.packets()) packets.push(packet);
  return packets;
}

/**
 * Takes a stretch out of the Matroska that ffmpeg made of it.
 * @param setId the number under which its parameter sets are to stand
 * @returns null when it is coded otherwise
 */
export async function readStretch(
  bytes: Buffer,
  coding: Coding,
  setId: number,
): Promise<EncodedStretch | null> {
  const input = new Input({ formats: [MATROSKA], source: new BufferSource(bytes) });
  const [track, small] = await input.getVideoTracks();
  const config = await track?.getDecoderConfig();
  const sets = config ? setsOf(coding, config) : null;
  if (!track || !small || !config || !sets) return null;
  const [packets, greys] = await Promise.all([
    packetsOf(new EncodedPacketSink(track)),
    packetsOf(new EncodedPacketSink(small)),
  ]);
  const grey = Buffer.concat(greys.map(({ data }) => data));
  if (!coding.numbered) return { config, packets, sets, grey };
  const pictures = packets.map(({ data }) => data);
  const made = coding.numbered({ sets, pictures }, setId);
  if (!made) return null;
  const numbered = packets.map((packet, at) => packet.clone({ data: made.pictures[at] }));
  return { config, packets: numbered, sets: made.sets, grey };
}

/** What a frame of AAC holds, and what the encoder puts before the first sample. */
const AAC_SAMPLES = 1_024;

type SoundBytes = ReadableStream<Uint8Array>;

/** Sound as it comes. @throws NotAsPlanned when it is none, and whatever the stream ends with */
async function readSound(bytes: SoundBytes) {
  // What it ends with is said by whoever makes it, and to whoever reads on.
  const source = new ReadableStreamSource(bytes, { handleUnhandledError: () => undefined });
  const track = await new Input({ formats: [ADTS], source }).getPrimaryAudioTrack();
  const config = await track?.getDecoderConfig();
  if (!track || !config) throw new NotAsPlanned('no sound');
  return { config, packets: new EncodedPacketSink(track).packets() };
}

/** Something came out otherwise than it was planned. */
export class NotAsPlanned extends Error {}

/** An MP4 whose index stands in front, so that it can be played before all of it has come. */
export const smartFormat = (): Mp4OutputFormat => new Mp4OutputFormat({ fastStart: 'reserve' });

/** The packets of a stretch, in decoding order: their slices alone (see `Coding`). */
export async function* copiedPackets({ source, segment, first, at, to }: Copied, coding: Coding) {
  const look = { verifyKeyPackets: true };
  const known = setsOf(coding, source.config);
  const sets = known ? [...known.vps, ...known.sps, ...known.pps] : [];
  const startUs = segment.piece.frames[first] ?? 0;
  const key = await source.sink.getKeyPacket(source.fileSeconds(startUs), look);
  if (!key) return;
  let count = 0;
  for await (const packet of packetsFrom(source, coding, key, look)) {
    const data = coding.slicesOf(packet.data, sets, count === 0 && at > 0);
    if (!data) throw new NotAsPlanned('parameters change on the way');
    yield packet.clone({ data });
    if (++count === to - at) return;
  }
}

export interface Parts {
  /** What was encoded, by its stretch. */
  encoded: ReadonlyMap<Stretch, EncodedStretch>;
  /** The clip's sound as AAC frames, read while it is being made; null without. */
  sound: SoundBytes | null;
  /** One decoder configuration for all. */
  config: DecoderConfig;
}

/** A row's packets in the order in which they are written, each with the number of its frame. */
async function* packetsIn(row: readonly Stretch[], encoded: Parts['encoded'], coding: Coding) {
  for (const stretch of row) {
    const { at, to } = stretch;
    if (stretch.how === 'encoded') {
      const { packets } = encoded.get(stretch) ?? { packets: [] };
      if (packets.length !== to - at) throw new NotAsPlanned('frames were lost');
      for (const [nth, packet] of packets.entries()) yield { packet, frame: at + nth };
      continue;
    }
    const { source, segment, first } = stretch;
    let count = 0;
    for await (const packet of copiedPackets(stretch, coding)) {
      const frame = at + frameBeginning(segment.piece.frames, source.partUs(packet)) - first;
      const begins = count++ > 0 || frame === at;
      if (frame < at || frame >= to || !begins) throw new NotAsPlanned('other packets');
      yield { packet, frame };
    }
  }
}

/** As the check reads it back. */
const sumOf = (data: Uint8Array): string => crc32(data).toString(16).padStart(8, '0');

/**
 * Writes the clip.
 * @returns the sum of each picture's packet, in the order in which they are written
 * @param done told the share that is written; what it throws ends the writing
 * @throws the file system's error; NotAsPlanned
 */
export async function assemble(
  outFile: string,
  clip: ClipPlan,
  row: readonly Stretch[],
  { encoded, sound, config }: Parts,
  done: (share: number) => void,
): Promise<string[]> {
  const timeOf = (frame: number): number => usToSeconds(clip.timesUs[frame] ?? clip.durationUs);

  const heard = sound && (await readSound(sound));
  const file = await open(outFile, 'w');
  const output = new Output({ format: smartFormat(), target: writingTo(file) });
  const coding = CODINGS[clip.stored.codec];
  const video = new EncodedVideoPacketSource(coding.codec);
  const maximumPacketCount = clip.timesUs.length;
  // Its clock is the clip's, so that no time is rounded a second time.
  const clock = { frameRate: clip.timescale, maximumPacketCount };
  output.addVideoTrack(video, { ...clock, rotation: clip.stored.rotation });
  const audio = heard && new EncodedAudioPacketSource('aac');
  if (audio) output.addAudioTrack(audio, { maximumPacketCount: mostSoundPackets(clip) });
  try {
    await output.start();
    const waiting = heard && soundPackets(heard.packets, clip.durationUs);
    let next = await waiting?.next();
    const soundUntil = async (seconds: number): Promise<void> => {
      while (next && !next.done && next.value.timestamp <= seconds) {
        await audio?.add(next.value, { decoderConfig: heard?.config });
        next = await waiting?.next();
      }
    };
    const sums: string[] = [];
    for await (const { packet, frame } of packetsIn(row, encoded, coding)) {
      done(sums.length / maximumPacketCount);
      sums.push(sumOf(packet.data));
      const timestamp = timeOf(frame);
      const placed = packet.clone({ timestamp, duration: timeOf(frame + 1) - timestamp });
      await soundUntil(timestamp);
      await video.add(placed, { decoderConfig: config });
    }
    await soundUntil(Number.MAX_VALUE);
    await output.finalize();
    return sums;
  } catch (thrown) {
    await output.cancel().catch(() => undefined);
    throw thrown;
  } finally {
    await file.close();
  }
}

/** Seconds of a frame of sound. */
const AAC_LENGTH = AAC_SAMPLES / CLIP_SAMPLE_RATE;

/** Its run-up and a last one that is not full. */
const mostSoundPackets = ({ durationUs }: ClipPlan): number =>
  Math.ceil(usToSeconds(durationUs) / AAC_LENGTH) + 2;

/** Each at its place, the run-up before the clip's beginning; the last ends where the clip does. */
async function* soundPackets(packets: AsyncIterable<EncodedPacket>, durationUs: number) {
  const end = usToSeconds(durationUs);
  let at = 0;
  for await (const packet of packets) {
    const timestamp = (at++ - 1) * AAC_LENGTH;
    const duration = Math.min(AAC_LENGTH, end - timestamp);
    if (duration > 0) yield packet.clone({ timestamp, duration });
  }
}
