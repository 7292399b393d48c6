// demo-out/index.html: the steps, each with its picture, and the clip to play.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const escape = (text) =>
  text.replace(
    /[&<>"]/g,
    (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign],
  );

const STYLE = `
:root { color-scheme: dark }
body { margin: 0 auto; max-width: 1080px; padding: 40px 24px 80px; background: #101216; color: #ece9e2;
  font: 16px/1.55 Inter, "Segoe UI", system-ui, sans-serif }
h1 { color: #f2c14e; font-size: 28px; margin: 0 0 4px }
p { color: #a2a8b4; margin: 0 0 24px }
figure { margin: 0 0 40px }
figcaption { display: flex; gap: 12px; align-items: baseline; margin-bottom: 10px }
figcaption b { color: #101216; background: #f2c14e; border-radius: 99px; min-width: 26px; text-align: center }
img, video { width: 100%; border: 1px solid #323945; border-radius: 8px; display: block }
a { color: #f2c14e }
`;

/**
 * @param {string} out the folder
 * @param {{steps: {picture: string, words: string}[], clip: string, about: string}} what
 */
export async function writePages(out, { steps, clip, about }) {
  const figures = steps.map(
    ({ picture, words }, index) =>
      `<figure><figcaption><b>${index + 1}</b><span>${escape(words)}</span></figcaption><img src="${encodeURIComponent(picture)}" alt="${escape(words)}"></figure>`,
  );
  const html = `<!doctype html>
<html lang="en-GB"><meta charset="utf-8"><title>Plenary: from footage to a clip</title>
<style>${STYLE}</style>
<h1>From footage to a clip</h1>
<p>${escape(about)}</p>
${figures.join('\n')}
<figure><figcaption><b>${steps.length + 1}</b><span>The clip: <a href="${encodeURIComponent(clip)}">${escape(clip)}</a></span></figcaption>
<video controls preload="metadata" src="${encodeURIComponent(clip)}"></video></figure>
</html>
`;
  await writeFile(join(out, 'index.html'), html);
}
