/** Made pieces on the disk: `<n>.mp4`, under that name only when they are whole. */
import { readdirSync } from 'node:fs';
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { AppError } from '../../shared/errors';
import { fileError } from './file-errors';
import { inParallel } from '../../shared/in-parallel';

const PIECE = /^(0|[1-9]\d{0,5})\.mp4$/;
const PARTIAL = '.partial';

/** Disks that cannot be written to, in the words for where things are put. */
function writeError(thrown: unknown, folder: string): AppError {
  const error = fileError(thrown, folder);
  const name = basename(folder);
  if (error.code === 'file-denied') {
    return new AppError(
      'folder-denied',
      'The library’s folder may not be written to.',
      { name },
      thrown,
    );
  }
  if (error.code === 'file-missing') {
    return new AppError('folder-missing', 'The library’s folder is gone.', { name }, thrown);
  }
  return error;
}

export class PlayableFolder {
  constructor(private readonly folder: string) {}

  pathOf(piece: number): string {
    return join(this.folder, `${piece}.mp4`);
  }

  /** Numbers of the pieces that lie there, unchecked: for a first, quick answer. */
  glance(): number[] {
    try {
      return readdirSync(this.folder)
        .flatMap((name) => PIECE.exec(name)?.[1] ?? [])
        .map(Number);
    } catch {
      return [];
    }
  }

  /**
   * The pieces that are whole. What a run that was killed left behind, and pieces that are damaged
   * or past the end, are removed.
   */
  async takeStock(
    count: number,
    isWhole: (path: string) => Promise<boolean>,
  ): Promise<Set<number>> {
    const names = await readdir(this.folder).catch((): string[] => []);
    const found = await inParallel(names, 8, async (name) => {
      const number = PIECE.exec(name)?.[1];
      const piece = Number(number);
      if (number !== undefined && piece < count && (await isWhole(this.pathOf(piece))))
        return piece;
      if (number !== undefined || name.endsWith(PARTIAL)) {
        await rm(join(this.folder, name), { force: true }).catch(() => undefined);
      }
      return null;
    });
    return new Set(found.filter((piece) => piece !== null));
  }

  /** @throws AppError `disk-full`, `folder-denied`, `folder-missing`; nothing half-made stays. */
  async put(piece: number, bytes: Uint8Array): Promise<void> {
    const partial = `${this.pathOf(piece)}${PARTIAL}`;
    try {
      await mkdir(this.folder, { recursive: true });
      const file = await open(partial, 'w');
      try {
        await file.writeFile(bytes);
        // A name must not outlive its bytes when the power goes.
        await file.datasync();
      } finally {
        await file.close();
      }
      await rename(partial, this.pathOf(piece));
    } catch (thrown) {
      await rm(partial, { force: true }).catch(() => undefined);
      throw writeError(thrown, this.folder);
    }
  }

  async drop(piece: number): Promise<void> {
    await rm(this.pathOf(piece), { force: true });
  }
}
