/**
 * What a session leaves, as data: what its pages are set from. Made of what was said together and of
 * nothing else: reflections are in a table that is not read here, notes of whoever presented stay in the
 * plan, and what is private is left out.
 */
import type { NextStep } from '../../../shared/domain/lesson';
import {
  type Capture,
  type Grouping,
  itemWords,
  type Parked,
  type Session,
  type SessionItem,
  stepsOf,
  type Watched,
} from '../../../shared/domain/session';
import { heldDays } from '../../../shared/domain/session-record';
import type { RunState } from '../../../shared/domain/session-run';
import { minutesDone } from '../../../shared/domain/session-steps';
import { formatClock } from '../../../shared/domain/time';

export interface Picture {
  /** Its path in what is made, with forward slashes. */
  path: string;
  alt: string;
}

export interface SaidFacts {
  /** `Group 1`, `Together`. */
  group: string;
  text: string;
  /** `at 12:43 of Area of triangles`; empty where it is about nothing that was watched. */
  about: string;
}

export interface ItemFacts {
  id: string;
  kind: SessionItem['kind'];
  /** `Watch`, `Discuss` */
  label: string;
  title: string;
  /** The question, the prompt, or the text. */
  words: string;
  /** `Area of triangles, 12:39 to 12:58`; empty for what is not told. */
  watched: string;
  picture: Picture | null;
  /** `2 minutes alone, then 4 minutes in pairs`; empty but for what is talked about. */
  how: string;
  said: SaidFacts[];
}

export interface StepFacts {
  who: string;
  text: string;
  className: string;
  /** `12 January 2027`; empty for no day. */
  lookAgain: string;
  done: boolean;
}

export interface RecordFacts {
  /** What the department is called; empty where it has not said. */
  department: string;
  title: string;
  intention: string;
  /** `12 November 2026`; `12 and 19 November 2026` */
  days: string;
  minutes: number;
  agreements: readonly string[];
  items: ItemFacts[];
  /** What was said to items that are no longer in the plan. */
  alsoSaid: SaidFacts[];
  steps: StepFacts[];
  parked: { text: string; done: boolean }[];
  /** The day by which its pictures are to be deleted; empty where it has none. */
  deleteBy: string;
}

/** What is asked of the library of something that was watched. */
export interface WatchedFacts {
  lessonTitle: string;
  /** False for what is private, and for what is no longer here. */
  told: boolean;
}

const LABELS: Record<SessionItem['kind'], string> = {
  welcome: 'Welcome',
  watch: 'Watch',
  discuss: 'Discuss',
  reflect: 'Reflect',
  read: 'Read',
  'next-steps': 'Next steps',
  break: 'Break',
  text: 'Also',
};

const GROUPINGS: Record<Grouping, string> = {
  alone: 'alone',
  pairs: 'in pairs',
  groups: 'in groups',
  everyone: 'all together',
};

const DAY = new Intl.DateTimeFormat('en-GB', {
  ...{ day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' },
});

/** `2026-12-31` as `31 December 2026`. */
export function dayWords(day: string): string {
  return DAY.format(new Date(`${day}T00:00:00Z`));
}

/** `12 November 2026`; two or more as a list in which no month or year is said twice in a row. */
export function daysWords(days: readonly string[]): string {
  const said = days.map((day, at) => {
    const next = days[at + 1] ?? '';
    const [number = '', month = '', year = ''] = dayWords(day).split(' ');
    if (next.slice(0, 7) === day.slice(0, 7)) return number;
    return next.slice(0, 4) === day.slice(0, 4)
      ? `${number} ${month}`
      : `${number} ${month} ${year}`;
  });
  return new Intl.ListFormat('en-GB').format(said);
}

/** `50 minutes`, `1 minute`. */
export function minutesWords(minutes: number): string {
  return minutes === 1 ? '1 minute' : `${minutes.toLocaleString('en-GB')} minutes`;
}

function watchedWords(what: Watched, { lessonTitle, told }: WatchedFacts): string {
  if (!told) return '';
  switch (what.type) {
    case 'range':
    case 'moment':
      return `${lessonTitle}, ${formatClock(what.startUs)} to ${formatClock(what.endUs)}`;
    case 'clip':
      return `A clip of ${lessonTitle}`;
    case 'reel':
      return `A reel of ${lessonTitle}`;
    case 'narration':
      return `A narrated stretch of ${lessonTitle}`;
  }
}

function howWords(item: SessionItem): string {
  if (item.kind !== 'discuss') return '';
  const steps = stepsOf(item).flatMap(({ grouping, plannedMs }) => {
    const minutes = Math.round(plannedMs / 60_000);
    return grouping && minutes > 0 ? [`${minutesWords(minutes)} ${GROUPINGS[grouping]}`] : [];
  });
  return steps.join(', then ');
}

export interface FactsFrom {
  session: Session;
  run: RunState;
  captures: readonly Capture[];
  parked: readonly Parked[];
  steps: readonly NextStep[];
  department: string;
  agreements: readonly string[];
  watched: (what: Watched) => WatchedFacts;
  /** By the item's id. */
  pictures: ReadonlyMap<string, Picture>;
  /** `YYYY-MM-DD` */
  deleteBy: string | null;
}

/** Where in the lesson what was said is about; empty where that is not told. */
function aboutWords({ watched }: Capture, { session, watched: ask }: FactsFrom): string {
  if (!watched) return '';
  const item = session.items.find(({ id }) => id === watched.itemId);
  if (item?.kind !== 'watch' || !item.what || item.what.lessonId !== watched.lessonId) return '';
  const { lessonTitle, told } = ask(item.what);
  if (!told) return '';
  const { what } = item;
  const place =
    what.type === 'range' || what.type === 'moment'
      ? `at ${formatClock(what.startUs + watched.atUs)}`
      : `${formatClock(watched.atUs)} into what was watched`;
  return `${place} of ${lessonTitle}`;
}

/** Groups as the session names them, then others, then everyone together. */
function inGroups(said: readonly Capture[], groups: readonly string[]): Capture[] {
  const place = (name: string): number => {
    const known = groups.indexOf(name);
    return name === '' ? Infinity : known < 0 ? groups.length : known;
  };
  return said
    .filter(({ text }) => text.trim() !== '')
    .toSorted((a, b) => {
      const [one, other] = [place(a.groupName), place(b.groupName)];
      return one === other ? 0 : one - other;
    });
}

export function recordFacts(from: FactsFrom): RecordFacts {
  const { session, run, captures, parked, steps } = from;
  const saidFacts = (said: readonly Capture[]): SaidFacts[] =>
    inGroups(said, session.groups).map((capture) => ({
      group: capture.groupName === '' ? 'Together' : capture.groupName,
      text: capture.text.trim(),
      about: aboutWords(capture, from),
    }));
  const known = new Set(session.items.map(({ id }) => id));
  return {
    department: from.department.trim(),
    title: session.title,
    intention: session.intention.trim(),
    days: daysWords(heldDays(session, run)),
    minutes: minutesDone(session, run),
    agreements: from.agreements,
    items: session.items.map((item) => ({
      ...{ id: item.id, kind: item.kind, label: LABELS[item.kind], title: item.title.trim() },
      words: itemWords(item).trim(),
      watched:
        item.kind === 'watch' && item.what ? watchedWords(item.what, from.watched(item.what)) : '',
      picture: from.pictures.get(item.id) ?? null,
      how: howWords(item),
      said: saidFacts(captures.filter(({ itemId }) => itemId === item.id)),
    })),
    alsoSaid: saidFacts(captures.filter(({ itemId }) => !known.has(itemId))),
    steps: steps.map(({ who, text, className, lookAgainOn, doneOn }) => ({
      ...{ who: who.trim(), text: (text ?? '').trim(), className: className.trim() },
      lookAgain: lookAgainOn === null ? '' : dayWords(lookAgainOn),
      done: doneOn !== null,
    })),
    parked: parked.map(({ text, done }) => ({ text: text.trim(), done })),
    deleteBy: from.deleteBy === null ? '' : dayWords(from.deleteBy),
  };
}
