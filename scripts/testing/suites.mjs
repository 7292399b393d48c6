// Suites of tests, each run to its end in a process of its own and counted from its JSON report.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { packageFolder, root } from '../setup/paths.mjs';
import { onDisplay } from '../running/display.mjs';

/** A suite that hangs is ended, so that the others still get their turn. */
const CEILING_MS = 60 * 60_000;

/**
 * What a suite came to. Anything wrong that no single test answers for is one more failure.
 * @typedef {{passed: number, failed: number, notes: string[], slowest: Slow[]}} Count
 * @typedef {{file: string, ms: number}} Slow
 */

/** Files that a suite's time is looked for in first. */
const MOST_SLOW = 8;

/**
 * @param {Slow[]} tests each with the file it is in
 * @returns {Slow[]} files, the one that took longest first
 */
function slowestFiles(tests) {
  const sums = new Map();
  for (const { file, ms } of tests) sums.set(file, (sums.get(file) ?? 0) + ms);
  return [...sums]
    .map(([file, ms]) => ({ file, ms }))
    .sort((a, b) => b.ms - a.ms)
    .slice(0, MOST_SLOW);
}

/** Of each thing that was said: all failures of a run are to fit at the end of a long log. */
const FIRST_LINES = 3;

/**
 * What a test said, and where.
 * @param {string} title
 * @param {{message?: string, location?: {file: string, line: number}}[]} errors
 */
function failure(title, errors) {
  const said = errors.flatMap(({ message = '', location }) => {
    const lines = stripVTControlCharacters(message)
      .split('\n')
      .filter((line) => line.trim() !== '')
      .slice(0, FIRST_LINES)
      .map((line) => line.slice(0, 200));
    return location ? [...lines, `at ${relative(root, location.file)}:${location.line}`] : lines;
  });
  return [title, ...said.map((line) => `  ${line}`)].join('\n         ');
}

/**
 * Every spec of a Playwright report's suites, which lie within each other.
 * @param {any[]} inside
 * @returns {any[]}
 */
const specsOf = (inside) =>
  inside.flatMap((suite) => [...(suite.specs ?? []), ...specsOf(suite.suites ?? [])]);

/**
 * @param {Record<string, any>} report vitest's JSON report
 * @returns {Count}
 */
export function countVitest(report) {
  const silent = report.testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
  );
  const skipped = report.numPendingTests + report.numTodoTests;
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + silent.length + skipped,
    notes: [
      ...report.testResults
        .flatMap(({ assertionResults }) => assertionResults)
        .filter(({ status }) => status === 'failed')
        .map((test) =>
          failure(
            test.fullName,
            test.failureMessages.map((message) => ({ message })),
          ),
        ),
      ...silent.map(({ name }) => `could not be run: ${name}`),
      ...(skipped ? [`${skipped} skipped, which counts as failed`] : []),
    ],
    slowest: slowestFiles(
      report.testResults.map(({ name, startTime, endTime }) => ({
        file: relative(root, name),
        ms: endTime - startTime,
      })),
    ),
  };
}

/**
 * @param {Record<string, any>} report Playwright's JSON report
 * @returns {Count}
 */
export function countPlaywright({ stats, errors, suites: inside }) {
  return {
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + stats.skipped + errors.length,
    notes: [
      ...specsOf(inside)
        .filter(({ ok }) => !ok)
        .map(({ title, tests }) => {
          const results = tests.flatMap((test) => test.results);
          return failure(
            title,
            results.flatMap((result) => result.errors),
          );
        }),
      ...(stats.skipped ? [`${stats.skipped} skipped, which counts as failed`] : []),
      ...(stats.flaky
        ? [`${stats.flaky} passed only when tried again, which counts as failed`]
        : []),
      ...errors.map((error) => failure('an error outside any test', [error])),
    ],
    slowest: slowestFiles(
      specsOf(inside).flatMap(({ file, tests }) =>
        tests
          .flatMap((test) => test.results)
          .map(({ duration }) => ({ file: `tests/e2e/${file}`, ms: duration })),
      ),
    ),
  };
}

/**
 * Adds what the process itself tells: a crash, or a suite that tested nothing.
 * @param {Count | null} count null when there is no report
 * @param {number} code the process's exit code
 * @returns {Count}
 */
export function settle(count, code) {
  if (!count) {
    const notes = [`ended with ${code} and left no report`];
    return { passed: 0, failed: 1, notes, slowest: [] };
  }
  if (count.passed + count.failed === 0) {
    return { ...count, failed: 1, notes: [...count.notes, 'had no tests'] };
  }
  if (code !== 0 && count.failed === 0) {
    return { ...count, failed: 1, notes: [...count.notes, `ended with ${code}`] };
  }
  return count;
}

async function runSuite(command, env, reportFile, count) {
  const child = spawn(command[0], command.slice(1), {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'inherit', 'inherit'],
    // Its own group, so that ending it ends its browsers and ffmpegs too.
    detached: process.platform !== 'win32',
  });
  const end = (signal) => {
    if (child.pid === undefined) return;
    try {
      process.kill(process.platform === 'win32' ? child.pid : -child.pid, signal);
    } catch {
      // already gone
    }
  };
  const timer = setTimeout(() => end('SIGKILL'), CEILING_MS);
  const interrupted = () => {
    end('SIGTERM');
    process.exit(130);
  };
  process.once('SIGINT', interrupted);
  const [code] = await Promise.race([once(child, 'close'), once(child, 'error').then(() => [127])]);
  clearTimeout(timer);
  process.off('SIGINT', interrupted);
  const report = await readFile(reportFile, 'utf8').then(JSON.parse, () => null);
  return settle(report && count(report), code ?? -1);
}

const vitest =
  (project, around = (command) => command) =>
  (folder) => {
    const report = join(folder, `${project}.json`);
    return runSuite(
      around([
        process.execPath,
        join(packageFolder('vitest'), 'vitest.mjs'),
        'run',
        '--project',
        project,
        '--reporter=default',
        '--reporter=json',
        `--outputFile.json=${report}`,
      ]),
      {},
      report,
      countVitest,
    );
  };

/** A project of playwright.config.ts, in a run of its own. */
const playwright = (project) => (folder) => {
  const report = join(folder, `e2e-${project}.json`);
  const command = [process.execPath, join(packageFolder('playwright'), 'cli.js'), 'test'];
  return runSuite(
    onDisplay([...command, `--project=${project}`, '--reporter=list,json']),
    { PLAYWRIGHT_JSON_OUTPUT_NAME: report },
    report,
    countPlaywright,
  );
};

/**
 * Several runs as one suite, one after the other, each run even if one before it failed.
 * @param {((folder: string) => Promise<Count>)[]} runs
 * @returns {(folder: string) => Promise<Count>}
 */
export const inTurn =
  (...runs) =>
  async (folder) => {
    const sum = { passed: 0, failed: 0, notes: [], slowest: [] };
    for (const run of runs) {
      const { passed, failed, notes, slowest } = await run(folder);
      sum.passed += passed;
      sum.failed += failed;
      sum.notes.push(...notes);
      sum.slowest.push(...slowest);
    }
    return { ...sum, slowest: slowestFiles(sum.slowest) };
  };

/** @type {Record<string, (folder: string) => Promise<Count>>} */
export const suites = {
  unit: vitest('unit'),
  renderer: vitest('renderer'),
  integration: vitest('integration'),
  // Real windows, so on a display.
  corpus: vitest('corpus', onDisplay),
  e2e: inTurn(playwright('beside'), playwright('alone')),
};
