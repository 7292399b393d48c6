/** The words of a record as HTML, the same for the page and for the PDF. Pure. */
import { type Html, html, NOTHING, plainLine } from '../pack/html';
import { type ItemFacts, minutesWords, type RecordFacts, type SaidFacts } from './facts';

const RECORD_PURPOSE =
  'A record of professional learning. It is not an appraisal of anyone, and is not to be used as one.';

function fact(name: string, value: string): Html {
  return value === '' ? NOTHING : html`<div><dt>${name}</dt><dd dir="auto">${value}</dd></div>`;
}

/** What a person wrote, with the lines they wrote it in. */
export function words(text: string, className: string): Html {
  return text === '' ? NOTHING : html`<p class="${className}" dir="auto">${text}</p>`;
}

/** @param more at its end: where there is more than this page */
export function recordHeader(record: RecordFacts, more: Html = NOTHING): Html {
  const lessons = new Set(record.items.map(({ watched }) => watched).filter(Boolean)).size;
  return html`<header>
<p class="kind"><span>Session record</span> <span class="department" dir="auto">${record.department}</span></p>
<h1 dir="auto">${plainLine(record.title)}</h1>
${words(record.intention, 'lead')}
<dl class="facts">
${fact('Held on', record.days)}
${fact('Time together', minutesWords(record.minutes))}
${fact('Watched', lessons === 0 ? '' : lessons === 1 ? '1 stretch' : `${lessons} stretches`)}
</dl>
<p class="purpose">${RECORD_PURPOSE}</p>
${more}</header>
`;
}

function saidList(said: readonly SaidFacts[]): Html {
  const rows = said.map(
    ({ group, text, about }) => html`<div class="voice">
<dt dir="auto">${group}</dt>
<dd><p class="text" dir="auto">${text}</p>${about === '' ? NOTHING : html`<p class="about" dir="auto">${about}</p>`}</dd>
</div>
`,
  );
  return html`<dl class="said">
${rows}</dl>`;
}

function inside(item: ItemFacts, record: RecordFacts): Html {
  if (item.kind === 'welcome') {
    const list = record.agreements.map((each) => html`<li dir="auto">${each}</li>\n`);
    const agreed = list.length === 0 ? NOTHING : html`<ul class="agreements">\n${list}</ul>`;
    return html`${words(item.words, 'words')}${agreed}`;
  }
  const asks = item.kind !== 'read' && item.kind !== 'text';
  return html`${words(item.watched, 'watched')}${words(item.words, asks ? 'asked' : 'words')}${words(item.how, 'how')}`;
}

function article(item: ItemFacts, at: number, record: RecordFacts): Html {
  const { picture } = item;
  const said =
    item.said.length === 0
      ? NOTHING
      : html`<div class="room">
<h4>What the room said</h4>
${saidList(item.said)}
</div>`;
  const still =
    picture === null
      ? NOTHING
      : html`<figure><img src="${picture.path}" alt="${picture.alt}"></figure>`;
  return html`<article class="item${picture === null ? '' : ' pictured'}">
<h3><span class="number">${at + 1}</span> <span class="label">${item.label}</span>${item.title === '' ? NOTHING : html` <span class="name" dir="auto">${plainLine(item.title)}</span>`}</h3>
<div class="inside">${still}<div>${inside(item, record)}</div></div>
${said}
</article>
`;
}

function steps(record: RecordFacts): Html {
  if (record.steps.length === 0) {
    return html`<p class="none">No next steps were written down.</p>`;
  }
  const rows = record.steps.map(
    ({ who, text, className, lookAgain, done }) => html`<tr>
<th scope="row" dir="auto">${who === '' ? 'All of us' : who}</th>
<td class="text" dir="auto">${text}</td>
<td dir="auto">${className}</td>
<td>${lookAgain}${done ? html` <span class="done">Looked at again</span>` : NOTHING}</td>
</tr>
`,
  );
  return html`<table>
<thead><tr><th scope="col">Who</th><th scope="col">What I will try</th><th scope="col">With</th><th scope="col">Look again</th></tr></thead>
<tbody>
${rows}</tbody>
</table>`;
}

function parked(record: RecordFacts): Html {
  if (record.parked.length === 0) return NOTHING;
  const rows = record.parked.map(
    ({ text, done }) =>
      html`<li dir="auto"><span class="text">${text}</span>${done ? html` <span class="done">Since come back to</span>` : NOTHING}</li>\n`,
  );
  return html`<section aria-labelledby="parked">
<h2 id="parked">To come back to</h2>
<ul class="parked">
${rows}</ul>
</section>
`;
}

export function recordMain(record: RecordFacts): Html {
  // Tea is no part of what was learned.
  const items = record.items.filter(({ kind }) => kind !== 'break');
  const also =
    record.alsoSaid.length === 0
      ? NOTHING
      : html`<section aria-labelledby="also">
<h2 id="also">Also said</h2>
${saidList(record.alsoSaid)}
</section>
`;
  return html`<section aria-labelledby="did">
<h2 id="did">What we did</h2>
${items.map((item, at) => article(item, at, record))}</section>
${also}<section aria-labelledby="steps">
<h2 id="steps">Next steps</h2>
${steps(record)}
</section>
${parked(record)}`;
}

export function recordEnd({ deleteBy }: RecordFacts): Html {
  const pictures =
    deleteBy === ''
      ? NOTHING
      : html`<p>It holds pictures of pupils at work. Please delete it, and every copy of it, by <strong>${deleteBy}</strong>.</p>\n`;
  return html`<footer>
${pictures}<p>What anyone wrote for themselves alone is not in it.</p>
</footer>
`;
}
