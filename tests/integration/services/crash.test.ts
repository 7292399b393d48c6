import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkBackup, listBackups } from '../../../src/main/db/backups';
import type { RowOp } from '../../../src/shared/domain/document';
import type { Moment } from '../../../src/shared/domain/moment';
import { filesHolding, openedLibrary, seedLesson, tempFolder } from '../db/temp-library';
import { rig } from './rig';

/** Inside node_modules, so that the bundle finds what it does not hold. */
const bundle = join(import.meta.dirname, '../../../node_modules/.cache', `crash-${process.pid}`);
const child = join(bundle, 'child.cjs');

beforeAll(async () => {
  await build({
    configFile: false,
    logLevel: 'silent',
    ssr: { noExternal: true },
    build: {
      ssr: join(import.meta.dirname, 'crash-child.ts'),
      outDir: bundle,
      target: 'node20',
      rollupOptions: {
        external: ['better-sqlite3'],
        output: { format: 'cjs', entryFileNames: 'child.cjs' },
      },
    },
  });
});
afterAll(() => rmSync(bundle, { recursive: true, force: true }));

interface Run {
  /** Operations in order; `done` for those that were answered. */
  ops: { op: RowOp; done: boolean }[];
  errors: string;
}

/**
 * Lets a child work and kills it.
 * @param when is told of each line and decides; it may also kill later by itself.
 */
async function killed(
  args: readonly string[],
  when: (lines: number, process: ChildProcess) => void,
): Promise<Run> {
  const running = spawn(process.execPath, [child, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  const run: Run = { ops: [], errors: '' };
  let lines = 0;
  running.stderr.on('data', (data: Buffer) => {
    run.errors += data.toString();
  });
  const reader = createInterface({ input: running.stdout });
  reader.on('line', (line) => {
    if (line.startsWith('> '))
      run.ops.push({ op: JSON.parse(line.slice(2)) as RowOp, done: false });
    const last = run.ops.at(-1);
    if (line === '<' && last) last.done = true;
    when(++lines, running);
  });
  await new Promise<void>((resolve) => {
    running.on('close', () => resolve());
  });
  return run;
}

/** Moments after operations, by id. */
function after(start: readonly Moment[], ops: readonly RowOp[]): Map<string, Moment> {
  const moments = new Map(start.map((moment) => [moment.id, moment]));
  for (const op of ops) {
    if (op.after) moments.set(op.id, op.after as Moment);
    else moments.delete(op.id);
  }
  return moments;
}

describe('SIGKILL', () => {
  it.each([
    ['of changes', 'change', 12],
    ['of changes and backups', 'backup', 8],
  ])('in the middle %s loses nothing that was answered', async (_, mode, kills) => {
    const folder = tempFolder();
    const first = await openedLibrary(folder);
    const { lesson } = seedLesson(first.store, {}, ['a', 'b', 'c', 'd']);
    await first.close();
    let answered = 0;
    for (let kill = 0; kill < kills; kill++) {
      const before = await openedLibrary(folder);
      const start = before.store.rows.momentsOf(lesson.id);
      await before.close();
      // Another place each time: after so many lines, some in the middle of an operation.
      const run = await killed([mode, folder, lesson.id], (lines, running) => {
        if (lines === 1 + kill * 5) running.kill('SIGKILL');
      });
      expect(run.errors).toBe('');
      const library = await openedLibrary(folder);
      expect(library.recovered).toBe(false);
      const found = new Map(
        library.store.rows.momentsOf(lesson.id).map((moment) => [moment.id, moment]),
      );
      const done = run.ops.filter((each) => each.done).map((each) => each.op);
      answered += done.length;
      // The one that was not answered is there whole or not at all.
      const either = [
        after(start, done),
        after(
          start,
          run.ops.map((each) => each.op),
        ),
      ];
      const same = either.some((state) => {
        try {
          expect(found).toEqual(state);
          return true;
        } catch {
          return false;
        }
      });
      expect(same, `kill ${kill}: ${run.ops.length} operations`).toBe(true);
      expect(library.checkThoroughly()).toEqual([]);
      await library.close();
      const backups = join(folder, 'backups');
      for (const backup of listBackups(backups))
        expect(checkBackup(backup.path, 'full')).toEqual([]);
      const names = existsSync(backups) ? readdirSync(backups) : [];
      expect(names.filter((name) => !name.endsWith('.db'))).toEqual([]);
    }
    expect(answered).toBeGreaterThan(kills * 5);
  });

  it('in the middle of a removal leaves the lesson whole or not a word of it', async () => {
    let gone = 0;
    for (let kill = 0; kill < 14; kill++) {
      const folder = tempFolder();
      const secret = `Marmalade${kill}`;
      const library = await openedLibrary(folder);
      const notes = Array.from({ length: 400 }, (_, n) => `${secret} in note ${n}`);
      const { lesson, partId } = seedLesson(library.store, { title: `Title ${secret}` }, notes);
      const other = seedLesson(library.store, { title: 'Another' }, ['kept']);
      await library.backups.daily();
      await library.close();
      const derived = join(folder, 'derived', partId);
      mkdirSync(derived, { recursive: true });
      writeFileSync(join(derived, 'poster.jpg'), secret);

      const run = await killed(['remove', folder, lesson.id], (lines, running) => {
        // Later each time, over what a removal takes.
        if (lines === 1) setTimeout(() => running.kill('SIGKILL'), kill * 6);
      });
      expect(run.errors).toBe('');
      const again = await rig({ folder, name: null });
      const left = again.library.store.rows.momentsOf(lesson.id).length;
      if (left === 0) {
        gone++;
        expect(filesHolding(folder, [secret])).toEqual([]);
      } else {
        expect(left).toBe(400);
        expect(run.ops.some((each) => each.done)).toBe(false);
      }
      expect(again.library.recovered).toBe(false);
      expect(again.library.store.rows.momentsOf(other.lesson.id)).toHaveLength(1);
      expect(again.library.checkThoroughly()).toEqual([]);
      await again.close();
    }
    expect(gone).toBeGreaterThan(0);
  });
});
