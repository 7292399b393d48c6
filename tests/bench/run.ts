/** What `npm run bench` runs: the suites that were asked for, as a table and as JSON. */
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Figure } from './harness/figures';
import { table } from './harness/table';
import { SUITES } from './suites';

const HOW = `npm run bench -- SUITE... [--json FILE] [--quick]
  suites: ${Object.keys(SUITES).join(' ')} (all of them when none is named)
  --quick: few repetitions, to try the benchmarks themselves`;

/** @returns the exit code: 0 when everything was measured, whatever the figures say. */
async function bench(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { json: { type: 'string' }, quick: { type: 'boolean', default: false } },
  });
  const names = positionals.length > 0 ? positionals : Object.keys(SUITES);
  const unknown = names.filter((name) => !(name in SUITES));
  if (unknown.length > 0) {
    console.error(`no suite ${unknown.join(', ')}\n${HOW}`);
    return 2;
  }
  // Where the person was when they typed the command, not where npm went.
  const from = process.env.INIT_CWD ?? process.cwd();
  const figures: Figure[] = [];
  let code = 0;
  for (const name of names) {
    console.error(`${name}...`);
    try {
      const found = (await SUITES[name]?.({ quick: values.quick })) ?? [];
      figures.push(...found);
      console.log(table(found));
    } catch (thrown) {
      // The other suites still have their turn, and what was measured is kept.
      console.error(`${name} could not be measured:`, thrown);
      code = 1;
    }
    if (values.json !== undefined) {
      writeFileSync(resolve(from, values.json), `${JSON.stringify(figures, null, 2)}\n`);
    }
  }
  return code;
}

/** While this module is being imported: what it imports only when needed cannot be found later. */
export const exitCode = await bench(process.argv.slice(2));
