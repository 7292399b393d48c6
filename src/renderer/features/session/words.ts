/** What sessions are called and how their times are said. Pure. */
import type { Grouping, ItemCheck, ItemKind, SessionItem } from '../../../shared/domain/session';
import { itemWords, plannedMs } from '../../../shared/domain/session';

export const KIND_NAMES: Record<ItemKind, string> = {
  welcome: 'Welcome and agreements',
  watch: 'Watch',
  discuss: 'Discuss',
  reflect: 'Reflect',
  read: 'Read',
  'next-steps': 'Next steps',
  break: 'Break',
  text: 'Free text',
};

export const KINDS = Object.keys(KIND_NAMES) as ItemKind[];

export const GROUPING_NAMES: Record<Grouping, string> = {
  alone: 'Alone',
  pairs: 'In pairs',
  groups: 'In groups',
  everyone: 'Everyone',
};

/** As the room's screen says it. */
export const GROUPING_CALLS: Record<Grouping, string> = {
  alone: 'On your own',
  pairs: 'In pairs',
  groups: 'In your group',
  everyone: 'All together',
};

/** `Watch: the first question`; the kind alone where nobody has said more. */
export function itemName(item: SessionItem): string {
  const kind = KIND_NAMES[item.kind];
  if (item.kind === 'text') return item.title || itemWords(item).split('\n')[0] || kind;
  if (item.title)
    return item.kind === 'welcome' || item.kind === 'break' ? item.title : `${kind}: ${item.title}`;
  if (item.kind === 'welcome' || item.kind === 'next-steps') return kind;
  const [words = ''] = itemWords(item).split('\n');
  return words ? `${kind}: ${words}` : kind;
}

const two = (value: number): string => String(value).padStart(2, '0');

/** `4:00`, `1:02:00`; `-0:30` once it is over. Whole seconds, the one that has begun. */
export function clockWords(ms: number): string {
  const over = ms <= -1_000;
  const seconds = over ? Math.floor(-ms / 1_000) : Math.max(0, Math.ceil(ms / 1_000));
  const [h, m, s] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60, seconds % 60];
  const text = h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
  return over ? `-${text}` : text;
}

/** `4 min`, `1 h 15 min`; `45 s` below a minute. */
export function lengthWords(ms: number): string {
  if (ms === 0) return '0 min';
  if (ms < 60_000) return `${Math.round(ms / 1_000)} s`;
  const minutes = Math.round(ms / 60_000);
  const [h, m] = [Math.floor(minutes / 60), minutes % 60];
  if (h === 0) return `${m} min`;
  return m === 0 ? `${h} h` : `${h} h ${m} min`;
}

/** `pairs, then everyone`. */
export function stepsWords(item: SessionItem): string {
  if (item.kind !== 'discuss') return '';
  return item.steps.map(({ grouping }) => GROUPING_NAMES[grouping].toLowerCase()).join(', then ');
}

const TIME = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const DAY = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });

/** `15:52`. */
export function timeOfDay(ms: number): string {
  return TIME.format(new Date(ms));
}

/** `1 Dec 2026`. @param day `YYYY-MM-DD` */
export function dayWords(day: string): string {
  return DAY.format(new Date(`${day}T12:00:00`));
}

/** How the plan sits in its time, kindly. */
export function fitWords(fit: {
  totalMs: number;
  slotMs: number;
  overMs: number;
  spareMs: number;
}): string {
  if (fit.totalMs === 0) return `${lengthWords(fit.slotMs)} to fill`;
  if (fit.overMs >= 60_000) {
    return `${lengthWords(fit.totalMs)} planned: ${lengthWords(fit.overMs)} more than there is`;
  }
  if (fit.spareMs >= 60_000)
    return `${lengthWords(fit.totalMs)} planned, ${lengthWords(fit.spareMs)} to spare`;
  return `${lengthWords(fit.totalMs)} planned: it fits`;
}

/** Items from the first that no longer fits. */
export function firstOver(items: readonly SessionItem[], slotMinutes: number): number {
  let sum = 0;
  for (const [at, item] of items.entries()) {
    sum += plannedMs(item);
    if (sum > slotMinutes * 60_000 + 30_000) return at;
  }
  return -1;
}

/** How far behind or ahead of plan; empty within half a minute. */
export function behindWords(ms: number): string {
  const minutes = Math.round(Math.abs(ms) / 60_000);
  if (minutes === 0) return '';
  const words = lengthWords(minutes * 60_000);
  return ms > 0 ? `${words} behind plan` : `${words} in hand`;
}

/** What the check before the day found of an item. */
export function checkWords({ state, fileName }: Pick<ItemCheck, 'state' | 'fileName'>): string {
  switch (state) {
    case 'fine':
      return 'Ready';
    case 'empty':
      return 'Nothing chosen yet';
    case 'missing':
      return 'Not found: choose it again';
    case 'private':
      return 'This is private and is not shown to others';
    case 'not-ready':
      return 'A playable copy is still being made';
    case 'unplayable':
      return `“${fileName}” is damaged here and would not play: copy it again, or choose another stretch`;
  }
}
