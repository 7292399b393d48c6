import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { openPromise } from 'yauzl';
import { writeZip } from '../../../src/main/services/zip';

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'plenary-zip-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

const still = (): AbortSignal => new AbortController().signal;

/** What somebody else's reader finds in it: names in order, and every byte, its sum checked. */
async function read(path: string): Promise<[string, Buffer][]> {
  const zip = await openPromise(path, { strictFileNames: true });
  const found: [string, Buffer][] = [];
  for await (const entry of zip.eachEntry()) {
    const chunks: Buffer[] = [];
    for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(chunk as Buffer);
    found.push([entry.fileName, Buffer.concat(chunks)]);
  }
  return found;
}

/** Info-ZIP's reader looks at every header and sum. */
function soundForOthers(path: string): void {
  execFileSync('unzip', ['-tqq', path]);
}

const FILES: readonly [string, Buffer][] = [
  ['Pack/index.html', Buffer.from('<!doctype html>')],
  ['Pack/clips/01 Wait time – 授業 مرحبا.mp4', Buffer.alloc(3_000_000, 'clip')],
  ['Pack/captions/01.vtt', Buffer.alloc(0)],
];

async function write(at: string, files = FILES, largeFrom?: number): Promise<string> {
  const entries = files.map(([name, bytes], n) => {
    const path = join(at, `${n}`);
    writeFileSync(path, bytes);
    return { name, path };
  });
  const out = join(at, 'out.zip');
  const run = { signal: still(), nowMs: Date.parse('2026-11-28T14:05:06Z') };
  const bytes = await writeZip(out, entries, largeFrom === undefined ? run : { ...run, largeFrom });
  expect(bytes).toBe(readFileSync(out).length);
  return out;
}

test('holds every byte under its name, for three readers', async () => {
  const out = await write(folder());
  expect(await read(out)).toEqual(FILES);
  soundForOthers(out);
});

test('so does one whose numbers all stand in ZIP64 fields', async () => {
  // As if everything lay beyond 4 GB.
  const out = await write(folder(), FILES, 0);
  expect(readFileSync(out).includes(Buffer.from([0x50, 0x4b, 6, 6]))).toBe(true);
  expect(await read(out)).toEqual(FILES);
  soundForOthers(out);
});

test('and one of more files than two bytes can count', async () => {
  const at = folder();
  const path = join(at, 'empty');
  writeFileSync(path, '');
  const entries = Array.from({ length: 65_540 }, (_, n) => ({ name: `${n}`, path }));
  const out = join(at, 'out.zip');
  await writeZip(out, entries, { signal: still(), nowMs: 0 });
  const listed = execFileSync('unzip', ['-Z1', out], { encoding: 'utf8' }).trim().split('\n');
  expect(listed).toHaveLength(65_540);
});

test('one without files is a zip too', async () => {
  const out = await write(folder(), []);
  expect(await read(out)).toEqual([]);
});

test('whatever the names and bytes', async () => {
  const at = folder();
  const name = fc
    .array(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }), {
      minLength: 1,
      maxLength: 3,
    })
    .map((parts) => parts.map((part) => part.replace(/[\\/:\0]/g, '_')).join('/'))
    .filter(
      (path) => !path.split('/').some((part) => part === '..' || part === '.' || part === ''),
    );
  const file = fc.tuple(name, fc.uint8Array({ maxLength: 500 }));
  await fc.assert(
    fc.asyncProperty(
      fc.array(file, { maxLength: 6 }),
      fc.constantFrom(undefined, 0, 40, 300),
      async (drawn, largeFrom) => {
        const files = drawn.map(([path, bytes]): [string, Buffer] => [path, Buffer.from(bytes)]);
        expect(await read(await write(at, files, largeFrom))).toEqual(files);
      },
    ),
    { numRuns: 60 },
  );
});

test('stops when it is told to, and says what it cannot read', async () => {
  const at = folder();
  const stop = new AbortController();
  writeFileSync(join(at, 'in'), Buffer.alloc(8_000_000));
  const entries = [{ name: 'in', path: join(at, 'in') }];
  const shares: number[] = [];
  const writing = writeZip(join(at, 'out.zip'), entries, {
    signal: stop.signal,
    nowMs: 0,
    report: (share) => {
      shares.push(share);
      stop.abort();
    },
  });
  await expect(writing).rejects.toMatchObject({ name: 'AbortError' });
  expect(shares.length).toBeGreaterThan(0);
  expect(shares.at(-1)).toBeLessThan(1);
  const gone = [{ name: 'gone', path: join(at, 'gone') }];
  const missing = writeZip(join(at, 'out.zip'), gone, { signal: still(), nowMs: 0 });
  await expect(missing).rejects.toMatchObject({ code: 'ENOENT' });
});
