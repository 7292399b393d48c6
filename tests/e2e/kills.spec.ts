import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { appendFileSync, copyFileSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { LessonDocument } from '../../src/shared/domain/document';
import { newId } from '../../src/shared/domain/ids';
import type { Snapshot } from '../../src/shared/ipc/contract';
import type { Answer, Api } from '../../src/shared/ipc/derive';
import { makeFootage } from './footage';
import { add, edit, exportClips, mark } from './kills/acts';
import { type Acknowledged, filesBelow, halves, Ledger } from './kills/ledger';
import { expect, type Launched, launchApp, test } from './launch';

type PageWindow = Window & { api: Api };

const KILLS = 44;
const KINDS = ['marking', 'editing', 'importing', 'exporting'] as const;
/** The same seed kills after the same waits. */
const SEED = Number(process.env['PLENARY_SEED'] ?? randomBytes(4).readUInt32LE());

/** Mulberry32, a small generator of even numbers in [0, 1). */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function value<T>(answer: Answer<T>): T {
  if (!answer.ok) throw new Error(`${answer.error.code}: ${answer.error.message}`);
  return answer.value;
}
const snapshotOf = async ({ page }: Launched): Promise<Snapshot> =>
  value(await page.evaluate(() => (window as unknown as PageWindow).api.app.snapshot()));
const open = async ({ page }: Launched, lessonId: string): Promise<LessonDocument> =>
  value(
    await page.evaluate(
      (lessonId) => (window as unknown as PageWindow).api.lessons.open({ lessonId }),
      lessonId,
    ),
  );

test('every acknowledged change survives a kill, and nothing stray is left', async ({ folder }) => {
  test.setTimeout(600_000);
  const random = randomFrom(SEED);
  test.info().annotations.push({ type: 'seed', description: String(SEED) });
  process.stdout.write(`    killed by the seed PLENARY_SEED=${SEED}\n`);

  // Everything that this test's app writes lies below one folder.
  const temporary = join(folder, 'tmp');
  const dataDir = join(temporary, 'library');
  const cards = join(folder, 'cards');
  const exports = join(folder, 'exports');
  for (const path of [temporary, cards, exports]) mkdirSync(path);
  const first = makeFootage(folder, { seconds: 4 });

  const ledger = new Ledger();
  let made = 0;
  /** Footage of its own, so that it is not known already: a free box of noise at the file's end. */
  const fresh = (): string => {
    const path = join(cards, `lesson ${++made}.mp4`);
    copyFileSync(first, path);
    const noise = randomBytes(3_000_000);
    const head = Buffer.alloc(8);
    head.writeUInt32BE(noise.length + 8);
    head.write('free', 4, 'latin1');
    appendFileSync(path, Buffer.concat([head, noise]));
    return path;
  };
  const offer = ({ app }: Launched, paths: string[]): Promise<void> =>
    app.evaluate(({ dialog }, paths) => {
      const left = [...paths];
      dialog.showOpenDialog = () => {
        const filePaths = left.splice(0, 1);
        return Promise.resolve({ canceled: filePaths.length === 0, filePaths });
      };
    }, paths);

  const start = async (): Promise<{ app: Launched; startedMs: number }> => {
    const startedMs = Date.now();
    const app = await launchApp({ dataDir, env: { TMPDIR: temporary }, introduce: false });
    await app.page.exposeFunction('acknowledge', (message: Acknowledged) => ledger.note(message));
    return { app, startedMs };
  };

  const check = async (
    app: Launched,
    startedMs: number,
    lessonId: string,
    after: string,
  ): Promise<void> => {
    const { lessons } = await snapshotOf(app);
    const here = new Set(lessons.map((card) => card.lesson.id));
    const { moments } = await open(app, lessonId);
    const notes = new Map(moments.map((moment) => [moment.id, Number(moment.note.slice(1))]));
    const lost = {
      lessons: [...ledger.lessons.keys()].filter((id) => !here.has(id)),
      moments: [...ledger.moments].filter(([id, version]) => (notes.get(id) ?? -1) < version),
      removals: [...ledger.removed].filter((id) => notes.has(id)),
      // Both notes of a pair were changed at once or not at all.
      halfChanges: ledger.pairs.filter(([a, b]) => notes.get(a) !== notes.get(b)),
      clips: [...ledger.exports].filter((name) => !existsSync(join(exports, name))),
      strays: [...halves(dataDir, startedMs), ...halves(exports, startedMs)],
    };
    expect(lost, after).toEqual({
      lessons: [],
      moments: [],
      removals: [],
      halfChanges: [],
      clips: [],
      strays: [],
    });
  };

  // A library with one lesson.
  let { app, startedMs } = await start();
  const { page } = app;
  const me = value(
    await page.evaluate(() =>
      (window as unknown as PageWindow).api.people.introduce({ name: 'AB' }),
    ),
  );
  await offer(app, [first]);
  const lessonId = value(
    await page.evaluate(async () => {
      const { api } = window as unknown as PageWindow;
      const pick = await api.footage.choose();
      return api.footage.add({ pickId: pick.ok ? (pick.value?.id ?? '') : '', as: 'separate' });
    }),
  ).lessonIds[0] as string;
  ledger.note({ what: 'added', lessonId, title: 'lesson.mp4' });

  let kills = 0;
  for (; kills < KILLS; kills++) {
    const kind = KINDS[kills % KINDS.length] ?? 'marking';
    const running: Record<typeof kind, () => Promise<unknown>> = {
      marking: () =>
        app.page.evaluate(mark, {
          lessonId,
          authorId: me.id,
          ids: Array.from({ length: 3_000 }, () => newId()),
        }),
      editing: () => {
        const known = [...ledger.moments.keys()].filter((id) => !ledger.pairs.flat().includes(id));
        const [a, b] = known;
        if (ledger.pairs.length < 5 && a && b) ledger.pairs.push([a, b]);
        return app.page.evaluate(edit, { lessonId, pairs: ledger.pairs });
      },
      importing: async () => {
        await offer(app, Array.from({ length: 4 }, fresh));
        await app.page.evaluate(add, { copied: kills % 8 >= 4 });
      },
      exporting: async () => {
        await offer(app, [exports]);
        await app.page.evaluate(exportClips, { lessonId, name: `Clip ${kills}` });
      },
    };
    const failed = running[kind]().then(
      () => null,
      (error: unknown) => String(error),
    );
    // Footage and clips take as long as ffmpeg does: none, one or two are let through first.
    const slow = kind === 'importing' || kind === 'exporting';
    const before = ledger.lessons.size + ledger.exports.size;
    const through = slow ? Math.floor(kills / KINDS.length) % 3 : 0;
    const done = (): boolean => ledger.lessons.size + ledger.exports.size >= before + through;
    await expect.poll(done, { timeout: 60_000, intervals: [10] }).toBe(true);
    await new Promise((resolve) => setTimeout(resolve, 30 + random() * 900));
    const killed = app.kill();
    const problem = await failed;
    await killed;
    // Ending because it was killed is all that may have happened.
    expect(problem ?? '', `${kind}, kill ${kills + 1}`).toMatch(
      /^$|closed|crashed|destroyed|disconnected/i,
    );
    ({ app, startedMs } = await start());
    await check(
      app,
      startedMs,
      lessonId,
      `after kill ${kills + 1}, while ${kind}, with seed ${SEED}`,
    );
  }

  // Now in peace: all work ends, and what is on the disk is what is in the library.
  await expect
    .poll(
      async () => (await snapshotOf(app)).jobs.filter(({ state }) => /queued|running/.test(state)),
      {
        timeout: 120_000,
      },
    )
    .toEqual([]);
  await check(app, Date.now() + 60_000, lessonId, 'at the end');
  const log = value(
    await app.page.evaluate(() => (window as unknown as PageWindow).api.clips.log()),
  );
  const logged = new Set(log.map((entry) => entry.fileName));
  const clips = readdirSync(exports);
  expect(clips.filter((name) => !logged.has(name))).toEqual([]);
  for (const name of clips) {
    execFileSync('ffmpeg', [
      '-v',
      'error',
      '-xerror',
      '-nostdin',
      '-i',
      join(exports, name),
      '-f',
      'null',
      '-',
    ]);
  }
  await app.close();

  const database = new Database(join(dataDir, 'plenary.db'), { readonly: true });
  expect(database.pragma('integrity_check', { simple: true })).toBe('ok');
  expect(database.pragma('foreign_key_check')).toEqual([]);
  const parts = database.prepare<[], { id: string }>('SELECT id FROM part').all();
  database.close();
  const known = new Set(parts.map(({ id }) => id));
  expect(readdirSync(join(dataDir, 'derived')).filter((id) => !known.has(id))).toEqual([]);
  const strange = readdirSync(temporary).filter(
    (name) => !/^(library|scoped_dir|\.org\.chromium|\.com\.google|pulse-|playwright)/.test(name),
  );
  expect(strange).toEqual([]);
  expect(filesBelow(exports).every((path) => path.endsWith('.mp4'))).toBe(true);

  // It was worth the name: changes of every kind were acknowledged between the kills.
  expect(kills).toBeGreaterThanOrEqual(40);
  expect(ledger.moments.size).toBeGreaterThan(50);
  expect(ledger.removed.size).toBeGreaterThan(0);
  expect(ledger.lessons.size).toBeGreaterThan(3);
  expect(ledger.exports.size).toBeGreaterThan(3);
});
