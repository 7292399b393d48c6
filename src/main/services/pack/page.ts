/**
 * The page of a pack: plain HTML that any browser opens from a folder, with no script at all (see
 * `page-head.ts`). Captions are within the page because Chromium loads no track from a file beside it.
 */
import { formatClock } from '../../../shared/domain/time';
import { vttOf } from './captions';
import type { ClipFacts, PackFacts } from './facts';
import { type Html, html, NOTHING, plainLine, plainText } from './html';
import { pageHead } from './page-head';
import { PAGE_STYLE } from './page-style';

const PURPOSE = 'For professional discussion. Not for appraisal.';

/** Where a file of the pack is, from its page. */
function address(path: string): string {
  return plainText(path).split('/').map(encodeURIComponent).join('/');
}

/** What a person wrote, with the lines they wrote it in. */
function words(text: string, className: string): Html {
  return text === '' ? NOTHING : html`<p class="${className}" dir="auto">${text}</p>`;
}

function track({ cues }: ClipFacts): Html {
  if (cues.length === 0) return NOTHING;
  const source = `data:text/vtt;charset=utf-8;base64,${Buffer.from(vttOf(cues)).toString('base64')}`;
  return html`<track default kind="captions" srclang="en" label="What is said" src="${source}">`;
}

function film(clip: ClipFacts, heading: string): Html {
  const { size, picture } = clip;
  const measures = size ? html` width="${size.width}" height="${size.height}"` : NOTHING;
  const poster = picture ? html` poster="${address(picture)}"` : NOTHING;
  const file = address(clip.file);
  return html`<video controls preload="metadata" playsinline aria-label="${heading}" src="${file}"${poster}${measures}>
${track(clip)}
<p>This browser cannot show the clip. <a href="${file}">Open it with another program</a>.</p>
</video>`;
}

function said({ cues }: ClipFacts): Html {
  if (cues.length === 0) return NOTHING;
  const lines = cues.map(
    ({ startUs, text }) =>
      html`<li><span class="at">${formatClock(startUs)}</span> <span class="line" dir="auto">${text}</span></li>\n`,
  );
  return html`<details>
<summary>What is said</summary>
<ol class="said">
${lines}</ol>
</details>`;
}

function notes({ notes }: ClipFacts): Html {
  if (notes.length === 0) return NOTHING;
  const items = notes.map((note) => html`<li dir="auto">${note}</li>\n`);
  return html`<div class="notes">
<h3>What was noticed</h3>
<ul>
${items}</ul>
</div>`;
}

function section(clip: ClipFacts, at: number): Html {
  const heading = plainLine(clip.name);
  const id = `clip-${at + 1}`;
  return html`<section id="${id}" aria-labelledby="${id}-name" tabindex="-1">
<h2 id="${id}-name"><span class="number">${at + 1}</span> <span dir="auto">${heading}</span></h2>
<p class="length">${clip.length}</p>
${
  clip.question === ''
    ? NOTHING
    : html`<div class="question">
<h3>To talk about</h3>
${words(clip.question, 'asked')}
</div>`
}
<div class="film">
${film(clip, `Clip ${at + 1}: ${heading}`)}
</div>
${said(clip)}
${notes(clip)}
</section>
`;
}

function contents(clips: readonly ClipFacts[]): Html {
  if (clips.length < 2) return NOTHING;
  const items = clips.map(
    ({ name, length }, at) =>
      html`<li><a href="#clip-${at + 1}"><span dir="auto">${plainLine(name)}</span></a> <span class="length">${length}</span></li>\n`,
  );
  return html`<nav aria-label="Clips">
<ol>
${items}</ol>
</nav>`;
}

/** The whole of `index.html`. Pure. */
export function packPage(pack: PackFacts): string {
  const title = plainLine(pack.title);
  const facts = [pack.taughtOn && `Taught on ${pack.taughtOn}`, pack.name].filter(Boolean);
  const page = html`${pageHead(title, PAGE_STYLE, { media: true })}
<body>
<a class="skip" href="#clips">Skip to the clips</a>
<header>
${pack.discussion ? html`<p class="purpose">${PURPOSE}</p>` : NOTHING}
<h1 dir="auto">${title}</h1>
${facts.length > 0 ? html`<p class="facts" dir="auto">${facts.join(' · ')}</p>` : NOTHING}
${
  pack.focus === ''
    ? NOTHING
    : html`<div class="focus">
<h2>My focus</h2>
${words(pack.focus, 'asked')}
</div>`
}
${words(pack.introduction, 'introduction')}
${pack.handout ? html`<p class="handout"><a href="handout.pdf">Handout to print (PDF)</a></p>` : NOTHING}
${contents(pack.clips)}
</header>
<main id="clips" tabindex="-1">
${pack.clips.map(section)}</main>
<footer>
<p>Please delete this folder, and every copy of it, by <strong>${pack.deleteBy}</strong>.</p>
<p>It is for the people it was given to. Nothing in it needs, or uses, the internet.</p>
</footer>
</body>
</html>
`;
  return page.source;
}
