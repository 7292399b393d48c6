/**
 * search: across a million moments. The first page of fifty beside the bare FTS5 query for the same
 * words, in the same process on the same library; and from a keystroke to its result on screen.
 */
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { openLibrary } from '../../../src/main/db/library-file';
import { openDatabase } from '../../../src/main/db/open';
import { search as searchIn, toQuery } from '../../../src/main/db/repositories/search';
import { KINDS } from '../../../src/shared/domain/kinds';
import { PLAIN_MOMENT } from '../../../src/shared/domain/moment';
import { newId } from '../../../src/shared/domain/ids';
import { instant } from '../../../src/shared/domain/row';
import { parseSearch } from '../../../src/shared/domain/search-text';
import { CACHE } from '../footage/make-hour';
import { type Figure, figure, inTurns } from '../harness/figures';
import { numbers, p95 } from '../harness/numbers';
import { startPlenary, whenInLibrary } from '../harness/plenary';
import type { Suite } from '.';

const LESSONS = 500;
const MOMENTS_EACH = 2_000;
/** Changes when the recipe or the schema does. */
const RECIPE = 'v1';
const FOLDER = join(CACHE, `search-million-${RECIPE}`);

/** In one moment of a hundred thousand, and in nearly every one. */
const RARE = 'marmalade';
const COMMON = 'the';

const PLAIN =
  `the and to a of pupils they wait waited waiting question questions hands then table time
  think answer answered before`.split(/\s+/);
const SYLLABLES =
  'ta re mi so wa ques tion ing pu pil le ar ner th in st ep ha nd qu ie ro om no'.split(' ');

/** Words as often as words are: each about half as often as the one at half its rank (Zipf). */
function vocabulary(random: () => number): () => string {
  const words = [...PLAIN];
  while (words.length < 20_000) {
    const long = 1 + Math.floor(random() * 4);
    let word = '';
    for (let n = 0; n < long; n++) word += SYLLABLES[Math.floor(random() * SYLLABLES.length)] ?? '';
    words.push(words.length % 7 === 0 ? `${word}${words.length}` : word);
  }
  let total = 0;
  const sums = words.map((_, rank) => (total += 1 / (rank + 2.7)));
  return () => {
    const at = random() * total;
    let [low, high] = [0, sums.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sums[middle] ?? 0) < at) low = middle + 1;
      else high = middle;
    }
    return words[low] ?? '';
  };
}

/** A library of a million moments, made once. Written through the app's own rows and triggers. */
async function million(): Promise<string> {
  if (existsSync(FOLDER)) return FOLDER;
  console.error('  making a library of a million moments, once');
  const making = `${FOLDER}.making`;
  rmSync(making, { recursive: true, force: true });
  mkdirSync(making, { recursive: true });
  const library = await openLibrary(making);
  const { store } = library;
  const random = numbers();
  const word = vocabulary(random);
  const now = instant();
  const me = { id: newId(), name: 'AB', createdAt: now, changedAt: now };
  const row = { authorId: me.id, createdAt: now, changedAt: now };
  store.transaction(() => {
    store.people.insert(me);
    store.kept.set('meId', me.id);
  });
  for (let n = 0; n < LESSONS; n++) {
    store.transaction(() => {
      const lessonId = newId();
      store.rows.tables.lesson.insert({
        ...{ ...row, id: lessonId, title: `Lesson ${n + 1}`, subject: 'Maths' },
        ...{ className: `${7 + (n % 5)}B`, taughtOn: null, teacher: 'RK', notes: '' },
        ...{ purpose: 'Professional discussion', permission: '', keepUntil: '2099-07-31' },
        ...{
          notShown: '',
          keepReason: '',
          focusId: null,
          liveStartedAt: null,
          liveEndedAt: null,
          made: false,
        },
      });
      for (let m = 0; m < MOMENTS_EACH; m++) {
        const words = Array.from({ length: 6 + Math.floor(random() * 14) }, word);
        if ((n * MOMENTS_EACH + m) % 100_000 === 77) words.push(RARE);
        const startUs = m * 1_500_000;
        store.rows.tables.moment.insert({
          ...{ ...PLAIN_MOMENT, ...row, id: newId(), lessonId, startUs, endUs: startUs },
          ...{ kind: KINDS[m % KINDS.length]?.id ?? 'noticing', note: words.join(' ') },
        });
      }
    });
  }
  await library.close();
  renameSync(making, FOLDER);
  return FOLDER;
}

const ms = (since: bigint) => Number(process.hrtime.bigint() - since) / 1e6;
const ANYWHERE = { lessonId: null, className: null, from: null };

/** The first page as the app answers it beside SQLite reading the same notes with no app around it. */
async function firstPage(folder: string, quick: boolean): Promise<Figure> {
  const db = openDatabase(join(folder, 'plenary.db'), { mustExist: true });
  try {
    const ours = searchIn(db);
    // As the app does soon after each start.
    ours.tidy();
    const bare = db.prepare<[string], { rowid: number; note: string }>(
      `SELECT rowid, note FROM moment_text WHERE moment_text MATCH ? ORDER BY rowid DESC LIMIT 50`,
    );
    const figures: Figure[] = [];
    for (const text of [RARE, COMMON]) {
      const query = toQuery(parseSearch(text));
      const expected = bare.all(query).length;
      const took = await inTurns(
        quick ? 20 : 200,
        () => {
          const since = process.hrtime.bigint();
          const { hits } = ours.find({ ...ANYWHERE, text });
          const it = ms(since);
          if (hits.length !== expected) throw new Error(`${hits.length} of ${expected} hits`);
          return Promise.resolve(it);
        },
        () => {
          const since = process.hrtime.bigint();
          bare.all(query);
          return Promise.resolve(ms(since));
        },
        { warmUp: 10 },
      );
      figures.push(
        figure(
          'search.first-page',
          { unit: 'ms', peer: `the bare FTS5 query`, goal: 3 },
          took.ours,
          took.theirs,
        ),
      );
    }
    const [first, ...others] = figures;
    if (!first) throw new Error('nothing was measured');
    return others.reduce(
      (worst, one) => ((one.ratio ?? 0) > (worst.ratio ?? 0) ? one : worst),
      first,
    );
  } finally {
    db.close();
  }
}

/** What is typed: letter by letter, each waited for, as one who looks at the list while typing. */
const TYPED = ['the pupils wait', '"question hands', 'marmalade', 'answered before', 'wa th'];

/** From the key going down to the second frame after the results for what is then typed are there. */
async function keystrokes(folder: string, quick: boolean): Promise<Figure> {
  const app = await startPlenary({ library: folder });
  try {
    const { page } = app;
    await whenInLibrary(page);
    await page.keyboard.press('Control+k');
    const box = page.getByRole('combobox', { name: /^Search lessons/ });
    await box.waitFor();
    await page.evaluate(() => {
      const log: number[] = [];
      Object.assign(window, { keystrokes: log });
      let since = 0;
      document.addEventListener('keydown', (event) => (since = event.timeStamp), true);
      const list = document.querySelector('#palette-results');
      if (!list) throw new Error('no list of results');
      new MutationObserver(() => {
        if (list.getAttribute('aria-busy') !== 'false' || since === 0) return;
        const from = since;
        since = 0;
        requestAnimationFrame(() => requestAnimationFrame((at) => log.push(at - from)));
      }).observe(list, { attributes: true, subtree: true, childList: true });
    });
    let expected = 0;
    for (const text of quick ? TYPED.slice(0, 2) : [...TYPED, ...TYPED, ...TYPED]) {
      await box.fill('');
      for (const letter of text) {
        // Spaces and quotes alone ask nothing new.
        if (/[\s"]/.test(letter)) {
          await page.keyboard.type(letter);
          continue;
        }
        await page.keyboard.type(letter);
        expected++;
        await page
          .waitForFunction(
            (n) => (window as unknown as { keystrokes: number[] }).keystrokes.length >= n,
            expected,
            { timeout: 10_000 },
          )
          .catch(() => undefined);
        expected = await page.evaluate(
          () => (window as unknown as { keystrokes: number[] }).keystrokes.length,
        );
      }
    }
    const took = await page.evaluate(
      () => (window as unknown as { keystrokes: number[] }).keystrokes,
    );
    if (took.length < 10) throw new Error(`${took.length} keystrokes answered`);
    return {
      ...figure('search.keystroke-p95', { unit: 'ms', peer: null, goal: 100 }, [p95(took)], null),
      n: took.length,
    };
  } finally {
    await app.close();
  }
}

export const search: Suite = async ({ quick }) => {
  const folder = await million();
  return [await firstPage(folder, quick), await keystrokes(folder, quick)];
};
