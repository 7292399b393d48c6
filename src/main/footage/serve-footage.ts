/**
 * Answers `footage://` requests: originals with byte ranges, posters, frame lists, sound peaks,
 * tiles of the strip, pieces of playable copies, and voice notes. Ids in, bytes out; where things are
 * is asked of `pathOf`.
 */
import { open } from 'node:fs/promises';
import { extname } from 'node:path';
import { AppError } from '../../shared/errors';
import type { Id } from '../../shared/domain/ids';
import { type FootageKind, parseAddress } from './address';
import { parseRange } from './byte-range';
import { CHUNK_BYTES, readBytes, readStretch } from './read-file';

export interface FootagePaths {
  /**
   * Where the bytes are, or null when there are none. For a piece of a playable copy this waits
   * until the piece is made. May throw an AppError.
   */
  pathOf(kind: FootageKind, id: Id, n?: number): Promise<string | null> | string | null;
}

/** The page that may read footage. */
const PAGE = 'app://plenary';

const TYPE_OF_KIND: Record<Exclude<FootageKind, 'part'>, string> = {
  poster: 'image/jpeg',
  frames: 'application/octet-stream',
  peaks: 'application/octet-stream',
  thumb: 'image/jpeg',
  piece: 'video/mp4',
  voice: 'audio/webm',
};

/** Types that Chromium plays by; it looks into the file anyway, so a plain one does for the rest. */
const TYPE_OF_ENDING: Record<string, string> = {
  '.mp4': 'video/mp4',
  '.m4v': 'video/mp4',
  '.mov': 'video/mp4',
  '.webm': 'video/webm',
  '.mkv': 'video/x-matroska',
  '.ogv': 'video/ogg',
  '.ogg': 'audio/ogg',
  '.mp3': 'audio/mpeg',
  '.m4a': 'audio/mp4',
  '.wav': 'audio/wav',
  '.flac': 'audio/flac',
};

/**
 * A poster's address changes with the poster, so the page may use the picture it has decoded again;
 * asking anew, it decoded and kept one more each time the library was shown. No disk is involved:
 * only http and https have a cache there.
 */
const KEPT_BY_THE_PAGE = 'private, max-age=31536000, immutable';

function typeOf(kind: FootageKind, path: string): string {
  if (kind !== 'part') return TYPE_OF_KIND[kind];
  return TYPE_OF_ENDING[extname(path).toLowerCase()] ?? 'application/octet-stream';
}

function refuse(status: number, headers: Record<string, string> = {}): Response {
  return new Response(null, {
    status,
    headers: { 'Access-Control-Allow-Origin': PAGE, 'Content-Length': '0', ...headers },
  });
}

async function find(
  paths: FootagePaths,
  url: string,
): Promise<{ kind: FootageKind; path: string } | null> {
  const address = parseAddress(url);
  if (!address) return null;
  const path = await paths.pathOf(address.kind, address.id, 'n' in address ? address.n : undefined);
  return path === null ? null : { kind: address.kind, path };
}

async function respond(request: Request, kind: FootageKind, path: string): Promise<Response> {
  const file = await open(path, 'r');
  try {
    const facts = await file.stat();
    if (!facts.isFile()) return refuse(404);
    const { size, mtimeMs } = facts;
    const tag = `"${size.toString(36)}-${Math.round(mtimeMs * 1000).toString(36)}"`;
    const headers: Record<string, string> = {
      'Access-Control-Allow-Origin': PAGE,
      'Access-Control-Expose-Headers': 'Content-Range, Accept-Ranges, ETag',
      'Accept-Ranges': 'bytes',
      'Cache-Control': kind === 'poster' ? KEPT_BY_THE_PAGE : 'no-store',
      'Content-Type': typeOf(kind, path),
      ETag: tag,
      // Looking into a part's bytes is left to the player; never take one for a page.
      'X-Content-Type-Options': 'nosniff',
    };
    // If-Range: a range of a file that has changed since is answered with the whole of it.
    const condition = request.headers.get('if-range');
    const asked = condition === null || condition === tag ? request.headers.get('range') : null;
    const range = parseRange(asked, size);
    if (range.type === 'outside') {
      return refuse(416, { 'Content-Range': `bytes */${size}`, 'Accept-Ranges': 'bytes' });
    }
    const [start, end] = range.type === 'range' ? [range.start, range.end] : [0, size];
    headers['Content-Length'] = String(end - start);
    if (range.type === 'range') headers['Content-Range'] = `bytes ${start}-${end - 1}/${size}`;
    const status = range.type === 'range' ? 206 : 200;
    if (request.method === 'HEAD' || start === end) return new Response(null, { status, headers });
    const body =
      end - start <= CHUNK_BYTES
        ? await readBytes(file, start, end)
        : readStretch(path, start, end);
    return new Response(body, { status, headers });
  } finally {
    await file.close();
  }
}

/**
 * @returns the handler for the `footage` scheme. It never rejects: 404 for what is not there or not
 *   an address of ours, 403 and 405 for what may not be done, 416 for a range outside the file, 499
 *   when what was waited for was called off, 500 for the rest.
 */
export function createFootageServer(paths: FootagePaths): (request: Request) => Promise<Response> {
  return async (request) => {
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return refuse(405, { Allow: 'GET, HEAD' });
    try {
      const found = await find(paths, request.url);
      return found ? await respond(request, found.kind, found.path) : refuse(404);
    } catch (error) {
      return refuse(statusOf(error));
    }
  };
}

function statusOf(error: unknown): number {
  const code = (error as NodeJS.ErrnoException | null)?.code;
  if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'EISDIR') return 404;
  if (code === 'EACCES' || code === 'EPERM') return 403;
  if (!(error instanceof AppError)) return 500;
  if (error.code === 'cancelled') return 499;
  return error.code === 'not-found' || error.code === 'file-missing' ? 404 : 500;
}
