/** What is printed of a session, as pages for Chromium to set. Pure. */
import { type Html, html, Html as Made, plainLine } from '../pack/html';
import { FOOT_STYLE, PAPER } from './typeface';

/** A whole page to be printed. */
export function printedPage(title: string, style: string, body: Html): string {
  return html`<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<title>${plainLine(title)}</title>
<style>${new Made(PAPER + style)}</style>
</head>
<body>
${body}</body>
</html>
`.source;
}

/** What stands at the foot of each page; Chromium puts the numbers in (`printToPDF`). */
export function printedFoot(words: string): string {
  return html`<div style="${FOOT_STYLE}"><span>${words}</span><span>Page <span class="pageNumber"></span> of <span class="totalPages"></span></span></div>`
    .source;
}

export const LEARNING_FOOT = 'For professional learning. Not for appraisal.';
