/** The rows that people edit: a lesson and everything in its document. */
import type { RowOf, TableName } from '../../../shared/domain/document';
import type { CaptionTrack } from '../../../shared/domain/captions';
import type { Drawing } from '../../../shared/domain/drawing';
import type { Angle, Focus, Lesson, NextStep, Part } from '../../../shared/domain/lesson';
import type { Mask } from '../../../shared/domain/mask';
import type { Narration } from '../../../shared/domain/narration';
import type { Moment } from '../../../shared/domain/moment';
import type { Reply } from '../../../shared/domain/reply';
import type { Db } from '../open';
import { type Fields, type Table, table } from './table';

const ROW = { id: 'plain', authorId: 'plain', createdAt: 'plain', changedAt: 'plain' } as const;

const LESSON: Fields<Lesson> = {
  ...ROW,
  title: 'plain',
  subject: 'plain',
  className: 'plain',
  taughtOn: 'plain',
  teacher: 'plain',
  notes: 'plain',
  purpose: 'plain',
  permission: 'plain',
  notShown: 'plain',
  keepUntil: 'plain',
  keepReason: 'plain',
  focusId: 'plain',
  liveStartedAt: 'plain',
  liveEndedAt: 'plain',
  made: 'bool',
};

const ANGLE: Fields<Angle> = { ...ROW, lessonId: 'plain', position: 'plain', name: 'plain' };

const PART: Fields<Part> = {
  ...ROW,
  lessonId: 'plain',
  angleId: 'plain',
  fileId: 'plain',
  position: 'plain',
  offsetUs: 'plain',
  rate: 'plain',
  gapBeforeUs: 'plain',
  durationUs: 'plain',
};

const MOMENT: Fields<Moment> = {
  ...ROW,
  lessonId: 'plain',
  kind: 'plain',
  startUs: 'plain',
  endUs: 'plain',
  note: 'plain',
  private: 'bool',
  tags: 'json',
  focusId: 'plain',
  links: 'json',
  voice: 'json',
  inSession: 'bool',
  liveUs: 'plain',
  adrift: 'json',
};

const REPLY: Fields<Reply> = {
  ...ROW,
  lessonId: 'plain',
  momentId: 'plain',
  text: 'plain',
  private: 'bool',
};

const DRAWING: Fields<Drawing> = {
  ...ROW,
  lessonId: 'plain',
  angleId: 'plain',
  momentId: 'plain',
  startUs: 'plain',
  endUs: 'plain',
  shape: 'json',
  colour: 'plain',
  size: 'plain',
  private: 'bool',
  adrift: 'json',
};

const MASK: Fields<Mask> = {
  ...ROW,
  lessonId: 'plain',
  angleId: 'plain',
  startUs: 'plain',
  endUs: 'plain',
  what: 'json',
  adrift: 'json',
};

const NARRATION: Fields<Narration> = {
  ...ROW,
  lessonId: 'plain',
  title: 'plain',
  private: 'bool',
  row: 'json',
  mends: 'json',
  cues: 'json',
  captionsShown: 'bool',
  draft: 'bool',
};

const CAPTIONS: Fields<CaptionTrack> = { ...ROW, lessonId: 'plain', name: 'plain', cues: 'json' };

const FOCUS: Fields<Focus> = { ...ROW, teacher: 'plain', text: 'plain' };

const NEXT_STEP: Fields<NextStep> = {
  ...ROW,
  lessonId: 'plain',
  momentId: 'plain',
  sessionId: 'plain',
  focusId: 'plain',
  who: 'plain',
  text: 'plain',
  className: 'plain',
  lookAgainOn: 'plain',
  doneOn: 'plain',
};

export interface DocumentRows {
  tables: { readonly [T in TableName]: Table<RowOf<T>> };
  anglesOf(lessonId: string): Angle[];
  partsOf(lessonId: string): Part[];
  /** In order of time, as `byTime` has it. */
  momentsOf(lessonId: string): Moment[];
  repliesOf(lessonId: string): Reply[];
  drawingsOf(lessonId: string): Drawing[];
  masksOf(lessonId: string): Mask[];
  narrationsOf(lessonId: string): Narration[];
  captionsOf(lessonId: string): CaptionTrack[];
  nextStepsOf(lessonId: string): NextStep[];
  /** Those that were agreed in sessions, the soonest to be looked at again first. */
  sessionSteps(sessionId: string): NextStep[];
  /** Those of any session that are open and due on this day (`YYYY-MM-DD`). */
  dueSteps(day: string): NextStep[];
  /** Those of any session that are open. */
  openSteps(): NextStep[];
  /** Every focus in the library: a focus is a teacher's, not a lesson's. */
  focuses(): Focus[];
  madeLesson(): Lesson | undefined;
}

export function documentRows(db: Db): DocumentRows {
  const tables = {
    lesson: table<Lesson>(db, 'lesson', LESSON),
    angle: table<Angle>(db, 'angle', ANGLE),
    part: table<Part>(db, 'part', PART),
    moment: table<Moment>(db, 'moment', MOMENT),
    reply: table<Reply>(db, 'reply', REPLY),
    drawing: table<Drawing>(db, 'drawing', DRAWING),
    mask: table<Mask>(db, 'mask', MASK),
    narration: table<Narration>(db, 'narration', NARRATION),
    captions: table<CaptionTrack>(db, 'caption_track', CAPTIONS),
    focus: table<Focus>(db, 'focus', FOCUS),
    nextStep: table<NextStep>(db, 'next_step', NEXT_STEP),
  };
  const made = tables.lesson.where('made = 1');
  return {
    tables,
    anglesOf: tables.angle.where('lesson_id = ?'),
    partsOf: tables.part.where('lesson_id = ?'),
    momentsOf: tables.moment.where('lesson_id = ?', 'start_us, end_us DESC, id'),
    repliesOf: tables.reply.where('lesson_id = ?'),
    drawingsOf: tables.drawing.where('lesson_id = ?'),
    masksOf: tables.mask.where('lesson_id = ?'),
    narrationsOf: tables.narration.where('lesson_id = ?'),
    captionsOf: tables.captions.where('lesson_id = ?'),
    nextStepsOf: tables.nextStep.where('lesson_id = ?'),
    sessionSteps: tables.nextStep.where('session_id = ?'),
    dueSteps: tables.nextStep.where(
      'session_id IS NOT NULL AND done_on IS NULL AND look_again_on <= ?',
      'look_again_on, id',
    ),
    openSteps: tables.nextStep.where(
      'session_id IS NOT NULL AND done_on IS NULL',
      'look_again_on IS NULL, look_again_on, id',
    ),
    focuses: tables.focus.where('true'),
    madeLesson: () => made()[0],
  };
}
