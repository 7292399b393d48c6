/** Writes a smart clip: encoded stretches and copied packets one after the other, with their sound. */
import {
  ADTS,
  BufferSource,
  EncodedAudioPacketSource,
  type EncodedPacket,
  EncodedPacketSink,
  EncodedVideoPacketSource,
  FilePathTarget,
  Input,
  MATROSKA,
  Mp4OutputFormat,
  Output,
} from 'mediabunny';
import { usToSeconds } from '../../../shared/domain/time';
import { CLIP_SAMPLE_RATE, type ClipPlan } from '../clip-plan';
import type { CodedFile, DecoderConfig } from '../coded/coded-file';
import { slicesOf } from './nal-units';
import { type ParameterSets, parseAvcC } from './parameter-sets';
import { frameBeginning, type SmartPlan } from './smart-plan';

export interface EncodedStretch {
  packets: EncodedPacket[];
  sets: ParameterSets;
}

export function setsOf(config: DecoderConfig): ParameterSets | null {
  const { description } = config;
  if (!description) return null;
  const bytes = ArrayBuffer.isView(description)
    ? new Uint8Array(description.buffer, description.byteOffset, description.byteLength)
    : new Uint8Array(description);
  return parseAvcC(bytes);
}

async function packetsOf(sink: EncodedPacketSink): Promise<EncodedPacket[]> {
  const packets: EncodedPacket[] = [];
  for await (const packet of sink.packets()) packets.push(packet);
  return packets;
}

/** Takes a stretch out of the Matroska that ffmpeg made of it. @returns null when it is not H.264. */
export async function readStretch(bytes: Buffer): Promise<EncodedStretch | null> {
  const input = new Input({ formats: [MATROSKA], source: new BufferSource(bytes) });
  const track = await input.getPrimaryVideoTrack();
  const config = await track?.getDecoderConfig();
  const sets = config ? setsOf(config) : null;
  return track && sets ? { packets: await packetsOf(new EncodedPacketSink(track)), sets } : null;
}

/** What a frame of AAC holds, and what the encoder puts before the first sample. */
const AAC_SAMPLES = 1_024;

async function readSound(bytes: Buffer) {
  const input = new Input({ formats: [ADTS], source: new BufferSource(bytes) });
  const track = await input.getPrimaryAudioTrack();
  const config = await track?.getDecoderConfig();
  return track && config
    ? { config, packets: await packetsOf(new EncodedPacketSink(track)) }
    : null;
}

/** Something came out otherwise than it was planned. */
export class NotAsPlanned extends Error {}

/** The packets to be copied, in decoding order: their slices alone (see {@link slicesOf}). */
export async function* copied(file: CodedFile, startUs: number, count: number) {
  const look = { verifyKeyPackets: true };
  const known = setsOf(file.config);
  const sets = known ? [...known.sps, ...known.pps] : [];
  let packet = await file.sink.getKeyPacket(file.fileSeconds(startUs), look);
  for (let at = 0; packet && at < count; at++) {
    const data = slicesOf(packet.data, sets);
    if (!data) throw new NotAsPlanned('parameters change on the way');
    yield packet.clone({ data });
    packet = await file.sink.getNextPacket(packet, look);
  }
}

export interface Parts {
  source: CodedFile;
  head: EncodedStretch | null;
  tail: EncodedStretch | null;
  /** The clip's sound as AAC frames; null without. */
  sound: Buffer | null;
  /** One decoder configuration for all. */
  avcC: Uint8Array;
}

/**
 * Writes the clip.
 * @param partTimes when each frame of the source is shown, in part time
 * @param done told the share that is written; what it throws ends the writing
 * @throws the file system's error; NotAsPlanned
 */
export async function assemble(
  outFile: string,
  clip: ClipPlan,
  plan: SmartPlan,
  partTimes: Float64Array,
  { source, head, tail, sound, avcC }: Parts,
  done: (share: number) => void,
): Promise<void> {
  const timeOf = (frame: number): number => usToSeconds(clip.timesUs[frame - plan.first] ?? 0);
  const endOf = (frame: number): number =>
    usToSeconds(clip.timesUs[frame - plan.first + 1] ?? clip.durationUs);
  const placed = (packet: EncodedPacket, frame: number): EncodedPacket => {
    const timestamp = timeOf(frame);
    return packet.clone({ timestamp, duration: endOf(frame) - timestamp });
  };

  async function* pictures() {
    for (const [at, packet] of (head?.packets ?? []).entries())
      yield placed(packet, plan.first + at);
    let key = true;
    const startUs = partTimes[plan.copyFrom] ?? 0;
    for await (const packet of copied(source, startUs, plan.packets)) {
      const frame = frameBeginning(partTimes, source.partUs(packet));
      const within = frame >= plan.copyFrom && frame < plan.copyTo;
      if (!within || (key && frame !== plan.copyFrom)) throw new NotAsPlanned('other packets');
      key = false;
      yield placed(packet, frame);
    }
    for (const [at, packet] of (tail?.packets ?? []).entries())
      yield placed(packet, plan.copyTo + at);
  }

  const heard = sound && (await readSound(sound));
  if (sound && !heard) throw new NotAsPlanned('no sound');
  const output = new Output({
    format: new Mp4OutputFormat({ fastStart: 'reserve' }),
    target: new FilePathTarget(outFile),
  });
  const video = new EncodedVideoPacketSource('avc');
  const maximumPacketCount = plan.end - plan.first;
  // Its clock is the clip's, so that no time is rounded a second time.
  const clock = { frameRate: clip.timescale, maximumPacketCount };
  output.addVideoTrack(video, { ...clock, rotation: source.rotation });
  const audio = heard && new EncodedAudioPacketSource('aac');
  if (audio) output.addAudioTrack(audio, { maximumPacketCount: heard.packets.length });
  try {
    await output.start();
    const waiting = heard ? soundPackets(heard.packets, clip.durationUs) : [];
    let next = 0;
    const soundUntil = async (seconds: number): Promise<void> => {
      for (let packet = waiting[next]; packet && packet.timestamp <= seconds; ) {
        await audio?.add(packet, { decoderConfig: heard?.config });
        packet = waiting[++next];
      }
    };
    const decoderConfig = { ...source.config, description: avcC };
    let written = 0;
    for await (const packet of pictures()) {
      done(written++ / maximumPacketCount);
      await soundUntil(packet.timestamp);
      await video.add(packet, { decoderConfig });
    }
    await soundUntil(Number.MAX_VALUE);
    await output.finalize();
  } catch (thrown) {
    await output.cancel().catch(() => undefined);
    throw thrown;
  }
}

/** Each at its place, the run-up before the clip's beginning; the last ends where the clip does. */
function soundPackets(packets: readonly EncodedPacket[], durationUs: number): EncodedPacket[] {
  const length = AAC_SAMPLES / CLIP_SAMPLE_RATE;
  const end = usToSeconds(durationUs);
  return packets.flatMap((packet, at) => {
    const timestamp = (at - 1) * length;
    const duration = Math.min(length, end - timestamp);
    return duration > 0 ? [packet.clone({ timestamp, duration })] : [];
  });
}
