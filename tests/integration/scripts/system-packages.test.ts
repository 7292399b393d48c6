import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const system = resolve(__dirname, '../../../scripts/setup/system.mjs');
let folder: string;

/** A program of our own that stands before the system's. */
function program(name: string, text: string): void {
  const file = join(folder, name);
  writeFileSync(file, `#!/bin/sh\n${text}\n`);
  chmodSync(file, 0o755);
}

/** A Debian that knows these packages, and writes down what apt-get is asked for. */
function debian(known: string[], installing = 'exit 0'): void {
  program('apt-cache', `case " ${known.join(' ')} " in *" $2 "*) echo "  Candidate: 1.0";; esac`);
  program(
    'apt-get',
    `echo "$@" >> ${join(folder, 'asked')}\ncase "$*" in *install*) ${installing};; esac`,
  );
  program('sudo', 'shift\nexec "$@"');
}

const asked = (): string[] =>
  existsSync(join(folder, 'asked'))
    ? readFileSync(join(folder, 'asked'), 'utf8').trim().split('\n')
    : [];

/** Runs an expression over the module's exports, with only our programs on PATH. */
function evaluate(expression: string): { value: unknown; said: string } {
  const code = `import(${JSON.stringify(system)})
    .then((system) => ${expression})
    .then((value) => console.log('=' + JSON.stringify(value)), (error) => console.log('=' + JSON.stringify(error.message)))`;
  const { stdout } = spawnSync(process.execPath, ['-e', code], {
    // Nothing of the real system is within reach.
    env: { PATH: folder },
    encoding: 'utf8',
  });
  const lines = stdout.trim().split('\n');
  return { value: JSON.parse(lines.pop()?.slice(1) ?? 'null'), said: lines.join('\n') };
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'plenary-system-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('system packages', () => {
  it('are told from the libraries that a program cannot find', () => {
    program(
      'ldd',
      `printf '\\tlibc.so.6 => /lib/libc.so.6 (0x1)\\n\\tlibgtk-3.so.0 => not found\\n\\tlibXrandr.so.2 => not found\\n\\tlibnss3.so => not found\\n'`,
    );
    expect(evaluate("system.missingLibraries('electron')").value).toEqual({
      missing: ['libgtk-3.so.0', 'libXrandr.so.2', 'libnss3.so'],
      wanted: [['libgtk-3-0t64', 'libgtk-3-0'], ['libnss3']],
    });
  });

  it('are not asked for when nothing is missing', () => {
    debian(['xvfb']);
    expect(evaluate('system.installPackages([])').value).toEqual({ done: true, names: [] });
    expect(asked()).toEqual([]);
  });

  it('are installed by the name that this system knows, with one line said', () => {
    debian(['libasound2t64', 'xvfb']);
    const { value, said } = evaluate(
      "system.installPackages([['libasound2t64', 'libasound2'], ['xvfb']])",
    );
    expect(value).toEqual({ done: true, names: ['libasound2t64', 'xvfb'] });
    expect(asked()).toHaveLength(1);
    expect(asked()[0]).toMatch(/install .*libasound2t64 xvfb$/);
    expect(said.split('\n')).toHaveLength(1);
  });

  it('are looked up anew where the lists are empty', () => {
    debian([]);
    evaluate("system.installPackages([['xvfb']])");
    expect(asked().map((line) => /update|install/.exec(line)?.[0])).toEqual(['update', 'install']);
  });

  it('are named with the command to run when they cannot be installed', () => {
    debian(['xvfb'], 'echo "E: no network" >&2; exit 100');
    const { value } = evaluate("system.requirePackages([['xvfb']], 'a virtual display')");
    expect(value).toContain('Plenary needs a virtual display');
    expect(value).toContain('E: no network');
    expect(value).toContain('sudo apt-get update && sudo apt-get install -y xvfb');
  });

  it('are named without a command where there is no apt-get', () => {
    const { value } = evaluate("system.requirePackages([['xvfb']], 'a virtual display')");
    expect(value).toContain('package manager');
    expect(value).not.toContain('sudo');
  });
});
