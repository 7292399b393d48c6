/** The names of the contract, as data: what the preload builds `window.api` from. */
import { contract } from '../../shared/ipc/contract';

export interface ApiNames {
  calls: Record<string, string[]>;
  events: Record<string, string[]>;
}

/** How the names reach the sandboxed preload: as an argument of its process. */
export const NAMES_ARGUMENT = '--plenary-api=';

/** The private channel by which the preload turns dropped files into a pick. */
export const DROP_CHANNEL = 'drop.files';

export function apiNames(): ApiNames {
  const names: ApiNames = { calls: {}, events: {} };
  for (const [noun, entries] of Object.entries(contract)) {
    const ofType = (type: 'call' | 'event'): string[] =>
      Object.entries(entries as Record<string, { type: string }>)
        .filter(([, entry]) => entry.type === type)
        .map(([name]) => name);
    names.calls[noun] = ofType('call');
    names.events[noun] = ofType('event');
  }
  return names;
}

/** The channel of a call or event: `lessons.open`. */
export function channelOf(noun: string, name: string): string {
  return `${noun}.${name}`;
}
