/** Files a person chose, held in main under an id until they are added or let go. */
import { realpath, stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { newId } from '../../shared/domain/ids';
import type { Pick as PickView } from '../../shared/domain/library';
import { recordedMs } from '../../shared/domain/recorded-gap';
import { AppError } from '../../shared/errors';
import { recordedOrder } from './camera-order';
import { fileError } from './file-errors';
import { inParallel } from '../../shared/in-parallel';
import type { Media, Probed } from './ports';

/** One file of a pick. */
export interface Picked {
  path: string;
  name: string;
  bytes: number;
  writtenMs: number;
  /** What the probe says, asked once. Rejects with an AppError that names the file. */
  probe: () => Promise<Probed>;
}

export interface Picks {
  /** Holds files, in the order they were recorded. @throws AppError `invalid` for none. */
  hold(paths: readonly string[]): Promise<PickView>;
  /** @throws AppError `not-found` once it has been added or let go. */
  get(pickId: string): readonly Picked[];
  letGo(pickId: string): void;
}

/** Up to so many files are probed for their order before the person is asked; more go by name. */
const PROBED_FIRST = 12;

export function picks(deps: {
  media: Pick<Media, 'probe'>;
  isCloudFolder: (path: string) => boolean;
}): Picks {
  const held = new Map<string, readonly Picked[]>();

  async function look(given: string): Promise<Picked> {
    const path = await realpath(resolve(given)).catch(() => resolve(given));
    const name = basename(given);
    // A file that cannot be looked at stays in the pick, so that adding it says what is wrong.
    const facts = await stat(path).catch(() => null);
    let asked: Promise<Probed> | null = null;
    const ask = async (): Promise<Probed> => {
      try {
        const now = await stat(path);
        if (now.isDirectory()) {
          throw Object.assign(new Error('is a folder'), { code: 'EISDIR' });
        }
        return await deps.media.probe(path);
      } catch (thrown) {
        throw fileError(thrown, path);
      }
    };
    return {
      path,
      name,
      bytes: facts?.isFile() ? facts.size : 0,
      writtenMs: facts?.mtimeMs ?? Date.now(),
      probe: () => (asked ??= ask()),
    };
  }

  async function inRecordedOrder(files: readonly Picked[]): Promise<Picked[]> {
    const recorded = await inParallel(files, 2, async (file) => {
      const probe = files.length <= PROBED_FIRST ? await file.probe().catch(() => null) : null;
      return { name: file.name, atMs: recordedMs(probe?.recordedAt) };
    });
    return recordedOrder(recorded).flatMap((index) => files[index] ?? []);
  }

  return {
    hold: async (paths) => {
      if (paths.length === 0) throw new AppError('invalid', 'No file was chosen.');
      const looked = await inParallel(paths, 4, look);
      const once = [...new Map(looked.map((file) => [file.path, file])).values()];
      const files = once.length > 1 ? await inRecordedOrder(once) : once;
      const id = newId();
      held.set(id, files);
      return {
        id,
        files: files.map(({ name, bytes }) => ({ name, bytes })),
        cloud: files.some((file) => deps.isCloudFolder(file.path)),
      };
    },
    get: (pickId) => {
      const files = held.get(pickId);
      if (files) return files;
      throw new AppError('not-found', 'Those files have been let go. Choose them again.');
    },
    letGo: (pickId) => {
      held.delete(pickId);
    },
  };
}
