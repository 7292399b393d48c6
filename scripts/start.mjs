// `npm start [files...]`: sets this machine up, builds what is not built, and opens Plenary.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setup } from './setup/index.mjs';
import { orExplain, say } from './setup/say.mjs';
import { root } from './setup/paths.mjs';
import { ensureBuilt } from './running/built.mjs';
import { hasNoDisplay, sandboxArgs } from './running/display.mjs';

const args = process.argv.slice(2);

async function follow(program, programArgs) {
  const child = spawn(program, programArgs, {
    cwd: process.env.INIT_CWD ?? root,
    stdio: 'inherit',
  });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  const [code] = await once(child, 'exit');
  process.exitCode = code ?? 1;
}

await orExplain(async () => {
  const displayless = hasNoDisplay();
  const { electron } = await setup({ display: displayless });
  await ensureBuilt();
  if (displayless) {
    say('there is no display here, so this shows the main job under a virtual one instead.');
    await follow(process.execPath, [join(root, 'scripts', 'demo.mjs'), ...args]);
  } else {
    await follow(electron, [...sandboxArgs(), root, ...args]);
  }
});
