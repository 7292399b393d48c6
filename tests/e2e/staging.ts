/** Lessons brought into states that are seldom met, as they come about for real. */
import { execFileSync } from 'node:child_process';
import { closeSync, openSync, statSync, truncateSync, utimesSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright/test';
import type { LessonDocument, RowOp } from '../../src/shared/domain/document';
import { newId } from '../../src/shared/domain/ids';
import { KINDS } from '../../src/shared/domain/kinds';
import { type Moment, PLAIN_MOMENT } from '../../src/shared/domain/moment';
import { instant } from '../../src/shared/domain/row';
import { REPOSITORY } from './launch';

const MADE_LESSON = join(REPOSITORY, 'resources/made-lesson/lesson.mp4');

/** A stretch of the drawn lesson as a file of its own, with its index in front. @returns its path */
export function cutLesson(folder: string, title: string, fromS = 0, seconds = 20): string {
  const path = join(folder, `${title}.mp4`);
  const range = ['-ss', String(fromS), '-i', MADE_LESSON, '-t', String(seconds)];
  const whole = ['-c', 'copy', '-movflags', '+faststart'];
  execFileSync('ffmpeg', ['-v', 'error', '-nostdin', ...range, ...whole, path]);
  // A whole second, so that it can be put back to the very same time.
  const now = Math.floor(Date.now() / 1000);
  utimesSync(path, now, now);
  return path;
}

/** Leaves off the end, as a camera does whose battery gave out. */
export function cutShort(path: string, share: number): string {
  truncateSync(path, Math.floor(statSync(path).size * share));
  return path;
}

/** Spoils all of a file, its size and its time kept: a card that has gone bad, not another file. */
export function spoil(path: string): void {
  const { size, atime, mtime } = statSync(path);
  const file = openSync(path, 'r+');
  writeSync(file, Buffer.alloc(size, 'spoiled '), 0, size, 0);
  closeSync(file);
  utimesSync(path, atime, mtime);
}

/** The lesson of this title, or the only one, as the page would open it. */
export async function lessonOf(page: Page, title?: string): Promise<LessonDocument> {
  return page.evaluate(async (wanted) => {
    const snapshot = await window.api.app.snapshot();
    if (!snapshot.ok) throw new Error(snapshot.error.message);
    const card = snapshot.value.lessons.find(
      ({ lesson }) => wanted === undefined || lesson.title === wanted,
    );
    if (!card) throw new Error(`no lesson “${wanted ?? ''}”`);
    const opened = await window.api.lessons.open({ lessonId: card.lesson.id });
    if (!opened.ok) throw new Error(opened.error.message);
    return opened.value;
  }, title);
}

/** An edit through the page's own door, while its room is not open. */
export async function edit(page: Page, lessonId: string, ops: RowOp[]): Promise<void> {
  await page.evaluate(
    async (change) => {
      const answer = await window.api.lessons.change(change);
      if (!answer.ok) throw new Error(answer.error.message);
    },
    { lessonId, label: 'Staging', ops },
  );
}

/** A moment of this lesson's author, as an edit that makes it. */
export function madeMoment({ lesson }: LessonDocument, facts: Partial<Moment>): RowOp {
  const at = instant();
  const after: Moment = {
    ...{ id: newId(), authorId: lesson.authorId, createdAt: at, changedAt: at },
    ...{ lessonId: lesson.id, kind: 'noticing', startUs: 1_000_000, endUs: 4_000_000 },
    ...PLAIN_MOMENT,
    ...facts,
  };
  return { table: 'moment', id: after.id, before: null, after };
}

const NOTES = [
  'Seven seconds of silence, then three hands.',
  '',
  'What made you draw the height there?',
  'I wonder what the back row was thinking.',
];

/** So many moments all over the lesson, of every kind, points and ranges. */
export function manyMoments(document: LessonDocument, count: number): RowOp[] {
  const endUs = Math.max(...document.parts.map((part) => part.offsetUs + part.durationUs));
  return Array.from({ length: count }, (_, n) => {
    const startUs = Math.floor((endUs * n) / count);
    const kind = KINDS[(n * 7) % KINDS.length]?.id ?? 'noticing';
    const lengthUs = n % 3 === 0 ? 0 : 40_000 * (n % 11);
    const note = NOTES[n % NOTES.length] ?? '';
    return madeMoment(document, {
      kind,
      startUs,
      endUs: Math.min(endUs, startUs + lengthUs),
      note,
      private: n % 2 === 0,
    });
  });
}

export const LONG_TITLE =
  'Persuasive openings: rhetorical questions, direct address and the rule of three, second attempt after half term with 9C';

export const LONG_NOTE = [
  'She asks before she explains, waits, and asks again in other words. Seven seconds of silence,',
  'then three hands go up at the back. What would have happened if nobody had filled the gap?',
  'Supercalifragilisticexpialidocious-antidisestablishmentarianism-without-any-space-to-break-at',
  '\n\nTwo things to talk about:\n1. the thirty seconds of writing before the hands go up;\n',
  '2. who has not spoken yet, and how they could be brought in without being put on the spot.',
].join(' ');
