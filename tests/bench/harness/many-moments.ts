/** Lessons with as many moments as a benchmark wants, written through Plenary's own database code. */
import type { Store } from '../../../src/main/db/store';
import { newId } from '../../../src/shared/domain/ids';
import { KINDS } from '../../../src/shared/domain/kinds';
import { PLAIN_MOMENT } from '../../../src/shared/domain/moment';
import { instant } from '../../../src/shared/domain/row';
import { US_PER_SECOND } from '../../../src/shared/domain/time';
import { type Added, copyLessons, inLibrary } from '../../fixtures/copied-lessons';
import { numbers } from './numbers';

const WORDS =
  `Nobody filled the gap. Three hands went up at once, then a fourth. She asked the pair by the
  window to say it in their own words and waited while the table talked it through again`.split(
    /\s+/,
  );
const TAGS = ['wait time', 'open question', 'whole class', 'pairs'];

/** A place in a lesson and what is noticed there. */
export interface Mark {
  kind: string;
  startUs: number;
  /** Equal to `startUs` for a point. */
  endUs: number;
  note: string;
}

/** Spread over the lesson as people mark: a third points, the others up to half a minute long. */
export function marks(count: number, lessonUs: number): Mark[] {
  const random = numbers();
  return Array.from({ length: count }, (_, at) => {
    const startUs = Math.floor(random() * (lessonUs - 40 * US_PER_SECOND));
    const lengthUs = random() < 0.33 ? 0 : Math.floor((2 + random() * 28) * US_PER_SECOND);
    const from = Math.floor(random() * WORDS.length);
    const note = WORDS.slice(from, from + 2 + Math.floor(random() * 12)).join(' ');
    const kind = KINDS[Math.floor(random() * KINDS.length)]?.id ?? 'noticing';
    return { kind, startUs, endUs: startUs + lengthUs, note: at % 3 === 0 ? note : '' };
  });
}

function insertMarks(store: Store, lessonId: string, count: number, lessonUs: number): void {
  const authorId = store.rows.tables.lesson.get(lessonId)?.authorId ?? '';
  const now = instant();
  const row = { authorId, createdAt: now, changedAt: now };
  marks(count, lessonUs).forEach((mark, at) => {
    const tag = TAGS[at % 11];
    store.rows.tables.moment.insert({
      ...{ ...PLAIN_MOMENT, ...row, ...mark, id: newId(), lessonId },
      ...{ tags: tag === undefined ? [] : [tag], private: at % 4 !== 0 },
    });
  });
}

/** The hours that follow become parts of the first one's lesson, end to end. */
function joinParts(store: Store, [first, ...others]: readonly Added[]): void {
  const { rows, files } = store;
  const part = rows.tables.part.get(first?.partId ?? '');
  if (!part) throw new Error('no lesson to join to');
  others.forEach(({ partId, lessonId }, at) => {
    const own = rows.tables.part.get(partId);
    const file = files.get(own?.fileId ?? '');
    if (!own || !file) throw new Error('no part to join');
    const place = { position: at + 1, offsetUs: (at + 1) * part.durationUs };
    files.update({ ...file, lessonId: part.lessonId });
    rows.tables.part.update({
      ...{ ...own, ...place, lessonId: part.lessonId, angleId: part.angleId },
    });
    rows.tables.angle.remove(own.angleId);
    rows.tables.lesson.remove(lessonId);
  });
}

/**
 * A lesson of so many hours and moments, out of one that is there.
 * @param from a lesson of an hour.
 */
export async function lessonWith(
  folder: string,
  from: Added,
  { title, hours = 1, moments }: { title: string; hours?: number; moments: number },
): Promise<Added> {
  const copies = await copyLessons(folder, from, hours, (at) => (at === 0 ? title : `part ${at}`));
  const [lesson] = copies;
  if (!lesson) throw new Error('no lesson was made');
  await inLibrary(folder, (store) =>
    store.transaction(() => {
      if (hours > 1) joinParts(store, copies);
      insertMarks(store, lesson.lessonId, moments, hours * 3600 * US_PER_SECOND);
    }),
  );
  return lesson;
}
