import { mkdtempSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  countPlaywright,
  countVitest,
  inTurn,
  settle,
  type VitestReport,
} from '../../../scripts/testing/suites.mjs';

const root = resolve(__dirname, '../../..');
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'plenary-counting-'));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'dir');
  mkdirSync(join(folder, 'tests'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Runs the real vitest on a test file and counts its real report. */
function countOf(text: string): ReturnType<typeof settle> {
  writeFileSync(join(folder, 'tests/planted.test.ts'), text);
  const report = join(folder, 'report.json');
  const { status } = spawnSync(
    process.execPath,
    [
      join(root, 'node_modules/vitest/vitest.mjs'),
      ...['run', '--root', folder, '--reporter=json', `--outputFile.json=${report}`],
    ],
    { cwd: folder, env: { PATH: process.env['PATH'] }, encoding: 'utf8' },
  );
  const read = JSON.parse(readFileSync(report, 'utf8')) as VitestReport;
  return settle(countVitest(read), status ?? -1);
}

const using = "import { it, expect } from 'vitest';\n";

describe('counting a suite', () => {
  it('counts what passes and what fails', () => {
    const text = `${using}it('a', () => {});\nit('b', () => { expect(1).toBe(2); });`;
    const count = countOf(text);
    expect(count).toMatchObject({ passed: 1, failed: 1 });
    expect(count.notes.join()).toMatch(/b[^]*expected 1 to be 2/);
  });

  it('counts a file that cannot be run as a failure', () => {
    expect(countOf(`${using}throw new Error('no');`)).toMatchObject({ passed: 0, failed: 1 });
  });

  it('counts an error outside any test as a failure', () => {
    const text = `${using}it('a', async () => {
      setTimeout(() => { throw new Error('late'); });
      await new Promise((done) => { setTimeout(done, 50); });
    });`;
    expect(countOf(text)).toMatchObject({ passed: 1, failed: 1 });
  });

  it('counts a skipped test as a failure', () => {
    const text = `${using}it('a', () => {});\nit.skip('b', () => {});`;
    expect(countOf(text)).toMatchObject({ passed: 1, failed: 1 });
  });

  it('counts a suite without a report, or without tests, as a failure', () => {
    expect(settle(null, 0)).toMatchObject({ passed: 0, failed: 1 });
    expect(settle({ passed: 0, failed: 0, notes: [], slowest: [] }, 0)).toMatchObject({
      failed: 1,
    });
  });

  it('counts a test that passed only when tried again, or never ran, as a failure', () => {
    const stats = { expected: 3, unexpected: 0, flaky: 1, skipped: 1 };
    expect(countPlaywright({ stats, errors: [], suites: [] })).toMatchObject({
      passed: 3,
      failed: 2,
    });
    expect(countPlaywright({ stats, errors: [{ message: 'x' }], suites: [] })).toMatchObject({
      failed: 3,
    });

    const spec = (title: string, ok: boolean, message: string) => ({
      ...{ title, ok, file: `${title}.spec.ts` },
      tests: [{ results: [{ duration: ok ? 2_000 : 500, errors: ok ? [] : [{ message }] }] }],
    });
    const suites = [
      { suites: [{ specs: [spec('steps', false, 'frame 3'), spec('plays', true, '')] }] },
    ];
    const { notes, slowest } = countPlaywright({ stats, errors: [], suites });
    expect(slowest).toEqual([
      { file: 'tests/e2e/plays.spec.ts', ms: 2_000 },
      { file: 'tests/e2e/steps.spec.ts', ms: 500 },
    ]);
    const told = notes.join();
    expect(told).toMatch(/steps[^]*frame 3/);
    expect(told).not.toContain('plays');
  });

  it('counts all runs of a suite, also those after one that failed', async () => {
    const runs = [
      { passed: 2, failed: 1, notes: ['a'], slowest: [{ file: 'x', ms: 3 }] },
      { passed: 3, failed: 0, notes: ['b'], slowest: [{ file: 'y', ms: 4 }] },
    ];
    const suite = inTurn(...runs.map((count) => () => Promise.resolve(count)));
    expect(await suite('')).toEqual({
      ...{ passed: 5, failed: 1, notes: ['a', 'b'] },
      slowest: [
        { file: 'y', ms: 4 },
        { file: 'x', ms: 3 },
      ],
    });
  });

  it('has every test of the windows in one of its two runs, and in one only', () => {
    const listed = (...args: string[]): string[] => {
      const cli = join(root, 'node_modules/playwright/cli.js');
      const { stdout } = spawnSync(process.execPath, [cli, 'test', '--list', ...args], {
        cwd: root,
        encoding: 'utf8',
      });
      return stdout
        .split('\n')
        .filter((line) => line.includes('›'))
        .map((line) => line.replace(/^.*?\] › /, ''));
    };
    const all = listed();
    expect(all.length).toBeGreaterThan(100);
    const each = ['beside', 'alone'].map((project) => listed(`--project=${project}`));
    expect(each.every((some) => some.length > 0)).toBe(true);
    expect(each.flat().sort()).toEqual(all.sort());
    expect(new Set(all).size).toBe(all.length);
  });
});
