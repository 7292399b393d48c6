/** What the disk says of the lines in view: whether each file is there, and whether it has a picture. */
import { useEffect, useState } from 'react';
import type { ExportLook } from '../../../shared/domain/clip';
import type { Id } from '../../../shared/domain/ids';
import { call, listen } from '../../bridge/api';

/** Scrolling fast asks nothing; a hand at rest asks at once enough. */
const REST_MS = 120;

/** @param ids named lines in view, in order. @param since changes when the log was read anew. */
export function useLooks(ids: readonly Id[], since: unknown): ReadonlyMap<Id, ExportLook> {
  const [looks, setLooks] = useState<ReadonlyMap<Id, ExportLook>>(new Map());
  const key = ids.join(' ');

  useEffect(() => {
    const exportIds = key === '' ? [] : key.split(' ');
    let here = true;
    const look = (): void => {
      if (exportIds.length === 0) return;
      // A disk that cannot be looked at leaves the lines plain; it is asked again at the next look.
      call((api) => api.clips.look({ exportIds, inView: true })).then(
        (found) => {
          if (!here) return;
          setLooks(
            (known) => new Map([...known, ...found.map((each) => [each.exportId, each] as const)]),
          );
        },
        () => undefined,
      );
    };
    const timer = setTimeout(look, REST_MS);
    // Files come and go while another program is in front.
    window.addEventListener('focus', look);
    return () => {
      here = false;
      clearTimeout(timer);
      window.removeEventListener('focus', look);
    };
  }, [key, since]);

  useEffect(
    () =>
      listen((api) =>
        api.clips.onPictured(({ exportId }) =>
          setLooks((known) => {
            const before = known.get(exportId);
            return before ? new Map(known).set(exportId, { ...before, picture: true }) : known;
          }),
        ),
      ),
    [],
  );
  return looks;
}
