/**
 * `footage:` as Chromium's own file reader serves it. Through `protocol.handle` every 64 KB came from
 * main's own thread: five times slower than a file, and slower to seek (docs/performance.md).
 */
import { join } from 'node:path';
import { protocol, type ProtocolRequest } from 'electron';

interface Asked {
  url: string;
  method: string;
  origin: string | null;
}

type Answer =
  | { status: 200; path: string; headers: Record<string, string> }
  | { status: number; path?: undefined };

/** net::ERR_FAILED, for when there is nobody who could answer. */
const FAILED = -2;

/** The origin that a request names in its header; pictures and such name none. */
function originOf({ headers }: ProtocolRequest): string | null {
  const name = Object.keys(headers).find((name) => name.toLowerCase() === 'origin');
  return name === undefined ? null : (headers[name] ?? null);
}

/**
 * Call once the app is ready.
 *
 * @param answer which file a request gets, or with which status it is refused
 * @param resources holds `nothing`, an empty file: the body of what is refused, since only files can
 *   be given. (Where a range of it was asked for, the request fails instead.)
 */
export function serveFootage(answer: (asked: Asked) => Promise<Answer>, resources: string): void {
  const nothing = join(resources, 'nothing');
  protocol.registerFileProtocol('footage', (request, respond) => {
    answer({ url: request.url, method: request.method, origin: originOf(request) }).then(
      (given) =>
        given.path === undefined
          ? respond({ statusCode: given.status, path: nothing })
          : respond({ statusCode: given.status, path: given.path, headers: given.headers }),
      () => respond({ error: FAILED }),
    );
  });
}
