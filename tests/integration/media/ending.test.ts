import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { tempFolder } from '../db/temp-library';

/** Inside node_modules, so that the bundle finds what it does not hold. */
const bundle = join(import.meta.dirname, '../../../node_modules/.cache', `ending-${process.pid}`);

beforeAll(async () => {
  await build({
    configFile: false,
    logLevel: 'silent',
    ssr: { noExternal: true },
    build: {
      ssr: join(import.meta.dirname, 'ending-child.ts'),
      outDir: bundle,
      target: 'node20',
      rollupOptions: {
        external: ['fluent-ffmpeg', /^@ff/],
        output: { format: 'cjs', entryFileNames: 'child.cjs' },
      },
    },
  });
});
afterAll(() => rmSync(bundle, { recursive: true, force: true }));

/** Processes that this one has started and that run, zombies left out. */
function startedBy(parent: number): number[] {
  return readdirSync('/proc').flatMap((name) => {
    try {
      const status = readFileSync(`/proc/${name}/stat`, 'utf8');
      const [state, by] = status.slice(status.lastIndexOf(')') + 2).split(' ');
      return /^\d+$/.test(name) && Number(by) === parent && state !== 'Z' ? [Number(name)] : [];
    } catch {
      return [];
    }
  });
}

function runs(pid: number): boolean {
  try {
    return !/^State:\s+[ZX]/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

const stateOf = (pid: number): string =>
  /^State:\s+(\w)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? '';

interface Child {
  process: ChildProcess;
  pid: number;
  /** ffmpeg, started by both doors. */
  programs: number[];
  said: string[];
}

async function started(how: string): Promise<Child> {
  const footage = join(tempFolder(), 'lesson.mp4');
  const made = spawnSync('ffmpeg', [
    ...'-loglevel error -f lavfi -i testsrc2=s=320x180:r=25:d=2 -c:v libx264'.split(' '),
    ...['-preset', 'ultrafast', footage],
  ]);
  expect(made.status).toBe(0);
  const process_ = spawn(process.execPath, [join(bundle, 'child.cjs'), how, footage], {
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const said: string[] = [];
  createInterface({ input: process_.stdout }).on('line', (line) => said.push(line));
  const pid = process_.pid ?? 0;
  await expect.poll(() => startedBy(pid), { timeout: 60_000, interval: 20 }).toHaveLength(2);
  await expect.poll(() => said, { timeout: 60_000, interval: 20 }).toContain('running');
  const programs = startedBy(pid);
  onTestFinished(() => {
    for (const each of [pid, ...programs].filter(runs)) process.kill(each, 'SIGKILL');
  });
  return { process: process_, pid, programs, said };
}

const gone = (programs: readonly number[]) =>
  expect.poll(() => programs.filter(runs), { timeout: 60_000, interval: 20 }).toEqual([]);

describe('programs that run for us', () => {
  it.each(['throws', 'exits'])('end with a process that %s', async (how) => {
    const { process, pid, programs } = await started(how);
    expect(programs.filter(runs)).toHaveLength(2);
    process.stdin?.write('now');
    await gone([pid, ...programs]);
  });

  it('end at once, whatever is said of the error and for however long', async () => {
    const { process, pid, programs, said } = await started('says');
    process.stdin?.write('now');
    await gone(programs);
    expect(said).toContain('said');
    expect(runs(pid)).toBe(true);
  });

  it('end with a process that is killed while they are held, and so does who watches', async () => {
    const { process: child, pid, programs, said } = await started('holds');
    child.stdin?.write('now');
    await expect.poll(() => said, { timeout: 60_000, interval: 20 }).toContain('held');
    await expect
      .poll(() => programs.map(stateOf), { timeout: 60_000, interval: 20 })
      .toEqual(['T', 'T']);
    const watching = startedBy(pid).filter((each) => !programs.includes(each));
    expect(watching).toHaveLength(1);
    process.kill(pid, 'SIGKILL');
    await gone([pid, ...programs, ...watching]);
  });
});
