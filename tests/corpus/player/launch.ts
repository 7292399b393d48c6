/** Builds the corpus' player and starts it in real Electron. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { _electron, type Page } from 'playwright';
import { build } from 'vite';
import { AS_ROOT, DRIVER_FIRST, ELECTRON } from '../../e2e/launch';
import type { CorpusPart } from './main';
import type { player as Player } from './page';

const REPOSITORY = resolve(__dirname, '../../..');

async function bundle(entry: string, outDir: string, format: 'cjs' | 'iife'): Promise<void> {
  await build({
    configFile: false,
    logLevel: 'error',
    root: REPOSITORY,
    publicDir: false,
    build: {
      outDir,
      emptyOutDir: false,
      minify: false,
      target: format === 'cjs' ? 'node20.18' : 'chrome130',
      ssr: format === 'cjs',
      rolldownOptions: {
        input: join(__dirname, `${entry}.ts`),
        external: format === 'cjs' ? ['electron', 'fluent-ffmpeg'] : [],
        output: { format, entryFileNames: `${entry}.js` },
      },
    },
    ssr: { noExternal: true, external: ['electron', 'fluent-ffmpeg'] },
  });
}

export interface CorpusPlayer {
  /** Makes a part known. */
  add(part: CorpusPart): Promise<void>;
  /** Runs one of the page's doings there. */
  call<N extends keyof typeof Player>(
    name: N,
    ...args: Parameters<(typeof Player)[N]>
  ): Promise<Awaited<ReturnType<(typeof Player)[N]>>>;
  /** Runs this when nobody else has the player. */
  alone<T>(work: () => Promise<T>): Promise<T>;
  page: Page;
  close(): Promise<void>;
}

export async function launchPlayer(): Promise<CorpusPlayer> {
  // Inside the repository, so that what is not bundled is found.
  const cache = join(REPOSITORY, 'node_modules/.cache');
  await mkdir(cache, { recursive: true });
  const folder = await mkdtemp(join(cache, 'corpus-player-'));
  await bundle('main', folder, 'cjs');
  await bundle('page', folder, 'iife');
  await writeFile(join(folder, 'package.json'), '{"name":"corpus-player","main":"main.js"}');
  const list = join(folder, 'parts.json');
  await writeFile(list, '[]');
  const app = await _electron.launch({
    executablePath: ELECTRON,
    args: [...DRIVER_FIRST, ...AS_ROOT, folder],
    env: {
      ...(process.env as Record<string, string>),
      PLENARY_CORPUS: list,
      PLENARY_RESOURCES: join(REPOSITORY, 'resources'),
    },
  });
  const page = await app.firstWindow();
  await page.waitForFunction('globalThis.player !== undefined');
  const parts: CorpusPart[] = [];
  let before: Promise<unknown> = Promise.resolve();
  return {
    page,
    alone(work) {
      const mine = before.then(work);
      before = mine.catch(() => undefined);
      return mine;
    },
    async add(part) {
      parts.push(part);
      await writeFile(list, JSON.stringify(parts));
    },
    call: (name, ...args) =>
      page.evaluate(
        ([which, given]) => {
          const { player } = globalThis as unknown as {
            player: Record<string, (...args: unknown[]) => unknown>;
          };
          return player[which]?.(...given);
        },
        [name, args] as [string, unknown[]],
      ) as ReturnType<CorpusPlayer['call']> as never,
    async close() {
      await app.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
