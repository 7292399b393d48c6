/** The aligning thread's program as the app has it, built for this run. */
import { join } from 'node:path';
import { build } from 'vite';
import { FIXTURES } from '../../fixtures/make-footage';

export async function builtAligner(): Promise<string> {
  const outDir = join(FIXTURES, `align-worker-${process.pid}`);
  await build({
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true },
    build: {
      outDir,
      ssr: join(import.meta.dirname, '../../../src/main/media/align/worker.ts'),
      rollupOptions: { output: { format: 'cjs', entryFileNames: 'align-worker.cjs' } },
    },
  });
  return join(outDir, 'align-worker.cjs');
}
