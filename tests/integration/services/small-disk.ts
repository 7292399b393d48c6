/**
 * Disks that are soon full, for real. Root mounts one; anybody else does so in a namespace of their
 * own, in which the whole test file runs once more; where neither is allowed (inside most
 * containers) a small disk that everybody may write to is filled.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** Debian keeps one of 5 MB for lock files; a container has one of 64 MB for shared memory. */
const SHARED = ['/run/lock', '/dev/shm'];
const MOST_SHARED = 256_000_000;
const LEAST_SHARED = 4_500_000;

const mounting = (folder: string, bytes: number) => [
  ...['-t', 'tmpfs', '-o', `size=${bytes}`, 'tmpfs', folder],
];

/** The same words, said to a shell in a namespace where this user is root. */
function allowed(program: string, before: readonly string[]): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'plenary-may-mount-'));
  const all = [...before, 'mount', ...mounting(folder, 65_536)];
  const { status } = spawnSync(program, all, { stdio: 'ignore' });
  if (status === 0) spawnSync('umount', ['-l', folder], { stdio: 'ignore' });
  rmSync(folder, { recursive: true, force: true });
  return status === 0;
}

function sharedDisk(): string | undefined {
  return SHARED.find((folder) => {
    try {
      const { blocks, bavail, bsize } = statfsSync(folder);
      rmSync(mkdtempSync(join(folder, 'plenary-')), { recursive: true });
      return blocks * bsize <= MOST_SHARED && bavail * bsize >= LEAST_SHARED;
    } catch {
      return false;
    }
  });
}

export type SmallDisks = 'mounted' | 'namespace' | 'shared' | 'none';

/** How this machine lets this user have a small disk. */
export function smallDisks(): SmallDisks {
  if (allowed('env', [])) return 'mounted';
  if (allowed('unshare', ['-Urm'])) return 'namespace';
  return sharedDisk() === undefined ? 'none' : 'shared';
}

/** A folder on a disk of so many bytes, or on one that is not much larger. */
export function smallDisk(bytes: number): string {
  const shared = allowed('env', []) ? undefined : sharedDisk();
  const folder = mkdtempSync(join(shared ?? tmpdir(), 'plenary-small-'));
  onTestFinished(() => {
    if (shared === undefined) execFileSync('umount', ['-l', folder]);
    rmSync(folder, { recursive: true, force: true });
  });
  if (shared === undefined) execFileSync('mount', mounting(folder, bytes));
  return folder;
}

/** Takes all the room of the disk but so many bytes; {@link emptied} gives it back. */
export function fill(disk: string, leave = 0): void {
  const { bavail, bsize } = statfsSync(disk);
  writeFileSync(join(disk, 'filler'), Buffer.alloc(Math.max(0, bavail * bsize - leave)));
}

export function emptied(disk: string): void {
  writeFileSync(join(disk, 'filler'), '');
}

/** Runs a test file once more where this user is root over mounts. @returns how its tests ended. */
export function inNamespace(file: string): { passed: number; failed: number; said: string } {
  const vitest = join(import.meta.dirname, '../../../node_modules/vitest/vitest.mjs');
  const env = Object.entries(process.env).filter(([name]) => !/^(VITEST|VITE_|TEST$)/.test(name));
  const { stdout, stderr } = spawnSync(
    'unshare',
    [
      ...['-Urm', process.execPath, vitest, 'run', '--project', 'integration'],
      ...['--reporter', 'json', file],
    ],
    { encoding: 'utf8', env: Object.fromEntries(env), maxBuffer: 64_000_000 },
  );
  const report = /\{"numTotalTestSuites".*\}/s.exec(stdout)?.[0] ?? '{}';
  const ended = JSON.parse(report) as { numPassedTests?: number; numFailedTests?: number };
  const { numPassedTests = 0, numFailedTests = 0 } = ended;
  return { passed: numPassedTests, failed: numFailedTests, said: `${stdout}\n${stderr}` };
}
