/** A clip: a range of a lesson handed on as a file of its own. */
import { z } from 'zod';
import { ErrorView } from '../errors';
import { Id } from './ids';
import { Instant } from './row';
import { LessonUs } from './time';

/** How fast a clip is shown; `again` is as it was, and then once more at half the speed. */
export const ClipSpeed = z.enum(['usual', 'half', 'quarter', 'again']);
export type ClipSpeed = z.infer<typeof ClipSpeed>;

/** File name without extension, as the person typed it. */
const Name = z.string().trim().min(1).max(120);

export const ClipRequest = z
  .object({
    name: Name,
    /** The moment that its words are of: whether they may leave is asked again when it is made. */
    momentId: Id.optional(),
    /** What stands on its card in a reel; its name when left out. */
    title: z.string().trim().max(300).optional(),
    /** Words that lie over its picture; none when left out. */
    caption: z.string().trim().max(2_000).optional(),
    /** As it was when left out. */
    speed: ClipSpeed.optional(),
    startUs: LessonUs,
    endUs: LessonUs,
  })
  .refine((clip) => clip.endUs > clip.startUs, 'a clip has a length');
export type ClipRequest = z.infer<typeof ClipRequest>;

/** As it is; smaller; 720 lines for slides; only what is heard. */
export const ClipForm = z.enum(['exact', 'sharing', 'slides', 'sound']);
export type ClipForm = z.infer<typeof ClipForm>;

const CardColour = z.string().regex(/^#[0-9a-f]{6}$/i);
export const CardColours = z.object({ background: CardColour, text: CardColour });
export type CardColours = z.infer<typeof CardColours>;

/** All clips of an order one after the other, as one file. */
export const ReelRequest = z.object({
  name: Name,
  /** A card with its title before each clip. */
  titles: z.boolean(),
  /** Plain black between clips, for so long; none when left out. */
  gapUs: LessonUs.max(10_000_000).optional(),
  /** Of its cards, `#rrggbb`; the app's own when left out. */
  colours: CardColours.optional(),
});
export type ReelRequest = z.infer<typeof ReelRequest>;

/** Whether captions lie on the picture or in a file beside the clip (WebVTT). */
export const ClipNotes = z.enum(['picture', 'file']);
export type ClipNotes = z.infer<typeof ClipNotes>;

/** What is written on every picture of an order, in a corner. */
export const ClipMarks = z.object({
  /** That it is for professional discussion. */
  discussion: z.boolean(),
  /** Whose copy it is; empty for none. */
  name: z.string().trim().max(80),
  /** Shared drawings, as they lie on the picture in the lesson's room; none when left out. */
  drawings: z.boolean().optional(),
  /** How long the clip has run; none when left out. */
  timer: z.boolean().optional(),
});
export type ClipMarks = z.infer<typeof ClipMarks>;

/** What is to be exported: a file for each clip, or one of all of them. */
export const ClipOrder = z.object({
  lessonId: Id,
  /** The camera it is cut from; the first one when left out. */
  angleId: Id.optional(),
  clips: z.array(ClipRequest).min(1).max(500),
  /** As it is when left out. */
  form: ClipForm.optional(),
  reel: ReelRequest.optional(),
  marks: ClipMarks.optional(),
  /** On the picture when left out. */
  notes: ClipNotes.optional(),
  /** False shows what the lesson hides: only when a person chose that. */
  masked: z.boolean().optional(),
});
export type ClipOrder = z.infer<typeof ClipOrder>;

/**
 * As what each file of an order was looked through: main's own sign for all that decides its pictures,
 * told with the preview and handed back; empty for one that was not.
 */
export const Looked = z.array(z.string().max(64)).max(500);
export type Looked = z.infer<typeof Looked>;

/** One line of the export log: what, when, by whom, from which lesson and range, where to. */
export const ExportEntry = z.object({
  id: Id,
  at: Instant,
  author: z.string(),
  lessonId: Id.nullable(),
  lessonTitle: z.string(),
  startUs: LessonUs,
  endUs: LessonUs,
  fileName: z.string(),
  folderName: z.string(),
  bytes: z.number().int().min(0),
  frames: z.number().int().min(0),
  /** The camera it was cut from; null where that is no longer known. */
  angleId: Id.nullable(),
  /** Lines of one export share this, see `exported.ts`; null in lines of before it was noted. */
  fileId: Id.nullable(),
});
export type ExportEntry = z.infer<typeof ExportEntry>;

/** The same as it is shown. */
export const ExportShown = ExportEntry.extend({
  /** The name of the camera, where its lesson has several; empty otherwise. */
  camera: z.string(),
  /** The narration that it is of; null for a clip, and for one that is no longer there. */
  narrationId: Id.nullable(),
  /** The session that it was made of; null for what is of a lesson, and for one that is no longer there. */
  sessionId: Id.nullable(),
});
export type ExportShown = z.infer<typeof ExportShown>;

/**
 * How an exported file is found: as it was put there, with other contents, no longer in its folder,
 * or in a folder that cannot be looked into now (a drive that is not plugged in).
 */
export const ClipFile = z.enum(['there', 'changed', 'gone', 'away']);
export type ClipFile = z.infer<typeof ClipFile>;

/** What a line of the log shows beside its words: read from the disk when it comes into view. */
export const ExportLook = z.object({
  exportId: Id,
  file: ClipFile,
  /** True when there is a picture of it at `footage://still/`. */
  picture: z.boolean(),
  /** It is kept as HEVC, which not every player knows. */
  hevc: z.boolean(),
});
export type ExportLook = z.infer<typeof ExportLook>;

/** An exported file of a lesson that is to be decided about. Plenary deletes none of them. */
export const ClipCopy = ExportEntry.pick({
  id: true,
  at: true,
  author: true,
  fileName: true,
  folderName: true,
}).extend({ lessonId: Id, file: ClipFile });
export type ClipCopy = z.infer<typeof ClipCopy>;

/** What is to be exported, to look through before it is: every frame, by its number from 0. */
export const ClipPreview = z.object({
  previewId: Id,
  lessonId: Id,
  /** Who of the class is not to be seen or heard, see `Lesson`. */
  notShown: z.string(),
  /** True when something in it is marked to be hidden, and is. */
  covered: z.boolean(),
  looked: Looked,
  /** When each is shown, of all files one after the other; and when the last one ends. */
  timesUs: z.array(z.number().min(0)).min(1),
  endUs: LessonUs,
  /** From where in the lesson each is. */
  lessonUs: z.array(LessonUs),
  /** Which frame each clip begins with. */
  clips: z.array(z.object({ name: z.string(), from: z.number().int().min(0) })),
});
export type ClipPreview = z.infer<typeof ClipPreview>;

/** Which pictures of a preview are there to be fetched. */
export const ClipPreviewed = z.object({
  previewId: Id,
  /** Half open. */
  made: z.array(z.object({ from: z.number().int(), to: z.number().int() })),
  /** Of these those that the recording does not give: they will not be in the export either. */
  missing: z.array(z.number().int()),
  /** Why some of them cannot be made just now. */
  error: ErrorView.nullable(),
});
export type ClipPreviewed = z.infer<typeof ClipPreviewed>;

/** What exporting a clip again begins with. */
export const ClipAgain = z.object({
  lessonId: Id,
  lessonTitle: z.string(),
  /** Who of the class is not to be seen or heard, see `Lesson`. */
  notShown: z.string(),
  name: z.string(),
  /** One for a clip; those of a reel in its order. */
  ranges: z.array(z.object({ startUs: LessonUs, endUs: LessonUs })).min(1),
  /** Those that were recording then, the first one first. */
  cameras: z.array(z.object({ id: Id, name: z.string() })).min(1),
  /** The one that it was cut from, while it is among them; else the first. */
  angleId: Id,
  /** True when something of these ranges is marked to be hidden. */
  covered: z.boolean(),
});
export type ClipAgain = z.infer<typeof ClipAgain>;

/** False for a pack's folder or zip, which hold clips and are none. */
export function isFilm(fileName: string): boolean {
  return /\.m(p4|4a)$/i.test(fileName);
}

const RESERVED = /^(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[\d¹²³])\s*(\.|$)/i;

/**
 * A name that every disk takes: Windows' forbidden characters and device names (Microsoft, "Naming
 * Files, Paths, and Namespaces"), control characters, and trailing dots or spaces are replaced.
 * At most 120 UTF-8 bytes, cut between characters, so that it fits with an extension and a number.
 */
export function safeFileName(name: string): string {
  const clean = Array.from(name.normalize('NFC'), (char) =>
    /[<>:"/\\|?*\u0000-\u001f\u007f\u2028\u2029\u202a-\u202e\u2066-\u2069]/u.test(char)
      ? ' '
      : char,
  )
    .join('')
    .replace(/\s+/g, ' ')
    .replace(/^[.\s]+|[.\s]+$/g, '');
  let cut = '';
  let bytes = 0;
  for (const char of clean) {
    const point = char.codePointAt(0) ?? 0;
    bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
    if (bytes > 120) break;
    cut += char;
  }
  cut = cut.replace(/[.\s]+$/g, '');
  if (cut === '') return 'Clip';
  return RESERVED.test(cut) ? `${cut} clip`.replace(/^([^.]+?)\s*\./, '$1 ') : cut;
}
