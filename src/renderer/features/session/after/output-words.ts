/** What is said of each thing that a session leaves. Pure. */
import type {
  SessionLeaves,
  SessionOutput,
  StillsOffer,
} from '../../../../shared/domain/session-record';

export type OutputKind = SessionOutput['what'];

export const OUTPUTS: Record<OutputKind, { name: string; about: string; make: string }> = {
  record: {
    name: 'Session record',
    about:
      'What you watched, what the room said and what each of you will try: as PDF, and as a page for any browser.',
    make: 'Make the record',
  },
  certificates: {
    name: 'CPD certificates',
    about: 'One for each person, with the minutes by the clock and their own next step.',
    make: 'Make the certificates',
  },
  calendar: {
    name: 'Days to look again',
    about: 'For any calendar: one whole day for each next step that has a day.',
    make: 'Make the calendar file',
  },
  handout: {
    name: 'Handout and reflect slips',
    about: 'To print: the prompts, with room to write, and a slip for each to reflect on.',
    make: 'Make the handout',
  },
};

export function minutesWords(minutes: number): string {
  return minutes === 1 ? '1 minute' : `${minutes.toLocaleString('en-GB')} minutes`;
}

/** `1 hour 10 minutes`, `45 minutes`. */
export function hoursWords(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  if (hours === 0) return minutesWords(minutes);
  const said = hours === 1 ? '1 hour' : `${hours.toLocaleString('en-GB')} hours`;
  return rest === 0 ? said : `${said} ${minutesWords(rest)}`;
}

/** Why no picture of a lesson can go along; empty where one can. */
export function keptBack({ permission, clips }: StillsOffer): string {
  if (permission === '') {
    return 'Permission is not noted in this lesson’s details, so no picture of it is handed on.';
  }
  return clips.length === 0 ? 'Its footage is not there.' : '';
}

/** What is to be known before a picture is handed on. */
export function stillHint(offer: StillsOffer): string {
  const back = keptBack(offer);
  if (back !== '') return back;
  const { permission, notShown, clips } = offer;
  const count = clips.length === 1 ? '1 picture' : `${clips.length} pictures`;
  const who = notShown === '' ? '' : ` Not to be shown: ${notShown}.`;
  return `${count}. Permission: ${permission.replace(/[.\s]+$/, '')}.${who}`;
}

/** Whose days a calendar can be of. */
export function calendarChoices({
  lookAgain,
}: Pick<SessionLeaves, 'lookAgain'>): { id: string; name: string }[] {
  const count = (days: number): string => (days === 1 ? '1 day' : `${days} days`);
  const all = lookAgain.reduce((sum, { days }) => sum + days, 0);
  const own = lookAgain.map(({ who, days }) => ({
    id: `who:${who}`,
    name: `${who === '' ? 'With no name' : who} (${count(days)})`,
  }));
  return [{ id: 'all', name: `Everyone (${count(all)})` }, ...own];
}

/** The names that were typed, one a line. */
export function typedNames(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim().slice(0, 80).trim())
    .filter(Boolean);
}
