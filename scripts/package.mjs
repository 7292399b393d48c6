// `npm run package`: the unpacked app for this machine, from the Electron at hand, with no network.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setup } from './setup/index.mjs';
import { copyFolder } from './setup/cache.mjs';
import { packageFolder, root } from './setup/paths.mjs';
import { orExplain, say } from './setup/say.mjs';
import { ensureBuilt } from './running/built.mjs';
import { packLocally } from './packaging/local.mjs';

await orExplain(async () => {
  const { electronVersion, official } = await setup();
  await ensureBuilt();
  const work = await mkdtemp(join(tmpdir(), 'plenary-package-'));
  try {
    const electronDist = join(work, 'electron');
    await copyFolder(join(packageFolder('electron'), 'dist'), electronDist);
    // The older Electron's stand-in for the default app; a packaged app has its own.
    await rm(join(electronDist, 'resources', 'app'), { recursive: true, force: true });
    await packLocally({ electronDist, electronVersion, official });
    say(`packed with Electron ${electronVersion} into ${join(root, 'dist')}`);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
});
