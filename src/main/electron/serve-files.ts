/**
 * `app:` and `footage:` as Chromium's own file reader serves them. Through `protocol.handle` every
 * 64 KB came from main's own thread: five times slower than a file, slower to seek, and at start the
 * page waited for a main that was opening the library (docs/performance.md).
 */
import { join } from 'node:path';
import { type Protocol, protocol, type ProtocolRequest } from 'electron';

export interface Asked {
  url: string;
  method: string;
  origin: string | null;
}

/** Which file a request gets, or with which status it is refused. */
export type Answer =
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
 * @param answer at once where it can: what is awaited comes after other work of main
 * @param resources holds `nothing`, an empty file: the body of what is refused, since only files can
 *   be given. (Where a range of it was asked for, the request fails instead.)
 * @param protocols of the session that asks; the app's own unless said
 */
export function serveFiles(
  scheme: 'app' | 'footage',
  answer: (asked: Asked) => Answer | Promise<Answer>,
  resources: string,
  protocols: Protocol = protocol,
): void {
  const nothing = join(resources, 'nothing');
  protocols.registerFileProtocol(scheme, (request, respond) => {
    const give = (given: Answer): void =>
      given.path === undefined
        ? respond({ statusCode: given.status, path: nothing })
        : respond({ statusCode: given.status, path: given.path, headers: given.headers });
    const given = answer({ url: request.url, method: request.method, origin: originOf(request) });
    if (given instanceof Promise) given.then(give, () => respond({ error: FAILED }));
    else give(given);
  });
}
