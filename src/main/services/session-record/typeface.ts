/**
 * The letters of what is printed: the app's own, put into the page, so that a certificate looks the same
 * wherever it was made. Cut in two weights and not variable: of a variable font Chromium's PDF holds
 * drawings in the place of letters. Scripts they do not have fall back to the system's.
 */
import latin from '@fontsource/inter/files/inter-latin-400-normal.woff2?inline';
import latinBold from '@fontsource/inter/files/inter-latin-600-normal.woff2?inline';
import latinExt from '@fontsource/inter/files/inter-latin-ext-400-normal.woff2?inline';
import latinExtBold from '@fontsource/inter/files/inter-latin-ext-600-normal.woff2?inline';

const LATIN =
  'U+0000-00FF, U+0131, U+0152-0153, U+02BB-02BC, U+02C6, U+02DA, U+02DC, U+2000-206F, U+20AC, U+2122, U+2212';
const LATIN_EXT = 'U+0100-02BA, U+02BD-02C5, U+02C7-02CC, U+1E00-1E9F, U+1EF2-1EFF, U+2C60-2C7F';

function face(source: string, weight: 400 | 600, range: string): string {
  return `@font-face { font-family: Inter; font-weight: ${weight}; src: url("${source}") format("woff2"); unicode-range: ${range}; }`;
}

const TYPEFACE = [
  face(latinExt, 400, LATIN_EXT),
  face(latin, 400, LATIN),
  face(latinExtBold, 600, LATIN_EXT),
  face(latinBold, 600, LATIN),
].join('\n');

/**
 * What every printed page begins from: white paper, black letters, and one warm line. Letters take no other
 * shape by what stands beside them: of such a shape (the colon in 12:43) Chromium's PDF does not say which
 * letter it is.
 */
export const PAPER = `${TYPEFACE}
*, *::before, *::after { box-sizing: border-box; }
:root { --ink: #16191f; --soft: #565e6b; --line: #d5d0c4; --accent: #7a5600; --gold: #d9a62e; --wash: #fbf6e9; }
html { color: var(--ink); background: #fff; font: 10.5pt/1.5 Inter, "Segoe UI", system-ui, "Helvetica Neue", Arial, sans-serif; overflow-wrap: anywhere; font-feature-settings: "calt" 0, "liga" 0, "tnum" 0; -webkit-print-color-adjust: exact; }
body, h1, h2, h3, h4, p, ul, dl, dd, figure { margin: 0; }
.visually-hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
`;

/** The foot is a page of its own, to which no style of the page's applies. */
export const FOOT_STYLE =
  'display: flex; justify-content: space-between; width: 100%; margin: 0 18mm; color: #565e6b; font: 8px Segoe UI, system-ui, Arial, sans-serif';
