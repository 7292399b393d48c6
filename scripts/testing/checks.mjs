// Checks that either hold or do not; each counts as one test.
import { join } from 'node:path';
import { packageFolder, root } from '../setup/paths.mjs';
import { run } from '../setup/run.mjs';
import { build } from '../running/built.mjs';

const tool = (name, file, args) => () =>
  run(process.execPath, [join(packageFolder(name), file), ...args], { cwd: root });

/** @type {Record<string, () => Promise<{code: number, out: string, err: string}>>} */
export const checks = {
  typecheck: tool('typescript', 'bin/tsc', ['--noEmit', '-p', 'tsconfig.json']),
  lint: tool('oxlint', 'bin/oxlint', ['--type-aware', '--deny-warnings']),
  layers: () => run(process.execPath, [join(root, 'scripts', 'layers.mjs')], { cwd: root }),
  deadcode: tool('knip', 'bin/knip.js', ['--no-progress']),
  format: tool('@biomejs/biome', 'bin/biome', ['format', '.']),
  build,
  package: () => run(process.execPath, [join(root, 'scripts', 'package.mjs')], { cwd: root }),
};

/** These only read, and use one core each: they run beside each other. */
export const READING = ['typecheck', 'lint', 'layers', 'deadcode', 'format'];
