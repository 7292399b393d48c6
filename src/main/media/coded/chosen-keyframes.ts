/**
 * Chosen keyframes of a file as a small MP4 on its way to ffmpeg: what is not wanted is neither read
 * nor decoded, and every keyframe bears its part time.
 */
import { Readable } from 'node:stream';
import { type EncodedPacket, EncodedVideoPacketSource } from 'mediabunny';
import { usToSeconds } from '../../../shared/domain/time';
import type { Probe } from '../probe-schema';
import { asMp4 } from './as-mp4';
import { type CodedFile, openCoded } from './coded-file';

/** What MP4 can hold of what mediabunny reads. */
const CODECS = new Set(['avc', 'hevc', 'vp9', 'av1']);

/** The keyframe at or before each time, once each, with its part time. */
async function* keyframesAt({ sink, partUs, fileSeconds }: CodedFile, timesUs: readonly number[]) {
  const look = { verifyKeyPackets: true };
  let lastUs = -1;
  for (const us of timesUs) {
    const key: EncodedPacket | null =
      (await sink.getKeyPacket(fileSeconds(us), look)) ?? (await sink.getFirstKeyPacket(look));
    if (!key) continue;
    const keyUs = Math.max(0, partUs(key));
    if (keyUs <= lastUs) continue;
    lastUs = keyUs;
    yield key.clone({ timestamp: usToSeconds(keyUs) });
  }
}

/**
 * Opens the stream of the keyframes at or before these part times.
 * @param timesUs rising part times, in microseconds
 * @returns null for a file that they cannot be chosen from (see {@link openCoded}). A stream that fails
 *   on its way emits its error; one that is destroyed lets go of the file.
 * @throws the file system's error when the file cannot be opened
 */
export async function chosenKeyframes(
  path: string,
  probe: Pick<Probe, 'firstFrameUs'>,
  timesUs: readonly number[],
): Promise<Readable | null> {
  const file = await openCoded(path, probe);
  if (!file) return null;
  if (!CODECS.has(file.codec)) {
    await file.close();
    return null;
  }
  const { codec, config, rotation } = file;
  const mp4 = asMp4(
    keyframesAt(file, timesUs),
    (output) => {
      const source = new EncodedVideoPacketSource(codec);
      output.addVideoTrack(source, { rotation });
      return (packet) => source.add(packet, { decoderConfig: config });
    },
    0,
  );
  const stream = Readable.from(mp4, { objectMode: false });
  // Not when the last is handed on: one that is never read is destroyed too.
  stream.once('close', () => void file.close());
  return stream;
}
