/** Certificates: a page a person, landscape, fit for a wall or a folder. Pure. */
import { type Html, html, NOTHING, plainLine } from '../pack/html';
import { minutesWords } from './facts';
import { printedPage } from './print';
import { words } from './record-body';

export interface CertificateFacts {
  name: string;
  department: string;
  title: string;
  days: string;
  minutes: number;
  /** What the session was about; empty where it was not said. */
  focus: string;
  /** The person's own; none where they wrote none. */
  steps: readonly { text: string; className: string }[];
}

const STYLE = `
@page { size: A4 landscape; margin: 12mm 12mm 16mm; }
.sheet { position: relative; height: 180mm; margin: 0.5mm; padding: 13mm 18mm 11mm; border: 0.3mm solid var(--gold); outline: 0.9mm solid var(--gold); outline-offset: -2.6mm; display: flex; flex-direction: column; break-inside: avoid; }
.sheet + .sheet { break-before: page; }
.kind { display: flex; justify-content: space-between; gap: 10mm; color: var(--accent); font-size: 11pt; font-weight: 600; }
.department { color: var(--soft); font-weight: 400; text-align: right; }
.main { flex: 1; display: flex; flex-direction: column; justify-content: center; min-height: 0; padding: 5mm 0; }
h1 { font-size: 38pt; line-height: 1.1; font-weight: 600; letter-spacing: -0.02em; max-width: 230mm; }
h1.long { font-size: 25pt; }
.took { margin-top: 4mm; color: var(--soft); font-size: 12.5pt; }
h2 { margin-top: 1mm; max-width: 225mm; font-size: 20pt; line-height: 1.25; font-weight: 600; letter-spacing: -0.01em; text-wrap: balance; }
h2.long { font-size: 14pt; }
.two { display: grid; grid-template-columns: 1fr 1fr; gap: 14mm; margin-top: 9mm; padding-top: 5mm; border-top: 0.2mm solid var(--line); }
.two.one { grid-template-columns: 1fr; }
h3 { color: var(--accent); font-size: 9.5pt; font-weight: 600; }
.text { margin-top: 1mm; font-size: 12pt; line-height: 1.45; white-space: pre-wrap; }
.small .text { font-size: 9pt; line-height: 1.4; }
.with { color: var(--soft); font-size: 10pt; }
.end { display: flex; align-items: flex-end; justify-content: space-between; gap: 12mm; }
.facts { display: flex; gap: 12mm; }
.facts dt { color: var(--soft); font-size: 9pt; }
.facts dd { font-size: 13pt; font-weight: 600; }
.sign { width: 74mm; padding-top: 1.5mm; border-top: 0.25mm solid var(--ink); color: var(--soft); font-size: 9pt; }
`;

/** So many letters fit a certificate in their full size, and so many in a smaller one. */
const FULL = 420;
const MOST = 1_400;

function cut(text: string, most: number): string {
  const letters = Array.from(text);
  return letters.length <= most
    ? text
    : `${letters
        .slice(0, most - 1)
        .join('')
        .trimEnd()}…`;
}

function steps(own: CertificateFacts['steps'], most: number): Html {
  return html`<div><h3>${own.length === 1 ? 'My next step' : 'My next steps'}</h3>
${own.map(
  ({ text, className }) =>
    html`${words(cut(text, Math.floor(most / own.length)), 'text')}${className === '' ? NOTHING : html`<p class="with" dir="auto">With ${className}</p>`}`,
)}</div>`;
}

function sheet(facts: CertificateFacts): Html {
  const { focus, days, minutes } = facts;
  const own = facts.steps.filter(({ text }) => text !== '').slice(0, 4);
  const [name, title] = [plainLine(facts.name), plainLine(facts.title)];
  const both = focus !== '' && own.length > 0;
  const letters = Math.max(focus.length, ...own.map(({ text }) => text.length * own.length));
  const most = both ? MOST / 2 : MOST;
  const about =
    focus === '' && own.length === 0
      ? NOTHING
      : html`<div class="two${both ? '' : ' one'}${letters > (both ? FULL / 2 : FULL) ? ' small' : ''}">
${focus === '' ? NOTHING : html`<div><h3>Focus</h3>${words(cut(focus, most), 'text')}</div>`}
${own.length === 0 ? NOTHING : steps(own, most)}
</div>`;
  return html`<section class="sheet">
<p class="kind"><span>CPD certificate</span> <span class="department" dir="auto">${facts.department}</span></p>
<div class="main">
<h1 dir="auto"${name.length > 28 ? html` class="long"` : NOTHING}>${name}</h1>
<p class="took">took part in</p>
<h2 dir="auto"${title.length > 80 ? html` class="long"` : NOTHING}>${title}</h2>
${about}
</div>
<div class="end">
<dl class="facts">
${days === '' ? NOTHING : html`<div><dt>Held on</dt><dd>${days}</dd></div>`}
<div><dt>Time</dt><dd>${minutesWords(minutes)}</dd></div>
</dl>
<p class="sign">Signed for the department</p>
</div>
</section>
`;
}

/** One page for each of these. */
export function certificatesPrint(certificates: readonly CertificateFacts[]): string {
  const [first] = certificates;
  const title = `CPD certificate: ${first?.title ?? ''}`;
  return printedPage(
    title,
    STYLE,
    html`<main>
${certificates.map(sheet)}</main>
`,
  );
}

export const CERTIFICATE_FOOT = 'A record of professional learning. Not an appraisal.';
