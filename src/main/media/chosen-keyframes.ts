/**
 * Chosen keyframes of a file as a small MP4 on its way to ffmpeg: what is not wanted is neither read
 * nor decoded, and every keyframe bears its part time.
 */
import { type FileHandle, open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import {
  CustomSource,
  type EncodedPacket,
  EncodedPacketSink,
  EncodedVideoPacketSource,
  Input,
  type InputVideoTrack,
  MATROSKA,
  MP4,
  Mp4OutputFormat,
  Output,
  QTFF,
  StreamTarget,
  WEBM,
} from 'mediabunny';
import { secondsToUs, usToSeconds } from '../../shared/domain/time';
import type { Probe } from './probe-schema';

/** Packets at the beginning that are looked at to find the first frame's: B-frames come before it. */
const LOOKED_AT = 48;
/** Times of one frame as ffprobe and mediabunny tell them differ by what containers round. */
const NEAR_US = 1_000;
/** Bytes of the file that are kept: the index of one sample, not the pictures. */
const READ_CACHE_BYTES = 2 * 1024 * 1024;

const CODECS = new Set(['avc', 'hevc', 'vp9', 'av1']);

async function readable(file: FileHandle) {
  const { size } = await file.stat();
  return new Input({
    formats: [MP4, QTFF, MATROSKA, WEBM],
    source: new CustomSource({
      maxCacheSize: READ_CACHE_BYTES,
      getSize: () => size,
      read: async (start, end) => {
        const bytes = new Uint8Array(end - start);
        const { bytesRead } = await file.read(bytes, 0, bytes.length, start);
        if (bytesRead !== bytes.length) throw new Error('the file is shorter than it was');
        return bytes;
      },
    }),
  });
}

/**
 * What is to be added to a part time to have mediabunny's.
 * @returns null when no packet begins where ffprobe saw the first frame: the clocks differ.
 */
async function clockOf(sink: EncodedPacketSink, firstFrameUs: number): Promise<number | null> {
  const look = { metadataOnly: true };
  let packet = await sink.getFirstPacket(look);
  for (let at = 0; packet && at < LOOKED_AT; at++) {
    const us = secondsToUs(packet.timestamp);
    if (Math.abs(us - firstFrameUs) < NEAR_US) return us;
    packet = await sink.getNextPacket(packet, look);
  }
  return null;
}

/** The keyframe at or before each time, once each, with its part time. */
async function* keyframesAt(sink: EncodedPacketSink, clockUs: number, timesUs: readonly number[]) {
  const look = { verifyKeyPackets: true };
  let lastUs = -1;
  for (const us of timesUs) {
    const key: EncodedPacket | null =
      (await sink.getKeyPacket(usToSeconds(us + clockUs + NEAR_US), look)) ??
      (await sink.getFirstKeyPacket(look));
    if (!key) continue;
    const partUs = Math.max(0, secondsToUs(key.timestamp) - clockUs);
    if (partUs <= lastUs) continue;
    lastUs = partUs;
    yield key.clone({ timestamp: usToSeconds(partUs) });
  }
}

/** The only track with a picture, when mediabunny can hand its keyframes on. */
async function trackOf(input: { getVideoTracks(): Promise<InputVideoTrack[]> }) {
  const tracks = await input.getVideoTracks();
  const [track] = tracks;
  // Which of several pictures is meant is for the probe to know.
  if (!track || tracks.length > 1) return null;
  const [codec, config, rotation] = await Promise.all([
    track.getCodec(),
    track.getDecoderConfig(),
    track.getRotation(),
  ]);
  return codec && config && CODECS.has(codec) ? { track, codec, config, rotation } : null;
}

type Found = NonNullable<Awaited<ReturnType<typeof trackOf>>>;

/** Each packet a fragment of its own, made when the one before has been taken. */
async function* asMp4(
  { codec, config, rotation }: Found,
  packets: AsyncIterable<EncodedPacket>,
  close: () => Promise<void>,
) {
  const ready: Buffer[] = [];
  const target = new StreamTarget(
    new WritableStream({ write: ({ data }) => void ready.push(Buffer.from(data)) }),
  );
  const format = new Mp4OutputFormat({ fastStart: 'fragmented', minimumFragmentDuration: 0 });
  const output = new Output({ format, target });
  const source = new EncodedVideoPacketSource(codec);
  output.addVideoTrack(source, { rotation });
  try {
    await output.start();
    for await (const packet of packets) {
      await source.add(packet, { decoderConfig: config });
      yield* ready.splice(0);
    }
    await output.finalize();
    yield* ready.splice(0);
  } finally {
    await close();
  }
}

/**
 * Opens the stream of the keyframes at or before these part times.
 * @param timesUs rising part times, in microseconds
 * @returns null for a file that mediabunny cannot read or whose clock it tells otherwise than ffprobe.
 *   A stream that fails on its way emits its error; one that is destroyed lets go of the file.
 * @throws the file system's error when the file cannot be opened
 */
export async function chosenKeyframes(
  path: string,
  { firstFrameUs }: Pick<Probe, 'firstFrameUs'>,
  timesUs: readonly number[],
): Promise<Readable | null> {
  const file = await open(path);
  const input = await readable(file);
  const close = async (): Promise<void> => {
    input.dispose();
    await file.close();
  };
  try {
    const found = await trackOf(input);
    const sink = found && new EncodedPacketSink(found.track);
    const clockUs = sink && (await clockOf(sink, firstFrameUs));
    if (!found || !sink || clockUs === null) {
      await close();
      return null;
    }
    return Readable.from(asMp4(found, keyframesAt(sink, clockUs, timesUs), close), {
      objectMode: false,
    });
  } catch (thrown) {
    await close();
    throw thrown;
  }
}
