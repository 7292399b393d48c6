/** What a person can set. Kept in the library's database. */
import { z } from 'zod';
import { CardColours } from './clip';
import { Id } from './ids';
import { KeepDefault } from './keep-until';
import { LessonUs, US_PER_SECOND } from './time';

/** How the timeline shows a lesson. Rows are named by what they hold: `kind:question`, `tag:talk`. */
export const TimelineSettings = z.object({
  rowsBy: z.enum(['kind', 'tag', 'person', 'focus']),
  /** What the view does when the playhead leaves it: turn like a page, keep it centred, nothing. */
  follow: z.enum(['page', 'centred', 'off']),
  /** Rows that were put in an order by hand; the others come after them in their own. */
  order: z.array(z.string().max(80)).max(200),
  folded: z.array(z.string().max(80)).max(200),
  /** Heights of rows that were set by hand, in CSS pixels. */
  heightsPx: z.record(z.string().max(80), z.number().min(8).max(200)),
});
export type TimelineSettings = z.infer<typeof TimelineSettings>;

/** How somebody narrates. */
export const NarratingSettings = z.object({
  /** The one spoken into, as Chromium knows it and by name; null for the system's own. */
  microphone: z.object({ id: z.string().max(300), name: z.string().max(300) }).nullable(),
  /** False where it is told without a microphone. */
  voiced: z.boolean(),
  /** The lesson's sound reaches the ears alone, and not the microphone. */
  headphones: z.boolean(),
  /** 3-2-1 before recording begins. */
  countIn: z.boolean(),
  /** What is let through of the lesson's sound while somebody speaks. */
  lessonSound: z.number().min(0).max(1),
});
export type NarratingSettings = z.infer<typeof NarratingSettings>;

/** What the department says of its own work together. */
export const Programme = z.object({
  /** What it is called, as it stands on what is printed; empty until it has said. */
  name: z.string().max(120),
  vision: z.string().max(5_000),
  principles: z.string().max(5_000),
  success: z.string().max(5_000),
});
export type Programme = z.infer<typeof Programme>;

export const Settings = z.object({
  /** Who is at this machine; null until they have said what to call them. */
  meId: Id.nullable(),
  /** How much earlier a moment begins when its key is pressed while the lesson plays. */
  leadUs: LessonUs.max(60 * US_PER_SECOND),
  pauseWhileTyping: z.boolean(),
  keepDefault: KeepDefault,
  /** Whether added footage stays where it is or is copied into the library's folder. */
  footageStays: z.boolean(),
  /** Whether beginning to draw on the picture pauses the lesson. */
  pauseWhileDrawing: z.boolean(),
  /** Whether short bits of sound are heard while the picture is stepped or dragged. */
  soundWhileScrubbing: z.boolean(),
  /** The board in hand; null for the built-in one. */
  boardId: Id.nullable(),
  /** Room on the disk for review copies, all together; 0 for none. */
  reviewBudgetBytes: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER),
  /** The school's, for title cards of reels; null where the app's own are used. */
  cardColours: CardColours.nullable(),
  volume: z.number().min(0).max(4),
  narrating: NarratingSettings,
  timeline: TimelineSettings,
  /** The school's own, shown when a session begins; the same for every session. */
  agreements: z.array(z.string().trim().min(1).max(300)).max(12),
  programme: Programme,
  /** The display that the room's screen was put on last, by its name; empty for none yet. */
  roomDisplay: z.string().max(300),
});
export type Settings = z.infer<typeof Settings>;

export const DEFAULT_SETTINGS: Settings = {
  meId: null,
  leadUs: 4 * US_PER_SECOND,
  pauseWhileTyping: true,
  keepDefault: 'next-term',
  footageStays: true,
  pauseWhileDrawing: true,
  soundWhileScrubbing: false,
  boardId: null,
  reviewBudgetBytes: 10e9,
  cardColours: null,
  volume: 1,
  narrating: {
    ...{ microphone: null, voiced: true, headphones: false, countIn: true },
    lessonSound: 0.25,
  },
  agreements: [
    'What we watch is for learning, not for judging.',
    'We start with what pupils did.',
    'The teacher speaks first or last, as they choose.',
  ],
  programme: { name: '', vision: '', principles: '', success: '' },
  roomDisplay: '',
  timeline: { rowsBy: 'kind', follow: 'page', order: [], folded: [], heightsPx: {} },
};
