/** The handout of a pack: a page to be printed as PDF, with room to write. Pure. */
import type { ClipFacts, PackFacts } from './facts';
import { type Html, html, Html as Made, NOTHING, plainLine } from './html';

/** Lines to write on below a picture, and beside one where no question stands there. */
const LINES_BELOW = 5;
const LINES_BESIDE = 4;

/** Paper is white and its letters are black: nobody's printer has to fill a page with colour. */
const STYLE = `
@page {
  size: A4;
  margin: 18mm 18mm 20mm;
}
*, *::before, *::after { box-sizing: border-box; }
html { color: #111; background: #fff; font: 11pt/1.45 "Segoe UI", system-ui, "Helvetica Neue", Arial, sans-serif; overflow-wrap: anywhere; }
body, h1, h2, p, ul { margin: 0; }
h1 { font-size: 21pt; line-height: 1.2; }
h2 { font-size: 13.5pt; line-height: 1.3; }
header { padding-bottom: 6mm; border-bottom: 0.4mm solid #111; }
.facts, .length { color: #444; font-size: 10pt; }
.facts { margin-top: 1.5mm; }
.words { margin-top: 3mm; white-space: pre-wrap; }
.label { margin-top: 3mm; color: #444; font-size: 10pt; font-weight: 600; }
.label + .words { margin-top: 0; }
section { padding-top: 7mm; break-inside: avoid; }
.beside { display: grid; grid-template-columns: 74mm 1fr; gap: 6mm; margin-top: 3mm; }
img { display: block; width: 100%; max-height: 62mm; object-fit: contain; object-position: left top; }
.asked { font-size: 12pt; margin: 0; white-space: pre-wrap; }
.lines { margin-top: 1mm; }
.lines div { height: 9mm; border-bottom: 0.25mm solid #999; }
`;

/** It is a page of its own, to which no style of the handout's applies. */
const FOOT_STYLE =
  'display: flex; justify-content: space-between; width: 100%; margin: 0 18mm; color: #555; font: 9px Segoe UI, system-ui, Arial, sans-serif';

function lines(count: number): Html {
  return html`<div class="lines" aria-hidden="true">${Array.from({ length: count }, () => html`<div></div>`)}</div>`;
}

function section(clip: ClipFacts, at: number): Html {
  const heading = plainLine(clip.name);
  const question =
    clip.question === '' ? NOTHING : html`<p class="asked" dir="auto">${clip.question}</p>`;
  const beside = clip.question === '' ? lines(LINES_BESIDE) : question;
  const top =
    clip.picture === null
      ? question
      : html`<div class="beside">
<img src="${clip.picture}" alt="A picture from clip ${at + 1}">
<div>${beside}</div>
</div>`;
  return html`<section>
<h2 dir="auto">${at + 1}. ${heading}</h2>
<p class="length">${clip.length}</p>
${top}
${lines(LINES_BELOW)}
</section>
`;
}

/** Its pictures are named as in the pack: `pictures/01.jpg`. */
export function handoutPage(pack: PackFacts): string {
  const title = plainLine(pack.title);
  const facts = [pack.taughtOn && `Taught on ${pack.taughtOn}`, pack.name].filter(Boolean);
  const page = html`<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<title>${title}</title>
<style>${new Made(STYLE)}</style>
</head>
<body>
<header>
<h1 dir="auto">${title}</h1>
${facts.length > 0 ? html`<p class="facts" dir="auto">${facts.join(' · ')}</p>` : NOTHING}
${pack.focus === '' ? NOTHING : html`<p class="label">My focus</p><p class="words" dir="auto">${pack.focus}</p>`}
${pack.introduction === '' ? NOTHING : html`<p class="words" dir="auto">${pack.introduction}</p>`}
<p class="facts">Please destroy this handout by ${pack.deleteBy}.</p>
</header>
<main>
${pack.clips.map(section)}</main>
</body>
</html>
`;
  return page.source;
}

/** What stands at the foot of each page; Chromium puts the numbers in (`printToPDF`). */
export function handoutFoot({ discussion, deleteBy }: PackFacts): string {
  const words = discussion
    ? 'For professional discussion. Not for appraisal.'
    : `Please destroy by ${deleteBy}.`;
  return html`<div style="${FOOT_STYLE}"><span>${words}</span><span>Page <span class="pageNumber"></span> of <span class="totalPages"></span></span></div>`
    .source;
}
