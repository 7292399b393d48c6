import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readlink, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CHUNK_BYTES } from '../../../src/main/footage/read-file';
import { createFootageServer, type FootagePaths } from '../../../src/main/footage/serve-footage';
import { newId } from '../../../src/shared/domain/ids';
import { AppError } from '../../../src/shared/errors';

const id = newId();
const bytes = randomBytes(3 * CHUNK_BYTES + 12_345);
let folder = '';
let file = '';
let asked: unknown[] = [];
let answer: FootagePaths['pathOf'] = () => null;

const serve = createFootageServer({
  pathOf: (...question) => {
    asked.push(question);
    return answer(...question);
  },
});
const get = (
  path: string,
  headers: Record<string, string> = {},
  method = 'GET',
): Promise<Response> => serve(new Request(`footage://${path}`, { headers, method }));
const body = async (response: Response): Promise<Buffer> =>
  Buffer.from(await response.arrayBuffer());

/** How many of this process's open files are this one. */
async function openCount(path: string): Promise<number> {
  const names = await readdir('/proc/self/fd');
  const targets = await Promise.all(
    names.map((name) => readlink(`/proc/self/fd/${name}`).catch(() => '')),
  );
  return targets.filter((target) => target === path).length;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plenary-footage-'));
  file = join(folder, 'Year 9 period 3.MP4');
  await writeFile(file, bytes);
});
afterAll(() => rm(folder, { recursive: true, force: true }));
beforeEach(() => {
  asked = [];
  answer = () => file;
});

describe('footage://', () => {
  it('serves a whole file', async () => {
    const response = await get(`part/${id}`);
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'accept-ranges': 'bytes',
      'content-length': String(bytes.length),
      'content-type': 'video/mp4',
      'access-control-allow-origin': 'app://plenary',
    });
    expect((await body(response)).equals(bytes)).toBe(true);
    expect(await openCount(file)).toBe(0);
  });

  it('serves ranges, their last byte included', async () => {
    for (const [first, last] of [
      [0, 0],
      [0, 99],
      [CHUNK_BYTES - 1, CHUNK_BYTES],
      [7, 7 + CHUNK_BYTES],
      [100, bytes.length - 1],
    ] as const) {
      const response = await get(`part/${id}`, { Range: `bytes=${first}-${last}` });
      expect(response.status).toBe(206);
      expect(response.headers.get('content-range')).toBe(`bytes ${first}-${last}/${bytes.length}`);
      expect(response.headers.get('content-length')).toBe(String(last - first + 1));
      expect((await body(response)).equals(bytes.subarray(first, last + 1))).toBe(true);
    }
    const tail = await get(`part/${id}`, { Range: 'bytes=-500' });
    expect((await body(tail)).equals(bytes.subarray(-500))).toBe(true);
  });

  it('says 416 with the size for a range outside the file', async () => {
    const response = await get(`part/${id}`, { Range: `bytes=${bytes.length}-` });
    expect(response.status).toBe(416);
    expect(response.headers.get('content-range')).toBe(`bytes */${bytes.length}`);
  });

  it('answers HEAD without bytes', async () => {
    const response = await get(`part/${id}`, { Range: 'bytes=0-9' }, 'HEAD');
    expect([response.status, response.headers.get('content-length'), response.body]).toEqual([
      206,
      '10',
      null,
    ]);
  });

  it('honours If-Range', async () => {
    const tag = (await get(`part/${id}`, {}, 'HEAD')).headers.get('etag') ?? '';
    const same = await get(`part/${id}`, { Range: 'bytes=0-9', 'If-Range': tag });
    const other = await get(`part/${id}`, { Range: 'bytes=0-9', 'If-Range': '"old"' }, 'HEAD');
    expect([same.status, other.status]).toEqual([206, 200]);
  });

  it('refuses every method but GET and HEAD', async () => {
    expect((await get(`part/${id}`, {}, 'POST')).status).toBe(405);
    expect((await get(`part/${id}`, {}, 'DELETE')).status).toBe(405);
    expect(asked).toEqual([]);
  });

  it('names the type of each kind', async () => {
    const type = async (path: string) => (await get(path, {}, 'HEAD')).headers.get('content-type');
    expect(await type(`poster/${id}`)).toBe('image/jpeg');
    expect(await type(`frames/${id}`)).toBe('application/octet-stream');
    expect(await type(`piece/${id}/4`)).toBe('video/mp4');
    expect(asked.at(-1)).toEqual(['piece', id, 4]);
  });

  it('turns what is missing, forbidden or called off into a status', async () => {
    const status = async () => (await get(`piece/${id}/1`)).status;
    answer = () => null;
    expect(await status()).toBe(404);
    answer = () => join(folder, 'gone.mp4');
    expect(await status()).toBe(404);
    answer = () => folder;
    expect(await status()).toBe(404);
    answer = () => Promise.reject(new AppError('cancelled', 'the lesson was closed'));
    expect(await status()).toBe(499);
    answer = () => Promise.reject(new AppError('not-found', 'no such part'));
    expect(await status()).toBe(404);
    answer = () => Promise.reject(new Error('defect'));
    expect(await status()).toBe(500);
  });

  it('serves a piece only when it is there', async () => {
    let made: (path: string) => void = () => undefined;
    answer = () =>
      new Promise((resolve) => {
        made = resolve;
      });
    const waiting = get(`piece/${id}/0`);
    expect(await Promise.race([waiting, Promise.resolve('waits')])).toBe('waits');
    made(file);
    expect((await waiting).status).toBe(200);
  });

  it('never asks for a path with anything but an id and a number', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('part', 'poster', 'frames', 'piece', '', '..', '%2e%2e'),
        fc.oneof(
          fc.webPath(),
          fc.string({ unit: 'binary' }),
          fc.constantFrom(
            '../../etc/passwd',
            `..%2f${id}`,
            `${id}%00.mp4`,
            `${id}/..%5c..%5cx`,
            `${id}/%2e%2e/1`,
          ),
        ),
        async (host, path) => {
          asked = [];
          let request: Request;
          try {
            request = new Request(`footage://${host}/${path}`);
          } catch {
            return;
          }
          await serve(request).then((response) => response.body?.cancel());
          for (const [kind, askedId, n] of asked as [string, string, number | undefined][]) {
            expect(['part', 'poster', 'frames', 'piece']).toContain(kind);
            expect(askedId).toMatch(/^[0-9a-f]{8}-[0-9a-f-]{27}$/);
            expect(n === undefined || Number.isSafeInteger(n)).toBe(true);
          }
        },
      ),
      { numRuns: 1_000 },
    );
  });
});

describe('open files', () => {
  const none = async () => {
    await expect.poll(() => openCount(file)).toBe(0);
  };

  it('are closed when the reader goes away before, during and after reading', async () => {
    for (let round = 0; round < 50; round++) {
      const unread = await get(`part/${id}`);
      await unread.body?.cancel();
      const response = await get(`part/${id}`, { Range: `bytes=${round}-` });
      const reader = response.body?.getReader();
      await reader?.read();
      // While a read is under way.
      const next = reader?.read();
      await reader?.cancel();
      await next;
    }
    await none();
  });

  it('are closed when the file becomes shorter, and the stream ends with an error', async () => {
    const shrinking = join(folder, 'shrinking.mp4');
    await writeFile(shrinking, bytes);
    answer = () => shrinking;
    const response = await get(`part/${id}`);
    await truncate(shrinking, CHUNK_BYTES + 5);
    await expect(response.arrayBuffer()).rejects.toThrow();
    await expect.poll(() => openCount(shrinking)).toBe(0);
  });

  it('are one a reader, and none for a response that nobody takes', async () => {
    const many = await Promise.all(Array.from({ length: 40 }, () => get(`part/${id}`)));
    await none();
    const readers = many.map((response) => response.body?.getReader());
    await Promise.all(readers.map(async (reader) => await reader?.read()));
    expect(await openCount(file)).toBe(40);
    await Promise.all(readers.map(async (reader) => await reader?.cancel()));
    await none();
  });

  it('follows a link that the library was given', async () => {
    const link = join(folder, 'link.webm');
    await symlink(file, link);
    answer = () => link;
    const response = await get(`part/${id}`, { Range: 'bytes=0-3' });
    expect(response.headers.get('content-type')).toBe('video/webm');
    expect((await body(response)).equals(bytes.subarray(0, 4))).toBe(true);
  });
});
