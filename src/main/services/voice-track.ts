/**
 * The voice of a narration as it was mended, as bytes of one WAV file that lies nowhere: its takes'
 * samples one after the other, with silence where the picture is held. Playing, measuring and
 * rendering read the same bytes, so that they cannot differ; an edit writes nothing.
 */
import { type FileHandle, open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { lengthOf, type Narration, type TakeMend, VOICE_RATE } from '../../shared/domain/narration';

/** One channel of 16 bits. */
export const BYTES_A_SAMPLE = 2;
const HEADER_BYTES = 44;
/** At a join a voice comes and goes within this, so that nothing clicks: 8 ms. */
const FADE = (VOICE_RATE * 8) / 1_000;

/** A stretch of the track: of a take's file, or silence where there is none. */
export interface VoicePiece {
  path: string | null;
  /** Samples of the take. */
  from: number;
  samples: number;
  /** The factor its samples are multiplied by. */
  gain: number;
}

export interface VoiceTrack {
  bytes: number;
  /** @param end the first byte that is not wanted */
  read(start: number, end: number): Promise<Buffer>;
  close(): Promise<void>;
}

/** @param pathOf where a take's samples lie; null for one that is silent */
export function voicePieces(
  { row, mends }: Pick<Narration, 'row' | 'mends'>,
  pathOf: (takeId: string) => string | null,
): VoicePiece[] {
  const gains = new Map(mends.map(({ takeId, gainDb }: TakeMend) => [takeId, gainDb]));
  return row.map((stretch) => ({
    path: stretch.type === 'hold' ? null : pathOf(stretch.takeId),
    from: stretch.from,
    samples: lengthOf(stretch),
    gain: 10 ** ((gains.get(stretch.takeId) ?? 0) / 20),
  }));
}

/** RIFF WAVE, PCM, one channel, 16 bits. @param samples in all */
export function wavHeader(samples: number): Buffer {
  const data = samples * BYTES_A_SAMPLE;
  const header = Buffer.alloc(HEADER_BYTES);
  header.write('RIFF', 0, 'latin1');
  header.writeUInt32LE(HEADER_BYTES - 8 + data, 4);
  header.write('WAVEfmt ', 8, 'latin1');
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(VOICE_RATE, 24);
  header.writeUInt32LE(VOICE_RATE * BYTES_A_SAMPLE, 28);
  header.writeUInt16LE(BYTES_A_SAMPLE, 32);
  header.writeUInt16LE(16, 34);
  header.write('data', 36, 'latin1');
  header.writeUInt32LE(data, 40);
  return header;
}

/** Louder or softer, and coming and going at the piece's ends; in place. */
function shape(samples: Int16Array, at: number, piece: VoicePiece): void {
  const nearEnd = at < FADE || at + samples.length > piece.samples - FADE;
  if (piece.gain === 1 && !nearEnd) return;
  for (let n = 0; n < samples.length; n++) {
    const place = at + n;
    const edge = Math.min(place + 1, piece.samples - place, FADE) / FADE;
    const value = Math.round((samples[n] ?? 0) * piece.gain * edge);
    samples[n] = Math.min(32_767, Math.max(-32_768, value));
  }
}

/** @param pieces as `voicePieces` has them; what a file lacks is silence */
export function voiceTrack(pieces: readonly VoicePiece[]): VoiceTrack {
  const samples = pieces.reduce((sum, piece) => sum + piece.samples, 0);
  const files = new Map<string, Promise<FileHandle | null>>();
  const fileAt = (path: string): Promise<FileHandle | null> => {
    const opened = files.get(path) ?? open(path, 'r').catch(() => null);
    files.set(path, opened);
    return opened;
  };

  async function readPiece(piece: VoicePiece, at: number, into: Int16Array): Promise<void> {
    const file = piece.path === null ? null : await fileAt(piece.path);
    if (!file) return;
    const bytes = new Uint8Array(into.buffer, into.byteOffset, into.byteLength);
    await file.read(bytes, 0, bytes.length, (piece.from + at) * BYTES_A_SAMPLE);
    shape(into, at, piece);
  }

  /** Samples from here to here. */
  async function between(from: number, to: number): Promise<Buffer> {
    const all = new Int16Array(to - from);
    let begins = 0;
    for (const piece of pieces) {
      const first = Math.max(from, begins);
      const last = Math.min(to, begins + piece.samples);
      if (last > first) {
        await readPiece(piece, first - begins, all.subarray(first - from, last - from));
      }
      begins += piece.samples;
    }
    return Buffer.from(all.buffer);
  }

  return {
    bytes: HEADER_BYTES + samples * BYTES_A_SAMPLE,
    read: async (start, end) => {
      const header = wavHeader(samples).subarray(start, Math.min(end, HEADER_BYTES));
      const [first, last] = [start, end].map((byte) => Math.max(0, byte - HEADER_BYTES)) as [
        number,
        number,
      ];
      const from = Math.floor(first / BYTES_A_SAMPLE);
      const to = Math.min(samples, Math.ceil(last / BYTES_A_SAMPLE));
      if (to <= from) return Buffer.from(header);
      const body = await between(from, to);
      const skipped = first - from * BYTES_A_SAMPLE;
      return Buffer.concat([header, body.subarray(skipped, skipped + last - first)]);
    },
    close: async () => {
      for (const file of files.values()) await (await file)?.close().catch(() => undefined);
      files.clear();
    },
  };
}

/** Read at once: five seconds of voice. */
const SLICE_BYTES = 480_000;

/** All of a track as one stream, for ffmpeg. Whoever opened the track closes it. */
export function voiceStream(track: VoiceTrack): Readable {
  async function* slices(): AsyncGenerator<Buffer> {
    for (let at = 0; at < track.bytes; ) {
      const slice = await track.read(at, Math.min(track.bytes, at + SLICE_BYTES));
      if (slice.length === 0) return;
      at += slice.length;
      yield slice;
    }
  }
  return Readable.from(slices(), { objectMode: false });
}
