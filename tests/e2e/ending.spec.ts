import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeFootage } from './footage';
import { expect, processTree, test } from './launch';

/** Programs of the app's that never end by themselves. */
function endless(pid: number): number[] {
  return processTree(pid).filter((each) => {
    try {
      return readFileSync(`/proc/${each}/cmdline`, 'utf8').split('\0').includes('987654');
    } catch {
      return false;
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

/** A folder with an ffprobe that, asked about a file, does not end. */
function slowProbe(folder: string): string {
  const bin = join(folder, 'bin');
  mkdirSync(bin);
  const real = '$(PATH="${PATH#*:}" command -v ';
  for (const name of ['ffmpeg', 'ffprobe']) {
    const run = `exec "${real}${name})" "$@"`;
    const wait =
      name === 'ffprobe' ? 'case "$*" in *-version*) ;; *) exec sleep 987654 ;; esac\n' : '';
    writeFileSync(join(bin, name), `#!/bin/sh\n${wait}${run}\n`);
    chmodSync(join(bin, name), 0o755);
  }
  return `${bin}:${process.env['PATH'] ?? ''}`;
}

for (const how of ['SIGTERM', 'SIGHUP', 'a defect'] as const) {
  test(`${how} ends the app, and ffmpeg with it`, async ({ launch, folder }) => {
    const PATH = slowProbe(folder);
    const { app, page, dataDir } = await launch({ env: { PATH } });
    await page.getByRole('button', { name: 'Add footage' }).first().waitFor();
    const pid = app.process().pid ?? 0;
    // As the system does when a file is opened with the app.
    const file = makeFootage(folder);
    await app.evaluate(({ app: electron }, path) => {
      electron.emit('open-file', { preventDefault: () => undefined }, path);
    }, file);
    await expect.poll(() => endless(pid)).toHaveLength(1);
    const [program = 0] = endless(pid);
    const ended = new Promise((resolve) => app.process().once('exit', resolve));
    if (how === 'a defect') {
      await app.evaluate(() => {
        setTimeout(() => {
          throw new Error('/home/nia/Noah.mp4');
        });
      });
    } else process.kill(pid, how);
    await ended;
    expect(runs(program)).toBe(false);
    const log = readFileSync(join(dataDir, 'logs', 'plenary.log'), 'utf8');
    expect(log.includes('stopped by an error: Error')).toBe(how === 'a defect');
    expect(log).not.toContain('Noah');
  });
}
