/**
 * A discussion pack: clips with questions, captions and chosen notes as one folder that opens in any
 * browser, without this app and without a network.
 */
import { z } from 'zod';
import { ClipForm, ClipMarks, ClipRequest } from './clip';
import { Id } from './ids';
import { LessonUs } from './time';

/** A pack is looked at: sound alone has no place in it. */
export const PackForm = ClipForm.exclude(['sound']);
export type PackForm = z.infer<typeof PackForm>;

export const PackClip = z
  .object({
    /** Its heading, and the name of its file. */
    name: ClipRequest.shape.name,
    momentId: ClipRequest.shape.momentId,
    /** A question to talk about; empty for none. */
    question: z.string().trim().max(2_000),
    /** Moments whose notes stand beside it. Those that are private when the pack is made stay out. */
    noteIds: z.array(Id).max(100),
    startUs: LessonUs,
    endUs: LessonUs,
  })
  .refine((clip) => clip.endUs > clip.startUs, 'a clip has a length');
export type PackClip = z.infer<typeof PackClip>;

export const PackRequest = z.object({
  /** Its heading, and the name of its folder. */
  title: ClipRequest.shape.name,
  /** What everyone is asked before the clips; empty for nothing. */
  introduction: z.string().trim().max(5_000),
  clips: z.array(PackClip).min(1).max(200),
  /** The captions that go with the clips; null for none. */
  captionsId: Id.nullable(),
  /** The day it was taught, and the teacher's focus, where the lesson has them. */
  taughtOn: z.boolean(),
  focus: z.boolean(),
  /** For sharing when left out. */
  form: PackForm.optional(),
  marks: ClipMarks.optional(),
  /** The folder once more as one file. */
  zip: z.boolean(),
  /** A PDF to print. */
  handout: z.boolean(),
});
export type PackRequest = z.infer<typeof PackRequest>;
