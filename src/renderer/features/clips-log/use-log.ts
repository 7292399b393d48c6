/** The export log, read anew when something was exported or a lesson was removed. */
import { useEffect, useState } from 'react';
import type { ExportShown } from '../../../shared/domain/clip';
import type { JobKind } from '../../../shared/domain/job';
import { tellError } from '../../app/tell-error';
import { call, listen } from '../../bridge/api';

/** Work that ends in a line of the log. */
const EXPORTS: ReadonlySet<JobKind> = new Set(['clip', 'pack', 'narration', 'session']);

export function useLog(): readonly ExportShown[] | null {
  const [entries, setEntries] = useState<readonly ExportShown[] | null>(null);
  useEffect(() => {
    let here = true;
    let reading = false;
    let again = false;
    // Many clips may be ready one after the other: one reading at a time.
    const read = (): void => {
      if (reading) {
        again = true;
        return;
      }
      reading = true;
      again = false;
      call((api) => api.clips.log())
        .then((log) => here && setEntries(log), tellError)
        .finally(() => {
          reading = false;
          if (here && again) read();
        });
    };
    read();
    const stops = [
      listen((api) =>
        api.jobs.onChanged((job) => {
          if (EXPORTS.has(job.kind) && job.state === 'done') read();
        }),
      ),
      listen((api) => api.lessons.onRemoved(read)),
    ];
    return () => {
      here = false;
      for (const stop of stops) stop();
    };
  }, []);
  return entries;
}
