/** A lesson, its angles (cameras) and their parts (files), and what is known of each file. */
import { z } from 'zod';
import { Id } from './ids';
import { Day, Instant, Row } from './row';
import { LessonUs, Us } from './time';

const line = z.string().max(200);

export const Lesson = Row.extend({
  title: z.string().trim().min(1).max(200),
  subject: line,
  className: line,
  /** The day it was taught, taken from the recording where it says. */
  taughtOn: Day.nullable(),
  /** The teacher's name or initials. */
  teacher: line,
  notes: z.string().max(20_000),
  /** Why it is kept: professional discussion unless someone says otherwise. */
  purpose: line,
  /** What was said about permission; empty means not noted. */
  permission: z.string().max(2_000),
  /** Who of the class is not to be seen or heard in what is handed on; empty when nobody was named. */
  notShown: z.string().max(2_000),
  keepUntil: Day,
  /** Why it is kept longer than first meant; empty when it is not. */
  keepReason: z.string().max(500),
  focusId: Id.nullable(),
  /** When live noticing began, for a lesson that was noticed before it had footage. */
  liveStartedAt: Instant.nullable(),
  /** When it ended; null while it goes on, or when there was none. */
  liveEndedAt: Instant.nullable(),
  /** True for the made lesson that shows a new user around. */
  made: z.boolean(),
});
export type Lesson = z.infer<typeof Lesson>;

export const Angle = Row.extend({
  lessonId: Id,
  position: z.number().int().min(0),
  name: line,
});
export type Angle = z.infer<typeof Angle>;

/**
 * A file's place in the lesson. Part time 0 is its first presented frame (first sound where there
 * is no picture); lesson time = offsetUs + part time * rate. `rate` holds clock drift. A part of
 * another angle than the first may begin before the lesson does: its offset is then negative.
 */
export const Part = Row.extend({
  lessonId: Id,
  angleId: Id,
  fileId: Id,
  position: z.number().int().min(0),
  offsetUs: Us,
  rate: z.number().min(0.5).max(2),
  /** Known silence between this part and the one before it, in lesson time. */
  gapBeforeUs: LessonUs,
  durationUs: LessonUs,
});
export type Part = z.infer<typeof Part>;

/** How a file is watched: as it is, through a playable copy, or not at all. */
export const Handling = z.enum(['direct', 'copy', 'unreadable']);
export type Handling = z.infer<typeof Handling>;

/** What the probe found, once. Sizes are as shown: rotation and aspect already applied. */
export const Picture = z.object({
  codec: z.string(),
  width: z.number().int().positive(),
  height: z.number().int().positive(),
  /** Clockwise degrees the decoder's picture must be turned to stand upright. */
  rotation: z.union([z.literal(0), z.literal(90), z.literal(180), z.literal(270)]),
  /** Frames a second, on average. */
  fps: z.number().positive(),
  variable: z.boolean(),
  interlaced: z.boolean(),
  hdr: z.boolean(),
});
export type Picture = z.infer<typeof Picture>;

export const Sound = z.object({
  codec: z.string(),
  channels: z.number().int().positive(),
  sampleRate: z.number().int().positive(),
});
export type Sound = z.infer<typeof Sound>;

/** A file as the page may know it: a name, never a path. */
export const FileView = z.object({
  id: Id,
  name: z.string(),
  bytes: z.number().int().min(0),
  durationUs: Us,
  /** What the file's own clock, and so a player of the file, says at part time 0. */
  firstFrameUs: Us,
  container: z.string(),
  /** When the recording began, where the file says so. */
  recordedAt: Instant.nullable(),
  picture: Picture.nullable(),
  sound: Sound.nullable(),
  handling: Handling,
  /** A sentence when it is not whole: cut short, damaged, or unreadable. Empty when all is well. */
  trouble: z.string(),
  /** False when the file is not where it was. */
  present: z.boolean(),
  /** True when the library holds its own copy. */
  copied: z.boolean(),
  /** True when the file lies in a folder that is copied to the cloud. */
  cloud: z.boolean(),
});
export type FileView = z.infer<typeof FileView>;

/** A teacher's own focus. */
export const Focus = Row.extend({
  teacher: line,
  text: z.string().trim().min(1).max(500),
});
export type Focus = z.infer<typeof Focus>;

/** What someone will try: one entity, whether it came from a moment or from a session. */
export const NextStep = Row.extend({
  lessonId: Id.nullable(),
  momentId: Id.nullable(),
  sessionId: Id.nullable(),
  focusId: Id.nullable(),
  who: line,
  /** Null means: the moment's own note. */
  text: z.string().max(2_000).nullable(),
  className: line,
  lookAgainOn: Day.nullable(),
  /** The day it was looked at again; null while it is open. */
  doneOn: Day.nullable(),
});
export type NextStep = z.infer<typeof NextStep>;
