import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  createFootageAnswers,
  type FootageAnswer,
  type FootagePaths,
} from '../../../src/main/footage/answer-footage';
import { newId } from '../../../src/shared/domain/ids';
import { AppError } from '../../../src/shared/errors';

const id = newId();
let folder = '';
let file = '';
let asked: unknown[] = [];
let answer: FootagePaths['pathOf'] = () => null;

const answers = createFootageAnswers({
  pathOf: (...question) => {
    asked.push(question);
    return answer(...question);
  },
});
const get = (path: string, method = 'GET', origin: string | null = null): Promise<FootageAnswer> =>
  answers({ url: `footage://${path}`, method, origin });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plenary-footage-'));
  file = join(folder, 'Year 9 period 3.MP4');
  await writeFile(file, 'footage');
});
afterAll(() => rm(folder, { recursive: true, force: true }));
beforeEach(() => {
  asked = [];
  answer = () => file;
});

describe('footage://', () => {
  it('answers with the file that an address stands for', async () => {
    expect(await get(`part/${id}`)).toMatchObject({ status: 200, path: file });
    expect(await get(`piece/${id}/4`)).toMatchObject({ status: 200, path: file });
    expect(asked).toEqual([
      ['part', id, undefined],
      ['piece', id, 4],
    ]);
  });

  it('lets the page keep posters and pictures of clips, and nothing else', async () => {
    const kept = async (path: string) => {
      const given = await get(path);
      return given.status === 200 && given.headers['Cache-Control'];
    };
    expect(await kept(`poster/${id}`)).toContain('immutable');
    expect(await kept(`still/${id}`)).toContain('immutable');
    for (const path of [`part/${id}`, `clip/${id}`, `frames/${id}`, `piece/${id}/0`])
      expect(await kept(path)).toBe('no-store');
  });

  it('refuses every method but GET, and every page but ours', async () => {
    for (const method of ['POST', 'DELETE', 'HEAD'])
      expect(await get(`part/${id}`, method)).toEqual({ status: 405 });
    for (const origin of ['null', 'https://plenary', 'app://plenary.evil', ''])
      expect(await get(`part/${id}`, 'GET', origin)).toEqual({ status: 403 });
    expect(asked).toEqual([]);
    expect(await get(`part/${id}`, 'GET', 'app://plenary')).toMatchObject({ status: 200 });
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
          await get(`${host}/${path}`);
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

  it('follows a link that the library was given', async () => {
    const link = join(folder, 'link.webm');
    await symlink(file, link);
    answer = () => link;
    expect(await get(`part/${id}`)).toMatchObject({ status: 200, path: link });
  });
});
