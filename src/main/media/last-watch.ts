/**
 * Sees to programs that are held when the app is killed: they can see to nothing themselves. A small
 * shell reads from us which they are; when we are gone it reads the end of that, and kills them.
 */
import { type ChildProcess, spawn } from 'node:child_process';

/** The last line that was read names them; process ids, so that nothing in it can mean more. */
const SCRIPT = 'while read -r line; do pids=$line; done; [ -z "$pids" ] || kill -KILL $pids';

export interface LastWatch {
  /** Which programs are held from now on; none, and nobody watches. */
  over(pids: readonly number[]): void;
}

export function createLastWatch(): LastWatch {
  let shell: ChildProcess | null = null;
  return {
    over(pids) {
      if (pids.length === 0 && !shell) return;
      if (!shell) {
        // In a session of its own: what is sent to us from a terminal does not end it first.
        const started = spawn('/bin/sh', ['-c', SCRIPT], {
          detached: true,
          stdio: ['pipe', 'ignore', 'ignore'],
        });
        const gone = (): void => {
          if (shell === started) shell = null;
        };
        // Without it they are held all the same.
        started.once('error', gone).once('exit', gone).unref();
        started.stdin.on('error', gone);
        shell = started;
      }
      shell.stdin?.write(`${pids.join(' ')}\n`);
      if (pids.length > 0) return;
      shell.stdin?.end();
      shell = null;
    },
  };
}
