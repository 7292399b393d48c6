/** Coded frames of a part: of the file itself, or of one piece of a copy. Read by mediabunny. */
import {
  BufferSource,
  type EncodedPacket,
  EncodedPacketSink,
  Input,
  type InputVideoTrack,
  MP4,
} from 'mediabunny';
import { frameCount, frameStartUs, type FrameTimes } from '../../../../shared/domain/frames';
import type { Id } from '../../../../shared/domain/ids';
import { usToSeconds } from '../../../../shared/domain/time';
import { FORMATS, footage } from './footage-source';
import { clockOffset, indexBeginning, indexShownAt, NEAR_US } from './frame-index';

/** Coded frames from a keyframe on, in order of decoding. */
export interface Feed {
  config: VideoDecoderConfig;
  /** The frame that decoding begins with: what is shown before it comes out broken. */
  first: number;
  next(): Promise<EncodedVideoChunk | null>;
  /** The frame of the list that a decoded picture is; -1 for one that is not presented. */
  indexOf(timestampUs: number): number;
}

const toUs = (seconds: number): number => Math.round(seconds * 1e6);

async function decoderFor(
  track: InputVideoTrack,
  latency: boolean,
): Promise<VideoDecoderConfig | null> {
  const config = await track.getDecoderConfig();
  if (!config) return null;
  // Newer runtimes would turn the picture themselves; here it is turned when it is drawn.
  if ('rotation' in config) delete config.rotation;
  // Frames of hardware decoders come from a small pool: keeping some would stop them.
  const asked: VideoDecoderConfig = {
    ...config,
    hardwareAcceleration: 'prefer-software',
    optimizeForLatency: latency,
  };
  const { supported } = await VideoDecoder.isConfigSupported(asked).catch(() => ({
    supported: false,
  }));
  return supported ? asked : null;
}

function feedFrom(
  sink: EncodedPacketSink,
  key: EncodedPacket,
  config: VideoDecoderConfig,
  indexOf: (timestampUs: number) => number,
): Feed {
  let at: EncodedPacket | null = null;
  let over = false;
  return {
    config,
    first: indexOf(toUs(key.timestamp)),
    indexOf,
    async next() {
      if (over) return null;
      at = at ? await sink.getNextPacket(at) : key;
      over = at === null;
      return at?.toEncodedVideoChunk() ?? null;
    },
  };
}

/** A part's own file. */
export class Original {
  readonly #input: Input;
  readonly #gone: AbortController;
  readonly #sink: EncodedPacketSink;
  readonly #config: VideoDecoderConfig;
  readonly #times: FrameTimes;
  readonly #offsetUs: number;
  /** Frames from keyframe to keyframe: the most among those that were looked at. */
  readonly group: number;

  private constructor(
    input: Input,
    gone: AbortController,
    sink: EncodedPacketSink,
    config: VideoDecoderConfig,
    times: FrameTimes,
    offsetUs: number,
    group: number,
  ) {
    this.#input = input;
    this.#gone = gone;
    this.#sink = sink;
    this.#config = config;
    this.#times = times;
    this.#offsetUs = offsetUs;
    this.group = group;
  }

  /** @returns null for a file that cannot be read or decoded here, or does not fit its list. */
  static async open(partId: Id, times: FrameTimes, firstFrameUs: number): Promise<Original | null> {
    const gone = new AbortController();
    const input = new Input({ formats: FORMATS, source: footage(partId, gone.signal) });
    const refuse = (): null => {
      gone.abort();
      input.dispose();
      return null;
    };
    try {
      const tracks = await input.getVideoTracks();
      const [track] = tracks;
      // Which of several pictures is meant is for the probe to know.
      if (!track || tracks.length > 1) return refuse();
      const config = await decoderFor(track, false);
      if (!config) return refuse();
      const sink = new EncodedPacketSink(track);
      const packetsUs: number[] = [];
      const look = { metadataOnly: true };
      let packet = await sink.getFirstPacket(look);
      for (; packet && packetsUs.length < 48; packet = await sink.getNextPacket(packet, look)) {
        packetsUs.push(toUs(packet.timestamp));
      }
      packetsUs.sort((a, b) => a - b);
      const last = await sink.getPacket(Number.POSITIVE_INFINITY, look);
      if (!last) return refuse();
      const candidates = [firstFrameUs, packetsUs[0] ?? 0, 0];
      const offsetUs = clockOffset(times, packetsUs, toUs(last.timestamp), candidates);
      if (offsetUs === null) return refuse();
      const group = await longestGroup(sink, times, offsetUs);
      return new Original(input, gone, sink, config, times, offsetUs, group);
    } catch {
      return refuse();
    }
  }

  #key(index: number, look: { verifyKeyPackets?: true; metadataOnly?: true }) {
    const us = frameStartUs(this.#times, index) + this.#offsetUs + NEAR_US;
    return this.#sink.getKeyPacket(usToSeconds(us), look);
  }

  #indexOf = (timestampUs: number): number =>
    indexBeginning(this.#times, timestampUs - this.#offsetUs);

  /** The keyframe that decoding of a frame begins with. */
  async keyOf(index: number): Promise<number> {
    const key = await this.#key(index, { metadataOnly: true });
    return key ? this.#indexOf(toUs(key.timestamp)) : -1;
  }

  async feed(index: number): Promise<Feed | null> {
    const key = await this.#key(index, { verifyKeyPackets: true });
    return key ? feedFrom(this.#sink, key, this.#config, this.#indexOf) : null;
  }

  /** One keyframe alone, the one at or before a frame. */
  async keyAlone(index: number): Promise<Feed | null> {
    const feed = await this.feed(index);
    if (!feed) return null;
    let given = false;
    return {
      ...feed,
      next: async () => {
        if (given) return null;
        given = true;
        return feed.next();
      },
    };
  }

  close(): void {
    this.#gone.abort();
    this.#input.dispose();
  }
}

/** Groups at the beginning are taken for the rest: a camera does not change its habit. */
async function longestGroup(
  sink: EncodedPacketSink,
  times: FrameTimes,
  offsetUs: number,
): Promise<number> {
  const look = { metadataOnly: true };
  let longest = 0;
  let key = await sink.getFirstKeyPacket(look);
  for (let looked = 0; key && looked < 6; looked++) {
    const next = await sink.getNextKeyPacket(key, look);
    const from = Math.max(0, indexBeginning(times, toUs(key.timestamp) - offsetUs));
    const to = next ? indexBeginning(times, toUs(next.timestamp) - offsetUs) : frameCount(times);
    longest = Math.max(longest, to - from);
    key = next;
  }
  return longest;
}

/** A piece of a copy: two seconds with a keyframe every few frames. */
export class Piece {
  readonly #sink: EncodedPacketSink;
  readonly #config: VideoDecoderConfig;
  readonly #packets: { packet: EncodedPacket; index: number }[];
  readonly #indexOf: (timestampUs: number) => number;

  private constructor(
    sink: EncodedPacketSink,
    config: VideoDecoderConfig,
    packets: { packet: EncodedPacket; index: number }[],
    indexOf: (timestampUs: number) => number,
  ) {
    this.#sink = sink;
    this.#config = config;
    this.#packets = packets;
    this.#indexOf = indexOf;
  }

  /** @returns null when it cannot be read or decoded here. */
  static async read(bytes: ArrayBuffer, times: FrameTimes): Promise<Piece | null> {
    const input = new Input({ formats: [MP4], source: new BufferSource(bytes) });
    try {
      const track = await input.getPrimaryVideoTrack();
      const config = track && (await decoderFor(track, true));
      if (!track || !config) return null;
      const sink = new EncodedPacketSink(track);
      const indexOf = (us: number): number => indexShownAt(times, us);
      const packets: { packet: EncodedPacket; index: number }[] = [];
      for await (const packet of sink.packets()) {
        packets.push({ packet, index: indexOf(toUs(packet.timestamp)) });
      }
      return new Piece(sink, config, packets, indexOf);
    } catch {
      return null;
    }
  }

  get last(): number {
    return this.#packets.at(-1)?.index ?? -1;
  }

  keyOf(index: number): number {
    return (
      this.#packets.findLast(({ packet, index: at }) => packet.type === 'key' && at <= index)
        ?.index ?? -1
    );
  }

  feed(index: number): Feed | null {
    const key = this.#packets.findLast(
      ({ packet, index: at }) => packet.type === 'key' && at <= index,
    );
    return key ? feedFrom(this.#sink, key.packet, this.#config, this.#indexOf) : null;
  }
}
