// `npm run layers`: the house's walls, and proof that the check really read every module.
import { readdirSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, relative, resolve, sep } from 'node:path';
import { root } from './setup/paths.mjs';

const SOURCE = /\.(ts|tsx|mts|cts|js|jsx|mjs|cjs)$/;

/** Every source module under a folder, as paths from the base with forward slashes. */
function modulesUnder(folder, base) {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return modulesUnder(path, base);
    if (!SOURCE.test(name) || name.endsWith('.d.ts')) return [];
    return [relative(base, path).split(sep).join('/')];
  });
}

/**
 * Checks the layers of a repository.
 * @param {string} folder the repository
 * @returns {Promise<{violations: string[], unread: string[], read: number}>}
 */
export async function checkLayers(folder) {
  const require = createRequire(import.meta.url);
  const { cruise } = await import('dependency-cruiser');
  const { default: extractTsConfig } = await import(
    'dependency-cruiser/config-utl/extract-ts-config'
  );
  const rules = require(join(root, '.dependency-cruiser.cjs'));
  const { output } = await cruise(
    ['src'],
    { ...rules.options, baseDir: folder, ruleSet: { forbidden: rules.forbidden }, validate: true },
    {},
    { tsConfig: extractTsConfig(join(root, 'tsconfig.json')) },
  );
  const read = new Set(output.modules.map(({ source }) => source));
  const onDisk = modulesUnder(join(folder, 'src'), folder);
  return {
    violations: output.summary.violations.map(
      ({ rule, from, to, cycle }) =>
        `${rule.name}: ${from} -> ${cycle ? cycle.map(({ name }) => name).join(' -> ') : to}`,
    ),
    unread: onDisk.filter((path) => !read.has(path)),
    read: onDisk.length,
  };
}

if (process.argv[1] === resolve(import.meta.filename)) {
  const { violations, unread, read } = await checkLayers(root);
  for (const line of violations) console.error(line);
  for (const path of unread) console.error(`not read by the check: ${path}`);
  if (read === 0) console.error('no module was read at all');
  const comment = violations.length + unread.length === 0 && read > 0;
  console.log(comment ? `Layers hold in ${read} modules.` : 'Layers do not hold.');
  process.exitCode = comment ? 0 : 1;
}
