/** A record as a page for any browser: plain HTML from a folder, with no script and no network. Pure. */
import { html, plainLine } from '../pack/html';
import { pageHead } from '../pack/page-head';
import { PAGE_STYLE } from '../pack/page-style';
import type { RecordFacts } from './facts';
import { RECORD_PDF } from './layout';
import { recordEnd, recordHeader, recordMain } from './record-body';

/** As a pack looks (see `page-style.ts`), and then what only a record has. */
const STYLE = `${PAGE_STYLE}
body { max-width: 900px; }
h4 { margin: 0; color: var(--soft); font-size: 14px; font-weight: 600; }
dl, dd, figure { margin: 0; }
.kind { display: flex; justify-content: space-between; gap: 16px; color: var(--accent); font-size: 14px; font-weight: 600; }
.department { color: var(--soft); font-weight: 400; }
.lead { max-width: 60ch; font-size: 20px; white-space: pre-wrap; }
.facts { display: flex; flex-wrap: wrap; gap: 8px 40px; color: inherit; }
.facts dt { color: var(--soft); font-size: 14px; }
.facts dd { font-size: 17px; font-weight: 600; }
.purpose { border-radius: 8px; padding: 8px 16px; }
.item { padding: 22px 0 4px; }
.item + .item { border-top: 1px solid var(--line); margin-top: 22px; }
.item h3 { display: flex; flex-wrap: wrap; gap: 4px 12px; align-items: baseline; color: var(--ink); font-size: 18px; }
.label { color: var(--accent); }
.inside { margin-top: 8px; }
.pictured .inside { display: grid; grid-template-columns: minmax(0, 320px) 1fr; gap: 24px; align-items: start; }
img { display: block; width: 100%; border-radius: 8px; background: #000; }
.watched, .how, .about { color: var(--soft); font-size: 15px; }
.words, .text { white-space: pre-wrap; max-width: 68ch; }
.agreements { padding-left: 22px; }
.room { margin-top: 16px; padding: 14px 18px; border-left: 4px solid var(--accent); border-radius: 0 8px 8px 0; background: var(--wash); }
.voice { padding: 8px 0; }
.voice dt { color: var(--soft); font-size: 14px; font-weight: 600; }
table { width: 100%; margin-top: 12px; border-collapse: collapse; }
th, td { overflow-wrap: break-word; padding: 10px 16px 10px 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
thead th { color: var(--soft); font-size: 14px; font-weight: 600; white-space: nowrap; }
tbody th { min-width: 5em; max-width: 12em; font-weight: 600; }
td:nth-child(3), td:nth-child(4) { min-width: 5em; max-width: 11em; }
.done { color: var(--soft); font-size: 14px; }
.parked { padding-left: 22px; }
.parked li { padding: 4px 0; }
.none { margin-top: 8px; color: var(--soft); }
@media (max-width: 620px) { .pictured .inside { grid-template-columns: 1fr; } }
`;

/** The whole of `index.html`; its pictures are named as in the folder. */
export function recordPage(record: RecordFacts): string {
  const page = html`${pageHead(`${plainLine(record.title)}: session record`, STYLE, { media: false })}
<body>
<a class="skip" href="#record">Skip to what we did</a>
${recordHeader(
  record,
  html`<p><a href="${RECORD_PDF}">The same to print (PDF)</a></p>
`,
)}<main id="record" tabindex="-1">
${recordMain(record)}</main>
${recordEnd(record)}</body>
</html>
`;
  return page.source;
}
