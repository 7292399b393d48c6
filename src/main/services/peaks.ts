/**
 * Sound peaks of parts, made when a page first asks for them, one part at a time and without haste.
 * No job is shown: nobody waits for it, and it is over in seconds.
 */
import { existsSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Send } from '../../shared/ipc/derive';

export interface PeaksDeps {
  /** Where a part's peaks belong; null when there is no such part, or no sound in it to be had. */
  fileOf(partId: string): string | null;
  /** Where what there is can be read while `makePeaks` runs, and after it. */
  partialOf(outFile: string): string;
  /** @returns when the file is whole and nothing of it runs any more */
  makePeaks(
    partId: string,
    outFile: string,
    making: { signal: AbortSignal; onMore(): void },
  ): Promise<void>;
  send: Send;
  /** Told of what could not be made: the page only stays plain there. */
  trouble(thrown: unknown): void;
}

export interface PeaksService {
  /**
   * For footage://: the peaks, or what there is of them; null when there is nothing yet or never
   * will be. Asking begins the work; `peaksChanged` tells when to ask again.
   */
  pathOf(partId: string): string | null;
  /** Stops work on these parts and lets go of their files, which may then be removed. */
  forget(partIds: readonly string[]): Promise<void>;
  /** For quitting: stops everything, and resolves when nothing runs any more. */
  stop(): Promise<void>;
}

interface Run {
  partId: string;
  abort: AbortController;
  over: Promise<void>;
}

export function peaksService(deps: PeaksDeps): PeaksService {
  const { fileOf, partialOf, makePeaks, send, trouble } = deps;
  const queue: string[] = [];
  /** What failed fails again: not tried until the next start. */
  const gaveUp = new Set<string>();
  let run: Run | null = null;
  let stopping = false;

  async function make(partId: string, signal: AbortSignal): Promise<void> {
    const outFile = fileOf(partId);
    if (outFile === null || existsSync(outFile)) return;
    try {
      await mkdir(dirname(outFile), { recursive: true });
      const onMore = (): void => send('footage', 'peaksChanged', { partId, whole: false });
      await makePeaks(partId, outFile, { signal, onMore });
    } catch (thrown) {
      if (signal.aborted) return;
      // The timeline is plain there; whatever is wrong with the file is said where it is played.
      trouble(thrown);
      gaveUp.add(partId);
    }
    send('footage', 'peaksChanged', { partId, whole: true });
  }

  function work(): void {
    const partId = run || stopping ? undefined : queue.shift();
    if (partId === undefined) return;
    const abort = new AbortController();
    const over = make(partId, abort.signal).finally(() => {
      run = null;
      work();
    });
    run = { partId, abort, over };
  }

  return {
    pathOf(partId) {
      const file = fileOf(partId);
      if (file === null) return null;
      if (existsSync(file)) {
        // Who asks for the whole has read what there was before: a page asks once at a time.
        // Where its reader is still closing it, the next start sweeps it away.
        rm(partialOf(file), { force: true }).catch(() => undefined);
        return file;
      }
      if (run?.partId === partId) return existsSync(partialOf(file)) ? partialOf(file) : null;
      if (!queue.includes(partId) && !gaveUp.has(partId)) queue.push(partId);
      work();
      return null;
    },
    async forget(partIds) {
      for (let at = queue.length - 1; at >= 0; at--) {
        if (partIds.includes(queue[at] ?? '')) queue.splice(at, 1);
      }
      if (!run || !partIds.includes(run.partId)) return;
      run.abort.abort();
      await run.over;
    },
    async stop() {
      stopping = true;
      run?.abort.abort();
      await run?.over;
    },
  };
}
