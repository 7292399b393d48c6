/**
 * Answers `footage://` requests: originals, posters, frame lists, pieces of playable copies,
 * exported clips and their pictures. Ids
 * in, a file out; where things are is asked of `pathOf`. Its bytes, and ranges of them, are read by
 * Chromium itself, as those of a `file:` address are.
 */
import { stat } from 'node:fs/promises';
import { AppError } from '../../shared/errors';
import type { Id } from '../../shared/domain/ids';
import { type FootageKind, parseAddress } from './address';

export interface FootagePaths {
  /**
   * Where the bytes are, or null when there are none. For a piece of a playable copy this waits
   * until the piece is made. May throw an AppError.
   */
  pathOf(kind: FootageKind, id: Id, n?: number): Promise<string | null> | string | null;
}

/** What is asked, as it stands in the request. */
export interface FootageRequest {
  url: string;
  method: string;
  /** The page that asks, where the request names it. */
  origin: string | null;
}

export type FootageAnswer =
  | { status: 200; path: string; headers: Record<string, string> }
  | { status: 204 | 403 | 404 | 405 | 499 | 500 };

/** The page that may read footage. */
const PAGE = 'app://plenary';

/**
 * A poster's address changes with the poster, and a clip's picture never changes, so the page may use the picture it has decoded again;
 * asking anew, it decoded and kept one more each time the library was shown. No disk is involved:
 * only http and https have a cache there.
 */
const KEPT_BY_THE_PAGE = 'private, max-age=31536000, immutable';

/** Pictures whose address stands for what they show. */
const KEPT: ReadonlySet<FootageKind> = new Set(['poster', 'still', 'picture']);

/** What is read off the footage in its own time, after the lesson can already be watched. */
const MEASURED: ReadonlySet<FootageKind> = new Set(['peaks', 'frames']);

/** The header that says how long the whole file is. */
const WHOLE_BYTES = 'X-Footage-Bytes';

async function find(paths: FootagePaths, url: string): Promise<FootageAnswer> {
  const address = parseAddress(url);
  if (!address) return { status: 404 };
  const { kind, id } = address;
  const path = await paths.pathOf(kind, id, 'n' in address ? address.n : undefined);
  // Not measured yet, or never to be, is no fault: the page does without, and asks again.
  if (path === null && MEASURED.has(kind)) return { status: 204 };
  // Anything but a file, a pipe for one, could keep its reader waiting for ever.
  const facts = path === null ? null : await stat(path);
  if (path === null || !facts?.isFile()) return { status: 404 };
  return {
    status: 200,
    path,
    headers: {
      'Accept-Ranges': 'bytes',
      // A range says only how long it is itself; who reads packets needs to know the whole.
      [WHOLE_BYTES]: String(facts.size),
      'Access-Control-Expose-Headers': WHOLE_BYTES,
      'Cache-Control': KEPT.has(kind) ? KEPT_BY_THE_PAGE : 'no-store',
      // Looking into a part's bytes is left to the player; never take one for a page.
      'X-Content-Type-Options': 'nosniff',
    },
  };
}

function statusOf(error: unknown): 403 | 404 | 499 | 500 {
  const code = (error as NodeJS.ErrnoException | null)?.code;
  if (code === 'ENOENT' || code === 'ENOTDIR') return 404;
  if (code === 'EACCES' || code === 'EPERM') return 403;
  if (!(error instanceof AppError)) return 500;
  if (error.code === 'cancelled') return 499;
  return error.code === 'not-found' || error.code === 'file-missing' ? 404 : 500;
}

/**
 * @returns what answers a request. It never rejects: 404 for what is not there or not an address of
 *   ours, 403 and 405 for what may not be done, 499 when what was waited for was called off, 500 for
 *   the rest.
 */
export function createFootageAnswers(
  paths: FootagePaths,
): (request: FootageRequest) => Promise<FootageAnswer> {
  return async ({ url, method, origin }) => {
    if (method !== 'GET') return { status: 405 };
    if (origin !== null && origin !== PAGE) return { status: 403 };
    try {
      return await find(paths, url);
    } catch (error) {
      return { status: statusOf(error) };
    }
  };
}
