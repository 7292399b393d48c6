/** A file's packets as mediabunny reads them, on the clock of its part. */
import { type FileHandle, open } from 'node:fs/promises';
import {
  CustomSource,
  EncodedPacketSink,
  Input,
  type InputVideoTrack,
  MATROSKA,
  MP4,
  QTFF,
  type Rotation,
  type VideoCodec,
  WEBM,
} from 'mediabunny';
import { secondsToUs, usToSeconds } from '../../../shared/domain/time';
import type { Probe } from '../probe-schema';
import { readingAhead } from './reading-ahead';

/** Packets at the beginning that are looked at to find the first frame's: B-frames come before it. */
const LOOKED_AT = 48;
/** Times of one frame as ffprobe and mediabunny tell them differ by what containers round. */
export const NEAR_US = 1_000;

export type DecoderConfig = NonNullable<Awaited<ReturnType<InputVideoTrack['getDecoderConfig']>>>;

/** The only track with a picture. */
export interface CodedFile {
  codec: VideoCodec;
  config: DecoderConfig;
  rotation: Rotation;
  sink: EncodedPacketSink;
  /** What else is in the file. */
  input: Input;
  /** A packet's time as part time, in microseconds. */
  partUs(packet: { timestamp: number }): number;
  /** A part time as the file's, in seconds, a little late: what begins there is found. */
  fileSeconds(partUs: number): number;
  close(): Promise<void>;
}

/** Anything that mediabunny can read, by ranges of an open file. */
export async function inputOf(file: FileHandle): Promise<Input> {
  const { size } = await file.stat();
  const read = readingAhead(file, size);
  return new Input({
    formats: [MP4, QTFF, MATROSKA, WEBM],
    // It copies what it is given, where it keeps nothing itself.
    source: new CustomSource({ maxCacheSize: 0, getSize: () => size, read }),
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

/**
 * Opens a file for reading its packets.
 * @returns null for one that mediabunny cannot read, that has several pictures (which is meant is for
 *   the probe to know), or whose clock it tells otherwise than ffprobe
 * @throws the file system's error when the file cannot be opened
 */
export async function openCoded(
  path: string,
  { firstFrameUs }: Pick<Probe, 'firstFrameUs'>,
): Promise<CodedFile | null> {
  const file = await open(path);
  let input: Input | null = null;
  const close = async (): Promise<void> => {
    input?.dispose();
    await file.close();
  };
  try {
    input = await inputOf(file);
    const tracks = await input.getVideoTracks();
    const [track] = tracks;
    const [codec, config, rotation] = track
      ? await Promise.all([track.getCodec(), track.getDecoderConfig(), track.getRotation()])
      : [null, null, 0 as const];
    const sink = track && tracks.length === 1 ? new EncodedPacketSink(track) : null;
    const clockUs = sink && (await clockOf(sink, firstFrameUs));
    if (!codec || !config || !sink || clockUs === null) {
      await close();
      return null;
    }
    return {
      codec,
      config,
      rotation,
      sink,
      input,
      partUs: ({ timestamp }) => secondsToUs(timestamp) - clockUs,
      fileSeconds: (partUs) => usToSeconds(partUs + clockUs + NEAR_US),
      close,
    };
  } catch {
    await close();
    return null;
  }
}
