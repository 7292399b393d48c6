/**
 * Programs that run for us end with us: an orderly stop has asked them to, and where there was none
 * (an error that closes the app) they are killed on the way out. Of a kill they learn by their pipes;
 * one that is held learns nothing, and so it is watched (see `last-watch.ts`).
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import type { ChildProcess } from 'node:child_process';
import { createLastWatch } from './last-watch';

const running = new Set<ChildProcess>();

/** Those of jobs, which can be held; told apart by where they were started from. */
const ofJob = new AsyncLocalStorage<true>();
const pausable = new Set<ChildProcess>();
let held = false;
/** Windows has no such signals: there what runs comes to its end, and then the queue holds. */
const canHold = process.platform !== 'win32';
const lastWatch = createLastWatch();

function watchHeld(): void {
  const pids = [...pausable].flatMap(({ pid }) => pid ?? []);
  lastWatch.over(held && canHold ? pids : []);
}

/** Programs that `work` starts are held and let go by {@link holdJobs}. */
export function asJob<T>(work: () => Promise<T>): Promise<T> {
  return ofJob.run(true, work);
}

/** Holds the programs of jobs (SIGSTOP), also those that start from now on, or lets them go on. */
export function holdJobs(hold: boolean): void {
  held = hold;
  // Watched before they are held, and let go on before they are watched no more.
  if (hold) watchHeld();
  if (canHold) for (const child of pausable) child.kill(hold ? 'SIGSTOP' : 'SIGCONT');
  if (!hold) watchHeld();
}

/** A program that is held hears nothing but SIGKILL until it goes on: for stopping it. */
export function letGoOn(child: ChildProcess): void {
  if (canHold && pausable.has(child)) child.kill('SIGCONT');
}

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
  if (ofJob.getStore()) {
    pausable.add(child);
    if (held && canHold) {
      watchHeld();
      child.kill('SIGSTOP');
    }
  }
  const over = (): void => {
    running.delete(child);
    if (pausable.delete(child) && held) watchHeld();
  };
  child.once('exit', over);
  child.once('error', over);
}
