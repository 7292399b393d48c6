// Child processes whose output is kept back unless it is needed to explain a failure.
import { spawn } from 'node:child_process';

/**
 * Runs a program to its end. Never rejects: a program that cannot be started answers code 127.
 * @param {string} program
 * @param {string[]} args
 * @param {{cwd?: string, env?: NodeJS.ProcessEnv, timeoutMs?: number}} [options]
 * @returns {Promise<{code: number, out: string, err: string}>} code is -1 when a signal ended it
 */
export function run(program, args, { cwd, env, timeoutMs } = {}) {
  return new Promise((done) => {
    const child = spawn(program, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let out = '';
    let err = '';
    const timer = timeoutMs ? setTimeout(() => child.kill('SIGKILL'), timeoutMs) : undefined;
    child.stdout.setEncoding('utf8').on('data', (text) => (out += text));
    child.stderr.setEncoding('utf8').on('data', (text) => (err += text));
    child.on('error', (error) => {
      clearTimeout(timer);
      done({ code: 127, out, err: `${err}${error.message}` });
    });
    child.on('close', (code) => {
      clearTimeout(timer);
      done({ code: code ?? -1, out, err });
    });
  });
}

/** The last lines of what a program said, for an error message. */
export const lastLines = (text, count = 15) => text.trim().split('\n').slice(-count).join('\n');
