/** Makes a stretch of pieces of a playable copy: one run of ffmpeg for the picture, beside it sound. */
import type { FrameTimes } from '../../shared/domain/frames';
import { PIECE_US } from '../../shared/domain/pieces';
import { type FfmpegJob, type FfmpegRun, runFfmpeg } from './ffmpeg';
import { Assembler } from './pieces-assemble';
import { type PieceSource, type PieceStretch, pictureJob } from './pieces-plan';
import { FragmentReader, type Track } from './pieces-read';
import { makeSound } from './pieces-sound';
import { cancelled } from './run-program';
import type { Tools } from './tools';

export interface PieceRun {
  signal: AbortSignal;
  /** The part's frame list, where it is known already. */
  frames?: FrameTimes | null;
  /**
   * A whole piece. They come in order; the run goes on meanwhile and ends only when all of these
   * have settled. One that fails stops the run.
   */
  onPiece(n: number, bytes: Buffer): Promise<void>;
  /** Hands over how to let everything else on the machine go first, from then on. */
  onStart?: (lower: () => void) => void;
}

/** Resolves those who wait for the picture to come as far as a piece. */
function createGate(): { wait(piece: number): Promise<void>; reached(piece: number): void } {
  let waiting: { piece: number; go: () => void }[] = [];
  let at = -1;
  return {
    wait: (piece) =>
      new Promise((go) => {
        if (piece <= at) go();
        else waiting.push({ piece, go });
      }),
    reached(piece) {
      at = Math.max(at, piece);
      for (const { go } of waiting.filter((one) => one.piece <= at)) go();
      waiting = waiting.filter((one) => one.piece > at);
    },
  };
}

/**
 * Makes the pieces of a stretch, in order.
 * @returns the piece after the last one made: `stretch.end`, or earlier where the file ends earlier
 * @throws AppError `cancelled` when the signal aborts, once nothing runs any more; what
 *   {@link runFfmpeg} throws; what `onPiece` throws. Pieces handed over before stay good.
 */
export async function makePieces(
  tools: Tools,
  source: PieceSource,
  stretch: PieceStretch,
  run: PieceRun,
): Promise<number> {
  const stop = new AbortController();
  const gate = createGate();
  let failure: { error: unknown } | null = null;
  const halt = (): void => {
    stop.abort();
    gate.reached(Number.POSITIVE_INFINITY);
  };
  // The first thing that goes wrong is the reason; what it stops is not.
  const fail = (error: unknown): void => {
    failure ??= { error };
    halt();
  };

  let writes = Promise.resolve();
  const assembler = new Assembler({
    firstPiece: stretch.first,
    durationUs: Math.min(source.durationUs, stretch.end * PIECE_US),
    hasPicture: source.picture !== null,
    hasSound: source.sound !== null,
    onPiece(n, bytes) {
      writes = writes
        .then(() => (stop.signal.aborted ? undefined : run.onPiece(n, bytes)))
        .catch(fail);
      gate.reached(n);
    },
  });

  async function feed(
    kind: Track['kind'],
    job: FfmpegJob,
    zeroUs: number,
    onStart?: FfmpegRun['onStart'],
  ): Promise<number> {
    let blocks = 0;
    const reader = new FragmentReader(
      (header) => assembler.header(kind, header),
      (samples) => {
        blocks += samples.length;
        assembler.add(kind, samples, zeroUs);
      },
    );
    const onData = (chunk: Buffer): void => {
      try {
        reader.add(chunk);
      } catch (error) {
        fail(error);
      }
    };
    await runFfmpeg(tools, job, { signal: stop.signal, onData, onStart });
    return blocks;
  }

  async function picture(): Promise<void> {
    if (!source.picture) return;
    const shown = { ...source, picture: source.picture };
    const job = pictureJob(shown, stretch, tools, run.frames ?? null);
    await feed('picture', job, stretch.first * PIECE_US, run.onStart);
    assembler.end('picture');
    // However far it came, no more sound need wait for it.
    gate.reached(Number.POSITIVE_INFINITY);
  }

  async function sound(): Promise<void> {
    if (!source.sound) return;
    await makeSound({ ...source, sound: source.sound }, stretch, {
      run: (job, zeroUs) => feed('sound', job, zeroUs),
      pictureNear: (piece) => (source.picture ? gate.wait(piece) : Promise.resolve()),
      signal: stop.signal,
    });
    assembler.end('sound');
  }

  run.signal.addEventListener('abort', halt, { once: true });
  try {
    if (run.signal.aborted) throw cancelled();
    await Promise.all([picture().catch(fail), sound().catch(fail)]);
    await writes;
    if (run.signal.aborted) throw cancelled();
    if (failure) throw (failure as { error: unknown }).error;
    return assembler.next;
  } finally {
    run.signal.removeEventListener('abort', halt);
  }
}
