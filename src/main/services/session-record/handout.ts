/** What is given to the room on the day: the handout, and slips to reflect on. Pure. */
import { type Html, html, NOTHING, plainLine } from '../pack/html';
import { type ItemFacts, minutesWords, type RecordFacts } from './facts';
import { printedPage } from './print';
import { words } from './record-body';

const HANDOUT_STYLE = `
@page { size: A4; margin: 16mm 18mm 20mm; }
header { padding-bottom: 6mm; border-bottom: 0.6mm solid var(--gold); }
.kind { display: flex; justify-content: space-between; gap: 8mm; color: var(--accent); font-size: 9.5pt; font-weight: 600; }
.department { color: var(--soft); font-weight: 400; text-align: right; }
h1 { margin-top: 5mm; font-size: 22pt; line-height: 1.15; font-weight: 600; letter-spacing: -0.015em; text-wrap: balance; }
.lead { margin-top: 2mm; max-width: 150mm; font-size: 12pt; white-space: pre-wrap; }
.when { margin-top: 2mm; color: var(--soft); font-size: 9.5pt; }
.agreements { margin-top: 5mm; padding: 3mm 4.5mm; border-radius: 1.5mm; background: var(--wash); }
.agreements h2 { color: #5c4203; font-size: 9.5pt; font-weight: 600; }
.agreements ul { padding-left: 4.5mm; font-size: 10pt; }
section { padding-top: 6mm; break-inside: avoid; }
section.reading { break-inside: auto; }
h2 { font-size: 12.5pt; line-height: 1.3; font-weight: 600; break-after: avoid; }
.label { color: var(--accent); }
.watched, .how { color: var(--soft); font-size: 9.5pt; }
.asked { margin-top: 0.8mm; font-size: 11.5pt; font-weight: 400; line-height: 1.45; white-space: pre-wrap; }
.words { margin-top: 1mm; white-space: pre-wrap; }
.beside { display: grid; grid-template-columns: 74mm 1fr; gap: 6mm; margin-top: 2.5mm; }
img { display: block; width: 100%; max-height: 60mm; border-radius: 1.2mm; object-fit: contain; object-position: left top; }
.lines { margin-top: 1mm; }
.lines div { height: 9mm; border-bottom: 0.2mm solid #a9a599; }
table { width: 100%; margin-top: 2.5mm; border-collapse: collapse; }
th { padding-bottom: 1.2mm; border-bottom: 0.4mm solid var(--ink); color: var(--soft); font-size: 8.5pt; font-weight: 600; text-align: left; }
td { height: 13mm; border-bottom: 0.2mm solid #a9a599; }
footer { margin-top: 7mm; color: var(--soft); font-size: 9pt; }
`;

function lines(count: number): Html {
  return html`<div class="lines" aria-hidden="true">${Array.from({ length: count }, () => html`<div></div>`)}</div>`;
}

const BLANK_STEPS = html`<table>
<thead><tr><th scope="col" style="width: 52%">What I will try</th><th scope="col">With</th><th scope="col">When we look again</th></tr></thead>
<tbody><tr><td></td><td></td><td></td></tr><tr><td></td><td></td><td></td></tr></tbody>
</table>`;

function section(item: ItemFacts): Html {
  const heading = html`<h2><span class="label">${item.label}</span>${item.title === '' ? NOTHING : html` <span dir="auto">${plainLine(item.title)}</span>`}</h2>`;
  const top = html`${words(item.watched, 'watched')}${words(item.words, 'asked')}${words(item.how, 'how')}`;
  switch (item.kind) {
    case 'watch':
      if (item.picture === null) return html`<section>${heading}${top}${lines(4)}</section>\n`;
      return html`<section>${heading}<div class="beside"><img src="${item.picture.path}" alt="${item.picture.alt}"><div>${top}${lines(3)}</div></div>${lines(2)}</section>\n`;
    case 'discuss':
      return html`<section>${heading}${top}${lines(5)}</section>\n`;
    case 'read':
      return html`<section class="reading">${heading}${words(item.words, 'words')}</section>\n`;
    case 'next-steps':
      return html`<section>${heading}${top}${BLANK_STEPS}</section>\n`;
    default:
      // Reflecting has a slip of its own; the rest is said and needs no paper.
      return NOTHING;
  }
}

/** Its pictures are named as in the folder: `pictures/01.jpg`. */
export function handoutPrint(record: RecordFacts, slot: number): string {
  const list = record.agreements.map((each) => html`<li dir="auto">${each}</li>\n`);
  const agreed =
    list.length === 0
      ? NOTHING
      : html`<div class="agreements"><h2>What we agree</h2><ul>\n${list}</ul></div>`;
  const when = [record.days, minutesWords(slot)].filter(Boolean).join(' · ');
  const end =
    record.deleteBy === ''
      ? NOTHING
      : html`<footer><p>It holds pictures of pupils at work. Please destroy it by ${record.deleteBy}.</p></footer>\n`;
  return printedPage(
    `${record.title}: handout`,
    HANDOUT_STYLE,
    html`<header>
<p class="kind"><span>Handout</span> <span class="department" dir="auto">${record.department}</span></p>
<h1 dir="auto">${plainLine(record.title)}</h1>
${words(record.intention, 'lead')}
<p class="when">${when}</p>
${agreed}
</header>
<main>
${record.items.map(section)}</main>
${end}`,
  );
}

const SLIP_STYLE = `
@page { size: A4; margin: 0 18mm 14mm; }
.sheet { height: 282mm; display: grid; grid-template-rows: 1fr 1fr; break-inside: avoid; }
.sheet + .sheet { break-before: page; }
.slip { display: flex; flex-direction: column; padding: 13mm 0 6mm; overflow: hidden; }
.slip + .slip { border-top: 0.25mm dashed #a9a599; }
.kind { display: flex; justify-content: space-between; gap: 8mm; color: var(--accent); font-size: 9.5pt; font-weight: 600; }
.title { color: var(--soft); font-weight: 400; text-align: right; }
h2 { margin-top: 4mm; font-size: 14pt; line-height: 1.35; font-weight: 600; white-space: pre-wrap; }
h2.long { font-size: 10pt; }
.lines { flex: 1; overflow: hidden; margin-top: 1mm; }
.lines div { height: 10mm; border-bottom: 0.2mm solid #a9a599; }
.own { margin-top: 3mm; color: var(--soft); font-size: 9pt; }
`;

const NO_PROMPT = 'What will stay with me from today?';

function slip(record: RecordFacts, prompt: string, copy: number): Html {
  // Two to a sheet, cut in half: the second is the same, and is read out once only.
  return html`<div class="slip"${copy > 0 ? html` aria-hidden="true"` : NOTHING}>
<p class="kind"><span>Reflect</span> <span class="title" dir="auto">${plainLine(record.title)}</span></p>
<h2 dir="auto"${prompt.length > 240 ? html` class="long"` : NOTHING}>${prompt}</h2>
${lines(12)}
<p class="own">This is yours. Nobody collects it.</p>
</div>
`;
}

/** A sheet of two slips for each time to reflect; null where there is none. */
export function slipPrint(record: RecordFacts): string | null {
  const times = record.items.filter(({ kind }) => kind === 'reflect');
  if (times.length === 0) return null;
  const sheets = times.map(({ words: asked, title }) => {
    const prompt = asked || title || NO_PROMPT;
    return html`<section class="sheet">
${[0, 1].map((copy) => slip(record, prompt, copy))}</section>
`;
  });
  return printedPage(
    `${record.title}: slips`,
    SLIP_STYLE,
    html`<main>
${sheets}</main>
`,
  );
}
