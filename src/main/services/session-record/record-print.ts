/** A record to be printed as PDF. Pure. */
import { html } from '../pack/html';
import type { RecordFacts } from './facts';
import { printedPage } from './print';
import { recordEnd, recordHeader, recordMain } from './record-body';

const STYLE = `
@page { size: A4; margin: 18mm 18mm 20mm; }
header { padding-bottom: 7mm; border-bottom: 0.6mm solid var(--gold); }
.kind { display: flex; justify-content: space-between; gap: 8mm; color: var(--accent); font-size: 9.5pt; font-weight: 600; }
.department { color: var(--soft); font-weight: 400; text-align: right; }
h1 { margin-top: 9mm; max-width: 150mm; font-size: 26pt; line-height: 1.15; font-weight: 600; letter-spacing: -0.015em; text-wrap: balance; }
.lead { margin-top: 3mm; max-width: 140mm; color: #2b3038; font-size: 13pt; line-height: 1.45; white-space: pre-wrap; }
.facts { display: flex; flex-wrap: wrap; gap: 3mm 14mm; margin-top: 8mm; }
.facts dt { color: var(--soft); font-size: 8.5pt; }
.facts dd { font-size: 11.5pt; font-weight: 600; }
.purpose { margin-top: 7mm; padding: 3mm 4.5mm; border-radius: 1.5mm; background: var(--wash); color: #5c4203; font-size: 9.5pt; font-weight: 600; }
section { margin-top: 9mm; }
h2 { font-size: 15pt; line-height: 1.25; font-weight: 600; letter-spacing: -0.005em; break-after: avoid; }
.item { padding: 5mm 0 0; }
.item + .item { margin-top: 5mm; border-top: 0.2mm solid var(--line); }
.item h3 { display: flex; gap: 2.5mm; align-items: baseline; font-size: 11.5pt; font-weight: 600; break-after: avoid; }
.number { flex: none; min-width: 6mm; color: var(--soft); font-weight: 400; }
.label { flex: none; color: var(--accent); }
.inside, .room { margin-left: 8.5mm; }
.inside { margin-top: 1mm; break-inside: avoid; }
.pictured .inside { display: grid; grid-template-columns: 66mm 1fr; gap: 6mm; align-items: start; margin-top: 2.5mm; }
img { display: block; width: 100%; max-height: 52mm; border-radius: 1.2mm; object-fit: contain; object-position: left top; }
.watched, .how, .about { color: var(--soft); font-size: 9.5pt; }
.asked { margin-top: 0.8mm; font-size: 11.5pt; font-weight: 400; line-height: 1.45; white-space: pre-wrap; }
.how { margin-top: 0.8mm; }
.words, .text { white-space: pre-wrap; }
.agreements { padding-left: 5mm; }
.room { margin-top: 3.5mm; padding: 0.5mm 0 0.5mm 4.5mm; border-left: 0.9mm solid var(--gold); }
h4 { color: var(--soft); font-size: 9pt; font-weight: 600; break-after: avoid; }
.said .voice { display: grid; grid-template-columns: 24mm 1fr; gap: 3mm; padding-top: 2mm; }
.voice dt { font-weight: 600; font-size: 10pt; }
.voice dd { orphans: 3; widows: 3; }
table { width: 100%; margin-top: 3mm; border-collapse: collapse; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
th, td { padding: 2.4mm 4mm 2.4mm 0; border-bottom: 0.2mm solid var(--line); text-align: left; vertical-align: top; }
th:last-child, td:last-child { padding-right: 0; }
thead th { padding-top: 0; border-bottom: 0.4mm solid var(--ink); color: var(--soft); font-size: 8.5pt; font-weight: 600; }
tbody th { width: 26mm; font-weight: 600; }
td:nth-child(3) { width: 24mm; } td:nth-child(4) { width: 32mm; }
.done { display: block; color: var(--soft); font-size: 8.5pt; }
.parked { margin-top: 2mm; padding-left: 5mm; }
.parked li { padding: 0.8mm 0; }
.none { margin-top: 2mm; color: var(--soft); }
footer { margin-top: 10mm; padding-top: 3.5mm; border-top: 0.2mm solid var(--line); color: var(--soft); font-size: 8.5pt; break-inside: avoid; }
footer strong { color: var(--ink); }
`;

/** Its pictures are named as in the folder: `pictures/01.jpg`. */
export function recordPrint(record: RecordFacts): string {
  return printedPage(
    `${record.title}: session record`,
    STYLE,
    html`${recordHeader(record)}<main>
${recordMain(record)}</main>
${recordEnd(record)}`,
  );
}
