// `npm test [names...]`: sets this machine up, then every check and every suite, each run even if
// one before it failed. The last line is `N passed, N failed`.
import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setup } from './setup/index.mjs';
import { orExplain } from './setup/say.mjs';
import { lastLines } from './setup/run.mjs';
import { ensureBuilt } from './running/built.mjs';
import { checks, READING } from './testing/checks.mjs';
import { missingMedia } from './testing/media.mjs';
import { suites } from './testing/suites.mjs';

const all = [...Object.keys(checks), ...Object.keys(suites)];
const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !all.includes(name));
if (unknown.length > 0) {
  console.error(`There is no ${unknown.join(' or ')}; there are: ${all.join(' ')}`);
  process.exit(1);
}
const names = asked.length > 0 ? all.filter((name) => asked.includes(name)) : all;

await orExplain(() => setup({ tests: true }));
const reports = await mkdtemp(join(tmpdir(), 'plenary-tests-'));
const total = { passed: 0, failed: 0 };
const lines = [];

const seconds = (since) => `${((performance.now() - since) / 1000).toFixed(1)} s`;

async function check(name) {
  const since = performance.now();
  const { code, out, err } = await checks[name]();
  const holds = code === 0;
  total[holds ? 'passed' : 'failed'] += 1;
  lines.push(`${holds ? 'ok    ' : 'FAILED'} ${name} (${seconds(since)})`);
  if (!holds) console.error(`${lastLines(`${out}\n${err}`, 200)}\n`);
  console.log(lines.at(-1));
}

async function suite(name) {
  const since = performance.now();
  console.log(`\n${name}`);
  if (name === 'e2e' && asked.length > 0) await orExplain(ensureBuilt);
  const { passed, failed, notes, slowest } = await suites[name](reports);
  total.passed += passed;
  total.failed += failed;
  const line = `${failed ? 'FAILED' : 'ok    '} ${name}: ${passed} passed, ${failed} failed (${seconds(since)})`;
  lines.push(line, ...notes.map((note) => `         ${note}`));
  console.log(line);
  const longest = slowest.map(({ file, ms }) => `${file} ${Math.round(ms / 1000)} s`);
  if (longest.length > 0) console.log(`       longest: ${longest.join(', ')}`);
}

/** Does all, so many at once. */
async function atOnce(count, waiting, work) {
  const left = [...waiting];
  const one = async () => {
    for (let name = left.shift(); name !== undefined; name = left.shift()) await work(name);
  };
  await Promise.all(Array.from({ length: count }, one));
}

await atOnce(
  Math.min(4, availableParallelism()),
  names.filter((name) => READING.includes(name)),
  check,
);
for (const name of names.filter((each) => !READING.includes(each))) {
  await (name in checks ? check(name) : suite(name));
}
await rm(reports, { recursive: true, force: true });

console.log(`\n${lines.join('\n')}`);
const media = missingMedia();
if (media) console.log(media);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed > 0 ? 1 : 0;
