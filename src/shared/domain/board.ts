/**
 * A board: the kinds and tags that a person marks with. Made for noticing, never for rating. The
 * first board is built in (see kinds.ts); others are made by people or begin as a starter.
 */
import { z } from 'zod';
import { Row } from './row';
import { LessonUs, US_PER_SECOND } from './time';

export const BOARD_COLOURS = ['sand', 'sky', 'iris', 'board', 'coral'] as const;
export const BoardColour = z.enum(BOARD_COLOURS);
export type BoardColour = z.infer<typeof BoardColour>;

/** A kind's id: a word for the built-in ones, an id for those of a board people made. */
export const KindId = z.string().min(1).max(40);
export type KindId = z.infer<typeof KindId>;

/** A word that moments carry; short, and the same wherever it is used. */
export const TagName = z.string().trim().min(1).max(40);
export type TagName = z.infer<typeof TagName>;

export const BoardKind = z.object({
  id: KindId,
  name: z.string().trim().min(1).max(40),
  /** One digit or letter; empty for a kind that is only pressed. */
  key: z.string().regex(/^[0-9a-z]?$/),
  colour: BoardColour,
  /** How much earlier a moment begins while the lesson plays; null for the person's own setting. */
  leadUs: LessonUs.max(60 * US_PER_SECOND).nullable(),
  /** How long after the press a moment ends; 0 for a point. */
  lagUs: LessonUs.max(600 * US_PER_SECOND),
  /** `range`: the first press begins it and the next one ends it. */
  shape: z.enum(['point', 'range']),
  /** Of kinds with the same group only one is open at a time; empty for none. */
  group: z.string().max(40),
  /** Tags offered once it has been marked. */
  followUps: z.array(TagName).max(20),
});
export type BoardKind = z.infer<typeof BoardKind>;

export const BoardTag = z.object({
  name: TagName,
  key: z.string().regex(/^[0-9a-z]?$/),
  /** Tags offered once it has been pressed. */
  followUps: z.array(TagName).max(20),
});
export type BoardTag = z.infer<typeof BoardTag>;

/** What a board is, without who made it: what a file of a board holds. */
export const BoardContent = z.object({
  name: z.string().trim().min(1).max(80),
  /** One sentence on what it is for. */
  about: z.string().max(300),
  kinds: z.array(BoardKind).min(1).max(24),
  tags: z.array(BoardTag).max(40),
});
export type BoardContent = z.infer<typeof BoardContent>;

export const Board = Row.extend(BoardContent.shape).extend({
  /** Put away: no longer offered, kept because moments use its kinds. */
  hidden: z.boolean(),
});
export type Board = z.infer<typeof Board>;
