/**
 * The head of a page that any browser opens from a folder, with no script at all. Its policy lets it load
 * what lies beside it and nothing else; `file:` is said beside `'self'` because not every browser takes
 * the one for the other. Pure.
 */
import { createHash } from 'node:crypto';
import { type Html, html, Html as Made } from './html';

function policyOf(style: string, media: boolean): string {
  const sum = createHash('sha256').update(style).digest('base64');
  return [
    "default-src 'none'",
    `style-src 'sha256-${sum}'`,
    "img-src 'self' file:",
    ...(media ? ["media-src 'self' file: data:"] : []),
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

/** @param media whether the page plays anything */
export function pageHead(title: string, style: string, { media }: { media: boolean }): Html {
  return html`<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policyOf(style, media)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<style>${new Made(style)}</style>
</head>`;
}
