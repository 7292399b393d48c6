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
export async function bench(args: string[]): Promise<number> {
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
  const figures: Figure[] = [];
  for (const name of names) {
    console.error(`${name}...`);
    figures.push(...((await SUITES[name]?.({ quick: values.quick })) ?? []));
  }
  console.log(table(figures));
  // Where the person was when they typed the command, not where npm went.
  const from = process.env.INIT_CWD ?? process.cwd();
  if (values.json !== undefined) {
    writeFileSync(resolve(from, values.json), `${JSON.stringify(figures, null, 2)}\n`);
  }
  return 0;
}
