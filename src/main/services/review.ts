/**
 * Review copies: small copies with many keyframes of footage that is slow to step and drag through.
 * They are made like playable copies, piece by piece, outward from the playhead and out of sight,
 * within the room that the settings give them; the ones not used for longest go first.
 */
import { readdir, rm, stat, statfs, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { isId } from '../../shared/domain/ids';
import { pieceAt } from '../../shared/domain/pieces';
import type { Range } from '../../shared/domain/time';
import { AppError } from '../../shared/errors';
import { createPlayable } from './playable';
import { outwardStretch } from './playable-plan';
import type { PlayableDeps, PlayablePart } from './playable-ports';

/** The disk keeps this much for everything else. */
const LEFT_FREE_BYTES = 2 * 1024 ** 3;

export interface ReviewDeps
  extends Pick<PlayableDeps, 'part' | 'makePieces' | 'isWholePiece' | 'send'> {
  /** `derived`, which holds a folder for each part. */
  derivedFolder: string;
  /** Where a part's review copy lies. */
  folderOf(partId: string): string;
  /** How much room all of them may take. */
  budgetBytes(): number;
}

export interface ReviewService {
  /** Makes a part's copy outward from a place. Answers what is made, in part time. */
  lookAt(partId: string, partUs: number): Promise<Range[]>;
  /** What is made of a part's copy; nothing is begun. */
  made(partId: string): Promise<Range[]>;
  /** Where a made piece lies; null for one that is not made. */
  piecePath(partId: string, piece: number): Promise<string | null>;
  /** Nobody looks any more. */
  rest(): void;
  /** Takes back room after the settings gave less. */
  fit(): Promise<void>;
  forget(partIds: readonly string[]): Promise<void>;
  stop(): Promise<void>;
}

async function bytesIn(folder: string): Promise<number> {
  const names = await readdir(folder).catch((): string[] => []);
  let bytes = 0;
  for (const name of names) {
    bytes += await stat(join(folder, name)).then(
      ({ size }) => size,
      () => 0,
    );
  }
  return bytes;
}

/** How much room review copies take, by part; counted once and then kept up to date. */
class Room {
  readonly #bytes = new Map<string, number>();
  #counted: Promise<void> | null = null;

  constructor(private readonly deps: Pick<ReviewDeps, 'derivedFolder' | 'folderOf'>) {}

  async total(): Promise<number> {
    this.#counted ??= this.#count();
    await this.#counted;
    return [...this.#bytes.values()].reduce((sum, bytes) => sum + bytes, 0);
  }

  add(partId: string, bytes: number): void {
    this.#bytes.set(partId, (this.#bytes.get(partId) ?? 0) + bytes);
  }

  gone(partId: string): void {
    this.#bytes.delete(partId);
  }

  /** Parts that have a copy, the one not used for longest first. */
  async oldestFirst(): Promise<string[]> {
    const used = await Promise.all(
      [...this.#bytes.keys()].map(async (partId) => ({
        partId,
        atMs: await stat(this.deps.folderOf(partId)).then(
          ({ mtimeMs }) => mtimeMs,
          () => 0,
        ),
      })),
    );
    return used.sort((a, b) => a.atMs - b.atMs).map(({ partId }) => partId);
  }

  async #count(): Promise<void> {
    const names = await readdir(this.deps.derivedFolder).catch((): string[] => []);
    for (const partId of names.filter(isId)) {
      const bytes = await bytesIn(this.deps.folderOf(partId));
      if (bytes > 0) this.add(partId, bytes);
    }
  }
}

export function createReview(deps: ReviewDeps): ReviewService {
  const room = new Room(deps);
  /** Looked at since the app was started: the last one is kept whatever the room. */
  let lookedAt: string | null = null;

  async function fit(): Promise<void> {
    for (const partId of await room.oldestFirst()) {
      if ((await room.total()) <= deps.budgetBytes()) return;
      if (partId === lookedAt && deps.budgetBytes() > 0) continue;
      await copies.forget([partId]);
      await rm(deps.folderOf(partId), { recursive: true, force: true });
      room.gone(partId);
    }
  }

  /** @throws AppError `disk-full` when there is no room for more. */
  async function makeRoom(): Promise<void> {
    await room.total();
    await fit();
    const { bavail, bsize } = await statfs(deps.derivedFolder);
    if ((await room.total()) >= deps.budgetBytes() || bavail * bsize < LEFT_FREE_BYTES) {
      throw new AppError('disk-full', 'Review copies have no more room.');
    }
  }

  const never = new AbortController().signal;
  const copies = createPlayable({
    ...deps,
    low: true,
    nextStretch: outwardStretch,
    async makePieces(partId, stretch, making) {
      await makeRoom();
      return deps.makePieces(partId, stretch, {
        ...making,
        onPiece: async (piece, bytes) => {
          await making.onPiece(piece, bytes);
          room.add(partId, bytes.byteLength);
        },
      });
    },
    // Nobody waits for them and nothing is lost with them: they are not among the jobs.
    jobs: {
      start(spec) {
        spec.run(never, () => undefined).catch(() => undefined);
        return '';
      },
    },
    changed: () => undefined,
  });

  return {
    async lookAt(partId, partUs) {
      const part: PlayablePart | null = deps.part(partId);
      if (!part || deps.budgetBytes() === 0) return [];
      lookedAt = partId;
      const now = new Date();
      await utimes(part.folder, now, now).catch(() => undefined);
      return copies.lookAt(partId, pieceAt(partUs, part.durationUs));
    },
    made: (partId) => copies.made(partId),
    piecePath: (partId, piece) => copies.madePath(partId, piece),
    rest: () => copies.rest(),
    fit: async () => {
      await room.total();
      await fit();
    },
    async forget(partIds) {
      await copies.forget(partIds);
      for (const partId of partIds) room.gone(partId);
    },
    stop: () => copies.stop(),
  };
}
