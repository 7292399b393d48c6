import { execFileSync } from 'node:child_process';
import { afterEach, expect, it } from 'vitest';
import { asJob, holdJobs } from '../../../src/main/media/children';
import { runProgram } from '../../../src/main/media/run-program';

const SAY_AND_STAY = 'console.log(process.pid); setInterval(() => undefined, 1000)';

afterEach(() => holdJobs(false));

function started(stop: AbortController): { pid: Promise<number>; ended: Promise<unknown> } {
  let ended: Promise<unknown> = Promise.resolve();
  const pid = new Promise<number>((resolve) => {
    ended = runProgram(process.execPath, ['-e', SAY_AND_STAY], {
      signal: stop.signal,
      onLine: (line) => resolve(Number(line)),
    });
  });
  return { pid, ended };
}

const stateOf = (pid: number): string =>
  execFileSync('ps', ['-o', 'state=', '-p', String(pid)], { encoding: 'utf8' }).trim();

it('holds the programs of jobs and no others, and stops one that is held', async () => {
  const [stop, stopOther] = [new AbortController(), new AbortController()];
  const job = await asJob(async () => started(stop));
  const other = started(stopOther);
  const [pid, otherPid] = await Promise.all([job.pid, other.pid]);
  holdJobs(true);
  await expect.poll(() => stateOf(pid)).toContain('T');
  expect(stateOf(otherPid)).not.toContain('T');
  holdJobs(false);
  await expect.poll(() => stateOf(pid)).not.toContain('T');
  holdJobs(true);
  const ends = [expect(job.ended), expect(other.ended)].map((end) =>
    end.rejects.toMatchObject({ code: 'cancelled' }),
  );
  stop.abort();
  stopOther.abort();
  await Promise.all(ends);
});
