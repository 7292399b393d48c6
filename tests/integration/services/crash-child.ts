/**
 * A process that works on a library until it is killed. It says what it is about to do and, once
 * that has been answered, that it is done: `> {...}` and `<`, each a line written at once.
 */
import { writeSync } from 'node:fs';
import { openLibrary } from '../../../src/main/db/library-file';
import { clipFiles } from '../../../src/main/services/clip-files';
import { lessonsService } from '../../../src/main/services/lessons';
import { places } from '../../../src/main/services/places';
import { removalService } from '../../../src/main/services/removal';
import { fingerprint } from '../../../src/main/media/fingerprint';
import type { RowOp } from '../../../src/shared/domain/document';
import { newId } from '../../../src/shared/domain/ids';
import { type Moment, PLAIN_MOMENT } from '../../../src/shared/domain/moment';
import { instant } from '../../../src/shared/domain/row';

const [, , mode = '', folder = '', lessonId = ''] = process.argv;
const say = (line: string) => writeSync(1, `${line}\n`);

/** A day passes with each backup, so that the next is due at once. */
let days = 0;
const nowMs = () => Date.now() + days * 86_400_000;

function opOn(moments: readonly Moment[], turn: number): RowOp {
  const [first] = moments;
  const last = moments.at(-1);
  const now = instant();
  if (turn % 3 === 1 && first) {
    const after = { ...first, note: `changed in turn ${turn}`, changedAt: now };
    return { table: 'moment', id: first.id, before: first, after };
  }
  if (turn % 3 === 2 && last && moments.length > 3) {
    return { table: 'moment', id: last.id, before: last, after: null };
  }
  const authorId = first?.authorId ?? '';
  const after: Moment = {
    ...PLAIN_MOMENT,
    ...{ id: newId(), authorId, createdAt: now, changedAt: now, lessonId, kind: 'noticing' },
    ...{ startUs: turn, endUs: turn, note: `made in turn ${turn}` },
  };
  return { table: 'moment', id: after.id, before: null, after };
}

async function work(): Promise<void> {
  const library = await openLibrary(folder, { nowMs });
  const { store } = library;
  if (mode === 'remove') {
    const removal = removalService({
      library,
      places: places(folder),
      jobs: { cancelOf: () => Promise.resolve() },
      playable: { forget: () => undefined },
      media: { fingerprint },
      recordings: [],
      stills: { forget: () => Promise.resolve(), sweep: () => Promise.resolve(0) },
      clipFiles: clipFiles(),
      dialogs: { chooseSave: () => Promise.resolve(null) },
      send: () => undefined,
      authorName: () => '',
      nowMs,
    });
    const title = store.rows.tables.lesson.get(lessonId)?.title ?? '';
    say('> {}');
    await removal.remove({ lessonId, title, originalsToo: false, receipt: false });
    say('<');
    return;
  }
  const lessons = lessonsService({
    store,
    viewFiles: () => Promise.resolve([]),
    changed: () => undefined,
    nowMs,
  });
  for (let turn = 0; ; turn++) {
    const op = opOn(store.rows.momentsOf(lessonId), turn);
    say(`> ${JSON.stringify(op)}`);
    lessons.change({ lessonId, ops: [op] });
    say('<');
    if (mode === 'backup') {
      days++;
      await library.backups.daily();
    }
    await new Promise((resolve) => setImmediate(resolve));
  }
}

void work();
