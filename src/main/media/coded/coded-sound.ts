/**
 * A stretch of a file's coded sound as a small MP4 on its way to ffmpeg, which would else read the index
 * of an hour of pictures first: that takes as long as encoding half a minute of sound.
 */
import { EncodedAudioPacketSource, type EncodedPacket, EncodedPacketSink } from 'mediabunny';
import { US_PER_SECOND, usToSeconds } from '../../../shared/domain/time';
import { soundHeardUntil } from '../mp4-edits';
import type { Probe } from '../probe-schema';
import { asMp4 } from './as-mp4';
import { type CodedFile, NEAR_US } from './coded-file';

/** By so much the file's own clock is put on in what is handed over: sound may begin before its 0. */
export const LATER_US = 10 * US_PER_SECOND;
/** Handed over before the beginning, for decoders to have begun, and beyond the end. */
const RUN_UP_US = US_PER_SECOND;
const BEYOND_US = 200_000;
/** What an encoder puts before its first sound, at the most: HE-AAC at 16 kHz. */
const PRIMING_US = 200_000;
const FRAGMENT_S = 2;

/** Whether a file's sound may be handed over so, as far as its probe knows. */
export function mayHandOver({ container, fragmented, sound }: Probe): boolean {
  return /(^|,)mov(,|$)/.test(container) && !fragmented && sound?.codec === 'aac';
}

async function* packetsIn(sink: EncodedPacketSink, fromS: number, toS: number) {
  let packet = (await sink.getPacket(fromS)) ?? (await sink.getFirstPacket());
  for (; packet && packet.timestamp < toS; packet = await sink.getNextPacket(packet)) yield packet;
}

/**
 * The sound from one time to another and a little around it, in whole packets.
 * @param startUs the file's own time, as ffmpeg tells it, as is the end
 * @returns null where its packets do not say when they are heard, or otherwise than the probe
 * @throws the file system's error
 */
export async function soundPackets(
  path: string,
  { firstFrameUs, sound }: Probe,
  { input, partUs }: CodedFile,
  { startUs, endUs }: { startUs: number; endUs: number },
): Promise<AsyncGenerator<Buffer> | null> {
  const [[track, ...others], heardUntilS] = await Promise.all([
    input.getAudioTracks(),
    soundHeardUntil(path),
  ]);
  const config = await track?.getDecoderConfig();
  if (!track || others.length > 0 || !config?.description || !sound) return null;
  if (heardUntilS === null || heardUntilS * US_PER_SECOND < endUs - NEAR_US) return null;
  const sink = new EncodedPacketSink(track);
  const first = await sink.getFirstPacket({ metadataOnly: true });
  if (!first) return null;
  const fileUs = (packet: { timestamp: number }): number => partUs(packet) + firstFrameUs;
  const hiddenUs = firstFrameUs + sound.offsetUs - fileUs(first);
  if (hiddenUs < -NEAR_US || hiddenUs > PRIMING_US || fileUs(first) + LATER_US < 0) return null;
  // What lies before the first sound must not come to be heard.
  if (hiddenUs > NEAR_US && startUs < firstFrameUs + sound.offsetUs - NEAR_US) return null;
  const onUs = fileUs(first) - first.timestamp * US_PER_SECOND;
  const seconds = (us: number): number => usToSeconds(us - onUs);
  async function* later(): AsyncGenerator<EncodedPacket> {
    const [from, to] = [seconds(startUs - RUN_UP_US), seconds(endUs + BEYOND_US)];
    for await (const packet of packetsIn(sink, from, to)) {
      yield packet.clone({ timestamp: usToSeconds(fileUs(packet) + LATER_US) });
    }
  }
  return asMp4(
    later(),
    (output) => {
      const source = new EncodedAudioPacketSource('aac');
      output.addAudioTrack(source);
      return (packet) => source.add(packet, { decoderConfig: config });
    },
    FRAGMENT_S,
  );
}
