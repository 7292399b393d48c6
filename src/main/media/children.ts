/**
 * Programs that run for us end with us: an orderly stop has asked them to, and where there was none
 * (an error that closes the app) they are killed on the way out.
 */
import type { ChildProcess } from 'node:child_process';

const running = new Set<ChildProcess>();

function killAll(): void {
  for (const child of running) child.kill('SIGKILL');
}

let watching = false;

/** @param child just started; remembered until it has ended. */
export function endsWithUs(child: ChildProcess): void {
  if (!watching) {
    watching = true;
    process.on('exit', killAll);
    // At once: what is said of the error may stay on the screen for as long as nobody reads it.
    process.on('uncaughtExceptionMonitor', (_error, origin) => {
      if (origin === 'uncaughtException') killAll();
    });
  }
  running.add(child);
  const over = (): void => void running.delete(child);
  child.once('exit', over);
  child.once('error', over);
}
