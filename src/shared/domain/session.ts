/**
 * A session: the department sits down together, watches, talks and writes down what was said. Its plan
 * is here; what happened while it was held is in `session-run.ts`, its clock in `session-clock.ts`.
 */
import { z } from 'zod';
import { Id } from './ids';
import { Samples, VOICE_RATE } from './narration';
import { Day, Instant, Row } from './row';
import { LessonUs, US_PER_MS, US_PER_SECOND, Us } from './time';

export const MS_PER_MINUTE = 60_000;

/** A day is the longest that a session may be planned for. */
const MOST_SLOT_MINUTES = 24 * 60;
const MOST_ITEMS = 500;
const MOST_PEOPLE = 300;

const line = z.string().max(200);
const prose = z.string().max(5_000);
const Minutes = z.number().int().min(0).max(600);

/** What is watched. Only ids and places: titles are asked of the library when they are shown. */
export const Watched = z.discriminatedUnion('type', [
  z.object({ type: z.literal('range'), lessonId: Id, startUs: LessonUs, endUs: LessonUs }),
  /** The range is the moment's when it was chosen; its note is nobody's but the lesson's. */
  z.object({
    ...{ type: z.literal('moment'), lessonId: Id, momentId: Id },
    ...{ startUs: LessonUs, endUs: LessonUs },
  }),
  /** A file that was exported, by its line in the log. */
  z.object({ type: z.enum(['clip', 'reel']), lessonId: Id, exportId: Id, durationUs: LessonUs }),
  /** All of a narration, or a stretch of it. */
  z.object({
    ...{ type: z.literal('narration'), lessonId: Id, narrationId: Id },
    ...{ from: Samples, to: Samples },
  }),
]);
export type Watched = z.infer<typeof Watched>;

export const GROUPINGS = ['alone', 'pairs', 'groups', 'everyone'] as const;
export const Grouping = z.enum(GROUPINGS);
export type Grouping = z.infer<typeof Grouping>;

const any = {
  id: Id,
  /** Empty where its kind says enough. */
  title: line,
  /** Notes to oneself: on the console, never on the room's screen, never in a record. */
  notes: prose,
};

export const SessionItem = z.discriminatedUnion('kind', [
  /** With the school's own agreements, which are a setting. */
  z.object({ ...any, kind: z.literal('welcome'), text: prose, minutes: Minutes }),
  z.object({
    ...any,
    kind: z.literal('watch'),
    what: Watched.nullable(),
    /** What to look for. */
    question: prose,
    captions: z.boolean(),
    /** Null where it takes as long as the footage. */
    minutes: Minutes.nullable(),
  }),
  z.object({
    ...any,
    kind: z.literal('discuss'),
    prompt: prose,
    /** One after the other: two minutes alone, then pairs, then everyone. */
    steps: z
      .array(z.object({ grouping: Grouping, minutes: Minutes }))
      .min(1)
      .max(8),
  }),
  /** On paper, or at this machine for the person who sits at it. */
  z.object({ ...any, kind: z.literal('reflect'), prompt: prose, minutes: Minutes }),
  /** A short text, or a picture that is kept with the library. */
  z.object({
    ...any,
    kind: z.literal('read'),
    text: z.string().max(20_000),
    fileId: Id.nullable(),
    minutes: Minutes,
  }),
  z.object({ ...any, kind: z.literal('next-steps'), prompt: prose, minutes: Minutes }),
  z.object({ ...any, kind: z.literal('break'), text: prose, minutes: Minutes }),
  z.object({ ...any, kind: z.literal('text'), text: prose, minutes: Minutes }),
]);
export type SessionItem = z.infer<typeof SessionItem>;
export type ItemKind = SessionItem['kind'];
export type ItemOf<K extends ItemKind> = Extract<SessionItem, { kind: K }>;

/** What an item asks or tells, in the words of whoever planned it; empty where nobody has said more. */
export function itemWords(item: SessionItem): string {
  switch (item.kind) {
    case 'watch':
      return item.question;
    case 'discuss':
    case 'reflect':
    case 'next-steps':
      return item.prompt;
    default:
      return item.text;
  }
}

/** What a session is planned as, without who made it. */
export const SessionContent = z.object({
  title: z.string().trim().min(1).max(200),
  /** Why the department meets, in a sentence. */
  intention: prose,
  heldOn: Day.nullable(),
  slotMinutes: z.number().int().min(1).max(MOST_SLOT_MINUTES),
  /** Names or initials; never required. */
  people: z.array(z.string().trim().min(1).max(80)).max(MOST_PEOPLE),
  /** What groups are called when what they said is written down. */
  groups: z.array(z.string().trim().min(1).max(80)).max(60),
  items: z
    .array(SessionItem)
    .max(MOST_ITEMS)
    .refine((items) => new Set(items.map(({ id }) => id)).size === items.length, 'an id twice'),
});
export type SessionContent = z.infer<typeof SessionContent>;

export const Session = Row.extend(SessionContent.shape);
export type Session = z.infer<typeof Session>;

/** What was being watched when something was said. */
export const WatchedAt = z.object({
  itemId: Id,
  lessonId: Id,
  /** From the beginning of what was watched. */
  atUs: LessonUs,
});
export type WatchedAt = z.infer<typeof WatchedAt>;

/** What the room said: one group's words on one item. */
export const Capture = Row.extend({
  sessionId: Id,
  itemId: Id,
  /** One of the session's groups; empty for everyone together. */
  groupName: z.string().max(80),
  text: z.string().max(20_000),
  watched: WatchedAt.nullable(),
});
export type Capture = z.infer<typeof Capture>;

/** Something to come back to. */
export const Parked = Row.extend({
  sessionId: Id,
  itemId: Id.nullable(),
  text: z.string().max(2_000),
  done: z.boolean(),
});
export type Parked = z.infer<typeof Parked>;

/** Written at this machine for oneself alone: kept apart, so that no record can hold one by mistake. */
export const Reflection = Row.extend({
  sessionId: Id,
  itemId: Id,
  text: z.string().max(20_000),
});
export type Reflection = z.infer<typeof Reflection>;

/** A picture that is kept with the library, to be looked at together. */
export const SessionFile = z.object({
  id: Id,
  sessionId: Id,
  name: z.string().max(300),
  type: z.enum(['png', 'jpg', 'webp']),
  bytes: z.number().int().min(0),
  addedAt: Instant,
});
export type SessionFile = z.infer<typeof SessionFile>;

/** A PDF that a person chose, held by main until another is chosen: one of its pages is to be kept. */
export const ChosenPdf = z.object({
  id: Id,
  name: z.string().max(300),
  type: z.literal('pdf'),
});
export type ChosenPdf = z.infer<typeof ChosenPdf>;

/** Whether an item can be shown on the day. */
export const ItemCheck = z.object({
  itemId: Id,
  state: z.enum(['fine', 'empty', 'missing', 'private', 'not-ready', 'unplayable']),
  /** The file that is damaged; empty otherwise. */
  fileName: z.string(),
  /** How long its footage is now; null for what has none. */
  durationUs: Us.nullable(),
});
export type ItemCheck = z.infer<typeof ItemCheck>;

/** What a session's card shows. */
export const SessionCard = z.object({
  id: Id,
  title: z.string(),
  intention: z.string(),
  heldOn: Day.nullable(),
  slotMinutes: z.number().int(),
  items: z.number().int(),
  people: z.number().int(),
  phase: z.enum(['ready', 'running', 'stopped', 'ended']),
  /** It was being presented when Plenary was stopped. */
  cutOff: z.boolean(),
  createdAt: Instant,
  changedAt: Instant,
});
export type SessionCard = z.infer<typeof SessionCard>;

type WithoutIds<T> = T extends { id: string } ? Omit<T, 'id'> : never;
export type PlainItem = WithoutIds<SessionItem>;

/** What a new item of a kind has. */
export function plainItem(kind: ItemKind): PlainItem {
  const plain = { title: '', notes: '' };
  switch (kind) {
    case 'welcome':
      return { ...plain, kind, text: '', minutes: 3 };
    case 'watch':
      return { ...plain, kind, what: null, question: '', captions: false, minutes: null };
    case 'discuss':
      return {
        ...plain,
        ...{ kind, prompt: '' },
        steps: [
          { grouping: 'pairs', minutes: 4 },
          { grouping: 'everyone', minutes: 4 },
        ],
      };
    case 'reflect':
      return { ...plain, kind, prompt: '', minutes: 5 };
    case 'read':
      return { ...plain, kind, text: '', fileId: null, minutes: 4 };
    case 'next-steps':
      return { ...plain, kind, prompt: '', minutes: 5 };
    case 'break':
      return { ...plain, kind, text: '', minutes: 10 };
    case 'text':
      return { ...plain, kind, text: '', minutes: 3 };
  }
}

/** How long what is watched takes, in microseconds. */
export function watchedUs(what: Watched): number {
  if (what.type === 'range' || what.type === 'moment')
    return Math.max(0, what.endUs - what.startUs);
  if (what.type === 'narration') {
    return Math.round((Math.max(0, what.to - what.from) * US_PER_SECOND) / VOICE_RATE);
  }
  return what.durationUs;
}

/** An item's steps with their planned times, in milliseconds: one, but where a discussion has more. */
export function stepsOf(item: SessionItem): { grouping: Grouping | null; plannedMs: number }[] {
  if (item.kind === 'discuss') {
    return item.steps.map(({ grouping, minutes }) => ({
      grouping,
      plannedMs: minutes * MS_PER_MINUTE,
    }));
  }
  if (item.kind === 'watch' && item.minutes === null) {
    const us = item.what === null ? 0 : watchedUs(item.what);
    return [{ grouping: null, plannedMs: Math.ceil(us / US_PER_MS) }];
  }
  return [{ grouping: null, plannedMs: (item.minutes ?? 0) * MS_PER_MINUTE }];
}

/** How long an item is planned to take, in milliseconds. */
export function plannedMs(item: SessionItem): number {
  return stepsOf(item).reduce((sum, step) => sum + step.plannedMs, 0);
}

/**
 * The plan against the slot, in milliseconds.
 * @returns `overMs` what does not fit, 0 where all of it does.
 */
export function fitOf({ items, slotMinutes }: Pick<SessionContent, 'items' | 'slotMinutes'>): {
  totalMs: number;
  slotMs: number;
  overMs: number;
  spareMs: number;
} {
  const totalMs = items.reduce((sum, item) => sum + plannedMs(item), 0);
  const slotMs = slotMinutes * MS_PER_MINUTE;
  return {
    totalMs,
    slotMs,
    overMs: Math.max(0, totalMs - slotMs),
    spareMs: Math.max(0, slotMs - totalMs),
  };
}

/** Items in another order: the one goes to the place of the other. Neither is lost or doubled. */
export function itemMoved(
  items: readonly SessionItem[],
  itemId: string,
  place: number,
): SessionItem[] {
  const moved = items.find(({ id }) => id === itemId);
  const rest = items.filter(({ id }) => id !== itemId);
  if (!moved) return rest;
  const at = Math.min(Math.max(0, place), rest.length);
  return [...rest.slice(0, at), moved, ...rest.slice(at)];
}

/**
 * The same plan for another day: its items have ids of their own, the day is not yet said.
 * @param makeId gives a new id each time
 * @param fileOf the id under which a picture is kept for the new session
 */
export function planAgain(
  content: SessionContent,
  makeId: () => string,
  fileOf: (fileId: string) => string | null,
): SessionContent {
  return {
    ...content,
    heldOn: null,
    items: content.items.map((item) =>
      item.kind === 'read' && item.fileId !== null
        ? { ...item, id: makeId(), fileId: fileOf(item.fileId) }
        : { ...item, id: makeId() },
    ),
  };
}

/**
 * A plan without anything of a lesson that is removed for good: what was to be watched is open again.
 * @returns the same list where the lesson is not in it.
 */
export function withoutLesson(items: readonly SessionItem[], lessonId: string): SessionItem[] {
  return items.map((item) =>
    item.kind === 'watch' && item.what?.lessonId === lessonId ? { ...item, what: null } : item,
  );
}
