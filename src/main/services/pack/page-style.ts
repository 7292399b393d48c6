/**
 * How the page of a pack looks: calm and light, dark where the reader's system is, and without colour
 * on paper. Letters are the system's own, so that nothing has to be loaded.
 */
export const PAGE_STYLE = `
:root {
  color-scheme: light dark;
  --paper: #faf8f4;
  --sheet: #ffffff;
  --ink: #1c2027;
  --soft: #545c69;
  --line: #ddd8cd;
  --accent: #7a5600;
  --wash: #fbf1d8;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #101216;
    --sheet: #15181d;
    --ink: #ece9e2;
    --soft: #a2a8b4;
    --line: #323945;
    --accent: #f2c14e;
    --wash: #262214;
  }
}
*, *::before, *::after { box-sizing: border-box; }
body {
  margin: 0 auto;
  padding: 40px clamp(16px, 4vw, 48px) 64px;
  max-width: 1080px;
  background: var(--paper);
  color: var(--ink);
  font: 17px/1.55 "Segoe UI", system-ui, -apple-system, "Helvetica Neue", Arial, sans-serif;
  overflow-wrap: anywhere;
}
h1, h2, h3, p, ul, ol { margin: 0; }
h1 { font-size: clamp(26px, 4.4vw, 38px); line-height: 1.2; letter-spacing: -0.01em; text-wrap: balance; }
h2 { font-size: 23px; line-height: 1.3; }
h3, .focus h2 { color: var(--soft); font-size: 14px; font-weight: 600; letter-spacing: 0.01em; }
a { color: var(--accent); text-underline-offset: 3px; }
a:focus-visible, summary:focus-visible, video:focus-visible { outline: 3px solid var(--accent); outline-offset: 3px; }
main:focus, section:focus { outline: none; }
.skip { position: absolute; left: 16px; top: -60px; padding: 8px 14px; border-radius: 6px; background: var(--ink); color: var(--paper); }
.skip:focus { top: 12px; }
header { display: grid; gap: 16px; padding-bottom: 12px; }
.purpose { justify-self: start; padding: 3px 12px; border-radius: 99px; background: var(--wash); color: var(--accent); font-size: 14px; font-weight: 600; }
.facts, .length { color: var(--soft); font-size: 15px; }
.introduction, .asked, .notes li, .line { white-space: pre-wrap; }
.introduction { max-width: 68ch; font-size: 19px; }
.focus { max-width: 68ch; }
nav { margin-top: 8px; padding: 14px 20px; border: 1px solid var(--line); border-radius: 10px; background: var(--sheet); }
nav ol { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 380px), 1fr)); gap: 6px 32px; padding-left: 30px; }
nav .length { white-space: nowrap; }
nav li::marker { color: var(--soft); }
section { margin-top: 44px; padding-top: 28px; border-top: 1px solid var(--line); }
section h2 { display: flex; gap: 12px; align-items: baseline; }
.number { flex: none; min-width: 1.2em; color: var(--accent); font-variant-numeric: tabular-nums; }
.question { margin: 14px 0 0; padding: 14px 18px; border-left: 4px solid var(--accent); border-radius: 0 8px 8px 0; background: var(--wash); }
.asked { max-width: 68ch; font-size: 19px; }
.film { margin-top: 16px; border-radius: 10px; overflow: hidden; background: #000; }
video { display: block; width: 100%; height: auto; max-height: 82vh; background: #000; }
details { margin-top: 12px; }
summary { width: fit-content; padding: 4px 0; color: var(--accent); cursor: pointer; }
.said { padding: 8px 0 0; list-style: none; }
.said li { display: grid; grid-template-columns: 4.2em 1fr; padding: 3px 0; max-width: 74ch; }
.at { color: var(--soft); font-variant-numeric: tabular-nums; }
.notes { margin-top: 18px; }
.notes ul { padding-left: 22px; max-width: 72ch; }
.notes li { padding: 3px 0; }
footer { display: grid; gap: 4px; margin-top: 56px; padding-top: 20px; border-top: 1px solid var(--line); color: var(--soft); font-size: 15px; }
footer strong { color: var(--ink); }
@media print {
  :root { --paper: #fff; --sheet: #fff; --ink: #000; --soft: #444; --line: #bbb; --accent: #000; --wash: #fff; }
  body { max-width: none; padding: 0; font-size: 11pt; }
  .skip, details { display: none; }
  section { break-inside: avoid; }
  video { max-height: 8cm; width: auto; max-width: 100%; }
}
`;
