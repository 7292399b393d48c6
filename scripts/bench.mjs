// `npm run bench -- SUITE... [--json FILE]`: sets this machine up, builds the app, and measures it
// beside its peers. The benchmarks themselves are TypeScript in tests/bench, run through vite.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { runnerImport } from 'vite';
import { ensureBuilt } from './running/built.mjs';
import { hasNoDisplay, onDisplay } from './running/display.mjs';
import { setup } from './setup/index.mjs';
import { root } from './setup/paths.mjs';
import { orExplain } from './setup/say.mjs';

const args = process.argv.slice(2);

/** A virtual display for everything that follows: the same command again, inside one. */
async function again() {
  const [program, ...rest] = onDisplay([
    process.execPath,
    join(root, 'scripts/bench.mjs'),
    ...args,
  ]);
  const child = spawn(program, rest, { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  const [code] = await once(child, 'exit');
  process.exitCode = code ?? 1;
}

await orExplain(async () => {
  await setup({ display: hasNoDisplay() });
  await ensureBuilt();
  if (hasNoDisplay()) {
    await again();
    return;
  }
  const { module } = await runnerImport(join(root, 'tests/bench/run.ts'), {
    configFile: false,
    logLevel: 'error',
    root,
  });
  process.exitCode = module.exitCode;
});
