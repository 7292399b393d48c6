/** Cuts what ffmpeg makes into pieces, each exactly as long as it must be. */
import { PIECE_US } from '../../shared/domain/pieces';
import type { Header, Sample, Track } from './pieces-read';
import { joinHeaders, type TrackSamples, writePiece } from './pieces-write';

/** One kind of coded stream of a stretch: picture or sound. */
interface Stream {
  header: Header | null;
  samples: { time: number; sample: Sample }[];
  /** Nothing more comes. */
  over: boolean;
}

function ticks(us: number, track: Track): number {
  return Math.round((us * track.timescale) / 1_000_000);
}

export interface AssembleOptions {
  firstPiece: number;
  /** Length of the part; the last piece ends there. */
  durationUs: number;
  hasPicture: boolean;
  hasSound: boolean;
  /** Pieces in order, each as soon as it is whole. */
  onPiece: (n: number, bytes: Buffer) => void;
}

/**
 * Takes samples as they are made and places them on the part's clock. A piece is whole when each of its streams has reached its end. Picture fills the piece from its first moment
 * to its last: frames last until the next one.
 */
export class Assembler {
  readonly #streams: Record<Track['kind'], Stream | null>;
  #header: Header | null = null;
  #next: number;

  constructor(private readonly options: AssembleOptions) {
    const stream = (): Stream => ({ header: null, samples: [], over: false });
    this.#streams = {
      picture: options.hasPicture ? stream() : null,
      sound: options.hasSound ? stream() : null,
    };
    this.#next = options.firstPiece;
  }

  /** The piece that will be whole next. */
  get next(): number {
    return this.#next;
  }

  header(kind: Track['kind'], header: Header): void {
    const stream = this.#streams[kind];
    if (stream) stream.header ??= header;
  }

  /**
   * @param zeroUs part time at which the run that made these samples has its time 0
   */
  add(kind: Track['kind'], samples: readonly Sample[], zeroUs: number): void {
    const stream = this.#streams[kind];
    if (!stream) return;
    for (const sample of samples) {
      const time = ticks(zeroUs, sample.track) + sample.time;
      stream.samples.push({ time, sample });
    }
    this.#cut();
  }

  /** Says that no more of a stream comes, so that what is left becomes the last piece. */
  end(kind: Track['kind']): void {
    const stream = this.#streams[kind];
    if (stream) stream.over = true;
    this.#cut();
  }

  #cut(): void {
    const streams = [this.#streams.picture, this.#streams.sound].filter(
      (stream) => stream !== null,
    );
    while (this.#next * PIECE_US < this.options.durationUs) {
      const endUs = Math.min((this.#next + 1) * PIECE_US, this.options.durationUs);
      const whole = streams.every(({ samples, over }) => {
        const last = samples.at(-1);
        return over || (last !== undefined && last.time >= ticks(endUs, last.sample.track));
      });
      // A piece has a picture, or where there is none, sound. When that ended early, so does the copy.
      const leads = streams[0];
      if (!whole || !leads) return;
      if (leads.over && !hasBefore(leads, endUs)) return;
      this.options.onPiece(this.#next, this.#write(endUs, streams));
      this.#next++;
    }
  }

  #write(endUs: number, streams: readonly Stream[]): Buffer {
    this.#header ??= joinHeaders(
      streams.map(({ header }) => {
        if (!header) throw new Error('samples came without a header');
        return header;
      }),
    );
    const { tracks } = this.#header;
    const parts = streams.map((stream, index): TrackSamples => {
      const track = tracks[index];
      if (!track) throw new Error('a stream has no track');
      return takeUntil(stream, track, ticks(this.#next * PIECE_US, track), ticks(endUs, track));
    });
    return writePiece(this.#next, this.#header, parts);
  }
}

function hasBefore({ samples }: Stream, endUs: number): boolean {
  const [first] = samples;
  return first !== undefined && first.time < ticks(endUs, first.sample.track);
}

/** Takes a stream's samples before `end` out of it, with lengths that fill `start` to `end`. */
function takeUntil(stream: Stream, track: Track, start: number, end: number): TrackSamples {
  const count = stream.samples.findIndex(({ time }) => time >= end);
  const taken = stream.samples.splice(0, count === -1 ? stream.samples.length : count);
  // Sound begins where its first block does; a picture is on screen from the piece's first moment.
  let time = track.kind === 'sound' ? (taken[0]?.time ?? start) : start;
  const startTime = time;
  const samples = taken.map(({ sample }, index) => {
    const next = Math.max(time + 1, taken[index + 1]?.time ?? end);
    const duration = next - time;
    time = next;
    return { duration, key: sample.key, data: sample.data };
  });
  return { track, startTime, samples };
}
