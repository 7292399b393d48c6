/**
 * A lesson as one document, and edits to it as lists of row operations. The page, the database and
 * undo all speak in these, so what is on the screen and what is on the disk agree.
 */
import { z } from 'zod';
import { Id } from './ids';
import { CaptionTrack } from './captions';
import { Drawing } from './drawing';
import { Angle, FileView, Focus, Lesson, NextStep, Part } from './lesson';
import { changedInTime } from './in-time';
import { Mask } from './mask';
import { Moment } from './moment';
import { Narration } from './narration';
import { Reply } from './reply';
import { Person } from './row';

/** Everything a lesson's room needs, in one message. */
export const LessonDocument = z.object({
  lesson: Lesson,
  angles: z.array(Angle),
  parts: z.array(Part),
  /** In order of time (`byTime`); the other lists in order of ids. */
  moments: z.array(Moment),
  replies: z.array(Reply),
  drawings: z.array(Drawing),
  masks: z.array(Mask),
  narrations: z.array(Narration),
  captions: z.array(CaptionTrack),
  focuses: z.array(Focus),
  nextSteps: z.array(NextStep),
  /** Facts about files, not edited by hand and so not part of undo. */
  files: z.array(FileView),
  people: z.array(Person),
});
export type LessonDocument = z.infer<typeof LessonDocument>;

const ROW_SCHEMAS = {
  lesson: Lesson,
  angle: Angle,
  part: Part,
  moment: Moment,
  reply: Reply,
  drawing: Drawing,
  mask: Mask,
  narration: Narration,
  captions: CaptionTrack,
  focus: Focus,
  nextStep: NextStep,
} as const;

export type TableName = keyof typeof ROW_SCHEMAS;
export type RowOf<T extends TableName> = z.infer<(typeof ROW_SCHEMAS)[T]>;

function opSchema<T extends TableName, R extends z.ZodType>(table: T, row: R) {
  return z.object({
    table: z.literal(table),
    id: Id,
    before: row.nullable(),
    after: row.nullable(),
  });
}

/**
 * One row made (`before` null), changed, or deleted (`after` null). `before` is what the page saw,
 * so that main can refuse an edit of a row that has changed underneath it.
 */
export const RowOp = z
  .discriminatedUnion('table', [
    opSchema('lesson', ROW_SCHEMAS.lesson),
    opSchema('angle', ROW_SCHEMAS.angle),
    opSchema('part', ROW_SCHEMAS.part),
    opSchema('moment', ROW_SCHEMAS.moment),
    opSchema('reply', ROW_SCHEMAS.reply),
    opSchema('drawing', ROW_SCHEMAS.drawing),
    opSchema('mask', ROW_SCHEMAS.mask),
    opSchema('narration', ROW_SCHEMAS.narration),
    opSchema('captions', ROW_SCHEMAS.captions),
    opSchema('focus', ROW_SCHEMAS.focus),
    opSchema('nextStep', ROW_SCHEMAS.nextStep),
  ])
  .refine((op) => op.before !== null || op.after !== null, 'neither before nor after')
  .refine(
    (op) => [op.before, op.after].every((row) => row === null || row.id === op.id),
    'another id',
  );
export type RowOp = z.infer<typeof RowOp>;

/** The edit that takes another one back. Undoing a deletion brings the same row back. */
export function invert(ops: readonly RowOp[]): RowOp[] {
  return ops.map((op) => ({ ...op, before: op.after, after: op.before }) as RowOp).reverse();
}

/** Where the rows of a table stand in the document. */
export const LIST_OF = {
  angle: 'angles',
  part: 'parts',
  moment: 'moments',
  reply: 'replies',
  drawing: 'drawings',
  mask: 'masks',
  narration: 'narrations',
  captions: 'captions',
  focus: 'focuses',
  nextStep: 'nextSteps',
} as const satisfies { [T in Exclude<TableName, 'lesson'>]: keyof LessonDocument };

type Identified = { id: Id };

/** A list after its operations, in order of ids: as the database answers it. */
function applyTo(rows: readonly Identified[], ops: readonly RowOp[]): Identified[] {
  const last = new Map<Id, Identified | null>(ops.map((op) => [op.id, op.after]));
  const next: Identified[] = [];
  for (const row of rows) {
    const change = last.get(row.id);
    if (change === undefined) next.push(row);
    else if (change !== null) next.push(change);
    last.delete(row.id);
  }
  const made = [...last.values()].filter((row) => row !== null);
  if (made.length === 0) return next;
  return [...next, ...made].sort((a, b) => (a.id < b.id ? -1 : 1));
}

/**
 * The document after an edit. Moments stay in order of time, and a few of them are changed without
 * going through the others. Lists that no operation touches keep their identity, and so do rows.
 */
export function applyOps(document: LessonDocument, ops: readonly RowOp[]): LessonDocument {
  const next: LessonDocument = { ...document };
  for (const [table, list] of Object.entries(LIST_OF)) {
    const mine = ops.filter((op) => op.table === table);
    if (mine.length === 0) continue;
    if (table === 'moment') {
      next.moments = changedInTime(
        document.moments,
        mine.filter((op) => op.table === 'moment'),
      );
      continue;
    }
    const rows: readonly Identified[] = document[list];
    Object.assign(next, { [list]: applyTo(rows, mine) });
  }
  for (const op of ops) if (op.table === 'lesson' && op.after) next.lesson = op.after;
  return next;
}
