/** The library as a grid of cards, and what adding and removing footage says back. */
import { z } from 'zod';
import { ErrorView } from '../errors';
import { Id } from './ids';
import { Lesson } from './lesson';
import { LessonUs } from './time';

/** A lesson as a card. */
export const LessonCard = z.object({
  lesson: Lesson,
  durationUs: LessonUs,
  momentCount: z.number().int().min(0),
  partCount: z.number().int().min(0),
  /** The part whose picture it opens with, where that is there and played as it is. */
  opensWith: Id.nullable(),
  hasPoster: z.boolean(),
  /** Changes when the poster does, so that the page asks for it anew. */
  posterVersion: z.number().int(),
  /** Names of files that are not where they were. */
  missing: z.array(z.string()),
  /** Names of files that cannot be read, or only in part. */
  troubled: z.array(z.string()),
  /** Share of the playable copy that is made; null when none is needed. */
  playable: z.number().min(0).max(1).nullable(),
});
export type LessonCard = z.infer<typeof LessonCard>;

/** Files a person chose, kept in main under an id until they are added or let go. */
export const Pick = z.object({
  id: Id,
  files: z.array(z.object({ name: z.string(), bytes: z.number().int().min(0) })).min(1),
  /** True when any lies in a folder that is copied to the cloud. */
  cloud: z.boolean(),
});
export type Pick = z.infer<typeof Pick>;

export const AddResult = z.object({
  lessonIds: z.array(Id),
  /** Files that are in the library already, and where. */
  known: z.array(z.object({ name: z.string(), lessonId: Id, title: z.string() })),
  refused: z.array(z.object({ name: z.string(), error: ErrorView })),
});
export type AddResult = z.infer<typeof AddResult>;

/** Exactly what goes when a lesson is removed. */
export const RemovalPreview = z.object({
  title: z.string(),
  moments: z.number().int(),
  parts: z.number().int(),
  nextSteps: z.number().int(),
  /** Voice notes, and their bytes. */
  voices: z.number().int(),
  voiceBytes: z.number().int(),
  narrations: z.number().int(),
  narrationBytes: z.number().int(),
  /** Bytes of posters, frame lists, playable copies and the library's own copies. */
  derivedBytes: z.number().int(),
  copiedBytes: z.number().int(),
  backups: z.number().int(),
  /** Original files that would stay unless asked to go too, by name. */
  originals: z.array(z.object({ name: z.string(), present: z.boolean() })),
  /** Exported clips that exist elsewhere and are not touched. */
  exports: z.number().int(),
});
export type RemovalPreview = z.infer<typeof RemovalPreview>;

/** Where a search looks, in the order its results come. */
export const SearchSource = z.enum(['lesson', 'moment', 'reply', 'caption']);
export type SearchSource = z.infer<typeof SearchSource>;

export const SearchHit = z.object({
  is: SearchSource,
  lessonId: Id,
  lessonTitle: z.string(),
  momentId: Id.nullable(),
  atUs: LessonUs,
  /** A line of the text found, plain. */
  text: z.string(),
});
export type SearchHit = z.infer<typeof SearchHit>;

/** Where a page of results ended. */
export const SearchPlace = z.object({ is: SearchSource, skip: z.number().int().min(0) });
export type SearchPlace = z.infer<typeof SearchPlace>;

export const SearchQuery = z.object({
  /** Words, each as a beginning of a word, and "phrases": see search-text.ts. */
  text: z.string().max(200),
  /** Only in this lesson. */
  lessonId: Id.nullable(),
  /** Only in lessons of this class. */
  className: z.string().max(200).nullable(),
  /** Where the page before ended; null for the first page. */
  from: SearchPlace.nullable(),
});
export type SearchQuery = z.infer<typeof SearchQuery>;

export const SearchPage = z.object({
  hits: z.array(SearchHit),
  /** Where the next page begins; null when that was all. */
  next: SearchPlace.nullable(),
});
export type SearchPage = z.infer<typeof SearchPage>;
