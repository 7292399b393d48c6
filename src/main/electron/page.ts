/** `app://plenary`: our own page and nothing else, under a strict policy. */
import { existsSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { Answer, Asked } from './serve-files';

export const PAGE_ORIGIN = 'app://plenary';
export const PAGE_URL = `${PAGE_ORIGIN}/index.html`;

/** Everything is refused but what is named. Styles carry `unsafe-inline` for positions set by React Aria. */
export const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "font-src 'self' data:",
  "img-src 'self' footage: data: blob:",
  'media-src footage: voice: blob:',
  "connect-src 'self' footage: voice:",
  "worker-src 'self'",
  "frame-src 'none'",
  "object-src 'none'",
  "manifest-src 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join('; ');

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.ttf': 'font/ttf',
  '.pfb': 'application/octet-stream',
  '.bcmap': 'application/octet-stream',
};

/**
 * The path inside the page's folder that an address names, as plain segments, or null. The text is
 * never decoded, and a segment is letters, digits, `_`, `-` and inner dots: nothing climbs.
 */
export function pagePath(url: string): string[] | null {
  const match = /^app:\/\/plenary\/([^?#]*)(?:[?#].*)?$/.exec(url);
  if (!match) return null;
  const segments = (match[1] === '' ? 'index.html' : (match[1] ?? '')).split('/');
  return segments.every((segment) => /^[\w-]+(?:\.[\w-]+)*$/.test(segment)) ? segments : null;
}

/** @param folder the built page: `out/renderer` */
export function pageFiles(folder: string): (asked: Asked) => Answer {
  return ({ url, method }) => {
    const segments = pagePath(url);
    const type = segments && TYPES[extname(segments.at(-1) ?? '').toLowerCase()];
    const path = segments && join(folder, ...segments);
    if (!path || !type || method !== 'GET' || !existsSync(path)) return { status: 404 };
    return {
      status: 200,
      path,
      headers: {
        'Content-Type': type,
        'Content-Security-Policy': POLICY,
        'Permissions-Policy': 'microphone=(self), camera=(), geolocation=(), display-capture=()',
        'Referrer-Policy': 'no-referrer',
        'X-Content-Type-Options': 'nosniff',
        'Cross-Origin-Opener-Policy': 'same-origin',
      },
    };
  };
}
