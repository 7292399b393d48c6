/** What is measured of a narration's voices, for mending: their shape, and how loud they are. */
import { readFile, rename, writeFile } from 'node:fs/promises';
import { newId } from '../../shared/domain/ids';
import { evenGainDb } from '../../shared/domain/loudness';
import { AppError } from '../../shared/errors';
import type { Handlers } from '../../shared/ipc/derive';
import type { StoredTake } from '../db/repositories/takes';
import type { Store } from '../db/store';
import { fileError } from './file-errors';
import type { Narrations } from './narrations';
import type { Places } from './places';
import type { Media } from './ports';
import { voicePieces, voiceStream, voiceTrack } from './voice-track';

export interface NarrationSound {
  handlers: Pick<Handlers['narrations'], 'levels' | 'loudness'>;
  /** Stops measuring. */
  stop(): void;
}

/** Two that measure the same do not meet; what is cut off is swept away at the next start. */
async function keep(path: string, bytes: Uint8Array): Promise<void> {
  const partial = `${path}.${newId()}.partial`;
  await writeFile(partial, bytes);
  await rename(partial, path);
}

const gone = () => new AppError('not-found', 'That recording is no longer here.');

export function narrationSound(deps: {
  store: Pick<Store, 'takes'>;
  places: Pick<Places, 'levelsOf'>;
  media: Pick<Media, 'voiceLevels' | 'measureLoudness'>;
  narrations: Pick<Narrations, 'told' | 'voiceOf'>;
}): NarrationSound {
  const { store, places, media, narrations } = deps;
  const quitting = new AbortController();

  /** A take that is over never changes, and neither does its shape: it is kept beside it. */
  async function levelsOf(take: StoredTake): Promise<Uint8Array<ArrayBuffer> | null> {
    const path = narrations.voiceOf(take);
    if (path === null || take.samples === 0) return null;
    const kept = places.levelsOf(take.lessonId, take.id);
    const known = await readFile(kept).catch(() => null);
    if (known) return new Uint8Array(known);
    try {
      const levels = await media.voiceLevels(path, take.samples);
      // Where it cannot be kept it is made anew the next time.
      await keep(kept, levels).catch(() => undefined);
      return levels;
    } catch (thrown) {
      throw fileError(thrown, path);
    }
  }

  return {
    handlers: {
      levels: ({ takeId }) => {
        const take = store.takes.get(takeId);
        if (!take?.whole || !narrations.told(take.narrationId)) throw gone();
        return levelsOf(take);
      },
      loudness: async ({ narrationId }) => {
        const told = narrations.told(narrationId);
        if (!told) throw gone();
        const { narration, takes } = told;
        const gains: { takeId: string; gainDb: number }[] = [];
        for (const { id, voiced } of takes) {
          const row = narration.row.filter(({ type, takeId }) => type === 'told' && takeId === id);
          if (!voiced || row.length === 0) continue;
          const path = narrations.voiceOf({ id, voiced, lessonId: narration.lessonId });
          const track = voiceTrack(voicePieces({ row, mends: [] }, () => path));
          try {
            const loud = await media.measureLoudness(voiceStream(track), quitting.signal);
            const { lufs, peakDb } = loud;
            if (lufs !== null) gains.push({ takeId: id, gainDb: evenGainDb({ lufs, peakDb }) });
          } finally {
            await track.close();
          }
        }
        return { gains };
      },
    },
    stop: () => quitting.abort(),
  };
}
