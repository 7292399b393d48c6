/** A part's own file as mediabunny reads it: by ranges, never as a whole. */
import { CustomSource, MATROSKA, MP4, QTFF, type Source, WEBM } from 'mediabunny';
import type { Id } from '../../../../shared/domain/ids';
import { partAddress } from '../../../picture/part-address';

export const FORMATS = [MP4, QTFF, MATROSKA, WEBM];

/** Bytes of the file that are kept, so that neighbouring frames are not asked for one by one. */
const READ_CACHE_BYTES = 8 * 1024 * 1024;

/** @param gone ends what is under way. */
export function footage(partId: Id, gone: AbortSignal): Source {
  const url = partAddress(partId);
  return new CustomSource({
    maxCacheSize: READ_CACHE_BYTES,
    prefetchProfile: 'fileSystem',
    getSize: async () => {
      const answer = await fetch(url, { headers: { Range: 'bytes=0-0' }, signal: gone });
      const bytes = Number(answer.headers.get('X-Footage-Bytes'));
      if (!answer.ok || !(bytes > 0)) throw new Error(`the footage answers ${answer.status}`);
      return bytes;
    },
    read: async (start, end) => {
      const headers = { Range: `bytes=${start}-${end - 1}` };
      const answer = await fetch(url, { headers, signal: gone });
      // Chromium's own file reader answers a range with 200: its length tells that it is one.
      const bytes = answer.ok ? new Uint8Array(await answer.arrayBuffer()) : null;
      if (bytes?.length !== end - start) throw new Error(`the footage answers ${answer.status}`);
      return bytes;
    },
    handleUnhandledError: () => undefined,
  });
}
